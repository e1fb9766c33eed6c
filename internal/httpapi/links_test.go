package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

// TestNothingIsServedThatNobodyDecided holds the router against what was decided: the described operations, and the few pages beside them.
func TestNothingIsServedThatNobodyDecided(t *testing.T) {
	decided := map[string]string{ // who may, beside the operations
		"GET /sign-in": "nobody", "POST /sign-in": "nobody", "GET /sign-in/issuer": "nobody", "GET /sign-in/callback": "nobody",
		"GET /share/:secret": "nobody", "GET /metrics": "admin", "GET /docs": "nobody", "GET /*": "nobody", "HEAD /*": "nobody",
		"GET /api/v1/openapi.json": "nobody", "GET /api/v1/openapi.yaml": "nobody", "GET /api/v1/openapi-3.0.json": "nobody", "GET /api/v1/openapi-3.0.yaml": "nobody",
	}
	for _, op := range operations(t) {
		decided[op.method+" "+strings.NewReplacer("{", ":", "}", "").Replace(op.path)] = least[op.id]
	}
	served := httpapi.Registered(httpapi.Options{App: app.New(app.Options{}), Map: http.NotFoundHandler()})
	for _, route := range served {
		if strings.HasPrefix(route, "echo_route_not_found") || strings.HasSuffix(route, " /api/*") {
			continue // nothing is there
		}
		if decided[route] == "" {
			t.Errorf("%s is served, and nobody decided who may", route)
		}
		delete(decided, route)
	}
	for route := range decided {
		t.Errorf("%s was decided about and is not served", route)
	}
	t.Logf("%d routes", len(served))
}

func TestShareLinksShowWhatTheyWereMadeFor(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	olli := o.person("olli")
	make := func(body string) (func(*http.Request), auth.Link) {
		t.Helper()
		status, said := o.asks(olli, "POST", "/api/v1/networks/ours/links", body)
		var made struct {
			auth.Link
			Secret, Path string
		}
		if err := json.Unmarshal([]byte(said), &made); err != nil || status != 200 || made.Path != "/share/"+made.Secret {
			t.Fatalf("%d %s %v", status, said, err)
		}
		return bearer(made.Secret), made.Link
	}
	real := "FIK-001" // an actor of the demo network
	_, everything := o.asks(olli, "GET", "/api/v1/networks/ours/map?silo=silo_sector", "")
	if !strings.Contains(everything, real) {
		t.Fatalf("the owner's map does not name %s, so this test shows nothing", real)
	}
	asked := []string{
		"/map?silo=silo_sector", "/map", "/gaps?silo=silo_sector", "/overview?silo=silo_sector", "/choices", "", "/actors",
		"/metrics?metric=degree", "/gaps/rows?silo=silo_sector&a=foundation&b=municipality", "/revisions",
	}
	names := namesOf(t, o)

	full, _ := make(`{"label":"board","days":7}`)
	nameless, kept := make(`{"label":"press","days":7,"nameless":true}`)
	silos, _ := make(`{"label":"public","days":7,"silos_only":true}`)
	found := 0
	for _, path := range asked {
		if status, said := o.asks(full, "GET", "/api/v1/networks/ours"+path, ""); status != 200 {
			t.Errorf("full link: %s: %d %s", path, status, said)
		}
		status, said := o.asks(nameless, "GET", "/api/v1/networks/ours"+path, "")
		if status != 200 {
			t.Errorf("nameless link: %s: %d %s", path, status, said)
		}
		for _, name := range names {
			if strings.Contains(said, `"`+name+`"`) {
				t.Errorf("nameless link: %s tells %q", path, name)
				break
			}
		}
		if strings.Contains(said, "actor-") {
			found++
		}
		status, said = o.asks(silos, "GET", "/api/v1/networks/ours"+path, "")
		if status != 200 && status != 403 {
			t.Errorf("link to silos: %s: %d %s", path, status, said)
		}
		for _, name := range names {
			if strings.Contains(said, name) {
				t.Errorf("link to silos: %s tells %q", path, name)
				break
			}
		}
	}
	if found < 5 {
		t.Errorf("pseudonyms stand in %d answers; want them in place of the names", found)
	}
	if status, _ := o.asks(nameless, "GET", "/api/v1/networks/ours/actors/"+real, ""); status != 404 {
		t.Errorf("a nameless link finds an actor by the real id: %d", status)
	}
	if _, said := o.asks(silos, "GET", "/api/v1/me", ""); !strings.Contains(said, `"silos_only":true`) || strings.Contains(said, "link-") {
		t.Errorf("who comes by a link is told %s", said)
	}
	if status, said := o.asks(olli, "DELETE", "/api/v1/networks/ours/links/"+kept.ID, ""); status >= 300 {
		t.Fatalf("%d %s", status, said)
	}
	if status, _ := o.asks(nameless, "GET", "/api/v1/networks/ours", ""); status != 401 {
		t.Errorf("a link that was ended gives %d", status)
	}
	if _, said := o.asks(olli, "GET", "/api/v1/networks/ours/links", ""); strings.Contains(said, kept.ID) || strings.Contains(said, "secret") {
		t.Errorf("the list of links is %s", said)
	}
	o.now = o.now.AddDate(0, 0, 8)
	if status, _ := o.asks(full, "GET", "/api/v1/networks/ours", ""); status != 401 {
		t.Errorf("a link that has expired gives %d", status)
	}
}

