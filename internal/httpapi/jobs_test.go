package httpapi_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
)

// counted is a store that counts the jobs given to workers and can make them wait.
type counted struct {
	*sqlite.Store
	mu     sync.Mutex
	closed bool // no job is given
	claims map[string]int
}

func (c *counted) Claim(ctx context.Context, t store.Terms) (*store.Job, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, nil
	}
	j, err := c.Store.Claim(ctx, t)
	if j != nil {
		c.claims[j.ID]++
	}
	return j, err
}

func (c *counted) setClosed(closed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = closed
}

// workshop is a service with the demo network and background work.
type workshop struct {
	*testing.T
	*httptest.Server
	kept *counted
	app  *app.App
}

func newWorkshop(t *testing.T, o app.JobOptions) *workshop {
	t.Helper()
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	w := &workshop{T: t, kept: &counted{Store: file, claims: map[string]int{}}}
	w.app = app.New(app.Options{Store: w.kept, Version: "test"})
	if _, err := w.app.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	o.Log = slog.New(slog.DiscardHandler)
	work, err := w.app.Jobs(o)
	if err != nil {
		t.Fatal(err)
	}
	work.Start()
	w.Server = httptest.NewServer(httpapi.New(httpapi.Options{App: w.app, Version: "test", Log: o.Log, Jobs: work}))
	t.Cleanup(w.Close)
	t.Cleanup(func() {
		if err := work.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return w
}

// seenJob is a job as it is on the wire.
type seenJob struct {
	ID, State, Analysis, Doing string
	Revision, Attempts         int
	Progress                   float64
	Parameters                 map[string]any
	Memory                     int64 `json:"memory_bytes"`
	Problem                    *struct {
		Status       int
		Code, Detail string
	}
}

// posts asks for a job and returns the status, where it is and the job.
func (w *workshop) posts(body string) (int, http.Header, seenJob) {
	w.Helper()
	status, header, text := send(w.T, w.Server, http.MethodPost, "/api/v1/jobs", "application/json", strings.NewReader(body))
	return status, header, w.reads(text)
}

func (w *workshop) reads(text string) (j seenJob) {
	w.Helper()
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		w.Fatalf("%v in %s", err, start(text))
	}
	return j
}

func (w *workshop) gets(path string) (int, string) {
	w.Helper()
	status, _, text := send(w.T, w.Server, http.MethodGet, path, "", nil)
	return status, text
}

// ends waits until a job has ended.
func (w *workshop) ends(id string) seenJob {
	w.Helper()
	for patience := time.Now().Add(2 * time.Minute); time.Now().Before(patience); time.Sleep(20 * time.Millisecond) {
		status, text := w.gets("/api/v1/jobs/" + id)
		if status != http.StatusOK {
			w.Fatalf("%d %s", status, text)
		}
		if j := w.reads(text); j.State == "done" || j.State == "failed" || j.State == "cancelled" {
			return j
		}
	}
	w.Fatalf("job %s did not end", id)
	return seenJob{}
}

// unrun is a result without what differs from run to run.
func unrun(t *testing.T, text string) string {
	t.Helper()
	var result map[string]any
	if err := json.Unmarshal([]byte(text), &result); err != nil {
		t.Fatalf("%v in %s", err, start(text))
	}
	run := result["run"].(map[string]any)
	delete(run, "started")
	delete(run, "timing")
	plain, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// TestAJobGivesWhatTheQuestionGives asks every analysis both ways.
func TestAJobGivesWhatTheQuestionGives(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	for _, c := range []struct{ analysis, parameters, url string }{
		{"metrics", `{"metric":["degree","pagerank"],"set":{"damping":"0.5"},"where":["level=national"]}`, "metrics?metric=degree,pagerank&set=damping%3D0.5&where=level%3Dnational"},
		{"gaps", `{"silo":"silo_sector"}`, "gaps?silo=silo_sector"},
		{"bridges", `{"silo":"silo_sector","k":3,"between":["foundation","municipality"]}`, "bridges?silo=silo_sector&k=3&between=foundation,municipality"},
		{"suggest", `{"actor":["FIK-001"],"k":5}`, "suggestions?actor=FIK-001&k=5"},
		{"spread", `{"silo":"silo_sector","start":["FIK-001"],"choose":2,"chance":0.05}`, "spread?silo=silo_sector&start=FIK-001&choose=2&chance=0.05"},
	} {
		status, header, j := w.posts(`{"analysis":"` + c.analysis + `","network":"demo","parameters":` + c.parameters + `}`)
		if status != http.StatusAccepted || header.Get("Location") != "/api/v1/jobs/"+j.ID || j.State == "" || j.Revision != 1 {
			t.Fatalf("%s: %d, at %q: %+v", c.analysis, status, header.Get("Location"), j)
		}
		if j = w.ends(j.ID); j.State != "done" || j.Progress != 1 || j.Attempts != 1 || j.Memory <= 0 {
			t.Fatalf("%s ended as %+v, %+v", c.analysis, j, j.Problem)
		}
		_, later := w.gets("/api/v1/jobs/" + j.ID + "/result")
		_, atOnce := w.gets("/api/v1/networks/demo/" + c.url)
		if a, b := unrun(t, later), unrun(t, atOnce); a != b {
			t.Errorf("%s: the job gives\n%s\nand the question\n%s", c.analysis, start(a), start(b))
		}
		w.isTheJob(j.ID, http.MethodGet, c.url, "")
	}
	_, _, j := w.posts(`{"analysis":"whatif","network":"demo","parameters":{"silo":"silo_sector","edits":{"remove_actors":["FIK-001"]}}}`)
	w.isTheJob(j.ID, http.MethodPost, "whatif?silo=silo_sector", `{"remove_actors":["FIK-001"]}`)
}

// isTheJob checks that a question whose answer may come later is the same as a job.
func (w *workshop) isTheJob(id, method, url, body string) {
	w.Helper()
	answer, said := fetch(w.T, method, w.URL+"/api/v1/networks/demo/"+url, map[string]string{"Prefer": "respond-async", "Content-Type": "application/json"}, body)
	if answer.StatusCode != http.StatusAccepted || answer.Header.Get("Location") != "/api/v1/jobs/"+id {
		w.Errorf("%s later: %d at %q, want the job %s: %s", url, answer.StatusCode, answer.Header.Get("Location"), id, start(said))
	}
}

func TestIdenticalQuestionsAreComputedOnce(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 2})
	w.kept.setClosed(true)
	bodies := []string{ // one question, said in different words
		`{"analysis":"bridges","network":"demo","parameters":{"silo":"silo_sector","k":2}}`,
		`{"network":"demo","parameters":{"k":2,"silo":"silo_sector","seed":1,"weights":"none","limits":{}},"analysis":"bridges"}`,
		`{"analysis":"bridges","network":"demo","parameters":{"revision":1,"silo":"silo_sector","k":2,"tie-type":[]}}`,
	}
	var crowd sync.WaitGroup
	var mu sync.Mutex
	ids := map[string]bool{}
	for i := range 12 {
		crowd.Go(func() {
			_, _, j := w.posts(bodies[i%len(bodies)])
			mu.Lock()
			defer mu.Unlock()
			ids[j.ID] = true
		})
	}
	crowd.Wait()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL+"/api/v1/networks/demo/bridges?silo=silo_sector&k=2", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Prefer", "respond-async, wait=5")
	answer, err := w.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var preferred seenJob
	if err := json.NewDecoder(answer.Body).Decode(&preferred); err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusAccepted || answer.Header.Get("Preference-Applied") != "respond-async" || answer.Header.Get("ETag") != "" ||
		answer.Header.Get("Location") != "/api/v1/jobs/"+preferred.ID {
		t.Errorf("with Prefer: %d, %v", answer.StatusCode, answer.Header)
	}
	ids[preferred.ID] = true
	if len(ids) != 1 {
		t.Fatalf("one question made %d jobs", len(ids))
	}
	w.kept.setClosed(false)
	w.ends(preferred.ID)
	status, _, again := w.posts(bodies[1])
	if status != http.StatusOK || again.ID != preferred.ID || again.State != "done" {
		t.Errorf("asked again when it was done: %d, %+v", status, again)
	}
	if w.kept.claims[preferred.ID] != 1 || len(w.kept.claims) != 1 {
		t.Errorf("computed %v times, want once", w.kept.claims)
	}
	if _, err := w.app.Revert(t.Context(), "demo", 0, "test"); err != nil {
		t.Fatal(err)
	}
	if status, _, other := w.posts(bodies[0]); status != http.StatusAccepted || other.ID == preferred.ID || other.Revision != 2 {
		t.Errorf("on a new revision: %d, %+v", status, other)
	}
}

