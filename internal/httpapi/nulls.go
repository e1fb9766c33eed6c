package httpapi

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/goccy/go-json"
)

// reread is a request whose body was looked at before.
type reread struct {
	humaContext
	body io.Reader
}

// Unwrap is the context as it was.
func (r reread) Unwrap() huma.Context { return r.humaContext }

// BodyReader reads the body from its beginning.
func (r reread) BodyReader() io.Reader { return r.body }

// humaContext has another name than its method Context.
type humaContext huma.Context

// nulls looks for a null in a JSON body where the description allows none, which the description library takes for a zero: a revert to
// null would empty a network. It returns the place, and the request with its body to be read again.
func nulls(h huma.API, c huma.Context) (huma.Context, string) {
	o := c.Operation()
	if o.RequestBody == nil || o.RequestBody.Content["application/json"] == nil || o.MaxBodyBytes <= 0 || c.BodyReader() == nil {
		return c, ""
	}
	text, err := io.ReadAll(io.LimitReader(c.BodyReader(), o.MaxBodyBytes+1))
	rest := io.MultiReader(bytes.NewReader(text), c.BodyReader())
	if err != nil {
		rest = io.MultiReader(bytes.NewReader(text), failing{err})
	}
	again := reread{c, rest}
	if err != nil || !bytes.Contains(text, []byte("null")) {
		return again, ""
	}
	var v any
	if json.Unmarshal(text, &v) != nil {
		return again, "" // what is no JSON is said by who reads it
	}
	return again, nullIn(h.OpenAPI().Components.Schemas, o.RequestBody.Content["application/json"].Schema, v, "body", 0)
}

// failing is a body that cannot be read on.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// deepest is how deep a body is looked through: deeper than any that is described.
const deepest = 32

// nullIn returns the place of a null that a schema does not allow; "" when there is none.
func nullIn(r huma.Registry, s *huma.Schema, v any, at string, depth int) string {
	for s != nil && s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	if s == nil || depth > deepest || len(s.AnyOf)+len(s.OneOf)+len(s.AllOf) > 0 {
		return ""
	}
	switch v := v.(type) {
	case nil:
		if s.Type != "" && !s.Nullable {
			return at
		}
	case []any:
		for i, one := range v {
			if s.Items != nil {
				if bad := nullIn(r, s.Items, one, fmt.Sprintf("%s[%d]", at, i), depth+1); bad != "" {
					return bad
				}
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			of, known := s.Properties[name]
			if !known {
				of, _ = s.AdditionalProperties.(*huma.Schema)
			}
			if bad := nullIn(r, of, v[name], strings.Join([]string{at, name}, "."), depth+1); of != nil && bad != "" {
				return bad
			}
		}
	}
	return ""
}
