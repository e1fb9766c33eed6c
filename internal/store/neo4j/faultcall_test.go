package neo4j_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/faultproxy"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// A call of the impatient store ends within seconds, on a machine under load within some more. One that takes longer than watchdog has
// no limit. Once all is healed, the network works again within recovery.
const (
	watchdog = 3 * time.Minute
	recovery = 3 * time.Minute
)

// faultRun is one run: a store behind a proxy of its own, a network of its own, and the ledger of what it was told.
type faultRun struct {
	t      *testing.T
	seed   uint64
	r      *rand.Rand
	server *neo4jtest.Server
	proxy  *faultproxy.Proxy
	store  *neo4j.Store
	name   string
	sum    *tally

	mu     sync.Mutex // of what follows, which a reader beside a change uses, too
	ledger ledger
	story  []string
	failed bool // once is enough: what follows would say the same again
}

func newFaultRun(t *testing.T, server *neo4jtest.Server, seed uint64, sum *tally) *faultRun {
	f := &faultRun{t: t, seed: seed, r: newRandom(seed), server: server, name: fmt.Sprint("run-", seed), sum: sum}
	var err error
	if f.proxy, err = faultproxy.New(server.Address); err != nil {
		f.fail("%v", err)
	}
	return f
}

// fail says what is wrong, and what led to it.
func (f *faultRun) fail(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.failed {
		f.t.Errorf("run %d: %s\n  after %s", f.seed, fmt.Sprintf(format, args...), strings.Join(f.story, "\n        "))
	}
	f.failed = true
}

// over reports whether a run has failed, or has tried for too long since began. A machine so busy that the server takes long for nothing is
// given more time: the impatient store may not get anything done on it, and is not to blame.
func (f *faultRun) over(began time.Time) bool {
	f.mu.Lock()
	failed := f.failed
	f.mu.Unlock()
	if took := time.Since(began); failed || took < recovery {
		return failed
	} else if took > 4*recovery {
		return true
	}
	asked := time.Now()
	f.server.Query(f.t, "RETURN 1", nil)
	return time.Since(asked) < 200*time.Millisecond
}

func (f *faultRun) tell(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.story = append(f.story, fmt.Sprintf(format, args...))
}

// inject makes a fault hold; every second one heals by itself after a while.
func (f *faultRun) inject(one faultproxy.Fault) {
	f.tell("-- %v", one)
	if err := f.proxy.Inject(one); err != nil {
		f.fail("%v", err)
	}
	if f.r.IntN(2) == 0 {
		time.AfterFunc(time.Duration(20+f.r.IntN(700))*time.Millisecond, f.heal)
	}
}

func (f *faultRun) heal() {
	if err := f.proxy.Heal(); err != nil {
		f.fail("%v", err)
	}
}

// call does one thing that may fail. It must end, and its error must be clear; may lists codes that are right besides.
func (f *faultRun) call(what string, patience time.Duration, do func(context.Context) error, may ...fault.Code) error {
	ctx, cancel := context.WithCancel(f.t.Context())
	if patience > 0 {
		ctx, cancel = context.WithTimeout(f.t.Context(), patience)
	}
	defer cancel()
	began, done := time.Now(), make(chan error, 1)
	go func() { done <- do(ctx) }()
	var err error
	select {
	case err = <-done:
	case <-time.After(watchdog):
		var stacks bytes.Buffer
		_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
		f.fail("%s has not returned after %v; goroutines:\n%s", what, watchdog, &stacks)
		err = <-done
	}
	took := time.Since(began)
	f.tell("%s: %v (%v)", what, err, took.Round(time.Millisecond))
	f.sum.mu.Lock()
	f.sum.calls++
	if took > f.sum.slowest {
		f.sum.slowest, f.sum.slowestSubject = took, what
	}
	f.sum.mu.Unlock()
	if err == nil {
		return nil
	}
	for _, code := range may {
		if fault.CodeOf(err) == code {
			return err
		}
	}
	if bad := unclear(err, f.proxy.Address(), f.server.Password, ctx.Err() != nil); bad != "" {
		f.fail("%s: the error %q is not clear: %s", what, err, bad)
	}
	f.count(err)
	return err
}

// count remembers a sentence without what differs from run to run.
func (f *faultRun) count(err error) {
	text := strings.NewReplacer(f.proxy.Address(), "…", f.name, "…").Replace(err.Error())
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r >= '0' && r <= '9' }), "#")
	f.sum.mu.Lock()
	defer f.sum.mu.Unlock()
	if f.sum.sentences == nil {
		f.sum.sentences = map[string]int{}
	}
	f.sum.sentences[text]++
}

// open opens the store, at first in the face of a fault. False when it cannot be opened at all.
func (f *faultRun) open() bool {
	began := time.Now()
	for {
		err := f.call("open", 0, func(ctx context.Context) (err error) {
			f.store, err = neo4j.OpenImpatient(ctx, f.server.URIAt(f.proxy.Address()))
			return err
		})
		if err == nil {
			return true
		}
		f.sum.mu.Lock()
		f.sum.unopened++
		f.sum.mu.Unlock()
		f.heal()
		if f.over(began) {
			f.fail("the store cannot be opened %v after all was healed: %v", recovery, err)
			return false
		}
	}
}

