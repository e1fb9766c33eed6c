package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// TestMixedWorkLeaksNothing serves reads, changes and jobs at the same time on both stores, for SILLAT_SOAK (such as 10m; 3s unless told), in
// two halves with a rest after each: no request may fail, and at the second rest nothing may be held that was not at the first.
func TestMixedWorkLeaksNothing(t *testing.T) {
	lasting := 3 * time.Second
	if text := os.Getenv("SILLAT_SOAK"); text != "" {
		var err error
		if lasting, err = time.ParseDuration(text); err != nil {
			t.Fatalf("SILLAT_SOAK is %q; expected a duration such as 10m", text)
		}
	}
	for _, store := range []string{"sqlite", "neo4j"} {
		t.Run(store, func(t *testing.T) {
			address := "sqlite:" + filepath.Join(t.TempDir(), "store.db")
			if store == "neo4j" {
				server := neo4jtest.Start(t)
				server.Empty(t)
				address = server.URI()
			}
			said(t, "--store", address, "import", filepath.Join(testkit.Root(t), "fixtures", "demo"), "--network", "demo")
			k := startSoak(t, address)
			k.work(lasting / 2)
			first := k.rest()
			k.work(lasting / 2)
			second := k.rest()
			t.Logf("%v on %s: %d reads, %d changes, %d jobs; at rest %v and %v", lasting, store, k.reads.Load(), k.changes.Load(), k.jobs.Load(), first, second)
			if k.reads.Load() == 0 || k.changes.Load() == 0 || k.jobs.Load() == 0 {
				t.Error("not every kind of work was done")
			}
			if second.goroutines > first.goroutines+16 || second.files > first.files+8 || second.heap > first.heap*3/2+(32<<20) {
				t.Errorf("held at rest: %v, and later %v", first, second)
			}
		})
	}
}

// held is what a process holds.
type held struct {
	goroutines, files int
	heap              uint64
}

func (h held) String() string {
	return fmt.Sprintf("%d goroutines, %d files, %.1f MiB", h.goroutines, h.files, float64(h.heap)/(1<<20))
}

// soak is a service at work.
type soak struct {
	*testing.T
	url    string
	client *http.Client

	reads, changes, jobs atomic.Int64
}

// startSoak serves a store as sillat serve does.
func startSoak(t *testing.T, store string) *soak {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	told, tell := io.Pipe()
	ended := make(chan int, 1)
	var complaints bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"--store", store, "serve", "--addr", "127.0.0.1:0", "--cache", "none"}, tell, &complaints)
		tell.Close()
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != 0 {
			t.Errorf("the service ended with %d: %s", status, complaints.String())
		}
	})
	line := make([]byte, 200)
	n, err := told.Read(line)
	at := regexp.MustCompile(`http://[0-9.:]+`).Find(line[:n])
	if err != nil || at == nil {
		t.Fatalf("the service said %q (%v)", line[:n], err)
	}
	go io.Copy(io.Discard, told)
	return &soak{T: t, url: string(at), client: &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 16}}}
}

// work asks for a while, all kinds at the same time.
func (k *soak) work(lasting time.Duration) {
	k.Helper()
	until := time.Now().Add(lasting)
	var crew sync.WaitGroup
	for i := range 6 {
		crew.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), 1))
			for time.Now().Before(until) {
				k.ask(http.MethodGet, []string{
					"/networks/demo", "/networks/demo/gaps?silo=silo_sector", "/networks/demo/map?silo=silo_sector", "/networks/demo/actors?limit=20",
					"/networks/demo/metrics?metric=degree,pagerank", "/networks/demo/revisions", "/networks/demo/map/ties", "/networks/demo/choices",
					fmt.Sprintf("/networks/demo/metrics?metric=betweenness&seed=%d", 1+r.IntN(50)),
				}[r.IntN(9)], "", http.StatusOK)
				k.reads.Add(1)
			}
		})
	}
	crew.Go(func() {
		for n := 0; time.Now().Before(until); n++ {
			body := `{"upsert":{"actors":[{"id":"guest","name":"Guest"}],"collaborations":[{"source":"guest","target":"FIK-002","type":"agreement"}]}}`
			if n%2 == 1 {
				body = `{"delete":{"actors":["guest"]}}`
			}
			k.ask(http.MethodPost, "/networks/demo/changes", body, http.StatusOK)
			k.changes.Add(1)
			time.Sleep(50 * time.Millisecond)
		}
		k.ask(http.MethodPost, "/networks/demo/revert", `{"to":1}`, http.StatusOK)
	})
	crew.Go(func() {
		for n := 0; time.Now().Before(until); n++ {
			text := k.ask(http.MethodPost, "/jobs", fmt.Sprintf(`{"analysis":"bridges","network":"demo","parameters":{"silo":"silo_sector","k":1,"seed":%d}}`, n+1), http.StatusAccepted, http.StatusOK)
			var j struct{ ID, State string }
			for json.Unmarshal(text, &j) == nil && (j.State == "queued" || j.State == "running") {
				time.Sleep(20 * time.Millisecond)
				text = k.ask(http.MethodGet, "/jobs/"+j.ID, "", http.StatusOK)
			}
			if j.State != "done" {
				k.Errorf("a job ended so: %s", text)
				return
			}
			k.jobs.Add(1)
		}
	})
	crew.Wait()
}

// ask asks once, and fails the test when the answer is another than it should be.
func (k *soak) ask(method, path, body string, want ...int) []byte {
	r, err := http.NewRequestWithContext(k.Context(), method, k.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		k.Error(err)
		return nil
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := k.client.Do(r)
	if err != nil {
		k.Errorf("%s %s: %v", method, path, err)
		return nil
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	for _, status := range want {
		if err == nil && answer.StatusCode == status {
			return text
		}
	}
	k.Errorf("%s %s: %d %.300s (%v)", method, path, answer.StatusCode, text, err)
	return nil
}

// rest waits until nothing more is let go, and says what is held.
func (k *soak) rest() held {
	k.Helper()
	k.client.CloseIdleConnections()
	least := held{goroutines: 1 << 30, files: 1 << 30}
	for range 10 {
		time.Sleep(100 * time.Millisecond)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		files, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			files = nil // a system that does not tell
		}
		least = held{min(least.goroutines, runtime.NumGoroutine()), min(least.files, len(files)), m.HeapAlloc}
	}
	return least
}
