package httpapi_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
)

// service is a running server with the demo network.
func service(t *testing.T) *httptest.Server {
	server, _ := serviceOn(t)
	return server
}

// serviceOn is service, and the store under it.
func serviceOn(t *testing.T) (*httptest.Server, *sqlite.Store) {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	a := app.New(app.Options{Store: kept, Version: "test"})
	_, err = a.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test", Message: "demo"})
	if err != nil {
		t.Fatal(err)
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "the map") })
	server := httptest.NewServer(httpapi.New(httpapi.Options{App: a, Map: page, Version: "test", Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	return server, kept
}

func TestRequests(t *testing.T) {
	server := service(t)
	for _, c := range []struct {
		name, method, url, body string
		status                  int
		has, hasNot             []string
	}{
		{name: "networks are listed", url: "/api/v1/networks", status: 200, has: []string{`"name":"demo"`, `"actors":300`}},
		{name: "a network tells its dimensions", url: "/api/v1/networks/demo", status: 200,
			has: []string{`"name":"silo_sector"`, `{"name":"municipality","actors":95}`, `"tie_types":["agreement","funding","participation","peer network"]`}},
		{name: "revisions", url: "/api/v1/networks/demo/revisions", status: 200, has: []string{`"revision":1`, `"message":"demo"`}},
		{name: "actors come in pages", url: "/api/v1/networks/demo/actors?limit=2", status: 200,
			has: []string{`"total":300`, `"id":"FIK-001"`, `"id":"FIK-002"`, `"next":"`}, hasNot: []string{"FIK-003"}},
		{name: "actors are searched whatever the case", url: "/api/v1/networks/demo/actors?q=v%C3%84YL%C3%84", status: 200,
			has: []string{`"total":1`, "Siltayhdistys Väylä ry"}},
		{name: "an actor's card", url: "/api/v1/networks/demo/actors/FIK-163", status: 200,
			has: []string{`"silo_sector":"NGO"`, `"file":"actors.csv"`, `"activities":[{"id":"H-`, `"ties":[{`}},
		{name: "metrics", url: "/api/v1/networks/demo/metrics?metric=degree,betweenness", status: 200,
			has: []string{`{"id":"FIK-001","name":"`, `"degree":`, `"betweenness":`, `"degree.ties":`, `"metric":"degree,betweenness"`}},
		{name: "a metric's parameter", url: "/api/v1/networks/demo/metrics?metric=pagerank&set=damping%3D0.5", status: 200, has: []string{`"damping":"0.5"`}},
		{name: "gaps name the planted ones", url: "/api/v1/networks/demo/gaps?silo=silo_sector", status: 200,
			has: []string{`"a":"foundation","b":"municipality"`, `"name":"Siltayhdistys Väylä ry","cuts_off":12`, `"clusters":[{"actors":14`}},
		{name: "selectors are the command line's", url: "/api/v1/networks/demo/gaps?silo=silo_sector&where=level%3Dregional&from=2021-01-01&to=2022-12-31", status: 200,
			has: []string{`"where":"level=regional"`, `"from":"2021-01-01"`}},
		{name: "bridges say before and after", url: "/api/v1/networks/demo/bridges?silo=level&k=1", status: 200,
			has: []string{`"before":{"reach":`, `"kind":"tie"`, `"en":"`, `"fi":"`, `"sv":"`}},
		{name: "the overview is in words", url: "/api/v1/networks/demo/overview?silo=silo_sector", status: 200, has: []string{"hardly work together", "single point of failure"}},
		{name: "the map has columns", url: "/api/v1/networks/demo/map?silo=region", status: 200,
			has: []string{`"silos":[{"name":"Ahvenanmaa"`, `"silo_ties":[{"a":0,"b":1,`, `"degree":[`, `"source":[`}},
		{name: "the map tells of how many pairs of silos it shows the first", url: "/api/v1/networks/demo/map?silo=region&ties=false&pairs=2", status: 200,
			has: []string{`"pairs":171,"silo_ties":[{"a":`, `"code":"pairs-cut"`, `"pairs":"2"`}},
		{name: "the map without silos shows communities", url: "/api/v1/networks/demo/map?positions=false&ties=false", status: 200,
			has: []string{`"grouping":"communities"`, `"choices":["kind",`, `"name":"1"`, `"expected":null`, `"x":[]`, `"source":[]`}},
		{name: "two dates are compared", url: "/api/v1/networks/demo/diff?from=2020&to=2023&silo=silo_sector", status: 200,
			has: []string{`"from":{"date":"2020","revision":1}`, `"before":{"actors":300,"ties":237`, `"counts":{"appeared":269,`, `"woke":[{"id":"FIK-`, `"source_name":"`}},
		{name: "the brief is a page", url: "/api/v1/networks/demo/report?silo=level&lang=fi&bridges=1", status: 200,
			has: []string{`<html lang="fi">`, "Yleiskuva: demo", "Rakennettavat sillat", `id="facts"`}, hasNot: []string{"http://", "https://"}},
		{name: "the brief's language is one of three", url: "/api/v1/networks/demo/report?silo=level&lang=de", status: 422, has: []string{"lang"}},
		{name: "ties that changed are only counted", url: "/api/v1/networks/demo/diff?from=2020&to=2023&ties=false", status: 200,
			has: []string{`"counts":{"appeared":269,`, `"appeared":[],"gone":[]`, `"e_i":null`}},
		{name: "what can be chosen", url: "/api/v1/networks/demo/choices", status: 200, has: []string{`"first":"20`, `"role":"coordinator","actors":["FIK-`}},
		{name: "the catalogue", url: "/api/v1/catalog", status: 200, has: []string{`"id":"constraint"`, `"doi":"10.`}},
		{name: "readiness", url: "/api/v1/ready", status: 200, has: []string{`"status":"ok"`}},
		{name: "the description", url: "/api/v1/openapi.json", status: 200, has: []string{`"openapi":"3.1.0"`, "/api/v1/networks/{name}/gaps"}},
		{name: "the map page", url: "/", status: 200, has: []string{"the map"}},

		{name: "the map page's head", method: "HEAD", url: "/", status: 200},

		{name: "revert makes a revision", method: "POST", url: "/api/v1/networks/demo/revert", body: `{"to":1}`, status: 200, has: []string{`"revision":2`}},

		{name: "a part around an actor", url: "/api/v1/networks/demo/part?around=FIK-001&steps=1", status: 200, has: []string{`"steps":0`, `"analysis":"extract"`, `"density":`}},
		{name: "a list of which one value is empty", url: "/api/v1/networks/demo/part?around=&around=FIK-001", status: 422, has: []string{"around", "once without a value"}},
		{name: "how far an idea comes", url: "/api/v1/networks/demo/spread?silo=silo_sector&start=FIK-001&model=contacts", status: 200, has: []string{`"exact":true`, `"adopters":1,`, `"roles":[{"name":"adopter"`, "2 contacts have, and 1 start"}},
		{name: "an idea that nobody starts", url: "/api/v1/networks/demo/spread?silo=silo_sector", status: 400, has: []string{"nobody starts"}},
		{name: "suggestions held against what came", url: "/api/v1/networks/demo/evaluation?split=2022-01-01&actors=20&k=5", status: 200, has: []string{`"trials":[{"ties":"all"`, `"precision":`}},
		{name: "bridges that silos plan for themselves held against what came", url: "/api/v1/networks/demo/evaluation?split=2022-01-01&actors=1&k=1&silo=silo_sector&bridges=2&each_silo=20", status: 200, has: []string{`"each":[{"value":"`, `"name":"plan by value","ties":2`}},
		{name: "a network is not removed unless its name is said twice", method: "DELETE", url: "/api/v1/networks/demo?confirm=dem", status: 400, has: []string{"once more"}},

		{name: "no such network", url: "/api/v1/networks/nix/gaps?silo=x", status: 404, has: []string{`"code":"not_found"`, `nix`}},
		{name: "no such actor", url: "/api/v1/networks/demo/actors/FIK-999", status: 404, has: []string{`no actor`}},
		{name: "an id with a slash is one id", url: "/api/v1/networks/demo/actors/a%2Fb", status: 404, has: []string{`\"a/b\"`}},
		{name: "no such address", url: "/api/v1/nothing", status: 404, has: []string{`"status":404`, "openapi.json"}, hasNot: []string{"the map"}},
		{name: "no such silo dimension", url: "/api/v1/networks/demo/gaps?silo=sektor", status: 400, has: []string{`"code":"invalid"`, "silo_sector"}},
		{name: "the silo dimension is required", url: "/api/v1/networks/demo/gaps", status: 422, has: []string{"silo", `"code":"invalid"`}},
		{name: "unknown parameters are refused by name", url: "/api/v1/networks/demo/gaps?silo=region&sillo=x", status: 422, has: []string{"query.sillo"}},
		{name: "one date is no comparison", url: "/api/v1/networks/demo/diff?from=2020", status: 400, has: []string{"one date is missing"}},
		{name: "no such metric", url: "/api/v1/networks/demo/metrics?metric=pagrank", status: 400, has: []string{"pagrank", "pagerank"}},
		{name: "an unreadable date", url: "/api/v1/networks/demo/gaps?silo=region&as-of=soon", status: 400, has: []string{"soon", "2024-03-31"}},
		{name: "a revision that never was", url: "/api/v1/networks/demo/gaps?silo=region&revision=77", status: 404, has: []string{"77"}},
		{name: "an unreadable cursor", url: "/api/v1/networks/demo/actors?cursor=%21", status: 400, has: []string{"cursor"}},
		{name: "a limit out of range", url: "/api/v1/networks/demo/actors?limit=5000", status: 422, has: []string{"limit"}},
		{name: "a wrong method", method: "DELETE", url: "/api/v1/networks", status: 405, has: []string{`"status":405`}},
		{name: "a broken body is not echoed", method: "POST", url: "/api/v1/networks/demo/revert", body: `{"to": secret`, status: 400, hasNot: []string{"secret"}},
		{name: "revert to what never was", method: "POST", url: "/api/v1/networks/demo/revert", body: `{"to":99}`, status: 404, has: []string{"99"}},
		{name: "a revert to null does not empty the network", method: "POST", url: "/api/v1/networks/demo/revert", body: `{"to":null}`, status: 422, has: []string{"body.to is null"}},
		{name: "a list is no null", method: "POST", url: "/api/v1/networks/demo/changes", body: `{"upsert":{"actors":null}}`, status: 422, has: []string{"body.upsert.actors"}},
		{name: "an empty choice is none", url: "/api/v1/jobs?state=", status: 422, has: []string{"state"}},
		{name: "a parameter is given once", url: "/api/v1/networks/demo/actors?limit=1&limit=2", status: 422, has: []string{"limit", "once"}},
		{name: "a number is not empty", url: "/api/v1/networks/demo/actors?limit=", status: 422, has: []string{"limit"}},
		{name: "a method that no address knows", method: "TRACE", url: "/api/v1/networks", status: 405, has: []string{"it knows GET, HEAD"}},
		{name: "another method", url: "/api/v1/sign-in", status: 405, has: []string{"POST"}},
		{name: "a network is removed", method: "DELETE", url: "/api/v1/networks/demo?confirm=demo", status: 200},
		{name: "and gone", url: "/api/v1/networks/demo", status: 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.method == "" {
				c.method = http.MethodGet
			}
			status, header, text := send(t, server, c.method, c.url, "application/json", strings.NewReader(c.body))
			if status != c.status {
				t.Errorf("status %d, want %d: %s", status, c.status, start(text))
			}
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("the answer lacks %s: %s", want, start(text))
				}
			}
			for _, unwanted := range c.hasNot {
				if strings.Contains(text, unwanted) {
					t.Errorf("the answer holds %s: %s", unwanted, start(text))
				}
			}
			if c.status >= 400 {
				problem(t, header, text, c.status)
			}
		})
	}
}

