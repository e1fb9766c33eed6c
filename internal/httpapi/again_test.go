package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

// started is the time at which an answer's figures were computed: two answers with the same are one.
func started(t *testing.T, answer string) string {
	t.Helper()
	_, rest, found := strings.Cut(answer, `"started":"`)
	if !found {
		t.Fatalf("the answer has no time: %s", start(answer))
	}
	at, _, _ := strings.Cut(rest, `"`)
	return at
}

func TestWhatWasAnsweredIsGivenAgain(t *testing.T) {
	server := service(t)
	for _, path := range []string{"/metrics?metric=degree&metric=pagerank", "/gaps?silo=silo_sector", "/map?silo=silo_sector", "/bridges?silo=silo_sector&k=2"} {
		url := server.URL + "/api/v1/networks/demo" + path
		one, first := fetch(t, http.MethodGet, url, nil, "")
		two, second := fetch(t, http.MethodGet, url, nil, "")
		if one.StatusCode != 200 || two.StatusCode != 200 || started(t, first) != started(t, second) || first != second {
			t.Errorf("%s was computed again: %d %d", path, one.StatusCode, two.StatusCode)
		}
		if path == "/bridges?silo=silo_sector&k=2" { // what the description does not allow is refused also where the answer is kept
			for _, held := range []string{"", one.Header.Get("Etag")} {
				long, _ := fetch(t, http.MethodGet, url, map[string]string{"Prefer": strings.Repeat("0", 201), "If-None-Match": held}, "")
				if long.StatusCode != 422 {
					t.Errorf("a header that is too long gives %d", long.StatusCode)
				}
			}
		}
		for _, name := range []string{"Etag", "Cache-Control", "Vary", "Content-Type", "Content-Security-Policy", "X-Content-Type-Options"} {
			if one.Header.Get(name) == "" || one.Header.Get(name) != two.Header.Get(name) {
				t.Errorf("%s: header %s is %q and then %q", path, name, one.Header.Get(name), two.Header.Get(name))
			}
		}
		held, _ := fetch(t, http.MethodGet, url, map[string]string{"If-None-Match": one.Header.Get("Etag")}, "")
		if held.StatusCode != 304 || held.Header.Get("Etag") != one.Header.Get("Etag") {
			t.Errorf("%s: who holds it is answered %d", path, held.StatusCode)
		}
		zipped, text := fetch(t, http.MethodGet, url, map[string]string{"Accept-Encoding": "gzip"}, "")
		if zipped.Header.Get("Content-Encoding") != "gzip" || len(text) >= len(first) || !strings.HasPrefix(text, "\x1f\x8b") {
			t.Errorf("%s: compressed it is %q of %d bytes", path, zipped.Header.Get("Content-Encoding"), len(text))
		}
		for accepts, want := range map[string]string{"gzip;q=0": "", "br, gzip;q=0.5": "gzip", "*": "gzip", "br": "", "": ""} {
			if got, _ := fetch(t, http.MethodGet, url, map[string]string{"Accept-Encoding": accepts}, ""); got.Header.Get("Content-Encoding") != want {
				t.Errorf("%s: to %q it is sent as %q", path, accepts, got.Header.Get("Content-Encoding"))
			}
		}
	}
	// What is wrong is said anew, and kept by nobody.
	for range 2 {
		if answer, said := fetch(t, http.MethodGet, server.URL+"/api/v1/networks/demo/metrics?metric=nonsense", nil, ""); answer.StatusCode != 400 || !strings.Contains(said, "nonsense") {
			t.Errorf("an unknown metric gives %d %s", answer.StatusCode, said)
		}
	}
	if later, _ := fetch(t, http.MethodGet, server.URL+"/api/v1/networks/demo/metrics?metric=degree", map[string]string{"Prefer": "respond-async"}, ""); later.StatusCode != 200 {
		t.Errorf("a service without jobs answers %d", later.StatusCode)
	}
}

// TestWhatChangesANetworkEmptiesItsAnswers asks, changes and asks again: nothing of before may be told, and nothing of it is held.
func TestWhatChangesANetworkEmptiesItsAnswers(t *testing.T) {
	o := staffed(t)
	olli := o.person("olli")
	const path = "/api/v1/networks/ours/metrics?metric=degree"
	for _, change := range []struct{ name, method, path, body string }{
		{"new settings of privacy", "PUT", "/api/v1/networks/ours/privacy", `{"persons_open":false,"smallest":7,"shown":[],"retention_days":0}`},
		{"an erasure", "DELETE", "/api/v1/networks/ours/persons/PERS-3", ""},
		{"a change", "POST", "/api/v1/networks/ours/changes", `{"upsert":{"actors":[{"id":"new","name":"New"}]}}`},
		{"a revert", "POST", "/api/v1/networks/ours/revert", `{"to":1}`},
		{"a deletion", "DELETE", "/api/v1/networks/ours?confirm=ours", ""},
	} {
		status, before := o.asks(olli, "GET", path, "")
		_, again := o.asks(olli, "GET", path, "")
		if status != 200 || before != again || o.app.Answers().Bytes() == 0 {
			t.Fatalf("before %s: %d, and %d bytes held", change.name, status, o.app.Answers().Bytes())
		}
		if status, said := o.asks(olli, change.method, change.path, change.body); status >= 300 {
			t.Fatalf("%s: %d %s", change.name, status, said)
		}
		if change.name != "a change" && o.app.Answers().Bytes() != 0 {
			t.Errorf("after %s %d bytes of answers are held", change.name, o.app.Answers().Bytes())
		}
		if status, after := o.asks(olli, "GET", path, ""); status == 200 && started(t, after) == started(t, before) {
			t.Errorf("after %s the answer of before is given", change.name)
		} else if strings.Contains(after, "PERS-3") && change.name == "an erasure" {
			t.Errorf("after %s the person is told of", change.name)
		}
	}
	if status, _ := o.asks(olli, "GET", path, ""); status != 404 {
		t.Errorf("a deleted network answers %d", status)
	}
}

