package httpapi_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// TestMain stops the Neo4j that benchmarks start.
func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }

// loadConnections is how many clients ask at once, each the next thing as soon as it has been answered.
const loadConnections = 64

// loadTurns is how often the service and the empty handler take turns, so that whatever else the machine does meets both.
const loadTurns = 10

// BenchmarkBesideAnEmptyHandler asks the service for what it has answered before, and in turns a handler that does nothing but send the same
// bytes, each with 64 connections on loopback. It reports the service's requests per second and 99th percentile as ratios to the handler's.
func BenchmarkBesideAnEmptyHandler(b *testing.B) {
	for _, store := range []string{"sqlite", "neo4j"} {
		for _, access := range []string{"local", "token"} {
			b.Run(store+"/"+access, func(b *testing.B) { besideAnEmptyHandler(b, loadService(b, store, access)) })
		}
	}
}

func besideAnEmptyHandler(b *testing.B, ours loadedService) {
	for _, c := range []struct{ name, path string }{
		{"metrics", "/api/v1/networks/demo/metrics?metric=degree,betweenness,pagerank"},
		{"gaps", "/api/v1/networks/demo/gaps?silo=silo_sector"},
		{"map", "/api/v1/networks/demo/map?silo=silo_sector"},
		{"ties", "/api/v1/networks/demo/map/ties"},
	} {
		for _, coding := range []string{"identity", "gzip"} {
			b.Run(c.name+"/"+coding, func(b *testing.B) {
				besides(b, ours, c.path, coding)
			})
		}
	}
}

// loadedService is a service under load, with what every request to it carries beside the question.
type loadedService struct {
	*httptest.Server
	header string
}

// loadService is a service like the one that sillat serve starts: on loopback, where it asks for no login, or where a viewer's token must be shown.
func loadService(b *testing.B, kind, access string) loadedService {
	b.Helper()
	var kept store.Store
	var err error
	switch kind {
	case "sqlite":
		kept, err = sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
	case "neo4j":
		server := neo4jtest.Start(b)
		server.Empty(b)
		kept, err = neo4j.Open(b.Context(), server.URI())
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { kept.Close() })
	a := app.New(app.Options{Store: kept, Version: "test"})
	if _, err := a.Import(b.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		b.Fatal(err)
	}
	o := httpapi.Options{App: a, Version: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	header := ""
	if access == "token" {
		book, err := a.Book()
		if err != nil {
			b.Fatal(err)
		}
		header = "Authorization: Bearer " + viewersToken(b, book) + "\r\n"
		o.Access = &httpapi.Access{Book: book}
		o.Limits = httpapi.Limits{Rate: 1e9, Burst: 1e9, Each: 2 * loadConnections} // what is measured is not how it refuses
	}
	server := httptest.NewServer(httpapi.New(o))
	b.Cleanup(server.Close)
	return loadedService{server, header}
}

// viewersToken makes an account, lets it view the network and makes a token of it.
func viewersToken(b *testing.B, book *auth.Book) string {
	b.Helper()
	if err := book.AddAccount(b.Context(), auth.NewAccount{Name: "veera"}); err != nil {
		b.Fatal(err)
	}
	if err := book.Grant(b.Context(), auth.Grant{Network: "demo", Account: "veera", Role: auth.Viewer}); err != nil {
		b.Fatal(err)
	}
	_, shown, err := book.MakeToken(b.Context(), auth.TokenRequest{Account: "veera", Label: "load", Role: auth.Viewer, Days: 1})
	if err != nil {
		b.Fatal(err)
	}
	return shown
}

// besides measures both in turns.
func besides(b *testing.B, ours loadedService, path, coding string) {
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: " + coding + "\r\n" + ours.header + "\r\n")
	head, body := oneAnswer(b, ours.Server, request)
	e := echo.New()
	e.GET("/*", func(c echo.Context) error {
		for _, name := range []string{"Content-Encoding", "Content-Length"} {
			if v := head.Get(name); v != "" {
				c.Response().Header().Set(name, v)
			}
		}
		return c.Blob(http.StatusOK, head.Get("Content-Type"), body)
	})
	empty := httptest.NewServer(e)
	defer empty.Close()
	if _, again := oneAnswer(b, empty, request); !bytes.Equal(body, again) {
		b.Fatal("the empty handler sends other bytes")
	}
	turn := time.Second
	if text := os.Getenv("SILLAT_LOAD_TURN"); text != "" {
		var err error
		if turn, err = time.ParseDuration(text); err != nil {
			b.Fatal(err)
		}
	}
	loaded(b, ours.Server, request, turn/10) // both have run before the first turn counts
	loaded(b, empty, request, turn/10)
	var rates, tails []float64
	var ourRate, emptyRate float64
	for range b.N {
		for t := range loadTurns {
			var x, y load
			if t%2 == 0 {
				x = loaded(b, ours.Server, request, turn)
				y = loaded(b, empty, request, turn)
			} else {
				y = loaded(b, empty, request, turn)
				x = loaded(b, ours.Server, request, turn)
			}
			rates, tails = append(rates, x.rate/y.rate), append(tails, x.p99.Seconds()/y.p99.Seconds())
			ourRate, emptyRate = ourRate+x.rate, emptyRate+y.rate
		}
	}
	n := float64(len(rates))
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ourRate/n, "ours/s")
	b.ReportMetric(emptyRate/n, "empty/s")
	b.ReportMetric(median(rates), "rate-ratio")
	b.ReportMetric(median(tails), "p99-ratio")
	b.ReportMetric(float64(len(body)), "bytes")
}