// change does one deed and writes down what it was told.
func (f *faultRun) change(what string, patience time.Duration, d deed, do func(context.Context, network.Change) (network.Revision, bool, error), may ...fault.Code) error {
	f.mu.Lock()
	at := len(f.ledger.deeds)
	f.ledger.deeds = append(f.ledger.deeds, d)
	f.mu.Unlock()
	var rev network.Revision
	var changed bool
	err := f.call(fmt.Sprintf("deed %d, %s", at, what), patience, func(ctx context.Context) (err error) {
		rev, changed, err = do(ctx, network.Change{By: "run", Message: fmt.Sprint(at)})
		return err
	}, may...)
	d.outcome, d.revision, d.nothing = outcomeOf(err), rev.Number, !changed
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ledger.deeds[at] = d
	return err
}

func (f *faultRun) imports(p *network.Picture, patience time.Duration) error {
	return f.change("import", patience,
		deed{apply: func(h []content) content { return h[len(h)-1].with(p) }},
		func(ctx context.Context, c network.Change) (network.Revision, bool, error) {
			return f.store.Import(ctx, f.name, p, c)
		})
}

func (f *faultRun) revert(to int, patience time.Duration) {
	_ = f.change(fmt.Sprint("revert to ", to), patience,
		deed{apply: func(h []content) content { return h[to] }},
		func(ctx context.Context, c network.Change) (network.Revision, bool, error) {
			rev, err := f.store.Revert(ctx, f.name, to, c)
			return rev, true, err
		})
}

// erase may find that no revision holds the actor.
func (f *faultRun) erase(actor string, patience time.Duration) {
	_ = f.change("erase "+actor, patience,
		deed{apply: func(h []content) content { return h[len(h)-1].without(actor) }, erases: actor},
		func(ctx context.Context, c network.Change) (network.Revision, bool, error) {
			rev, err := f.store.Erase(ctx, f.name, actor, c)
			return rev, true, err
		}, fault.NotFound)
}

// read reads a revision and keeps what it showed, to be compared when it is known what is right.
func (f *faultRun) read(asked int, patience time.Duration) {
	f.mu.Lock()
	s := sight{asked: asked, known: f.ledger.known()}
	f.mu.Unlock()
	var may []fault.Code
	if s.known == 0 {
		may = append(may, fault.NotFound) // the network may not be there yet
	}
	err := f.call(fmt.Sprint("read ", asked), patience, func(ctx context.Context) (err error) {
		var c network.Collector
		s.got, err = f.store.Read(ctx, f.name, asked, &c)
		s.picture = c.Picture
		return err
	}, may...)
	f.sum.mu.Lock()
	defer f.sum.mu.Unlock()
	if err != nil {
		f.sum.unseen++
		return
	}
	f.sum.seen++
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ledger.sights = append(f.ledger.sights, s)
}

// list asks for the revisions, which must not be fewer than those acknowledged.
func (f *faultRun) list() {
	known := f.ledger.known()
	var may []fault.Code
	if known == 0 {
		may = append(may, fault.NotFound)
	}
	var list []network.Revision
	err := f.call("list revisions", f.mood(), func(ctx context.Context) (err error) {
		list, err = f.store.Revisions(ctx, f.name)
		return err
	}, may...)
	if err == nil && len(list) < known {
		f.fail("%d revisions are listed, and %d were acknowledged", len(list), known)
	}
}

// finish heals all, works on with the same store, and compares what was told with what is there.
func (f *faultRun) finish() {
	defer func() { _ = f.proxy.Close() }()
	f.heal()
	if f.store == nil {
		return
	}
	defer func() {
		if err := f.store.Close(); err != nil {
			f.fail("close: %v", err)
		}
	}()
	last := randomPicture(f.r)
	began, attempts := time.Now(), 1
	for f.imports(&last, 0) != nil {
		if attempts++; f.over(began) {
			f.fail("the network cannot be changed %v after all was healed", recovery)
			return
		}
	}
	held, err := f.look()
	for err != nil {
		if attempts++; f.over(began) {
			f.fail("the network cannot be read %v after all was healed: %v", recovery, err)
			return
		}
		held, err = f.look()
	}
	for _, bad := range f.ledger.differences(held) {
		f.fail("%s", bad)
	}
	f.sum.mu.Lock()
	defer f.sum.mu.Unlock()
	f.sum.runs++
	f.sum.again = max(f.sum.again, attempts)
	f.sum.revisions += len(held.revisions)
	for i := range f.ledger.deeds {
		f.sum.outcomes[f.ledger.deeds[i].outcome]++
	}
	for _, rev := range held.revisions {
		var at int
		if _, err := fmt.Sscan(rev.Message, &at); err == nil && at < len(f.ledger.deeds) && f.ledger.deeds[at].outcome == uncertain {
			f.sum.there++
		}
	}
	if f.sum.strikes == nil {
		f.sum.strikes = map[faultproxy.Kind]int{}
	}
	for k, n := range f.proxy.Strikes() {
		f.sum.strikes[k] += n
	}
}

// look reads all that the network holds.
func (f *faultRun) look() (held found, err error) {
	ctx, cancel := context.WithTimeout(f.t.Context(), recovery)
	defer cancel()
	if held.now, err = f.store.Network(ctx, f.name); err != nil {
		return held, err
	}
	if held.revisions, err = f.store.Revisions(ctx, f.name); err != nil {
		return held, err
	}
	held.pictures = []network.Picture{{}} // nothing is read of revision 0, because 0 asks for the newest
	for _, rev := range held.revisions {
		var c network.Collector
		if _, err = f.store.Read(ctx, f.name, rev.Number, &c); err != nil {
			return held, err
		}
		held.pictures = append(held.pictures, c.Picture)
	}
	return held, nil
}