// problem holds an error to RFC 9457.
func problem(t *testing.T, header http.Header, text string, status int) {
	t.Helper()
	if got := header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q, want application/problem+json", got)
	}
	var p struct {
		Type, Title, Detail, Code string
		Status                    int
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatalf("the problem is not JSON: %v", err)
	}
	if p.Type == "" || p.Title == "" || p.Detail == "" || p.Code == "" || p.Status != status {
		t.Errorf("the problem is incomplete: %+v", p)
	}
}

func TestImportUpload(t *testing.T) {
	server := service(t)
	upload := func(query string, files map[string]string) (int, string) {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for _, name := range []string{"actors.csv", "collaborations.csv", "../collaborations.csv"} {
			text, ok := files[name]
			if !ok {
				continue
			}
			part, err := form.CreateFormFile("files", name)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(part, text)
		}
		form.Close()
		status, _, text := send(t, server, http.MethodPost, "/api/v1/networks/new/import"+query, form.FormDataContentType(), &body)
		return status, text
	}
	good := map[string]string{"actors.csv": "id,name\na,A\nb,B\n", "collaborations.csv": "source,target\na,b\n"}

	if status, text := upload("?dry-run=true", good); status != 200 || !strings.Contains(text, `"dry_run":true`) || !strings.Contains(text, `"revision":null`) {
		t.Errorf("dry run: %d %s", status, start(text))
	}
	if status, _, _ := send(t, server, http.MethodGet, "/api/v1/networks/new", "", nil); status != 404 {
		t.Errorf("after a dry run the network answers %d, want 404", status)
	}
	if status, text := upload("", good); status != 200 || !strings.Contains(text, `"changed":true`) {
		t.Errorf("import: %d %s", status, start(text))
	}
	if status, text := upload("", good); status != 200 || !strings.Contains(text, `"changed":false`) {
		t.Errorf("the same again: %d %s", status, start(text))
	}
	bad := map[string]string{"actors.csv": "id,name\na,A\n", "collaborations.csv": "source,target\na,zed\n"}
	status, text := upload("", bad)
	if status != 422 || !strings.Contains(text, `"code":"bad_input"`) || !strings.Contains(text, `"line":2`) || !strings.Contains(text, `"remedy":`) {
		t.Errorf("bad input: %d %s", status, start(text))
	}
	if status, text := upload("", nil); status != 422 {
		t.Errorf("no files: %d %s", status, start(text))
	}
	if !strings.Contains(text, `"files":[{"file":"actors.csv"`) || !strings.Contains(text, `{"header":"target","field":"target"`) {
		t.Errorf("a refusal does not tell how the files were understood: %s", text)
	}
	odd := map[string]string{"actors.csv": "Tunnus;Nimike;Muu=x\na;A;1\nb;B;2\n", "collaborations.csv": "source,target\na,b\n"}
	mapped := "?dry-run=true&column=" + url.QueryEscape("actors.name=Nimike") + "&column=" + url.QueryEscape("actors.Muu=x=-")
	if status, text := upload(mapped, odd); status != 200 || !strings.Contains(text, `{"header":"Nimike","field":"name"`) || !strings.Contains(text, `{"header":"Muu=x","field":"ignored"`) {
		t.Errorf("columns named by hand: %d %s", status, text)
	}
	for query, want := range map[string]string{"?column=actors.id": "expected kind.field=HEADER", "?column=actors.nose%3DX": "have no field", "?column=zoo.id%3DX": "names no column"} {
		if status, text := upload(query, good); status != 400 || !strings.Contains(text, want) {
			t.Errorf("%s: %d %s", query, status, text)
		}
	}
	escaping := map[string]string{"actors.csv": good["actors.csv"], "../collaborations.csv": good["collaborations.csv"]}
	if status, text := upload("?dry-run=true", escaping); status != 200 {
		t.Errorf("a file name with a path is taken for its last part: %d %s", status, start(text))
	}
}

