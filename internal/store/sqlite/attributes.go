package sqlite

import (
	"encoding/json"
	"fmt"
)

// formatAttributes writes attributes as a JSON object with sorted keys, so that equal attributes are equal text; "" for none.
func formatAttributes(attributes map[string]string) (string, error) {
	if len(attributes) == 0 {
		return "", nil
	}
	b, err := json.Marshal(attributes)
	if err != nil {
		return "", fmt.Errorf("write attributes: %w", err)
	}
	return string(b), nil
}

// parseAttributes reads what formatAttributes wrote.
func parseAttributes(s string) (attributes map[string]string, err error) {
	if s == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(s), &attributes); err != nil {
		return nil, fmt.Errorf("read attributes %q: %w", s, err)
	}
	return attributes, nil
}