// namesOf are the ids and names of the actors in the demo network, but for those that are words of silos, too.
func namesOf(t *testing.T, o *office) []string {
	t.Helper()
	page, err := o.app.Actors(t.Context(), app.ActorsRequest{Network: "ours", Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range page.Actors {
		names = append(names, a.ID, a.Name)
	}
	return names
}

func TestABrowserComesByAShareLink(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	_, shown, err := o.book.Share(t.Context(), auth.LinkRequest{Network: "ours", Label: "board", Days: 3})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "GET", o.URL+"/share/"+shown, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := o.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	cookies := answer.Cookies()
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/?network=ours" || len(cookies) != 1 {
		t.Fatalf("%d to %q, cookies %v", answer.StatusCode, answer.Header.Get("Location"), cookies)
	}
	if c := cookies[0]; !c.Secure || !c.HttpOnly || c.Expires.After(time.Now().AddDate(0, 0, 4)) || answer.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the cookie is %+v", c)
	}
	guest := func(r *http.Request) { r.AddCookie(cookies[0]) }
	if status, said := o.asks(guest, "GET", "/api/v1/networks", ""); status != 200 || !strings.Contains(said, "ours") || strings.Contains(said, "theirs") {
		t.Errorf("the guest's networks: %d %s", status, said)
	}
	veera := o.person("veera")
	both := func(r *http.Request) { veera(r); guest(r) }
	if _, said := o.asks(both, "GET", "/api/v1/me", ""); !strings.Contains(said, `"link":{"network":"ours"`) {
		t.Errorf("who is signed in and opens a link sees what it shows: %s", said)
	}
	if status, said := o.asks(both, "POST", "/api/v1/sign-out", ""); status >= 300 {
		t.Errorf("leaving: %d %s", status, said)
	}
	if _, said := o.asks(veera, "GET", "/api/v1/me", ""); !strings.Contains(said, `"account":"veera"`) {
		t.Errorf("leaving a link ended the session: %s", said)
	}
	for _, bad := range []string{"x", "link-sillat_aaaaaaaaaaaaaaaa_" + strings.Repeat("A", 43), shown[5:]} {
		if status, _ := o.asks(nobody, "GET", "/share/"+bad, ""); status != 401 {
			t.Errorf("/share/%s gives %d", bad, status)
		}
	}
}

// A person who comes by a link that has ended, or that a program has broken in two, reads what to do; a program gets a problem.
func TestALinkThatShowsNothingIsAPageToRead(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	for language, words := range map[string]string{"en": "This link shows nothing any more", "fi-FI,fi;q=0.9": "Tämä linkki ei enää näytä mitään", "sv": "Den här länken visar inte längre något"} {
		page := func(r *http.Request) {
			r.Header.Set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
			r.Header.Set("Accept-Language", language)
		}
		if status, said := o.asks(page, "GET", "/share/sillat_link_none_such", ""); status != 401 || !strings.Contains(said, "<h1>"+words) || !strings.Contains(said, `<html lang="`+language[:2]) {
			t.Errorf("%s: %d %s", language, status, said)
		}
	}
	program := func(r *http.Request) { r.Header.Set("Accept", "application/json") }
	if status, said := o.asks(program, "GET", "/share/sillat_link_none_such", ""); status != 401 || !strings.Contains(said, `"code":"unauthorized"`) {
		t.Errorf("a program gets %d %s", status, said)
	}
}