func TestWhatCannotBeAJobIsRefused(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1, Memory: 600_000})
	for _, c := range []struct {
		body   string
		status int
		says   string
	}{
		{`{"analysis":"dowsing","network":"demo"}`, 422, "analysis"},
		{`{"analysis":"gaps","network":"nothing","parameters":{"silo":"silo_sector"}}`, 404, "nothing"},
		{`{"analysis":"gaps","network":"demo"}`, 400, "silo"},
		{`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector","sillo":1}}`, 400, "sillo"},
		{`{"analysis":"gaps","network":"demo","parameters":{"silo":7}}`, 400, "silo"},
		{`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector","draws":0}}`, 400, "draws"},
		{`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector","directed":"maybe"}}`, 400, "maybe"},
		{`{"analysis":"bridges","network":"demo","parameters":{"silo":"silo_sector","aim":"glory"}}`, 400, "glory"},
		{`{"analysis":"metrics","network":"demo","parameters":{"metric":["fame"]}}`, 400, "fame"},
		{`{"analysis":"metrics","network":"demo","parameters":{"metric":["degree"],"revision":9}}`, 404, "revision 9"},
		{`{"analysis":"suggest","network":"demo","parameters":{"by":"value"}}`, 400, "silo"},
		{`{"analysis":"spread","network":"demo","parameters":{"silo":"silo_sector","chance":2}}`, 400, "chance is 2; expected 0 to 1"},
		{`{"analysis":"bridges","network":"demo","parameters":{"silo":"silo_sector","aim":"robustness"}}`, 413, "MiB of memory and the service may use 600000 bytes"},
	} {
		status, header, text := send(t, w.Server, http.MethodPost, "/api/v1/jobs", "application/json", strings.NewReader(c.body))
		if status != c.status || !strings.Contains(text, c.says) || header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s; want %d and %q", c.body, status, text, c.status, c.says)
		}
	}
	for _, path := range []string{"/api/v1/jobs/none", "/api/v1/jobs/none/result", "/api/v1/jobs/none/events"} {
		if status, text := w.gets(path); status != 404 || !strings.Contains(text, "there is no job") {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	if status, text := w.gets("/api/v1/networks/demo/bridges?silo=silo_sector&aim=robustness"); status != 413 || !strings.Contains(text, "MiB of memory and the service may use 600000 bytes") {
		t.Errorf("the same asked at once: %d %s", status, text)
	}
	if status, text := w.gets("/api/v1/jobs?cursor=x"); status != 400 || !strings.Contains(text, "cursor") {
		t.Errorf("a cursor that is none: %d %s", status, text)
	}
}

func TestAFailedJobSaysWhy(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	_, _, j := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"colour"}}`)
	j = w.ends(j.ID)
	if j.State != "failed" || j.Problem == nil || j.Problem.Status != 400 || j.Problem.Code != "invalid" || !strings.Contains(j.Problem.Detail, "colour") {
		t.Errorf("%+v: %+v", j, j.Problem)
	}
	if status, text := w.gets("/api/v1/jobs/" + j.ID + "/result"); status != 409 || !strings.Contains(text, "failed") {
		t.Errorf("its result: %d %s", status, text)
	}
	if status, _, again := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"colour"}}`); status != 202 || again.ID == j.ID {
		t.Errorf("asked again: %d, %+v", status, again)
	}
}

