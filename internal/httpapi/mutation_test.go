package httpapi_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
)

// usualMutations is how many mutated requests the gate sends. SILLAT_MUTATIONS sends another number, SILLAT_MUTATION_SEED others.
const usualMutations = 4_000

// mostHeap is what the service may hold while it is sent what it cannot use: far more than it needs, and far less than the bombs want.
const mostHeap = 1 << 30

// longestAnswer bounds one answer: a request that takes so long on a network of six actors has found a way to hold the service up.
const longestAnswer = 60 * time.Second

func number(t *testing.T, variable string, usual int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s is %q; expected a number", variable, text)
	}
	return n
}

// TestMutatedRequestsDoNoHarm sends requests as bytes, each mutated in some ways: no panic, no 500, a problem for whatever is refused, and
// no more memory than a service has.
func TestMutatedRequestsDoNoHarm(t *testing.T) {
	handler := smallService(t)
	m := mutator{r: rand.New(rand.NewPCG(uint64(number(t, "SILLAT_MUTATION_SEED", 1)), 0))}
	count := number(t, "SILLAT_MUTATIONS", usualMutations)
	statuses := map[int]int{}
	var heap uint64
	for i := range count {
		raw := m.request()
		r, err := http.ReadRequest(bufio.NewReaderSize(bytes.NewReader(raw), 64<<10))
		if err != nil {
			statuses[0]++ // the server of the standard library refuses it before anybody is asked
			continue
		}
		r.RemoteAddr = "127.0.0.1:1"
		ctx, cancel := context.WithTimeout(t.Context(), longestAnswer)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r.WithContext(ctx))
		slow := ctx.Err() != nil
		cancel()
		statuses[answer.Code]++
		if slow {
			t.Fatalf("request %d took longer than %v:\n%.2000q", i, longestAnswer, raw)
		}
		judgeMutated(t, i, raw, r, answer)
		if i%500 == 0 {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			heap = max(heap, now.Sys)
			if now.Sys > mostHeap {
				t.Fatalf("after %d requests the process has taken %d MiB", i, now.Sys>>20)
			}
			wipe := httptest.NewRequest(http.MethodDelete, "http://localhost/api/v1/networks/scratch?confirm=scratch", nil)
			handler.ServeHTTP(httptest.NewRecorder(), wipe) // or it grows for ever
		}
	}
	if statuses[200] == 0 || statuses[400] == 0 || statuses[404] == 0 || statuses[422] == 0 {
		t.Errorf("statuses are %v; a test of mutations needs all kinds", statuses)
	}
	t.Logf("%d requests, at most %d MiB taken, by status (0: refused before the service): %v", count, heap>>20, statuses)
}

func judgeMutated(t *testing.T, i int, raw []byte, r *http.Request, answer *httptest.ResponseRecorder) {
	t.Helper()
	if answer.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(answer.Body)
		if err != nil {
			t.Errorf("request %d answers what is not gzip: %v\n%.1000q", i, err, raw)
			return
		}
		var plain bytes.Buffer
		if _, err := io.Copy(&plain, z); err != nil {
			t.Errorf("request %d answers broken gzip: %v\n%.1000q", i, err, raw)
		}
		answer.Body = &plain
	}
	if answer.Code == http.StatusInternalServerError || answer.Code < 200 || answer.Code > 599 {
		t.Errorf("request %d answers %d: %.300s\n%.2000q", i, answer.Code, answer.Body, raw)
	}
	if answer.Code < 400 || r.Method == http.MethodHead || !strings.HasPrefix(r.URL.Path, "/api/") {
		return
	}
	var p struct{ Title, Detail, Code string }
	if err := json.Unmarshal(answer.Body.Bytes(), &p); err != nil || p.Title == "" || p.Detail == "" || p.Code == "" {
		t.Errorf("request %d answers %d with no problem (%v): %.300s\n%.1000q", i, answer.Code, err, answer.Body, raw)
	}
	if answer.Body.Len() > 64<<10 {
		t.Errorf("request %d is refused with %d bytes", i, answer.Body.Len())
	}
}

// smallService is a service without a socket on a network of six actors.
func smallService(t *testing.T) http.Handler {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	a := app.New(app.Options{Store: kept, Version: "test"})
	_, err = a.Import(t.Context(), app.ImportRequest{Network: "demo", By: "test", Paths: []string{"."}, Files: fstest.MapFS{
		"actors.csv":         {Data: []byte("id,name,sector,region\na,A,NGO,north\nb,B,NGO,south\nc,C,firm,north\nd,D,firm,south\ne,E,city,north\nf,F,city,south\n")},
		"collaborations.csv": {Data: []byte("source,target,type,start\na,b,pilot,2020\nb,c,pilot,2021\nc,d,talk,2022\nd,e,talk,2023\n")},
		"activities.csv":     {Data: []byte("id,title,start,end\np,P,2020,2021\nq,Q,2022,2023\n")},
		"participations.csv": {Data: []byte("actor,activity,role\na,p,lead\nb,p,partner\nc,q,lead\nf,q,partner\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	work, err := a.Jobs(app.JobOptions{}) // never started: its jobs wait
	if err != nil {
		t.Fatal(err)
	}
	faults := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the map") })
	return httpapi.New(httpapi.Options{App: a, Map: page, Version: "test", Log: faults, Jobs: work})
}
