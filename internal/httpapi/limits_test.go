package httpapi_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// fickle is a store that can be down, or hang until whoever asks gives up.
type fickle struct {
	*sqlite.Store
	mode    atomic.Int32
	waiting atomic.Int32
}

const (
	well = iota
	down
	hung
	slow
)

// slowly is how long a slow store takes for each thing that it is asked.
const slowly = 600 * time.Millisecond

func (f *fickle) meet(ctx context.Context) error {
	switch f.mode.Load() {
	case down:
		return fault.New(fault.Unavailable, "the store cannot be reached")
	case hung:
		f.waiting.Add(1)
		defer f.waiting.Add(-1)
		<-ctx.Done()
		return fault.New(fault.Cancelled, "the store was asked and the asker gave up")
	case slow:
		select {
		case <-time.After(slowly):
		case <-ctx.Done():
			return fault.New(fault.Cancelled, "the store was asked and the asker gave up")
		}
	}
	return nil
}

func (f *fickle) Network(ctx context.Context, name string) (network.Network, error) {
	if err := f.meet(ctx); err != nil {
		return network.Network{}, err
	}
	return f.Store.Network(ctx, name)
}

func (f *fickle) Networks(ctx context.Context) ([]network.Network, error) {
	if err := f.meet(ctx); err != nil {
		return nil, err
	}
	return f.Store.Networks(ctx)
}

func (f *fickle) Revert(ctx context.Context, name string, to int, c network.Change) (network.Revision, error) {
	if err := f.meet(ctx); err != nil {
		return network.Revision{}, err
	}
	return f.Store.Revert(ctx, name, to, c)
}

func fickleService(t *testing.T, l httpapi.Limits) (*fickle, *httptest.Server) {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	f := &fickle{Store: kept}
	a := app.New(app.Options{Store: f, Version: "test"})
	if _, err := a.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(httpapi.New(httpapi.Options{App: a, Version: "test", Log: slog.New(slog.DiscardHandler), Limits: l}))
	t.Cleanup(server.Close)
	return f, server
}

// ask sends one request and returns the status, or 0 when there was no answer.
func ask(t *testing.T, server *httptest.Server, method, path, body string) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return 0, nil, ""
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		return 0, nil, err.Error()
	}
	defer answer.Body.Close()
	text := make([]byte, 4096)
	n, _ := answer.Body.Read(text)
	return answer.StatusCode, answer.Header, string(text[:n])
}

// TestAStoreThatIsDownOrHangsGives503AndRecovers walks reading and changing requests through a store that goes down, hangs and comes back,
// without a restart: nothing but clear 503s meanwhile, and what was acknowledged is there afterwards.
func TestAStoreThatIsDownOrHangsGives503AndRecovers(t *testing.T) {
	f, server := fickleService(t, httpapi.Limits{Answer: 2 * time.Second})
	asked := []struct{ method, path, body string }{
		{"GET", "/api/v1/networks", ""}, {"GET", "/api/v1/networks/demo", ""},
		{"GET", "/api/v1/networks/demo/metrics?metric=degree", ""}, {"GET", "/api/v1/networks/demo/actors", ""}, {"GET", "/api/v1/ready", ""},
		{"POST", "/api/v1/networks/demo/revert", `{"to":0}`},
	}
	for _, mode := range []int32{down, hung, down} {
		f.mode.Store(mode)
		var all sync.WaitGroup
		for _, q := range asked {
			for range 4 {
				all.Go(func() {
					status, header, said := ask(t, server, q.method, q.path, q.body)
					if status != 503 || !strings.Contains(header.Get("Content-Type"), "problem+json") || !strings.Contains(said, `"code":"unavailable"`) {
						t.Errorf("mode %d: %s %s gives %d %s", mode, q.method, q.path, status, said)
					}
				})
			}
		}
		all.Wait()
		if status, _, _ := ask(t, server, "GET", "/api/v1/live", ""); status != 200 {
			t.Errorf("mode %d: the service that runs says %d", mode, status)
		}
		if n := f.waiting.Load(); n != 0 {
			t.Errorf("mode %d: %d requests still wait for the store after their answers", mode, n)
		}
		f.mode.Store(well)
		for _, q := range asked[:5] {
			// The limit of a moment was for the store; a busy machine may need longer for the figures.
			status, _, said := ask(t, server, q.method, q.path, q.body)
			for range 20 {
				if status == 200 {
					break
				}
				status, _, said = ask(t, server, q.method, q.path, q.body)
			}
			if status != 200 {
				t.Errorf("mode %d: afterwards %s %s gives %d %s", mode, q.method, q.path, status, said)
			}
		}
	}
	if _, _, said := ask(t, server, "GET", "/api/v1/networks/demo/revisions", ""); strings.Count(said, `"revision":`) != 1 {
		t.Errorf("a change that was refused came about: %s", said)
	}
}

