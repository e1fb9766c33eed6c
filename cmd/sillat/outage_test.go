package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// outagePatience is how long anything may take while a store is away or comes back, on a machine that is busy with much else.
const outagePatience = 2 * time.Minute

// outageLimits are shorter than the usual ones, so that a store that hangs is told of within the test. A change may take longer where the
// server has just started.
func outageLimits(change time.Duration) httpapi.Limits {
	return httpapi.Limits{Rate: 1e6, Burst: 1e6, Each: 1000, Answer: 2 * time.Second, Upload: change}
}

// TestTheServiceOutlivesItsStoresServer has the server of the store stand still, be killed and start again while people read and change
// networks, on loopback and with tokens: whatever is answered meanwhile is right or a 503 that says why, nobody waits for ever, everybody is
// served again without anybody's help, and no change that was acknowledged is lost.
func TestTheServiceOutlivesItsStoresServer(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to kill; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	o := newOutage(t, server.URI(), outageLimits(15*time.Second))
	o.until("everybody is served", answered, twice)
	server.Freeze(t)
	o.until("who reads is refused while the server stands still", turnedAwayReading, once)
	server.Thaw(t)
	o.until("everybody is served once the server goes on", answered, twice)
	server.Kill(t)
	o.until("who reads is refused while there is no server", turnedAwayReading, once)
	server.Restart(t)
	o.until("everybody is served once there is a server again", answered, twice)
	o.compare()
}

// TestTheServiceOutlivesALockedFile has another program lock the file of the store in the same way: who reads goes on.
func TestTheServiceOutlivesALockedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	o := newOutage(t, "sqlite:"+file, outageLimits(time.Second))
	o.until("everybody is served", answered, twice)
	other, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	lock, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	for _, statement := range []string{"PRAGMA busy_timeout = 60000", "BEGIN IMMEDIATE"} {
		if _, err := lock.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	o.until("who reads is served, and who writes is refused, while the file is locked", func(c *outageCaller) *atomic.Int64 {
		if c.writes {
			return &c.refused
		}
		return &c.served
	}, once)
	if _, err := lock.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	o.until("everybody is served once the lock is gone", answered, twice)
	o.compare()
}

// outage is a service whose store is taken away while it is asked.
type outage struct {
	*testing.T
	client  *http.Client
	over    atomic.Bool
	crew    sync.WaitGroup
	callers []*outageCaller

	mu       sync.Mutex
	statuses map[int]int
}

// outageCaller asks one thing after the other.
type outageCaller struct {
	name, url, token string
	writes           bool
	served, refused  atomic.Int64
	acknowledged     []string // actors that were written
}

// A caller's first answer after a fault may be one to a question from before; its first refusal cannot.
const (
	once  = 1
	twice = 2
)

func answered(c *outageCaller) *atomic.Int64 { return &c.served }

// turnedAwayReading leaves writers out: a change that was under way is cleared up before its answer, which takes some seconds more.
func turnedAwayReading(c *outageCaller) *atomic.Int64 {
	if c.writes {
		return nil
	}
	return &c.refused
}

