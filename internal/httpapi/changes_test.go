package httpapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/network"
)

// told is an answer with what tests look at.
type told struct {
	status int
	header http.Header
	text   string
}

// changes sends a change to the network demo.
func changes(t *testing.T, server *httptest.Server, body string, headers ...string) told {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/api/v1/networks/demo/changes", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return told{answer.StatusCode, answer.Header, string(text)}
}

func (a told) is(t *testing.T, status int, has ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, want %d: %s", a.status, status, start(a.text))
	}
	for _, want := range has {
		if !strings.Contains(a.text, want) {
			t.Errorf("the answer lacks %s: %s", want, start(a.text))
		}
	}
}

func TestChangesAreOneRevision(t *testing.T) {
	server := service(t)
	made := changes(t, server, `{"message":"a bridge","upsert":{
		"actors":[{"id":"new","name":"Uusi Silta ry","attributes":{"silo_sector":"NGO","level":"regional"}},{"id":"FIK-001","name":"Renamed"}],
		"activities":[{"id":"H-new","title":"A new one","start":"2024"}],
		"collaborations":[{"source":"new","target":"FIK-002","type":"agreement","weight":2.5,"start":"2024-01","end":"2024-12"}],
		"participations":[{"actor":"new","activity":"H-new","role":"adopter","funding":1000}]},
		"delete":{"actors":["FIK-163"]}}`)
	made.is(t, 200, `"changed":true`, `"revision":2`, `"message":"a bridge"`, `"by":"api"`, `"added":{"actors":2,"collaborations":1,"activities":1,"participations":1}`)
	if made.header.Get("ETag") != `"2"` {
		t.Errorf("ETag is %s, want the revision", made.header.Get("ETag"))
	}
	_, _, card := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors/new", "", nil)
	for _, want := range []string{"Uusi Silta ry", `"silo_sector":"NGO"`, `"file":"api"`, `"id":"H-new"`, `"id":"FIK-002"`, `"start":"2024-01-01"`} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %s: %s", want, card)
		}
	}
	if status, _, _ := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors/FIK-163", "", nil); status != 404 {
		t.Errorf("the deleted actor answers %d", status)
	}
	if _, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors/FIK-001", "", nil); !strings.Contains(text, "Renamed") || strings.Contains(text, "silo_sector") {
		t.Errorf("an actor put without attributes keeps some: %s", start(text))
	}

	changes(t, server, `{"merge":true,"upsert":{"actors":[{"id":"FIK-002","attributes":{"silo_sector":null,"note":"x"}}]}}`).is(t, 200, `"revision":3`, `"message":"put 1 actors"`)
	_, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors/FIK-002", "", nil)
	if strings.Contains(text, "silo_sector") || !strings.Contains(text, `"note":"x"`) || !strings.Contains(text, `"level":`) || strings.Contains(text, `"name":"FIK-002"`) {
		t.Errorf("a merge forgets, or keeps what was null: %s", start(text))
	}
	changes(t, server, `{"merge":true,"upsert":{"actors":[{"id":"FIK-002"}]}}`).is(t, 200, `"changed":false`, `"revision":3`)

	// Undo: the network reads as it did.
	if status, _, text := send(t, server, http.MethodPost, "/api/v1/networks/demo/revert", "application/json", strings.NewReader(`{"to":1}`)); status != 200 {
		t.Fatalf("revert: %d %s", status, text)
	}
	if status, _, _ := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors/FIK-163", "", nil); status != 200 {
		t.Errorf("after the revert the actor answers %d", status)
	}
}

func TestChangesAreRefusedWithPlaces(t *testing.T) {
	server := service(t)
	changes(t, server, `{"delete":{"actors":["FIK-001","nix"],"collaborations":[{"source":"a","target":"b"}]}}`).is(t, 422, `"code":"bad_input"`, `actor nix`, `collaboration a – b`, `"problem_count":2`)
	changes(t, server, `{"upsert":{"collaborations":[{"source":"FIK-001","target":"nix"}]}}`).is(t, 422, "nix", `"file":"api"`)
	changes(t, server, `{"upsert":{"actors":[{"id":"x","start":"soon"}]}}`).is(t, 422, "upsert.actors[0].start", "soon", "2024-03-31")
	changes(t, server, `{"upsert":{"actors":[{"id":"x"},{"id":"x"}]}}`).is(t, 422, "each actor once")
	changes(t, server, `{"upsert":{"actors":[{"id":"x"}]},"delete":{"actors":["x"]}}`).is(t, 422, "each record once")
	changes(t, server, `{"upsert":{"actors":[{"name":"x"}]}}`).is(t, 422, "id")
	changes(t, server, `{"upsert":{"people":[]}}`).is(t, 422, "people")
	long := changes(t, server, `{"upsert":{"actors":[`+strings.Repeat(`{"`+strings.Repeat("k", 2000)+`":1},`, 500)+`{}]}}`)
	long.is(t, 422, "more")
	if len(long.text) > 10_000 {
		t.Errorf("a refusal has %d bytes", len(long.text))
	}
	changes(t, server, `{}`, "If-Match", "three").is(t, 400, "If-Match")
	changes(t, server, `{"upsert":{"actors":[{"id":"x"}]}}`, "If-Match", `"7"`).is(t, 412, `"code":"conflict"`, "revision 7", "revision 1 now")
	changes(t, server, `{"upsert":{"actors":[{"id":"x"}]}}`, "If-Match", `"1"`).is(t, 200, `"revision":2`)
}

