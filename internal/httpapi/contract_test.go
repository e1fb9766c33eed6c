package httpapi_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/httpapi"
)

// contractRounds is how many requests each operation gets: some that the description allows, the others with one thing wrong.
const contractRounds = 16

// TestAnswersKeepTheDescription walks the description, asks every operation what it allows and what it forbids, and holds each answer to
// what the description says of it: a status that is listed, never 500, a body that fits its schema, and no yes to what is forbidden.
func TestAnswersKeepTheDescription(t *testing.T) {
	server := service(t)
	d := httpapi.Describe()
	asked, refused := 0, 0
	for _, path := range slices.Sorted(mapKeys(d.Paths)) {
		item := d.Paths[path]
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
		} {
			if op == nil || op.OperationID == "delete-network" { // it would take the rest's network; its own test asks
				continue
			}
			c := contract{T: t, server: server, d: d, method: method, path: path, op: op, r: rand.New(rand.NewPCG(7, uint64(len(path))))}
			for round := range contractRounds {
				if c.ask(round) >= 400 {
					refused++
				}
				asked++
			}
		}
	}
	if refused*10 < asked || refused*10 > asked*9 {
		t.Errorf("%d of %d requests were refused; a test of answers needs both kinds", refused, asked)
	}
	t.Logf("%d requests, %d of them refused", asked, refused)
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// contract is one operation under test.
type contract struct {
	*testing.T
	server       *httptest.Server
	d            *huma.OpenAPI
	method, path string
	op           *huma.Operation
	r            *rand.Rand
}

// ask sends one request and judges the answer. Even rounds are allowed by the description.
func (c *contract) ask(round int) int {
	c.Helper()
	spoil := -1 // which part is wrong
	var parts []string
	for _, p := range c.op.Parameters {
		parts = append(parts, p.In+" "+p.Name)
	}
	if c.op.RequestBody != nil {
		parts = append(parts, "body")
	}
	parts = append(parts, "query that is unknown")
	if round%2 == 1 {
		spoil = c.r.IntN(len(parts))
	}
	path, query, header := c.path, url.Values{}, http.Header{}
	wrong := false
	for i, p := range c.op.Parameters {
		if p.In == "header" && (p.Name == "Prefer" || p.Name == "Last-Event-ID") {
			continue // jobs have a test of their own
		}
		if !p.Required && c.r.IntN(3) > 0 && i != spoil {
			continue
		}
		s := c.schema(p.Schema)
		values := c.texts(p.Name, s)
		if i == spoil {
			var bad bool
			if values, bad = c.wrongTexts(p, s); bad {
				wrong = true
			}
		}
		switch p.In {
		case "path":
			path = strings.Replace(path, "{"+p.Name+"}", url.PathEscape(values[0]), 1)
		case "query":
			if p.Explode != nil && *p.Explode || len(values) < 2 {
				query[p.Name] = values
			} else {
				query.Set(p.Name, strings.Join(values, ","))
			}
		case "header":
			header.Set(p.Name, values[0])
		}
	}
	if spoil == len(parts)-1 {
		query.Set("unknown-"+fmt.Sprint(round), "x")
		wrong = true
	}
	var body string
	if c.op.RequestBody != nil {
		body, header = c.body(header, spoil >= 0 && parts[spoil] == "body")
	}
	r, err := http.NewRequestWithContext(c.Context(), c.method, c.server.URL+path+"?"+query.Encode(), strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	r.Header = header
	answer, err := c.server.Client().Do(r)
	if err != nil {
		c.Fatalf("%s %s: %v", c.method, r.URL, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.Fatal(err)
	}
	said := fmt.Sprintf("%s %s %s\n%d %s", c.method, r.URL.RequestURI(), cutShort(body), answer.StatusCode, cutShort(string(text)))
	if wrong && answer.StatusCode < 400 {
		c.Errorf("what the description forbids (%s) was let through: %s", parts[spoil], said)
	}
	c.judge(answer, text, said)
	return answer.StatusCode
}

func cutShort(text string) string { return text[:min(len(text), 300)] }

// judge holds an answer to the description.
func (c *contract) judge(answer *http.Response, text []byte, said string) {
	c.Helper()
	if answer.StatusCode == http.StatusInternalServerError {
		c.Errorf("a fault of ours: %s", said)
	}
	described, ok := c.op.Responses[fmt.Sprint(answer.StatusCode)]
	if !ok {
		c.Errorf("the description does not list the status: %s", said)
		return
	}
	if len(text) == 0 {
		return
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	content, ok := described.Content[kind]
	if !ok {
		c.Errorf("the description does not list the type %q: %s", kind, said)
		return
	}
	if kind != "application/json" && kind != "application/problem+json" {
		return
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		c.Errorf("the body is no JSON: %v: %s", err, said)
		return
	}
	var result huma.ValidateResult
	huma.Validate(c.d.Components.Schemas, content.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &result)
	for i, e := range result.Errors {
		if i < 3 {
			c.Errorf("the body does not fit its schema: %v: %s", e, said)
		}
	}
}

func (c *contract) schema(s *huma.Schema) *huma.Schema {
	for s != nil && s.Ref != "" {
		s = c.d.Components.Schemas.SchemaFromRef(s.Ref)
	}
	return s
}
