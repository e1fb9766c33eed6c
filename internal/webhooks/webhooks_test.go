package webhooks_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/internal/testkit/collector"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/internal/webhooks"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// got is a message as it arrived.
type got struct {
	header http.Header
	body   string
}

// receiver answers messages as it is told to, one after the other, and the last way for ever.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	answers []func(http.ResponseWriter, *http.Request)
	got     []got
}

func status(code int) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// hang answers nothing until the sender has left.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func receive(t *testing.T, answers ...func(http.ResponseWriter, *http.Request)) *receiver {
	t.Helper()
	r := &receiver{answers: answers}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		text, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		r.got = append(r.got, got{q.Header, string(text)})
		answer := r.answers[0]
		if len(r.answers) > 1 {
			r.answers = r.answers[1:]
		}
		r.mu.Unlock()
		answer(w, q)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) messages() []got {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]got{}, r.got...)
}

// desk is a store with a network, and hooks on it.
type desk struct {
	*testing.T
	kept *sqlite.Store
	book *webhooks.Book
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	d := &desk{t, kept, webhooks.NewBook(kept, kept, time.Now)}
	d.imports("a")
	return d
}

// imports makes a revision.
func (d *desk) imports(id string) {
	d.Helper()
	p := &network.Picture{Actors: []network.Actor{{ID: id, Name: "Secret Person " + id}}}
	if _, _, err := d.kept.Import(d.Context(), "north", p, network.Change{By: "someone", Message: "about Secret Person"}); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) hook(url string) (webhooks.Hook, string) {
	d.Helper()
	h, secret, err := d.book.Add(d.Context(), webhooks.Request{Network: "north", URL: url, By: "test"})
	if err != nil {
		d.Fatal(err)
	}
	return h, secret
}

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// sender is one that tries again soon.
func (d *desk) sender(allow []netip.Prefix) *webhooks.Sender {
	s := webhooks.NewSender(webhooks.Options{
		Book: d.book, Jobs: d.kept, Allow: allow, Log: slog.New(slog.DiscardHandler), Poll: 10 * time.Millisecond, Most: 300 * time.Millisecond,
		Waits: []time.Duration{10 * time.Millisecond, 10 * time.Millisecond, 10 * time.Millisecond},
	})
	s.Start()
	d.Cleanup(s.Stop)
	return s
}

// become waits until the messages of a hook are as they should, or long enough.
func (d *desk) become(h webhooks.Hook, what string, ok func([]webhooks.Delivery) bool) []webhooks.Delivery {
	d.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		list, err := d.book.Deliveries(d.Context(), h.Network, h.ID)
		if err != nil {
			d.Fatal(err)
		}
		if ok(list) {
			return list
		}
		if time.Now().After(deadline) {
			d.Fatalf("%s: the messages are %+v", what, list)
		}
	}
}

func ended(n int, state webhooks.State) func([]webhooks.Delivery) bool {
	return func(list []webhooks.Delivery) bool {
		count := 0
		for _, x := range list {
			if x.State == state {
				count++
			}
		}
		return count == n && len(list) == n
	}
}