func TestCancellingAJob(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	// One that takes minutes, and one that waits behind it.
	_, _, long := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector","null":"swaps","draws":100000}}`)
	_, _, waits := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_region"}}`)
	for patience := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, text := w.gets("/api/v1/jobs/" + long.ID); w.reads(text).State == "running" {
			break
		}
		if time.Now().After(patience) {
			t.Fatal("the job does not begin")
		}
	}
	status, _, text := send(t, w.Server, http.MethodDelete, "/api/v1/jobs/"+long.ID, "", nil)
	if j := w.reads(text); status != 200 || j.State != "cancelled" {
		t.Fatalf("cancel: %d %s", status, text)
	}
	if j := w.ends(waits.ID); j.State != "done" && j.State != "failed" {
		t.Errorf("the next job: %+v", j)
	}
	if status, _, text := send(t, w.Server, http.MethodDelete, "/api/v1/jobs/"+waits.ID, "", nil); status != 409 {
		t.Errorf("cancelling what has ended: %d %s", status, text)
	}
	if j := w.ends(long.ID); j.State != "cancelled" {
		t.Errorf("afterwards: %+v", j)
	}
}

func TestAFullQueueSaysWhenToComeBack(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	w.kept.setClosed(true)
	for seed := range 300 {
		body := strings.NewReader(fmt.Sprintf(`{"analysis":"metrics","network":"demo","parameters":{"metric":["degree"],"seed":%d}}`, seed))
		status, header, text := send(t, w.Server, http.MethodPost, "/api/v1/jobs", "application/json", body)
		switch {
		case status == http.StatusAccepted:
		case status == http.StatusTooManyRequests && seed == 200:
			if header.Get("Retry-After") == "" || !strings.Contains(text, "200 of your jobs") {
				t.Errorf("refused with %v and %s", header, text)
			}
			return
		default:
			t.Fatalf("job %d: %d %s", seed, status, text)
		}
	}
	t.Error("the queue takes more than its limit")
}

