package neo4j_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/testkit/faultproxy"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// Each run does random changes and readings of a network of its own, through a proxy of its own, while random faults strike, and then
// compares what it was told with what is there. Runs come in groups, so that the graph stays small enough to be looked through.
const (
	faultGroups   = 4
	runsPerGroup  = 52
	runsAtOnce    = 18 // most of them wait for a limit to pass
	mostFaultSize = 40_000
)

var everyKind = []faultproxy.Kind{faultproxy.Refuse, faultproxy.Hang, faultproxy.Reset, faultproxy.Reset, faultproxy.Slow, faultproxy.Cut}

func TestNothingAcknowledgedIsLostAndNothingHalfIsSeenWhateverTheNetworkDoes(t *testing.T) {
	server := neo4jtest.Start(t)
	var sum tally
	for group := range faultGroups {
		server.Empty(t)
		places, runs := make(chan bool, runsAtOnce), sync.WaitGroup{}
		for i := range runsPerGroup {
			places <- true
			runs.Go(func() {
				defer func() { <-places }()
				run := newFaultRun(t, server, uint64(group*runsPerGroup+i), &sum)
				run.play()
				run.finish()
			})
		}
		runs.Wait()
		openSmall(t, server) // sweeps what runs left that never opened their store
		sound(t, server)
		if t.Failed() {
			break // what follows would say the same again
		}
	}
	sum.report(t)
	for _, k := range everyKind {
		if sum.strikes[k] < faultGroups*runsPerGroup/20 {
			t.Errorf("%v struck only %d times; the test does not test what it says", k, sum.strikes[k])
		}
	}
	for o, n := range sum.outcomes {
		if n == 0 {
			t.Errorf("no change was %v; the test does not test what it says", outcome(o))
		}
	}
}

// play opens the store and works on the network while faults come and go.
func (f *faultRun) play() {
	if f.r.IntN(3) == 0 {
		f.inject(faultproxy.Random(f.r, everyKind, 3000))
	}
	if !f.open() {
		return
	}
	for range 4 + f.r.IntN(4) {
		switch f.r.IntN(3) {
		case 0:
			f.inject(faultproxy.Random(f.r, everyKind, mostFaultSize))
		case 1:
			f.inject(atTheEnd(f.r))
		}
		f.something()
		if f.r.IntN(3) > 0 {
			f.heal()
		}
	}
}

// atTheEnd draws a fault that strikes while a revision is made, when an answer that is lost leaves everybody in doubt.
func atTheEnd(r *rand.Rand) faultproxy.Fault {
	kinds := []faultproxy.Kind{faultproxy.Hang, faultproxy.Reset, faultproxy.Cut}
	f := faultproxy.Random(r, kinds, 1500)
	f.Marks = []string{statementOfARevision}
	switch r.IntN(3) {
	case 0: // the server commits and nobody hears of it
		f = faultproxy.Random(r, kinds, 20)
		f.Marks, f.Direction = []string{statementOfARevision, boltCommit}, faultproxy.ToClient
	case 1: // the order to commit is held up, and given when all is healed
		f = faultproxy.Random(r, []faultproxy.Kind{faultproxy.Hang}, 12)
		f.Marks, f.Direction = []string{statementOfARevision, boltPull}, faultproxy.ToServer
	}
	return f
}

// What the driver sends when a revision is made: the statement, the beginning of the message PULL that asks for its answer, and at last
// the message COMMIT between its length and its end.
const (
	statementOfARevision = "CREATE (n)-[:HAS_REVISION]->(:Revision"
	boltPull             = "\xb1\x3f\xa1\x81n"
	boltCommit           = "\x00\x02\xb0\x12\x00\x00"
)

// something is one change or reading, or a change while somebody else reads.
func (f *faultRun) something() {
	switch what := f.r.IntN(20); {
	case what < 5:
		f.read(f.someRevision(), f.mood())
		return
	case what < 7:
		f.list()
		return
	}
	var reader sync.WaitGroup
	if f.r.IntN(2) == 0 {
		asked, mood := f.someRevision(), f.mood()
		reader.Go(func() { f.read(asked, mood) })
	}
	switch what := f.r.IntN(10); {
	case what < 2 && f.ledger.known() > 0:
		f.revert(f.r.IntN(f.ledger.known()+1), f.mood())
	case what < 3:
		f.erase(runActor(f.r.IntN(runActors)), f.mood())
	default:
		p := randomPicture(f.r)
		f.imports(&p, f.mood())
	}
	reader.Wait()
}

// someRevision is one that the network is known to have, most often the newest.
func (f *faultRun) someRevision() int {
	if f.r.IntN(2) == 0 {
		return 0
	}
	return f.r.IntN(f.ledger.known() + 1)
}

// mood is how long a caller waits for an answer before it gives up; 0 for as long as it takes.
func (f *faultRun) mood() time.Duration {
	if f.r.IntN(6) > 0 {
		return 0
	}
	return time.Duration(1+f.r.IntN(400)) * time.Millisecond
}

// tally sums up what runs met.
type tally struct {
	mu             sync.Mutex
	runs, calls    int
	outcomes       [3]int
	there          int // of the uncertain changes
	seen, unseen   int // readings that showed a revision, and that failed with a clear error
	unopened       int // attempts at opening the store that failed with a clear error
	again          int // the most attempts that a run needed after all was healed
	slowest        time.Duration
	strikes        map[faultproxy.Kind]int
	sentences      map[string]int
	revisions      int
	slowestSubject string
}

func (s *tally) report(t *testing.T) {
	t.Helper()
	var strikes []string
	for _, k := range slices.Sorted(maps.Keys(s.strikes)) {
		strikes = append(strikes, fmt.Sprintf("%v %d", k, s.strikes[k]))
	}
	t.Logf("%d runs, %d calls, faults that struck: %s", s.runs, s.calls, strings.Join(strikes, ", "))
	t.Logf("changes: %d acknowledged and there, %d refused and not there, %d without an answer, of which %d are there whole; %d revisions read back and equal",
		s.outcomes[acknowledged], s.outcomes[refused], s.outcomes[uncertain], s.there, s.revisions)
	t.Logf("readings under faults: %d exact, %d refused; openings refused: %d", s.seen, s.unseen, s.unopened)
	t.Logf("slowest call %v (%s); most attempts after healing: %d", s.slowest.Round(time.Millisecond), s.slowestSubject, s.again)
	for _, sentence := range slices.Sorted(maps.Keys(s.sentences)) {
		t.Logf("%5d × %s", s.sentences[sentence], sentence)
	}
}

// newRandom is the source of a run: the same seed draws the same deeds and faults.
func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 4)) }
