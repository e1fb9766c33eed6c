package storetest

import (
	"math"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// RunJobs holds a store to every promise of store.Jobs. open returns a store without jobs for one subtest and closes it at that
// subtest's end.
func RunJobs(t *testing.T, open func(t *testing.T) store.Jobs) {
	t.Helper()
	for _, group := range []struct {
		name     string
		promises []jobPromise
	}{
		{"queue", queuePromises},
		{"claim", claimPromises},
		{"end", endPromises},
		{"kept", keptPromises},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, p := range group.promises {
				t.Run(p.name, func(t *testing.T) { p.keep(bench{T: t, Jobs: open(t)}) })
			}
		})
	}
}

// jobPromise is one thing that every store of jobs keeps.
type jobPromise struct {
	name string
	keep func(bench)
}

// bench is a store of jobs under test.
type bench struct {
	*testing.T
	store.Jobs
}

const (
	long = time.Hour // a lease that no test outlives
	gone = 0         // a lease that has run out at once
)

// plenty are limits that nothing meets.
var plenty = store.QueueLimits{All: math.MaxInt32, Asker: math.MaxInt32}

var worn = fault.New(fault.Internal, "it was tried too often")

func terms(worker string, lease time.Duration) store.Terms {
	return store.Terms{Worker: worker, Lease: lease, Attempts: 3, Exhausted: worn, Memory: math.MaxInt64, Room: math.MaxInt64}
}

// asked is a job as it is asked for.
func asked(key, asker string) store.Job {
	return store.Job{Key: key, Asker: asker, Analysis: "bridges", Network: "n", Revision: 7, Arguments: `{"k":3,"silo":"åäö"}`, Memory: 1 << 40}
}

// asks adds a job that must be new.
func (b bench) asks(key, asker string) store.Job {
	b.Helper()
	j, added, err := b.Enqueue(b.Context(), asked(key, asker), plenty)
	if err != nil || !added {
		b.Fatalf("enqueue %s: added %v, %v", key, added, err)
	}
	return j
}

// claims takes the next job, which must be there.
func (b bench) claims(worker string, lease time.Duration) store.Job {
	b.Helper()
	j, err := b.Claim(b.Context(), terms(worker, lease))
	if err != nil || j == nil {
		b.Fatalf("claim: %v, %v; want a job", j, err)
	}
	return *j
}

// claimsNothing finds no job to do.
func (b bench) claimsNothing(t store.Terms) {
	b.Helper()
	if j, err := b.Claim(b.Context(), t); j != nil || err != nil {
		b.Fatalf("claim: %+v, %v; want nothing", j, err)
	}
}

// is returns a job, which must be in a state.
func (b bench) is(id string, state store.JobState) store.Job {
	b.Helper()
	j, err := b.Job(b.Context(), id)
	if err != nil || j.State != state {
		b.Fatalf("job is %s (%v), want %s", j.State, err, state)
	}
	return j
}

// ends finishes a job that the claim still holds.
func (b bench) ends(j store.Job, o store.Outcome) store.Job {
	b.Helper()
	if held, err := b.Finish(b.Context(), j.Claim(), o); !held || err != nil {
		b.Fatalf("finish: held %v, %v", held, err)
	}
	state := store.JobDone
	if o.Fault != nil {
		state = store.JobFailed
	}
	return b.is(j.ID, state)
}

func (b bench) fails(err error, code fault.Code) {
	b.Helper()
	if got := fault.CodeOf(err); got != code || err.Error() == "" {
		b.Fatalf("fault is %q (%v), want %q", got, err, code)
	}
}