func TestJobsComeInPages(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	w.kept.setClosed(true)
	var made []string
	for _, silo := range []string{"silo_sector", "silo_region", "silo_level"} {
		_, _, j := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"` + silo + `"}}`)
		made = append([]string{j.ID}, made...)
	}
	var list []string
	for path := "/api/v1/jobs?state=queued&network=demo&limit=2"; ; {
		var page struct {
			Jobs []seenJob
			Next string
		}
		status, text := w.gets(path)
		if err := json.Unmarshal([]byte(text), &page); err != nil || status != 200 {
			t.Fatalf("%d %s", status, text)
		}
		for _, j := range page.Jobs {
			list = append(list, j.ID)
		}
		if page.Next == "" {
			break
		}
		path = "/api/v1/jobs?state=queued&network=demo&limit=2&cursor=" + page.Next
	}
	if strings.Join(list, " ") != strings.Join(made, " ") {
		t.Errorf("the pages hold %v; want %v", list, made)
	}
}

// event is one server-sent event.
type event struct{ id, name, data string }

// events reads a stream until it ends or enough says so.
func (w *workshop) events(id, last string, enough func([]event) bool) (int, []event) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 2*time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.URL+"/api/v1/jobs/"+id+"/events", nil)
	if err != nil {
		w.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := w.Client().Do(r) // the client accepts gzip by itself, as browsers do
	if err != nil {
		w.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK && answer.Header.Get("Content-Type") != "text/event-stream" {
		w.Errorf("events are %s", answer.Header.Get("Content-Type"))
	}
	var list []event
	var one event
	for lines := bufio.NewScanner(answer.Body); !enough(list) && lines.Scan(); {
		switch name, value, _ := strings.Cut(lines.Text(), ": "); {
		case name == "id":
			one.id = value
		case name == "event":
			one.name = value
		case name == "data":
			one.data = value
		case lines.Text() == "" && one != (event{}):
			list, one = append(list, one), event{}
		}
	}
	return answer.StatusCode, list
}

func TestEventsOfAJob(t *testing.T) {
	w := newWorkshop(t, app.JobOptions{Workers: 1})
	w.kept.setClosed(true)
	_, _, j := w.posts(`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector"}}`)
	// The first event comes while the job waits: nothing on the way holds it back.
	status, first := w.events(j.ID, "", func(l []event) bool { return len(l) == 1 })
	if status != 200 || len(first) != 1 || first[0].name != "progress" || w.reads(first[0].data).State != "queued" {
		t.Fatalf("the first event: %d, %+v", status, first)
	}
	var watcher sync.WaitGroup
	var rest []event
	watcher.Go(func() {
		_, rest = w.events(j.ID, first[0].id, func(l []event) bool { return false }) // to the end of the stream
	})
	w.kept.setClosed(false)
	watcher.Wait()
	if len(rest) == 0 {
		t.Fatal("no events after reconnecting")
	}
	for i, e := range rest {
		last := i == len(rest)-1
		got := w.reads(e.data)
		if e.id == first[0].id || last != (e.name == "end") || last != (got.State == "done") {
			t.Errorf("event %d of %d: %+v", i+1, len(rest), e)
		}
	}
	end := rest[len(rest)-1]
	if status, again := w.events(j.ID, end.id, func([]event) bool { return false }); status != http.StatusNoContent || len(again) > 0 {
		t.Errorf("who has seen the end is told %d, %+v", status, again)
	}
	if status, again := w.events(j.ID, "", func([]event) bool { return false }); status != 200 || len(again) != 1 || again[0].name != "end" {
		t.Errorf("who comes late is told %d, %+v", status, again)
	}
	if status, _ := w.events(j.ID, "x", func([]event) bool { return false }); status != 400 {
		t.Errorf("a Last-Event-ID that is none: %d", status)
	}
}

