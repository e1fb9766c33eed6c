package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/httpapi"
)

// TestTheReferenceTellsOfEveryOperation reads the page: every operation and schema stands in it, every place that it names is there, what it
// offers to try works, and it loads nothing.
func TestTheReferenceTellsOfEveryOperation(t *testing.T) {
	server := service(t)
	answer, page := fetch(t, http.MethodGet, server.URL+"/docs", nil, "")
	if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		t.Fatalf("%d %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script") {
		t.Errorf("the policy is %s", policy)
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "<link") || strings.Contains(page, "src=") || regexp.MustCompile(`href="(https?:)?//`).MatchString(page) {
		t.Error("the page loads something, or leads elsewhere")
	}
	places := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if places[m[1]] {
			t.Errorf("two places are called %s", m[1])
		}
		places[m[1]] = true
	}
	for _, op := range operations(t) {
		if !places[op.id] || !strings.Contains(page, op.method+" "+op.path) {
			t.Errorf("the page does not tell of %s %s (%s)", op.method, op.path, op.id)
		}
	}
	for name := range httpapi.Describe().Components.Schemas.Map() {
		if !places["schema-"+name] && !strings.Contains(name, " ") {
			t.Errorf("the page does not show the schema %s", name)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !places[m[1]] {
			t.Errorf("the page leads to %s, which is not there", m[1])
		}
	}
	tried := 0
	for _, m := range regexp.MustCompile(`<a href="(/api/v1/[^"]+)">Try it`).FindAllStringSubmatch(page, -1) {
		path := strings.ReplaceAll(m[1], "&amp;", "&")
		if tried++; regexp.MustCompile(`suggestions|evaluation|report|bridges|lists|duplicates`).MatchString(path) {
			continue // they compute for long
		}
		status, _, text := send(t, server, http.MethodGet, path, "", nil)
		if status >= 500 || status == 422 || status == 400 {
			t.Errorf("what the page offers to try is answered %d: %s %s", status, path, start(text))
		}
	}
	if tried < 15 {
		t.Errorf("only %d operations can be tried", tried)
	}
	t.Logf("%d places, %d operations can be tried by a link", len(places), tried)
}
