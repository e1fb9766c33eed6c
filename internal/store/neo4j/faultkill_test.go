package neo4j_test

import (
	"sync"
	"testing"

	"github.com/sillat/sillat/internal/testkit/faultproxy"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// Each round stops the server while some runs work, at a random place of the first one's work: killed and started again in the first
// rounds, frozen for a while in the others, when what was sent before is done late.
const (
	kills        = 4
	freezes      = 2
	runsPerRound = 4
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
		if round < kills {
			server.Restart(t)
		} else {
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
