package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

// refusing answers the first requests with a status and then hands on.
func refusing(status, times int, count *atomic.Int32) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if int(count.Add(1)) > times {
				next.ServeHTTP(w, r)
				return
			}
			io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/problem+json")
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"status":%d,"code":"unavailable","detail":"the store is away"}`, status)
		})
	}
}

// answering says of every upload that it holds as many actors as it has lines, less the header, and of everything else nothing.
var answering = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	lines := 1
	if f, _, err := r.FormFile("files"); err == nil {
		text, _ := io.ReadAll(f)
		lines = strings.Count(string(text), "\n")
	}
	fmt.Fprintf(w, `{"networks":[],"read":{"actors":%d}}`, lines-1)
})

func TestABusyServiceIsAskedAgain(t *testing.T) {
	files := fstest.MapFS{"actors.csv": {Data: []byte("id,name\na,A\n")}}
	for name, c := range map[string]struct {
		status, refusals int
		do               func(context.Context, *client.Client) error
		want             fault.Code
		requests         int32
	}{
		"503 passes": {503, 2, func(ctx context.Context, c *client.Client) error { _, err := c.Networks(ctx); return err }, "", 3},
		"429 passes": {429, 1, func(ctx context.Context, c *client.Client) error { _, err := c.Networks(ctx); return err }, "", 2},
		"an upload is sent whole again": {503, 1, func(ctx context.Context, c *client.Client) error {
			r, err := c.Import(ctx, "n", client.ImportQuery{Files: files, Paths: []string{"actors.csv"}})
			if err == nil && r.Read.Actors != 1 {
				return errors.New("not whole")
			}
			return err
		}, "", 2},
		"not for ever":               {503, 99, func(ctx context.Context, c *client.Client) error { return c.Ready(ctx) }, fault.Unavailable, 5},
		"a revert is not sent twice": {503, 1, func(ctx context.Context, c *client.Client) error { _, err := c.Revert(ctx, "demo", 0); return err }, fault.Unavailable, 1},
		"500 does not pass":          {500, 9, func(ctx context.Context, c *client.Client) error { return c.Ready(ctx) }, fault.Unavailable, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var count atomic.Int32
			server := httptest.NewServer(refusing(c.status, c.refusals, &count)(answering))
			t.Cleanup(server.Close)
			err := c.do(t.Context(), ask(t, server.URL, client.Options{}))
			if fault.CodeOf(err) != c.want || count.Load() != c.requests {
				t.Errorf("%v after %d requests; want %q after %d", err, count.Load(), c.want, c.requests)
			}
		})
	}
}

func TestWhatIsNoService(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/v1/ready" {
			http.Error(w, "<h1>no</h1>", http.StatusForbidden)
			return
		}
		io.WriteString(w, "<h1>welcome</h1>")
	}))
	t.Cleanup(page.Close)
	c := ask(t, page.URL, client.Options{Retries: -1})
	if err := c.Ready(t.Context()); fault.CodeOf(err) != fault.Forbidden {
		t.Errorf("a page that refuses: %v", err)
	}
	if _, err := c.Networks(t.Context()); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("a page that welcomes: %v", err)
	}
	page.Close()
	if err := c.Ready(t.Context()); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("nobody: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Ready(ended); fault.CodeOf(err) != fault.Cancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://sillat.example.org": true, "https://sillat.example.org/api/v1/": true, "http://127.0.0.1:8080": true, "http://localhost": true, "http://[::1]:9": true,
		"http://sillat.example.org": false, "sillat.example.org": false, "ftp://x": false, "": false, "http://": false, "https://a b": false,
	} {
		_, err := client.New(address, client.Options{Token: "t"})
		if ok != (err == nil) || !ok && fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := client.New("http://sillat.example.org", client.Options{}); err != nil {
		t.Errorf("without a token nothing can leak: %v", err)
	}
}
