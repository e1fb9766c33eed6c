package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

func TestLedgerRequests(t *testing.T) {
	server := service(t)
	const ledger = "/api/v1/networks/demo/ledger"
	add := func(body string) (int, http.Header, string) {
		return send(t, server, http.MethodPost, ledger, "application/json", strings.NewReader(body))
	}
	status, _, text := add(`{"silo":"silo_sector","revision":1,"note":"spring plan","suggestions":[
		{"kind":"tie","actors":["FIK-300","FIK-001"],"gain":0.01,"plausibility":0.25,"plausibility_by":"history","reason":{"en":"They are far apart.","fi":"Ne ovat kaukana toisistaan.","sv":"De är långt ifrån varandra."}},
		{"kind":"convening","actors":["FIK-001","FIK-002","FIK-003"]}]}`)
	var added app.LedgerAdded
	if err := json.Unmarshal([]byte(text), &added); err != nil || status != 200 || len(added.Added) != 2 || len(added.Known) != 0 {
		t.Fatalf("%d: %s", status, text)
	}
	e := added.Added[0]
	if e.State != "suggested" || e.Version != 1 || e.Steps[0].By != "api" || e.Steps[0].Note != "spring plan" || e.Plausibility != 0.25 || e.Who[0].ID != "FIK-001" || e.Who[0].Name == "" ||
		e.Reason.Swedish != "De är långt ifrån varandra." || len(e.Silos) == 0 {
		t.Errorf("entered as %s", text)
	}
	one := ledger + "/" + e.ID
	for _, c := range []struct {
		name, method, url, body string
		status                  int
		has                     []string
	}{
		{"the list has the hit rate", "GET", ledger, "", 200, []string{`"suggested":2`, `"rate":null,"rate_ci":null`, `"total":2`, `"next_states":["introduced","active","declined"]`, `"seen":null`}},
		{"a page", "GET", ledger + "?limit=1", "", 200, []string{`"next":"`}},
		{"a state", "GET", ledger + "?state=active", "", 200, []string{`"entries":[]`, `"suggested":2`}},
		{"an actor", "GET", ledger + "?actor=FIK-002", "", 200, []string{`"total":1`, `"kind":"convening"`}},
		{"one entry", "GET", one, "", 200, []string{`"id":"` + e.ID + `"`}},
		{"it is introduced", "PATCH", one, `{"state":"introduced","version":1,"note":"met"}`, 200, []string{`"state":"introduced"`, `"version":2`, `"note":"met"`}},
		{"what was not seen is not moved on", "PATCH", one, `{"state":"declined","version":1}`, 409, []string{"is introduced"}},
		{"it becomes active", "PATCH", one, `{"state":"active"}`, 200, []string{`"next_states":["ended","introduced"]`}},
		{"the rate follows", "GET", ledger, "", 200, []string{`"introduced":1,"hits":1,"marked":1,"found":0`, `"rate":1,`, `"fi":"2 siltaa on ehdotettu. Esitellyistä (1) aktiivisia tuli 1: 100`}},
		{"where it cannot go", "PATCH", one, `{"state":"declined"}`, 400, []string{"it can become ended, introduced"}},
		{"a state that is none", "PATCH", one, `{"state":"married"}`, 422, []string{"state"}},
		{"an entry that is not there", "PATCH", ledger + "/0000000000000000", `{"state":"active"}`, 404, []string{"no entry"}},
		{"a network that is not there", "GET", "/api/v1/networks/nix/ledger", "", 404, []string{"nix"}},
		{"no suggestions", "POST", ledger, `{"suggestions":[]}`, 422, []string{"suggestions"}},
		{"an actor that is not there", "POST", ledger, `{"suggestions":[{"kind":"tie","actors":["FIK-001","FIK-999"]}]}`, 400, []string{"FIK-999"}},
		{"a kind that is none", "POST", ledger, `{"suggestions":[{"kind":"marriage","actors":["FIK-001","FIK-002"]}]}`, 422, []string{"kind"}},
		{"the same again", "POST", ledger, `{"suggestions":[{"kind":"tie","actors":["FIK-001","FIK-300"]}]}`, 200, []string{`"added":[]`, `"state":"active"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			kind := ""
			if c.body != "" {
				kind = "application/json"
			}
			status, header, text := send(t, server, c.method, c.url, kind, strings.NewReader(c.body))
			if status != c.status {
				t.Fatalf("status %d, want %d: %s", status, c.status, start(text))
			}
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("the answer lacks %s: %s", want, start(text))
				}
			}
			if c.status >= 400 {
				problem(t, header, text, c.status)
			}
		})
	}
	// The ledger changes without a revision, so nobody may be told that what they hold still holds.
	if answer, _ := fetch(t, "GET", server.URL+ledger, map[string]string{"If-None-Match": "*"}, ""); answer.StatusCode != 200 {
		t.Errorf("the ledger is said not to have changed: %d", answer.StatusCode)
	}
}

// A viewer reads the ledger and an editor writes it, under their own name.
func TestWhoMayWriteTheLedger(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	const ledger, body = "/api/v1/networks/ours/ledger", `{"suggestions":[{"kind":"tie","actors":["FIK-001","FIK-300"]}]}`
	if status, said := o.asks(o.person("veera"), "POST", ledger, body); status != 403 {
		t.Errorf("a viewer enters: %d %s", status, said)
	}
	status, said := o.asks(o.person("eeva"), "POST", ledger, body)
	var added app.LedgerAdded
	if err := json.Unmarshal([]byte(said), &added); err != nil || status != 200 || len(added.Added) != 1 || added.Added[0].Steps[0].By != "eeva" {
		t.Fatalf("an editor enters: %d %s", status, said)
	}
	one := fmt.Sprintf("%s/%s", ledger, added.Added[0].ID)
	for _, c := range []struct {
		who    string
		status int
	}{{"veera", 403}, {"nina", 404}, {"eeva", 200}} {
		if status, said := o.asks(o.person(c.who), "PATCH", one, `{"state":"introduced"}`); status != c.status {
			t.Errorf("%s moves: %d %s", c.who, status, said)
		}
	}
	if status, said := o.asks(o.person("veera"), "GET", ledger, ""); status != 200 || !strings.Contains(said, `"state":"introduced"`) {
		t.Errorf("a viewer reads: %d %s", status, said)
	}
	viewer := o.token(auth.TokenRequest{Account: "olli", Role: auth.Viewer})
	if status, _ := o.asks(viewer, "PATCH", one, `{"state":"active"}`); status != 403 {
		t.Errorf("an owner's token for viewing moves: %d", status)
	}
}
