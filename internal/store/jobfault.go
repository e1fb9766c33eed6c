package store

import (
	"encoding/json"
	"fmt"

	"github.com/sillat/sillat/pkg/fault"
)

// FaultText is a fault as a store keeps it; "" for none.
func FaultText(f *fault.Error) (string, error) {
	if f == nil {
		return "", nil
	}
	text, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("write the fault of a job: %w", err)
	}
	return string(text), nil
}

// FaultIn is the inverse of FaultText.
func FaultIn(text string) (*fault.Error, error) {
	if text == "" {
		return nil, nil
	}
	f := new(fault.Error)
	if err := json.Unmarshal([]byte(text), f); err != nil {
		return nil, fmt.Errorf("read the fault of a job: %w", err)
	}
	return f, nil
}
