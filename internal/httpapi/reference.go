package httpapi

import (
	"bytes"
	"cmp"
	_ "embed" // for the page
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/goccy/go-json"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/internal/auth"
)

//go:embed reference.html
var referenceHTML string

var referencePage = template.Must(template.New("reference").Parse(referenceHTML))

// chapter is a part of the reference.
type chapter struct {
	ID, Title  string
	Operations []referred
}

// referred is an operation as the reference shows it.
type referred struct {
	ID, Method, Path, Summary, Description, Need, Curl, Try string

	Parameters []referredValue
	Body       []referredBody
	Answers    []referredAnswer
}

// referredValue is a parameter, or a property of a schema.
type referredValue struct {
	Name, In, Value, Schema, Meaning string
	Required                         bool
}

type referredBody struct{ Kind, Schema string }

type referredAnswer struct{ Status, Means, Schema string }

type referredSchema struct {
	Name, Value string
	Properties  []referredValue
}

// routesReference serves the description as a page to read. It needs no script and nothing from elsewhere; where an operation only reads,
// a link tries it, and for all there is a line for a terminal.
func (a *api) routesReference(e *echo.Echo) {
	page := sync.OnceValues(func() ([]byte, error) { return reference(a.described.OpenAPI(), a.version, a.access != nil) })
	e.GET("/docs", func(c echo.Context) error {
		text, err := page()
		if err != nil {
			return err
		}
		c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'")
		return c.Blob(http.StatusOK, echo.MIMETextHTMLCharsetUTF8, text)
	})
}

// choosing are the operations that need one of several parameters, which the description cannot say: no link can try them.
var choosing = map[string]bool{"compare-times": true, "spread-idea": true}

// reference writes the page.
func reference(d *huma.OpenAPI, version string, login bool) ([]byte, error) {
	chapters := []chapter{
		{ID: "chapter-read", Title: "Networks: reading and computing"}, {ID: "chapter-change", Title: "Networks: changing what they hold"},
		{ID: "chapter-own", Title: "Networks: access, persons, webhooks"}, {ID: "chapter-jobs", Title: "Background jobs"}, {ID: "chapter-service", Title: "The service and its accounts"},
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		item := d.Paths[path]
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if o != nil {
				at := chapterOf(o)
				chapters[at].Operations = append(chapters[at].Operations, refer(d, o, login))
			}
		}
	}
	var schemas []referredSchema
	known := d.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if strings.Contains(name, " ") {
			continue // an answer without content
		}
		s := known[name]
		out := referredSchema{Name: name, Value: valueOf(s)}
		for _, p := range slices.Sorted(maps.Keys(s.Properties)) {
			property := s.Properties[p]
			out.Properties = append(out.Properties, referredValue{
				Name: p, Value: valueOf(property), Schema: schemaOf(property), Meaning: property.Description, Required: slices.Contains(s.Required, p),
			})
		}
		schemas = append(schemas, out)
	}
	var b bytes.Buffer
	err := referencePage.Execute(&b, map[string]any{"About": d.Info.Description, "Version": version, "Login": login, "Chapters": chapters, "Schemas": schemas})
	return b.Bytes(), err
}

// chapterOf is where an operation stands.
func chapterOf(o *huma.Operation) int {
	need := needs[o.OperationID]
	switch {
	case strings.HasPrefix(o.Path, "/api/v1/jobs"):
		return 3
	case !strings.HasPrefix(o.Path, "/api/v1/networks"):
		return 4
	case need == auth.Own:
		return 2
	case need == auth.Edit || need == auth.Found:
		return 1
	}
	return 0
}