// newOutage serves a store on loopback without a login and, beside that, to who shows a token, and has both asked.
func newOutage(t *testing.T, store string, limits httpapi.Limits) *outage {
	t.Helper()
	a, done, err := openNamed(t.Context(), store, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	if _, err := a.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	book, err := a.Book()
	if err != nil {
		t.Fatal(err)
	}
	if err := book.AddAccount(t.Context(), auth.NewAccount{Name: "erik"}); err != nil {
		t.Fatal(err)
	}
	for network, role := range map[string]auth.Role{"demo": auth.Viewer, "theirs": auth.Editor} {
		if err := book.Grant(t.Context(), auth.Grant{Network: network, Account: "erik", Role: role}); err != nil {
			t.Fatal(err)
		}
	}
	_, token, err := book.MakeToken(t.Context(), auth.TokenRequest{Account: "erik", Label: "outage", Role: auth.Editor, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	serve := func(x *httpapi.Access) string {
		s := httptest.NewServer(httpapi.New(httpapi.Options{App: a, Version: "test", Log: quiet, Access: x, Limits: limits}))
		t.Cleanup(s.Close)
		return s.URL
	}
	local, guarded := serve(nil), serve(&httpapi.Access{Book: book})
	o := askedThrough(t, local, "")
	o.ask(guarded, token)
	return o
}

// askedThrough is an outage of a service that is there already.
func askedThrough(t *testing.T, url, token string) *outage {
	t.Helper()
	o := &outage{T: t, client: &http.Client{Timeout: outagePatience, Transport: &http.Transport{MaxIdleConnsPerHost: 16}}, statuses: map[int]int{}}
	t.Cleanup(o.stop)
	o.ask(url, token)
	return o
}

// ask has a door asked by readers of what is kept and of what is computed anew, and by a writer.
func (o *outage) ask(url, token string) {
	who, network := "without login", "ours"
	if token != "" {
		who, network = "with a token", "theirs"
	}
	reads := []func(n int) string{
		func(int) string { return "/networks/demo/gaps?silo=silo_sector" },
		func(n int) string { return fmt.Sprintf("/networks/demo/metrics?metric=betweenness&seed=%d", n) },
		func(n int) string { return fmt.Sprintf("/networks/demo/actors?limit=%d", 1+n%100) },
	}
	for i, path := range reads {
		o.start(&outageCaller{name: fmt.Sprintf("reader %d %s", i, who), url: url, token: token}, func(c *outageCaller, n int) {
			o.asks(c, http.MethodGet, path(n), "")
		})
	}
	o.start(&outageCaller{name: "writer " + who, url: url, token: token, writes: true}, func(c *outageCaller, n int) {
		id := fmt.Sprintf("a%d", n)
		if _, ok := o.asks(c, http.MethodPost, "/networks/"+network+"/changes", fmt.Sprintf(`{"upsert":{"actors":[{"id":%q,"name":"Actor %d"}]}}`, id, n)); ok {
			c.acknowledged = append(c.acknowledged, id)
		}
	})
}

func (o *outage) start(c *outageCaller, do func(*outageCaller, int)) {
	o.callers = append(o.callers, c)
	o.crew.Go(func() {
		for n := 0; !o.over.Load() && !o.Failed(); n++ {
			do(c, n)
			time.Sleep(20 * time.Millisecond)
		}
	})
}

// stop waits for the callers' last answers.
func (o *outage) stop() {
	o.over.Store(true)
	o.crew.Wait()
}

// asks asks once and judges the answer; ok is false for one that was refused.
func (o *outage) asks(c *outageCaller, method, path, body string) (text []byte, ok bool) {
	r, err := http.NewRequestWithContext(context.WithoutCancel(o.Context()), method, c.url+"/api/v1"+path, bytes.NewReader([]byte(body)))
	if err != nil {
		o.Error(err)
		return nil, false
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := o.client.Do(r)
	if err != nil {
		o.Errorf("%s %s was not answered: %v", method, path, err)
		return nil, false
	}
	defer answer.Body.Close()
	text, err = io.ReadAll(answer.Body)
	o.mu.Lock()
	o.statuses[answer.StatusCode]++
	o.mu.Unlock()
	switch kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type")); {
	case err == nil && answer.StatusCode == http.StatusOK && json.Valid(text):
		c.served.Add(1)
		return text, true
	case err == nil && answer.StatusCode == http.StatusServiceUnavailable && kind == "application/problem+json":
		var p struct{ Title, Detail, Code string }
		if err := json.Unmarshal(text, &p); err == nil && p.Title != "" && p.Detail != "" && p.Code == "unavailable" {
			c.refused.Add(1)
			return nil, false
		}
	}
	o.Errorf("%s %s: %d %.300s (%v)", method, path, answer.StatusCode, text, err)
	return nil, false
}

// until waits until something has happened so often to every caller who has a counter of it from now on.
func (o *outage) until(what string, counter func(*outageCaller) *atomic.Int64, times int64) {
	o.Helper()
	began := time.Now()
	defer func() { o.Logf("%s: after %v", what, time.Since(began).Round(time.Millisecond)) }()
	before := make([]int64, len(o.callers))
	for i, c := range o.callers {
		if n := counter(c); n != nil {
			before[i] = n.Load()
		}
	}
	end := time.Now().Add(outagePatience)
	for i, c := range o.callers {
		for n := counter(c); n != nil && n.Load() < before[i]+times; {
			if o.Failed() {
				o.FailNow()
			}
			if time.Now().After(end) {
				o.Fatalf("%s: after %v it cannot be said: %s", c.name, outagePatience, what)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// compare ends the asking and looks for all that was acknowledged.
func (o *outage) compare() {
	o.Helper()
	o.stop()
	o.mu.Lock()
	statuses := maps.Clone(o.statuses)
	o.mu.Unlock()
	if statuses[http.StatusServiceUnavailable] == 0 {
		o.Error("nothing was refused; the test does not test what it says")
	}
	acknowledged := 0
	for _, c := range o.callers {
		if !c.writes {
			continue
		}
		acknowledged += len(c.acknowledged)
		network := "ours"
		if c.token != "" {
			network = "theirs"
		}
		there := o.actors(c, network)
		for _, id := range c.acknowledged {
			if !there[id] {
				o.Errorf("%s: actor %s was acknowledged and is lost", c.name, id)
			}
		}
	}
	o.Logf("answers by status: %v; %d changes acknowledged, all there", statuses, acknowledged)
}

// actors lists what a network holds.
func (o *outage) actors(c *outageCaller, network string) map[string]bool {
	o.Helper()
	there := map[string]bool{}
	end := time.Now().Add(outagePatience)
	for cursor := ""; ; {
		text, ok := o.asks(c, http.MethodGet, "/networks/"+network+"/actors?limit=1000&cursor="+cursor, "")
		if !ok && !o.Failed() && time.Now().Before(end) {
			continue // it may take longer than the limits of this test
		}
		var page struct {
			Actors []struct{ ID string }
			Next   string
		}
		if err := json.Unmarshal(text, &page); !ok || err != nil {
			o.Fatalf("the actors of %s: %v", network, err)
		}
		for _, a := range page.Actors {
			there[a.ID] = true
		}
		if cursor = page.Next; cursor == "" {
			return there
		}
	}
}