// genuine checks a message as a receiver does who knows Standard Webhooks and the secret.
func genuine(secret string, m got) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil || len(key) != 32 {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(m.header.Get("webhook-id") + "." + m.header.Get("webhook-timestamp") + "." + m.body))
	return m.header.Get("webhook-signature") == "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func TestRevisionsAndJobsAreToldOnceAndSigned(t *testing.T) {
	d := newDesk(t)
	r := receive(t, status(204))
	h, secret := d.hook(r.URL)
	d.sender(loopback)
	d.sender(loopback) // another service on the same store
	d.imports("b")
	d.imports("c")
	job, _, err := d.kept.Enqueue(t.Context(), store.Job{Key: "k", Asker: "x", Analysis: "gaps", Network: "north", Revision: 1}, store.QueueLimits{All: 9, Asker: 9})
	if err != nil {
		t.Fatal(err)
	}
	claimed, err := d.kept.Claim(t.Context(), store.Terms{Worker: "w", Lease: time.Minute, Memory: 1 << 30, Attempts: 3})
	if err != nil || claimed == nil {
		t.Fatalf("%v %v", claimed, err)
	}
	if _, err := d.kept.Finish(t.Context(), claimed.Claim(), store.Outcome{Result: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	d.become(h, "three were to be delivered", ended(3, webhooks.Delivered))
	time.Sleep(50 * time.Millisecond) // some rounds more, in which nothing may be told again
	seen := map[string]bool{}
	for _, m := range r.messages() {
		if !genuine(secret, m) || genuine("whsec_"+base64.StdEncoding.EncodeToString(make([]byte, 32)), m) {
			t.Errorf("the signature of %v does not hold", m)
		}
		if strings.Contains(m.body, "Secret Person") || strings.Contains(m.body, "someone") {
			t.Errorf("a message tells whom or what it is about: %s", m.body)
		}
		if id := m.header.Get("webhook-id"); seen[id] {
			t.Errorf("%s was sent twice", id)
		} else {
			seen[id] = true
		}
		var body struct {
			Type string
			Data map[string]any
		}
		if err := json.Unmarshal([]byte(m.body), &body); err != nil || body.Data["network"] != "north" {
			t.Errorf("the message is %s (%v)", m.body, err)
		}
		if body.Type == webhooks.JobEnded && (body.Data["job"] != job.ID || body.Data["state"] != "done") {
			t.Errorf("the job is told as %s", m.body)
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d messages arrived; want those of revisions 2 and 3 and of the job", len(seen))
	}
}

func TestAReceiverThatFailsIsTriedAgain(t *testing.T) {
	d := newDesk(t)
	elsewhere := receive(t, status(200))
	r := receive(t, status(500), hang, func(w http.ResponseWriter, q *http.Request) {
		http.Redirect(w, q, elsewhere.URL, http.StatusTemporaryRedirect)
	}, status(200))
	h, secret := d.hook(r.URL)
	d.sender(loopback)
	d.imports("b")
	list := d.become(h, "it was to be delivered in the end", ended(1, webhooks.Delivered))
	messages := r.messages()
	if list[0].Attempts != 4 || len(messages) != 4 || list[0].Status != 200 {
		t.Fatalf("delivered with %d attempts, %d arrived: %+v", list[0].Attempts, len(messages), list[0])
	}
	for _, m := range messages {
		if !genuine(secret, m) || m.header.Get("webhook-id") != messages[0].header.Get("webhook-id") {
			t.Errorf("an attempt is not of the same message: %v", m.header)
		}
	}
	if n := len(elsewhere.messages()); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
}

func TestAReceiverThatStaysAwayIsGivenUp(t *testing.T) {
	d := newDesk(t)
	away, gone := receive(t, status(503)), receive(t, status(410))
	h, _ := d.hook(away.URL)
	h2, _ := d.hook(gone.URL)
	d.sender(loopback)
	d.imports("b")
	if list := d.become(h, "it was to be given up", ended(1, webhooks.GivenUp)); list[0].Attempts != 4 || !strings.Contains(list[0].Error, "503") {
		t.Errorf("given up as %+v", list[0])
	}
	if list := d.become(h2, "who is gone was to be given up", ended(1, webhooks.GivenUp)); list[0].Attempts != 1 {
		t.Errorf("who is gone is given up as %+v", list[0])
	}
}

func TestAReceiverThatHangsHoldsUpNoOther(t *testing.T) {
	d := newDesk(t)
	stuck, well := receive(t, hang), receive(t, status(200))
	d.hook(stuck.URL)
	h, _ := d.hook(well.URL)
	d.sender(loopback)
	for _, id := range []string{"b", "c", "d"} {
		d.imports(id)
	}
	d.become(h, "the others were to be told", ended(3, webhooks.Delivered))
}

func TestWhatWaitsOutlivesTheService(t *testing.T) {
	d := newDesk(t)
	r := receive(t, status(500))
	h, _ := d.hook(r.URL)
	first := webhooks.NewSender(webhooks.Options{Book: d.book, Allow: loopback, Log: slog.New(slog.DiscardHandler), Poll: 5 * time.Millisecond, Waits: []time.Duration{time.Hour}})
	first.Start()
	d.imports("b")
	d.become(h, "one was to wait", func(list []webhooks.Delivery) bool {
		return len(list) == 1 && list[0].Attempts == 1 && list[0].State == webhooks.Waiting
	})
	first.Stop()
	d.imports("c") // while no service runs
	r.mu.Lock()
	r.answers = []func(http.ResponseWriter, *http.Request){status(200)}
	r.mu.Unlock()
	later := webhooks.NewBook(d.kept, d.kept, func() time.Time { return time.Now().Add(2 * time.Hour) })
	second := webhooks.NewSender(webhooks.Options{Book: later, Allow: loopback, Log: slog.New(slog.DiscardHandler), Poll: 5 * time.Millisecond})
	second.Start()
	defer second.Stop()
	d.become(h, "both were to be delivered", ended(2, webhooks.Delivered))
}

func TestNothingIsSentAroundThisMachineUnlessAllowed(t *testing.T) {
	d := newDesk(t)
	r := receive(t, status(200))
	byName := strings.Replace(r.URL, "127.0.0.1", "localhost", 1)
	h, _ := d.hook(r.URL)
	h2, _ := d.hook(byName)
	d.sender([]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")})
	d.imports("b")
	for _, hook := range []webhooks.Hook{h, h2} {
		list := d.become(hook, "it was to be given up", ended(1, webhooks.GivenUp))
		if list[0].Attempts != 1 || !strings.Contains(list[0].Error, "--webhook-allow") {
			t.Errorf("%s: given up as %+v", hook.URL, list[0])
		}
	}
	if n := len(r.messages()); n != 0 {
		t.Errorf("%d messages arrived", n)
	}
}

func TestHooksAreKept(t *testing.T) {
	d := newDesk(t)
	h, secret := d.hook("https://example.org/a")
	if _, again, err := d.book.Rotate(t.Context(), "north", h.ID); err != nil || again == secret {
		t.Errorf("the new secret is %q (%v)", again, err)
	}
	list, err := d.book.List(t.Context(), "north")
	if err != nil || len(list) != 1 || list[0].ID != h.ID || strings.Contains(list[0].URL, "whsec") {
		t.Errorf("%+v %v", list, err)
	}
	for _, bad := range []webhooks.Request{
		{Network: "nix", URL: "https://example.org/"}, {Network: "north", URL: "http://example.org/"}, {Network: "north", URL: "https://example.org/", Events: []string{"x"}},
	} {
		if _, _, err := d.book.Add(t.Context(), bad); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	for range 19 {
		d.hook("https://example.org/more")
	}
	if _, _, err := d.book.Add(t.Context(), webhooks.Request{Network: "north", URL: "https://example.org/"}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a 21st was taken: %v", err)
	}
	if err := d.book.Remove(t.Context(), "north", h.ID); err != nil {
		t.Error(err)
	}
	if err := d.book.Remove(t.Context(), "north", h.ID); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("removed twice: %v", err)
	}
	if err := d.book.Remove(t.Context(), "north", "../x"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a path as id: %v", err)
	}
	if err := d.book.Forget(t.Context(), "north"); err != nil {
		t.Error(err)
	}
	if list, _ := d.book.List(t.Context(), "north"); len(list) != 0 {
		t.Errorf("%d hooks of a network that is gone", len(list))
	}
}

// TestAMessageCarriesItsTrace lets a receiver that traces, too, tell what the message belongs to.
func TestAMessageCarriesItsTrace(t *testing.T) {
	to := collector.New(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", to.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
	traces, err := tracing.FromEnvironment(t.Context(), "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer traces.Stop(t.Context(), slog.New(slog.DiscardHandler))
	d, r := newDesk(t), receive(t, status(http.StatusNoContent))
	h, _ := d.hook(r.URL)
	s := webhooks.NewSender(webhooks.Options{Book: d.book, Allow: loopback, Log: slog.New(slog.DiscardHandler), Poll: 10 * time.Millisecond, Traces: traces})
	s.Start()
	defer s.Stop()
	d.imports("b")
	d.become(h, "a message", func(list []webhooks.Delivery) bool { return len(list) == 1 && list[0].State == webhooks.Delivered })
	sent := to.Named("webhook revision.made")
	if got, want := r.messages()[0].header.Get("Traceparent"), "00-"+sent.Trace+"-"+sent.ID+"-01"; got != want {
		t.Errorf("the message carries %q; want %q", got, want)
	}
	if sent.Kind != "SPAN_KIND_CLIENT" || sent.About["http.response.status_code"] != int64(204) || strings.Contains(string(to.Raw()), r.URL) {
		t.Errorf("the sending is told of as %+v", sent)
	}
}