func TestAnImportByAnotherProgramIsSeenAtOnce(t *testing.T) {
	server, kept := serviceOn(t)
	other := app.New(app.Options{Store: kept, Version: "test"})
	const path = "/api/v1/networks/demo/actors?limit=1"
	for to := range 4 {
		_, before := fetch(t, http.MethodGet, server.URL+path, nil, "")
		if _, err := other.Revert(t.Context(), "demo", to%2, "another program"); err != nil {
			t.Fatal(err)
		}
		if _, after := fetch(t, http.MethodGet, server.URL+path, nil, ""); after == before {
			t.Errorf("after a revert to %d by another program the answer of before is given: %s", to%2, start(after))
		}
	}
}

// TestAnswersAreKeptApartByWhatReadersSee fills the cache with what the owner sees, and then asks as everybody else.
func TestAnswersAreKeptApartByWhatReadersSee(t *testing.T) {
	o := staffed(t)
	olli, veera := o.person("olli"), o.person("veera")
	link, nameless := o.link(auth.LinkRequest{Network: "ours"}), o.link(auth.LinkRequest{Network: "ours", Nameless: true})
	other := o.link(auth.LinkRequest{Network: "ours", Nameless: true})
	silos := o.link(auth.LinkRequest{Network: "ours", SilosOnly: true})
	const path = "/api/v1/networks/ours/map?silo=region"
	of := map[string]string{}
	for range 2 { // what the first round keeps the second is given
		for name, who := range map[string]func(*http.Request){
			"owner": olli, "viewer": veera, "link": link, "nameless": nameless, "another nameless": other, "silos": silos,
		} {
			status, said := o.asks(who, "GET", path, "")
			if status != 200 {
				t.Fatalf("%s: %d %s", name, status, said)
			}
			if strings.Contains(said, "Numero") != (name == "owner") {
				t.Errorf("%s is shown %s", name, start(said))
			}
			if of[name] != "" && of[name] != said {
				t.Errorf("%s is told another thing the second time", name)
			}
			of[name] = said
		}
	}
	if of["nameless"] == of["another nameless"] || strings.Contains(of["silos"], "person-") {
		t.Error("links share what must differ")
	}
	if status, _ := o.asks(silos, "GET", "/api/v1/networks/ours/metrics?metric=degree", ""); status != 403 {
		t.Errorf("a link to silos is given scores: %d", status)
	}
	o.asks(olli, "GET", "/api/v1/networks/ours/metrics?metric=degree", "")
	for name, who := range map[string]func(*http.Request){"nobody": nobody, "without a role": o.person("nina")} {
		if status, said := o.asks(who, "GET", "/api/v1/networks/ours/metrics?metric=degree", ""); status == 200 {
			t.Errorf("%s is given what is kept: %s", name, start(said))
		}
	}
}

// TestReadingAgainIsNoted asks the same twice, more than the ten minutes apart within which the same reading is one entry.
func TestReadingAgainIsNoted(t *testing.T) {
	o := staffed(t)
	olli, eeva := o.person("olli"), o.person("eeva")
	const path = "/api/v1/networks/ours/metrics?metric=degree"
	_, first := o.asks(eeva, "GET", path, "")
	_, second := o.asks(olli, "GET", path, "")
	if started(t, first) != started(t, second) {
		t.Fatal("two who see the same did not share the answer")
	}
	_, log := o.asks(olli, "GET", "/api/v1/networks/ours/audit?format=csv", "")
	for _, line := range []string{"eeva,session,read,compute-metrics,ours", "olli,session,read,compute-metrics,ours"} {
		if strings.Count(log, line) != 1 {
			t.Errorf("the audit log has %q %d times; want once\n%s", line, strings.Count(log, line), log)
		}
	}
}

func TestTokensThatAreNotValidAreCounted(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	token := o.token(auth.TokenRequest{Account: "olli", Role: auth.Viewer})
	statuses := map[int]int{}
	for range 100 {
		status, _ := o.asks(bearer("sillat_nonsense"), "GET", "/api/v1/me", "")
		statuses[status]++
	}
	if statuses[401] < 60 || statuses[429] == 0 || statuses[401]+statuses[429] != 100 {
		t.Errorf("guesses were answered %v", statuses)
	}
	if status, _ := o.asks(token, "GET", "/api/v1/me", ""); status != 429 && status != 200 {
		t.Errorf("a valid token from the same address is answered %d", status)
	}
	if status, _ := o.asks(o.person("olli"), "GET", "/api/v1/me", ""); status != 200 {
		t.Errorf("a person from the same address is answered %d", status)
	}
	deadline := time.Now().Add(20 * time.Second)
	for status := 0; status != 200; status, _ = o.asks(token, "GET", "/api/v1/me", "") {
		if time.Now().After(deadline) {
			t.Fatal("a valid token is refused for ever")
		}
		time.Sleep(100 * time.Millisecond)
	}
}