func TestChangesWithOneKeyAreMadeOnce(t *testing.T) {
	server := service(t)
	body := `{"delete":{"actors":["FIK-163"]}}`
	first := changes(t, server, body, "Idempotency-Key", "k-1")
	first.is(t, 200, `"replayed":false`, `"revision":2`)
	again := changes(t, server, body, "Idempotency-Key", "k-1")
	again.is(t, 200, `"replayed":true`, `"revision":2`)
	if strings.Replace(again.text, `"replayed":true`, `"replayed":false`, 1) != first.text {
		t.Errorf("the answers differ:\n%s\n%s", first.text, again.text)
	}
	changes(t, server, `{"delete":{"actors":["FIK-001"]}}`, "Idempotency-Key", "k-1").is(t, 422, "another change")
	changes(t, server, body).is(t, 422, "FIK-163")

	// Many at the same moment are one revision.
	var crew sync.WaitGroup
	answers := make([]told, 8)
	for i := range answers {
		crew.Go(func() {
			answers[i] = changes(t, server, `{"upsert":{"actors":[{"id":"once"}]},"delete":{"actors":["FIK-164"]}}`, "Idempotency-Key", "k-2")
		})
	}
	crew.Wait()
	for _, a := range answers {
		a.is(t, 200, `"revision":3`, `"changed":true`)
	}
	if _, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo", "", nil); !strings.Contains(text, `"revision":3`) {
		t.Errorf("the network is elsewhere: %s", start(text))
	}
}

func TestTheFeedTurnsOneRevisionIntoAnother(t *testing.T) {
	server := service(t)
	changes(t, server, `{"upsert":{"actors":[{"id":"new","name":"New"},{"id":"gone"}],"collaborations":[{"source":"new","target":"gone"}]}}`).is(t, 200)
	changes(t, server, `{"upsert":{"actors":[{"id":"new","name":"Newer"}]},"delete":{"actors":["gone","FIK-163"]}}`).is(t, 200)
	feed := func(query string) (f app.ChangeFeed, header http.Header) {
		t.Helper()
		status, header, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/changes"+query, "", nil)
		if status != 200 {
			t.Fatalf("%s: %d %s", query, status, start(text))
		}
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			t.Fatal(err)
		}
		return f, header
	}
	f, _ := feed("?since=1")
	if f.Until != 3 || len(f.Revisions) != 2 || f.Reload || f.Next != "" {
		t.Errorf("feed is %+v", f)
	}
	var seen []string
	for _, r := range f.Records {
		if r.Actor != nil {
			seen = append(seen, r.Change+" "+r.Actor.ID+" "+r.Actor.Name)
		}
	}
	if len(seen) != 2 || !strings.HasPrefix(seen[0], "removed FIK-163 ") || seen[1] != "added new Newer" {
		t.Errorf("actors are %q: what came and went in between is not told, and what FIK-163 was is", seen)
	}
	if f, _ := feed("?since=3"); len(f.Records)+len(f.Revisions) != 0 || f.Until != 3 {
		t.Errorf("the feed since the newest is %+v", f)
	}

	// Page by page it is the same, also over the header Link.
	all, n := 0, 0
	for next := "?limit=400"; next != ""; n++ {
		f, header := feed(next)
		all += len(f.Records)
		link := header.Get("Link")
		if (f.Next == "") != (link == "") {
			t.Fatalf("next is %q and Link is %q", f.Next, link)
		}
		next = ""
		if link != "" {
			_, rest, _ := strings.Cut(link, "/changes")
			next, _, _ = strings.Cut(rest, ">")
		}
	}
	whole, _ := feed("?limit=10000")
	if all != len(whole.Records) || n < 3 {
		t.Errorf("%d pages of %d records, want %d", n, all, len(whole.Records))
	}
	for query, want := range map[string]int{"?since=9": 404, "?since=2&until=1": 404, "?cursor=x": 400, "?limit=0": 422} {
		if status, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/changes"+query, "", nil); status != want {
			t.Errorf("%s answers %d, want %d: %s", query, status, want, start(text))
		}
	}
}

func TestErasedPersonsMakeTheFeedSayReload(t *testing.T) {
	server, kept := serviceOn(t)
	if _, err := kept.Erase(t.Context(), "demo", "FIK-163", network.Change{By: "test"}); err != nil {
		t.Fatal(err)
	}
	if _, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/changes?since=1", "", nil); !strings.Contains(text, `"reload":true`) || strings.Contains(text, "FIK-163") {
		t.Errorf("after an erasure: %s", start(text))
	}
}