func median(of []float64) float64 {
	slices.Sort(of)
	return (of[(len(of)-1)/2] + of[len(of)/2]) / 2
}

// load is what a turn gave.
type load struct {
	rate float64 // answers a second
	p99  time.Duration
}

// loaded asks a server the same on all connections for a while.
func loaded(b *testing.B, server *httptest.Server, request []byte, turn time.Duration) load {
	b.Helper()
	var mu sync.Mutex
	var took []time.Duration
	var over atomic.Bool
	var asking sync.WaitGroup
	started := time.Now()
	for range loadConnections {
		asking.Go(func() {
			mine, err := keepAsking(server.Listener.Addr().String(), request, &over)
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
			if err != nil {
				b.Error(err)
			}
		})
	}
	time.Sleep(turn)
	over.Store(true)
	asking.Wait()
	passed := time.Since(started)
	if len(took) == 0 {
		b.Fatal("nothing was answered")
	}
	slices.Sort(took)
	return load{rate: float64(len(took)) / passed.Seconds(), p99: took[len(took)*99/100]}
}

// keepAsking asks on one connection until it is over. It reads answers with as little work as it can: what the client takes of the
// machine both servers lack.
func keepAsking(address string, request []byte, over *atomic.Bool) (took []time.Duration, err error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	r := bufio.NewReaderSize(c, 64<<10)
	for !over.Load() {
		began := time.Now()
		if _, err := c.Write(request); err != nil {
			return took, err
		}
		status, err := r.ReadSlice('\n')
		if err != nil {
			return took, err
		}
		if !bytes.Contains(status, []byte(" 200 ")) {
			return took, fmt.Errorf("answered %s", status)
		}
		length := -1
		for {
			line, err := r.ReadSlice('\n')
			if err != nil {
				return took, err
			}
			if len(line) == 2 {
				break
			}
			if text, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
				if length, err = strconv.Atoi(strings.TrimSpace(text)); err != nil {
					return took, err
				}
			}
		}
		if length < 0 {
			return took, fmt.Errorf("an answer without its length")
		}
		if _, err := r.Discard(length); err != nil {
			return took, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// oneAnswer asks once.
func oneAnswer(b *testing.B, server *httptest.Server, request []byte) (http.Header, []byte) {
	b.Helper()
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write(request); err != nil {
		b.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK {
		b.Fatalf("answered %s: %.300s", answer.Status, body)
	}
	return answer.Header, body
}
