package httpapi_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/goccy/go-json"
)

// sensible are values that mean something in the demo network, so that operations come to do their work.
var sensible = map[string][]string{
	"name": {"demo", "demo", "demo", "nix"}, "network": {"demo"}, "id": {"FIK-001", "FIK-163", "none"}, "silo": {"silo_sector", "region", "level", "nothing"}, "dimension": {"silo_sector"},
	"metric": {"degree", "pagerank", "constraint", "nothing"}, "where": {"level=regional", "x"}, "as-of": {"2023-01-01", "2020"}, "from": {"2020-01-01"}, "to": {"2024-12-31"},
	"actor": {"FIK-001", "FIK-002"}, "activity": {"H-001"}, "around": {"FIK-001"}, "between": {"foundation", "municipality"}, "split": {"2022-01-01"}, "source": {"FIK-001"}, "target": {"FIK-002"},
	"a": {"foundation", "company"}, "b": {"municipality", "NGO"}, "set": {"damping=0.5"}, "account": {"aino"}, "attribute": {"region"}, "start": {"2023"}, "end": {"2024"},
	"If-Match": {`"1"`, `"2"`}, "Idempotency-Key": {"k1", "k2", "k3"}, "cursor": {""}, "sort": {"name", "-id"}, "fields": {"id", "name"},
}

// texts are values that a parameter's schema allows.
func (c *contract) texts(name string, s *huma.Schema) []string {
	if s.Type == huma.TypeArray {
		item := c.schema(s.Items)
		n := 1
		if s.MinItems != nil {
			n = max(n, *s.MinItems)
		}
		var out []string
		for range n {
			out = append(out, c.text(name, item))
		}
		return out
	}
	return []string{c.text(name, s)}
}

func (c *contract) text(name string, s *huma.Schema) string {
	if len(s.Enum) > 0 {
		return fmt.Sprint(s.Enum[c.r.IntN(len(s.Enum))])
	}
	if known := sensible[name]; len(known) > 0 && s.Type == huma.TypeString {
		return known[c.r.IntN(len(known))]
	}
	switch s.Type {
	case huma.TypeBoolean:
		return strconv.FormatBool(c.r.IntN(2) == 0)
	case huma.TypeInteger, huma.TypeNumber:
		low, high := 0., 30.
		if s.Minimum != nil {
			low = *s.Minimum
		}
		if s.Maximum != nil {
			high = min(*s.Maximum, low+30)
		}
		return strconv.Itoa(int(low) + c.r.IntN(int(high-low)+1))
	}
	length := 1 + c.r.IntN(8)
	if s.MinLength != nil {
		length = max(length, *s.MinLength)
	}
	if s.MaxLength != nil {
		length = min(length, *s.MaxLength)
	}
	letters := "abcäöå019-"
	if s.Pattern != "" {
		letters = "abc019-"
	}
	var b strings.Builder
	for range length {
		b.WriteRune([]rune(letters)[c.r.IntN(len([]rune(letters)))])
	}
	return b.String()
}

// wrongTexts are values that a parameter's schema forbids, where it forbids any.
func (c *contract) wrongTexts(p *huma.Param, s *huma.Schema) (values []string, wrong bool) {
	if s.Type == huma.TypeArray {
		return c.texts(p.Name, s), false
	}
	var ways []string
	switch {
	case len(s.Enum) > 0:
		ways = append(ways, "none-of-them")
	case s.Type == huma.TypeBoolean:
		ways = append(ways, "perhaps", "2")
	case s.Type == huma.TypeInteger || s.Type == huma.TypeNumber:
		ways = append(ways, "many", "1e999", "٣", "0x10")
		if s.Minimum != nil {
			ways = append(ways, fmt.Sprint(int(*s.Minimum)-1))
		}
		if s.Maximum != nil && *s.Maximum < 1e12 {
			ways = append(ways, fmt.Sprint(int(*s.Maximum)+1))
		}
	case s.MaxLength != nil:
		ways = append(ways, strings.Repeat("x", *s.MaxLength+1))
	}
	if len(ways) == 0 {
		return c.texts(p.Name, s), false
	}
	if p.In == "query" && s.Type != huma.TypeString && c.r.IntN(3) == 0 {
		return []string{""}, true
	}
	return []string{ways[c.r.IntN(len(ways))]}, true
}

// body is a request's body with its type. A spoiled one has a member of the wrong type, or is no JSON at all: either is refused, which
// judge sees by the status.
func (c *contract) body(header http.Header, spoil bool) (string, http.Header) {
	if c.op.RequestBody.Content["multipart/form-data"] != nil {
		var b bytes.Buffer
		form := multipart.NewWriter(&b)
		part, _ := form.CreateFormFile("files", "actors.csv")
		fmt.Fprint(part, "id,name\nq,Q\n")
		form.Close()
		header.Set("Content-Type", form.FormDataContentType())
		text := b.String()
		if spoil {
			text = text[:len(text)/2]
		}
		return text, header
	}
	header.Set("Content-Type", "application/json")
	media := c.op.RequestBody.Content["application/json"]
	text, err := json.Marshal(c.value("", c.schema(media.Schema), spoil, 0))
	if err != nil {
		c.Fatal(err)
	}
	if spoil && c.r.IntN(4) == 0 {
		return string(text[:c.r.IntN(len(text))]), header
	}
	return string(text), header
}

// value is one that a schema allows; a spoiled one has parts of another type.
func (c *contract) value(name string, s *huma.Schema, spoil bool, depth int) any {
	if spoil && depth > 0 && c.r.IntN(3) == 0 {
		return []any{nil, -1e300, "", []any{[]any{}}, map[string]any{"x": nil}, true, strings.Repeat("y", 3000)}[c.r.IntN(7)]
	}
	switch s.Type {
	case huma.TypeObject:
		out := map[string]any{}
		for key, p := range s.Properties {
			required := false
			for _, r := range s.Required {
				required = required || r == key
			}
			if required || c.r.IntN(3) == 0 && depth < 4 {
				out[key] = c.value(key, c.schema(p), spoil, depth+1)
			}
		}
		return out
	case huma.TypeArray:
		out := []any{}
		for range c.r.IntN(3) {
			out = append(out, c.value(name, c.schema(s.Items), spoil, depth+1))
		}
		return out
	case huma.TypeInteger, huma.TypeNumber:
		n, _ := strconv.Atoi(c.text(name, s))
		return n
	case huma.TypeBoolean:
		return c.r.IntN(2) == 0
	}
	return c.text(name, s)
}