func TestOtherHostsAreRefused(t *testing.T) {
	server := service(t)
	for name, change := range map[string]func(*http.Request){
		"another host name": func(r *http.Request) { r.Host = "evil.example" },
		"a page elsewhere": func(r *http.Request) {
			r.Method = http.MethodPost
			r.Header.Set("Origin", "https://evil.example")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/networks", nil)
		if err != nil {
			t.Fatal(err)
		}
		change(r)
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode < 400 {
			t.Errorf("%s is answered with %d", name, answer.StatusCode)
		}
	}
}

func TestDescriptionIsServedAsGenerated(t *testing.T) {
	want, err := httpapi.Description("test")
	if err != nil {
		t.Fatal(err)
	}
	_, _, text := send(t, service(t), http.MethodGet, "/api/v1/openapi.json", "", nil)
	var a, b any
	if json.Unmarshal(want, &a) != nil || json.Unmarshal([]byte(text), &b) != nil {
		t.Fatal("a description is not JSON")
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	if !bytes.Equal(x, y) {
		t.Error("the description served differs from the one generated")
	}
}

func send(t *testing.T, server *httptest.Server, method, url, contentType string, body io.Reader) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+url, body)
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
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
	return answer.StatusCode, answer.Header, string(text)
}

// start is the beginning of an answer, for a test's message.
func start(text string) string { return text[:min(len(text), 400)] }