func TestOneCallerCannotTakeAll(t *testing.T) {
	f, server := fickleService(t, httpapi.Limits{All: 3, Answer: time.Minute})
	f.mode.Store(hung)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			r, err := http.NewRequestWithContext(ctx, "GET", server.URL+"/api/v1/networks", nil)
			if err == nil {
				answer, err := server.Client().Do(r)
				if err == nil {
					answer.Body.Close()
				}
			}
		})
	}
	for f.waiting.Load() < 3 {
		time.Sleep(time.Millisecond)
	}
	status, header, said := ask(t, server, "GET", "/api/v1/networks", "")
	if status != 503 || header.Get("Retry-After") == "" || !strings.Contains(said, "answering 3 requests") {
		t.Errorf("one too many gives %d %s", status, said)
	}
	if status, _, _ := ask(t, server, "GET", "/api/v1/live", ""); status != 200 {
		t.Errorf("a full service says %d to a monitor", status)
	}
	cancel()
	all.Wait()
	f.mode.Store(well)
	for status = 0; status != 200; { // they leave when they have noticed
		status, _, _ = ask(t, server, "GET", "/api/v1/networks", "")
	}

	o := newOfficeWithin(t, httpapi.Access{}, httpapi.Limits{Rate: 0.001, Burst: 5})
	eeva, veera := o.person("eeva"), o.person("veera")
	statuses := map[int]int{}
	for range 8 {
		status, _ := o.asks(eeva, "GET", "/api/v1/me", "")
		statuses[status]++
	}
	if statuses[200] != 5 || statuses[429] != 3 {
		t.Errorf("eight requests where five may come at once gave %v", statuses)
	}
	if status, _ := o.asks(veera, "GET", "/api/v1/me", ""); status != 200 {
		t.Errorf("another caller is refused for it: %d", status)
	}
	if status, said := o.asks(o.token(auth.TokenRequest{Account: "root", Role: auth.Viewer, Admin: true}), "GET", "/metrics", ""); status != 200 ||
		!strings.Contains(said, `sillat_requests_refused_total{code="too_many"} 3`) {
		t.Errorf("the refusals are not counted: %d", status)
	}
}

// TestSecretsStandInNoLogAndNoAnswer sends every kind of secret, right and wrong, through a service that logs all it can.
func TestSecretsStandInNoLogAndNoAnswer(t *testing.T) {
	var log lockedText
	o := newOfficeLogging(t, httpapi.Access{}, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	_, token, err := o.book.MakeToken(t.Context(), auth.TokenRequest{Account: "olli", Label: "x", Role: auth.Owner, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, link, err := o.book.Share(t.Context(), auth.LinkRequest{Network: "ours", Label: "x", Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	const wrong = "this-is-a-wrong-password-42"
	said := ""
	note := func(_ int, text string) { said += text }
	note(o.asks(bearer(token), "GET", "/api/v1/networks/ours", ""))
	note(o.asks(bearer(token+"x"), "GET", "/api/v1/networks/ours", ""))
	note(o.asks(bearer(link), "GET", "/api/v1/networks/ours", ""))
	note(o.asks(nobody, "GET", "/share/"+link, ""))
	note(o.asks(nobody, "GET", "/share/"+link+"x", ""))
	note(o.asks(nobody, "GET", "/api/v1/"+token, ""))
	note(o.asks(nobody, "POST", "/api/v1/sign-in", fmt.Sprintf(`{"account":"olli","password":%q}`, wrong)))
	note(o.asks(nobody, "POST", "/api/v1/sign-in", fmt.Sprintf(`{"account":"olli","password":%q,"x":1}`, wrong)))
	note(o.asks(nobody, "POST", "/sign-in", "account=olli&password="+wrong))
	note(o.asks(o.person("olli"), "GET", "/api/v1/networks/ours/actors/FIK-001", ""))
	note(o.asks(o.person("root"), "GET", "/api/v1/audit", ""))
	note(o.asks(o.person("olli"), "GET", "/api/v1/networks/ours/links", ""))
	secretOf := func(shown string) string { return shown[len(shown)-43:] }
	for name, secret := range map[string]string{"a token": secretOf(token), "a link": secretOf(link), "a password": wrong, "the right password": password} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %s", name)
		}
		if name == "a token" { // its own address is repeated to who asks for what is not there
			continue
		}
		if strings.Contains(said, secret) {
			t.Errorf("an answer holds %s", name)
		}
	}
	for _, personal := range []string{"FIK-001", "veera", "olli"} {
		if strings.Contains(log.String(), personal) {
			t.Errorf("the log names %s", personal)
		}
	}
	if strings.Count(log.String(), "msg=request") < 10 {
		t.Errorf("the log holds too little for this test to show anything:\n%s", log.String())
	}
}

func TestPoliciesForBrowsers(t *testing.T) {
	server := service(t)
	_, header, _ := ask(t, server, "GET", "/api/v1/networks", "")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin", "Access-Control-Allow-Origin": "",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s is %q; want %q", name, got, want)
		}
	}
}

// lockedText is a text that many write.
type lockedText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestABodyThatHasArrivedIsNoLongerWaitedFor: what takes longer than a body may take to arrive is done all the same, and the connection
// serves on. A body that does not arrive is not waited for.
func TestABodyThatHasArrivedIsNoLongerWaitedFor(t *testing.T) {
	f, server := fickleService(t, httpapi.Limits{Body: slowly / 4})
	f.mode.Store(slow)
	files := "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"actors.csv\"\r\n\r\nid,name\na,A\n\r\n--x--\r\n"
	for _, q := range []struct{ method, path, kind, body string }{
		{"POST", "/api/v1/networks/demo/revert", "application/json", `{"to":1}`},
		{"POST", "/api/v1/networks/other/import", "multipart/form-data; boundary=x", files},
		{"GET", "/api/v1/networks/demo", "", ""}, // on the same connection
	} {
		r, err := http.NewRequestWithContext(t.Context(), q.method, server.URL+q.path, strings.NewReader(q.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", q.kind)
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		said, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s %s gives %d %s", q.method, q.path, answer.StatusCode, said)
		}
	}
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(conn, "POST /api/v1/networks/demo/revert HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"to\"")
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil || !strings.Contains(line, " 408 ") {
		t.Errorf("a body that stops in the middle: %q, %v; want 408", line, err)
	}
}
