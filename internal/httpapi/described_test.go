package httpapi_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/testkit"
)

// The map page's types are made from the description that lies beside it, so that neither side needs the other's tools to be built. One that
// has fallen behind would let the page read what the service no longer sends.
func TestThePageIsBuiltFromThisDescription(t *testing.T) {
	now := lines(t)
	path := filepath.Join(testkit.Root(t), "internal", "web", "app", "openapi.json")
	if os.Getenv("SILLAT_WRITE_DESCRIPTION") != "" {
		if err := os.WriteFile(path, now, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, now) {
		t.Error("internal/web/app/openapi.json is not what the API is now: run make description; it tells what the page makes of the change")
	}
}

// lines is the description with a line for every address and every schema: what changed is seen in a comparison of two.
func lines(t *testing.T) []byte {
	t.Helper()
	text, err := httpapi.Description("")
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		OpenAPI    string                     `json:"openapi"`
		Info       json.RawMessage            `json:"info"`
		Paths      map[string]json.RawMessage `json:"paths"`
		Components map[string]map[string]json.RawMessage
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		t.Fatalf("the description has parts that this test does not write down: %v", err)
	}
	var b bytes.Buffer
	put := func(v any) {
		line, err := json.Marshal(v) // it compacts what is raw
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	each := func(of map[string]json.RawMessage) {
		for i, name := range slices.Sorted(maps.Keys(of)) {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			put(name)
			b.WriteByte(':')
			put(of[name])
		}
	}
	b.WriteString(`{"openapi":`)
	put(d.OpenAPI)
	b.WriteString(`,"info":`)
	put(d.Info)
	b.WriteString(`,"paths":{`)
	each(d.Paths)
	b.WriteString("},\n\"components\":{\"schemas\":{")
	each(d.Components["schemas"])
	b.WriteString("}}}\n")
	if len(d.Components) != 1 {
		t.Fatalf("the description has %d kinds of components; this test writes down schemas only", len(d.Components))
	}
	return b.Bytes()
}