func TestJobsOfOthers(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	ask := func(who func(*http.Request), network string) (int, seenJob) {
		t.Helper()
		status, said := o.asks(who, http.MethodPost, "/api/v1/jobs", `{"analysis":"gaps","network":"`+network+`","parameters":{"silo":"silo_sector"}}`)
		var j seenJob
		if err := json.Unmarshal([]byte(said), &j); err != nil {
			t.Fatalf("%v in %s", err, said)
		}
		return status, j
	}
	olli, veera, eeva, nina := o.person("olli"), o.person("veera"), o.person("eeva"), o.person("nina")
	if status, _ := ask(nina, "ours"); status != 404 {
		t.Errorf("who has no role asks for a job: %d", status)
	}
	status, j := ask(olli, "ours")
	if status != 202 || j.ID == "" {
		t.Fatalf("the owner asks for a job: %d, %+v", status, j)
	}
	if status, same := ask(veera, "ours"); status != 202 || same.ID != j.ID {
		t.Errorf("a viewer asks the same: %d, %+v; want the same job", status, same)
	}
	path := "/api/v1/jobs/" + j.ID
	for _, below := range []string{"", "/result", "/events"} {
		status, said := o.asks(nina, http.MethodGet, path+below, "")
		_, none := o.asks(nina, http.MethodGet, "/api/v1/jobs/none"+below, "")
		if status != 404 || strings.ReplaceAll(said, j.ID, "none") != none {
			t.Errorf("who has no role asks for %s: %d %s; for a job that there is not %s", below, status, said, none)
		}
	}
	if _, said := o.asks(nina, http.MethodGet, "/api/v1/jobs", ""); strings.Contains(said, j.ID) {
		t.Errorf("who has no role lists %s", said)
	}
	if _, said := o.asks(veera, http.MethodGet, "/api/v1/jobs", ""); !strings.Contains(said, j.ID) || !strings.Contains(said, `"asked_by":"olli"`) {
		t.Errorf("a viewer lists %s", said)
	}
	if status, said := o.asks(veera, http.MethodDelete, path, ""); status != 403 {
		t.Errorf("a viewer cancels another's job: %d %s", status, said)
	}
	if status, said := o.asks(eeva, http.MethodDelete, path, ""); status != 200 {
		t.Errorf("an editor cancels another's job: %d %s", status, said)
	}
	_, mine := ask(veera, "ours")
	if status, said := o.asks(veera, http.MethodDelete, "/api/v1/jobs/"+mine.ID, ""); status != 200 {
		t.Errorf("a viewer cancels her own job: %d %s", status, said)
	}
}
