package neo4j_test

import (
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/faultproxy"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// Each round stops the server while some runs work, at a random place of the first one's work: killed and started again in the first
// rounds, frozen for a while in the others, when what was sent before is done late.
const (
	kills        = 3
	freezes      = 2
	runsPerRound = 6
)

func TestNothingAcknowledgedIsLostWhenTheServerIsKilledOrStandsStill(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to kill; the rest of the tests is the same without")
		return
	}
	var sum tally
	for round := range kills + freezes {
		server.Empty(t)
		stopped, healed := make(chan bool), make(chan bool)
		stop := sync.OnceFunc(func() {
			if round < kills {
				server.Kill(t)
			} else {
				server.Freeze(t)
			}
			close(stopped)
		})
		team := make([]*faultRun, runsPerRound)
		for i := range team {
			team[i] = newFaultRun(t, server, uint64(10_000+round*runsPerRound+i), &sum)
			if !team[i].open() {
				return
			}
		}
		fault := faultproxy.Fault{After: 1 + team[0].r.Int64N(mostFaultSize), OnStrike: stop}
		if round%2 == 0 { // as a revision is made
			fault = faultproxy.Fault{Direction: faultproxy.ToClient, After: team[0].r.Int64N(300), Marks: []string{statementOfARevision}, OnStrike: stop}
		}
		if err := team[0].proxy.Inject(fault); err != nil {
			t.Fatal(err)
		}
		var own *ownWork
		if round == 0 {
			own = beginOwnWork(t, server, stopped)
		}
		var runs, told sync.WaitGroup
		for _, run := range team {
			told.Add(1)
			runs.Go(func() {
				run.workUntil(stopped)
				run.something() // what a caller meets now is clear
				told.Done()
				<-healed
				run.finish()
			})
		}
		<-stopped
		switch {
		case round == 0:
			own.meetsTheEnd(t, server)
			server.Restart(t)
			own.goesOn(t)
		case round < kills:
			server.Restart(t)
		default:
			told.Wait()
			server.Thaw(t)
		}
		close(healed)
		runs.Wait()
		openSmall(t, server)
		sound(t, server)
		if t.Failed() {
			break
		}
	}
	t.Logf("%d times killed and started again, %d times frozen and thawed", kills, freezes)
	sum.report(t)
}

// ownWork is what a store does that waits as long as stores do, without a proxy, on a network of its own.
type ownWork struct {
	store  *neo4j.Store
	stored int // rounds that were acknowledged
	failed chan error
}

// beginOwnWork makes round after round until that fails, which must not happen before the server stops.
func beginOwnWork(t *testing.T, server *neo4jtest.Server, stopped <-chan bool) *ownWork {
	w := &ownWork{store: openHasty(t, server), failed: make(chan error, 1)}
	go func() {
		for {
			if err := w.round(t); err != nil {
				select {
				case <-stopped:
				default:
					t.Errorf("a round failed while the server was there: %v", err)
				}
				w.failed <- err
				return
			}
		}
	}()
	return w
}

func (w *ownWork) round(t *testing.T) error {
	p := roundOf(w.stored + 1)
	_, _, err := w.store.Import(t.Context(), "n", &p, network.Change{})
	if err == nil {
		w.stored++
	}
	return err
}

// meetsTheEnd waits for what the work is told of the server's end.
func (w *ownWork) meetsTheEnd(t *testing.T, server *neo4jtest.Server) {
	t.Helper()
	began := time.Now()
	err := <-w.failed
	unavailable(t, server, err, time.Since(began), 2*time.Minute, server.Address)
}

// goesOn checks with the same store what is there once the server is back, and works on.
func (w *ownWork) goesOn(t *testing.T) {
	t.Helper()
	w.stored = checkAfterKill(t, w.store, w.stored)
	if err := w.round(t); err != nil {
		t.Errorf("import once the server is back: %v", err)
	}
}

// workUntil changes and reads until the server stops.
func (f *faultRun) workUntil(stopped <-chan bool) {
	for {
		select {
		case <-stopped:
			return
		default:
			p := randomPicture(f.r)
			_ = f.imports(&p, 0)
			f.read(f.someRevision(), 0)
		}
	}
}
