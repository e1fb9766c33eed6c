package httpapi_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

// staffed is an office whose network "ours" holds eight persons of two towns beside the demo network; one is alone on an island.
func staffed(t *testing.T) *office {
	t.Helper()
	o := newOffice(t, httpapi.Access{})
	var actors, ties strings.Builder
	actors.WriteString("id,name,kind,organisation,region,email,consent\nT1,Tampere,municipality,,Pirkanmaa,,\n")
	ties.WriteString("source,target\n")
	for i := range 8 {
		region := "Pirkanmaa"
		if i == 7 {
			region = "Ahvenanmaa"
		}
		fmt.Fprintf(&actors, "PERS-%d,Henkilö Numero%d,person,T1,%s,h%d@tampere.example,\n", i, i, region, i)
		fmt.Fprintf(&ties, "PERS-%d,T1\nPERS-%d,PERS-%d\n", i, i, (i+1)%8)
	}
	files := fstest.MapFS{"actors.csv": {Data: []byte(actors.String())}, "collaborations.csv": {Data: []byte(ties.String())}}
	if _, err := o.app.Import(t.Context(), app.ImportRequest{Network: "ours", Files: files, Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestViewersSeeOrganisationsInPlaceOfPersons(t *testing.T) {
	o := staffed(t)
	paths := []string{
		"/map?silo=region", "/map", "/gaps?silo=region", "/overview?silo=region", "/actors?limit=1000", "/metrics?metric=degree,betweenness", "/choices",
		"/actors?q=Numero", "/actors?q=PERS-", "", "/gaps/rows?silo=region&a=Pirkanmaa&b=Uusimaa", "/revisions",
	}
	for name, ask := range map[string]func(path string) (int, string){
		"viewer": func(p string) (int, string) { return o.asks(o.person("veera"), "GET", "/api/v1/networks/ours"+p, "") },
		"owner's token": func(p string) (int, string) {
			return o.asks(o.token(auth.TokenRequest{Account: "olli", Role: auth.Viewer}), "GET", "/api/v1/networks/ours"+p, "")
		},
		"link": func(p string) (int, string) {
			return o.asks(o.link(auth.LinkRequest{Network: "ours"}), "GET", "/api/v1/networks/ours"+p, "")
		},
	} {
		for _, path := range paths {
			status, said := ask(path)
			if status != 200 {
				t.Errorf("%s: %s: %d %s", name, path, status, said)
			}
			for _, secret := range []string{"Numero", "PERS-", "tampere.example"} {
				if strings.Contains(said, secret) {
					t.Errorf("%s: %s tells %q", name, path, secret)
				}
			}
		}
	}
	eeva, olli, veera := o.person("eeva"), o.person("olli"), o.person("veera")
	if _, said := o.asks(eeva, "GET", "/api/v1/networks/ours/actors?q=numero3", ""); !strings.Contains(said, "Henkilö Numero3") {
		t.Errorf("an editor sees %s", said)
	}
	_, said := o.asks(veera, "GET", "/api/v1/networks/ours/metrics?metric=degree", "")
	if n := strings.Count(said, `"id":"person-`); n != 8 {
		t.Errorf("a viewer's figures hold %d persons; want the 8 that an owner's hold", n)
	}
	if status, _ := o.asks(veera, "GET", "/api/v1/networks/ours/actors/PERS-3", ""); status != 404 {
		t.Errorf("a viewer finds a person by the real id: %d", status)
	}
	if status, said := o.asks(veera, "GET", "/api/v1/networks/ours/gaps?silo=region&where=kind%3Dmunicipality", ""); status != 200 {
		t.Errorf("a selection without persons: %d %s", status, said)
	}
	status, said := o.asks(veera, "GET", "/api/v1/networks/ours/map?where=kind%3Dperson&where=region%3DAhvenanmaa", "")
	if status == 200 && strings.Contains(said, "person-") {
		t.Errorf("the only person on an island is singled out: %s", said)
	}
	if status, said := o.asks(olli, "PUT", "/api/v1/networks/ours/privacy", `{"persons_open":true,"smallest":9,"shown":[],"retention_days":0}`); status >= 300 {
		t.Fatalf("%d %s", status, said)
	}
	if _, said := o.asks(veera, "GET", "/api/v1/networks/ours/actors?q=numero3", ""); !strings.Contains(said, "Henkilö Numero3") {
		t.Errorf("opened persons are hidden: %s", said)
	}
	o.asks(olli, "PUT", "/api/v1/networks/ours/privacy", `{"persons_open":false,"smallest":9,"shown":[],"retention_days":0}`)
	status, said = o.asks(veera, "GET", "/api/v1/networks/ours/gaps?silo=region&where=kind%3Dperson", "")
	if status != 403 || !strings.Contains(said, "figures of fewer than 9 are not shown") {
		t.Errorf("figures of eight persons where nine is the limit: %d %s", status, said)
	}
}

func TestViewersJobsAreTheirs(t *testing.T) {
	o := staffed(t)
	eeva, veera := o.person("eeva"), o.person("veera")
	ask := func(who string, with string) string {
		t.Helper()
		asks := eeva
		if who == "veera" {
			asks = veera
		}
		status, said := o.asks(asks, "POST", "/api/v1/jobs", `{"analysis":"metrics","network":"ours","parameters":{"metric":["degree"]`+with+`}}`)
		var j struct{ ID string }
		if err := json.Unmarshal([]byte(said), &j); err != nil || status != 202 {
			t.Fatalf("%d %s", status, said)
		}
		return j.ID
	}
	editors, viewers := ask("eeva", ""), ask("veera", "")
	if editors == viewers {
		t.Fatal("a viewer was given the job whose result names persons")
	}
	if status, _ := o.asks(veera, "GET", "/api/v1/jobs/"+editors, ""); status != 404 {
		t.Errorf("a viewer sees an editor's job: %d", status)
	}
	if _, said := o.asks(veera, "GET", "/api/v1/jobs", ""); strings.Contains(said, editors) || !strings.Contains(said, viewers) {
		t.Errorf("a viewer's list of jobs is %s", said)
	}
	if status, said := o.asks(veera, "POST", "/api/v1/jobs", `{"analysis":"metrics","network":"ours","parameters":{"metric":["degree"],"sight":"x"}}`); status != 400 {
		t.Errorf("a viewer chose what to see: %d %s", status, said)
	}
}

func TestErasedFromEverywhereAndNoted(t *testing.T) {
	o := staffed(t)
	olli, eeva := o.person("olli"), o.person("eeva")
	before := []string{"/map?silo=region", "/actors?limit=1000", "/metrics?metric=degree", "/metrics?metric=degree&revision=2", "/persons", "/persons/PERS-3"}
	for _, path := range before {
		if status, said := o.asks(olli, "GET", "/api/v1/networks/ours"+path, ""); status != 200 || !strings.Contains(said, "PERS-3") {
			t.Fatalf("%s before: %d %s", path, status, said)
		}
	}
	status, said := o.asks(eeva, "POST", "/api/v1/jobs", `{"analysis":"suggest","network":"ours","parameters":{"actor":["PERS-3"]}}`)
	if status != 202 {
		t.Fatalf("%d %s", status, said)
	}
	status, said = o.asks(eeva, "POST", "/api/v1/networks/ours/ledger", `{"suggestions":[{"kind":"tie","actors":["PERS-3","PERS-5"]}]}`)
	if status != 200 {
		t.Fatalf("%d %s", status, said)
	}
	status, said = o.asks(olli, "DELETE", "/api/v1/networks/ours/persons/PERS-3", "")
	var r app.EraseResult
	if err := json.Unmarshal([]byte(said), &r); err != nil || status != 200 {
		t.Fatalf("%d %s", status, said)
	}
	if r.Before.Own < 4 || r.After.Own != 0 || r.After.Records < 300 || r.After.Revisions != 3 || r.Jobs != 1 || r.Ledger != 1 || r.Audit != 1 || r.Revision.Removed.Actors != 1 {
		t.Errorf("the proof is %+v", r)
	}
	for _, path := range append(before, "/revisions", "/ledger", "/audit", "/audit?format=csv", "/actors/PERS-3") {
		if _, said := o.asks(olli, "GET", "/api/v1/networks/ours"+path, ""); strings.Contains(strings.ReplaceAll(said, `\"PERS-3\"`, ""), "PERS-3") || strings.Contains(said, "Numero3") {
			t.Errorf("%s after still tells of the person: %s", path, said)
		}
	}
	if _, said := o.asks(eeva, "GET", "/api/v1/jobs", ""); strings.Contains(said, "PERS-3") {
		t.Errorf("a job still tells of the person: %s", said)
	}
	_, log := o.asks(olli, "GET", "/api/v1/networks/ours/audit?format=csv", "")
	for _, line := range []string{"eeva,session,read,submit-job,ours,,", "olli,session,read,get-person,ours,(erased),", "olli,session,change,erase-person,ours,(erased),"} {
		if strings.Count(log, line) != 1 {
			t.Errorf("the audit log has %q %d times; want once\n%s", line, strings.Count(log, line), log)
		}
	}
	if strings.Contains(log, "veera") {
		t.Error("who read nothing is in the log")
	}
	if _, said := o.asks(o.person("root"), "GET", "/api/v1/audit", ""); !strings.Contains(said, `"what":"sign-in"`) && !strings.Contains(said, "erase-person") {
		t.Errorf("the whole log is %s", said)
	}
}