// refer makes an operation ready to be shown.
func refer(d *huma.OpenAPI, o *huma.Operation, login bool) referred {
	out := referred{
		ID: o.OperationID, Method: o.Method, Path: o.Path, Summary: o.Summary, Description: o.Description, Need: needs[o.OperationID].String(),
	}
	address, query, whole := o.Path, url.Values{}, true
	for _, p := range o.Parameters {
		out.Parameters = append(out.Parameters, referredValue{Name: p.Name, In: p.In, Value: valueOf(p.Schema), Meaning: cmp.Or(p.Description, p.Schema.Description), Required: p.Required})
		example := exampleOf(p)
		switch {
		case p.In == "path" && example != "":
			address = strings.Replace(address, "{"+p.Name+"}", url.PathEscape(example), 1)
		case p.In == "query" && p.Required && example != "":
			query.Set(p.Name, example)
		case p.Required:
			whole = false
		}
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	if o.Method == http.MethodGet && whole && !choosing[o.OperationID] && !endless[o.OperationID] && !strings.Contains(address, "{") {
		out.Try = address
	}
	out.Curl = "curl"
	if o.Method != http.MethodGet {
		out.Curl += " -X " + o.Method
	}
	if login {
		out.Curl += ` -H "Authorization: Bearer $SILLAT_TOKEN"`
	}
	if o.RequestBody != nil {
		for _, kind := range slices.Sorted(maps.Keys(o.RequestBody.Content)) {
			s := o.RequestBody.Content[kind].Schema
			out.Body = append(out.Body, referredBody{kind, schemaOf(s)})
			if kind == "application/json" {
				text, _ := json.MarshalNoEscape(sample(d, s, 0)) // of strings, numbers and lists of them: it cannot fail
				out.Curl += " -H 'Content-Type: application/json' -d '" + string(text) + "'"
			}
		}
	}
	out.Curl += ` "$SILLAT` + address + `"`
	for _, status := range slices.Sorted(maps.Keys(o.Responses)) {
		if status < "4" {
			r := o.Responses[status]
			answer := referredAnswer{Status: status, Means: r.Description}
			for _, kind := range slices.Sorted(maps.Keys(r.Content)) {
				answer.Schema = cmp.Or(answer.Schema, schemaOf(r.Content[kind].Schema))
			}
			out.Answers = append(out.Answers, answer)
		}
	}
	return out
}

// exampleOf is a value that a parameter may have; "" when none is described.
func exampleOf(p *huma.Param) string {
	for _, e := range append([]any{p.Example}, p.Schema.Examples...) {
		switch v := e.(type) {
		case nil:
		case []any:
			if len(v) > 0 {
				return fmt.Sprint(v[0])
			}
		case []string:
			if len(v) > 0 {
				return v[0]
			}
		default:
			return fmt.Sprint(v)
		}
	}
	return ""
}

// schemaOf is the name of the schema that a schema is, or is a list of.
func schemaOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		name := s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
		if strings.Contains(name, " ") {
			return "" // the description library's name for an answer without content
		}
		return name
	case s.Items != nil:
		return schemaOf(s.Items)
	}
	for _, one := range s.AnyOf {
		if name := schemaOf(one); name != "" {
			return name
		}
	}
	return ""
}

// valueOf says in words what a value may be.
func valueOf(s *huma.Schema) string {
	if s == nil {
		return ""
	}
	if s.Ref != "" {
		return ""
	}
	out := s.Type
	switch {
	case len(s.AnyOf) > 0:
		parts := make([]string, len(s.AnyOf))
		for i, one := range s.AnyOf {
			parts[i] = cmp.Or(valueOf(one), "object")
		}
		out = strings.Join(parts, " or ")
	case s.Type == huma.TypeArray:
		out = "list of " + cmp.Or(valueOf(s.Items), "objects")
	}
	if len(s.Enum) > 0 {
		values := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			values[i] = fmt.Sprint(v)
		}
		out = strings.Join(values, ", ")
	}
	if s.Minimum != nil {
		out += fmt.Sprintf(", at least %g", *s.Minimum)
	}
	if s.Maximum != nil {
		out += fmt.Sprintf(", at most %g", *s.Maximum)
	}
	if s.Default != nil {
		out += fmt.Sprintf(", %v if left out", s.Default)
	}
	return out
}

// sample is a value that fits a schema: examples where they are described, of an object what it must have and what has an example.
func sample(d *huma.OpenAPI, s *huma.Schema, depth int) any {
	if s.Ref != "" {
		if s = d.Components.Schemas.SchemaFromRef(s.Ref); s == nil {
			return nil
		}
	}
	switch {
	case len(s.Examples) > 0:
		return s.Examples[0]
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == huma.TypeArray:
		return []any{}
	case s.Type == huma.TypeInteger || s.Type == huma.TypeNumber:
		return 1
	case s.Type == huma.TypeBoolean:
		return false
	case s.Type == huma.TypeString:
		return "…"
	}
	out := map[string]any{}
	for name, p := range s.Properties {
		if depth < 3 && (slices.Contains(s.Required, name) || len(p.Examples) > 0) {
			out[name] = sample(d, p, depth+1)
		}
	}
	return out
}
