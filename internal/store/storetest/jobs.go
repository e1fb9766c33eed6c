package storetest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

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

var queuePromises = []jobPromise{
	{"a job waits as it was asked for", func(b bench) {
		before := time.Now().Add(-time.Hour) // another machine's clock may differ
		j := b.asks("key", "maija")
		got := b.is(j.ID, store.JobQueued)
		if diff := gocmp.Diff(j, got); diff != "" {
			b.Errorf("enqueue returned one thing and the job reads another:\n%s", diff)
		}
		want := asked("key", "maija")
		want.ID, want.Number, want.State, want.Version, want.Created = got.ID, 1, store.JobQueued, 1, got.Created
		if diff := gocmp.Diff(want, got); diff != "" || got.ID == "" || got.Created.Before(before) || got.Created.Location() != time.UTC {
			b.Errorf("asked (- want, + got, created %v):\n%s", got.Created, diff)
		}
	}},
	{"identical requests are one job while it may lead to a result, and until the result is let go", func(b bench) {
		first := b.asks("key", "maija")
		same := func(state store.JobState) {
			b.Helper()
			j, added, err := b.Enqueue(b.Context(), asked("key", "liisa"), plenty)
			if err != nil || added || j.ID != first.ID || j.State != state || j.Asker != "maija" {
				b.Fatalf("enqueue again: %+v, added %v, %v; want job %s, %s", j, added, err, first.ID, state)
			}
		}
		same(store.JobQueued)
		claim := b.claims("w", long)
		same(store.JobRunning)
		b.ends(claim, store.Outcome{Result: []byte("r")})
		same(store.JobDone)
		if other := b.asks("another", "maija"); other.ID == first.ID {
			b.Fatal("another key is the same job")
		}
	}},
	{"what failed or was cancelled is asked anew", func(b bench) {
		first := b.asks("key", "maija")
		b.ends(b.claims("w", long), store.Outcome{Fault: worn})
		second := b.asks("key", "maija")
		if _, err := b.Cancel(b.Context(), second.ID); err != nil {
			b.Fatal(err)
		}
		third := b.asks("key", "maija")
		if first.ID == second.ID || second.ID == third.ID || third.Number <= second.Number {
			b.Errorf("jobs are %s, %s, %s with number %d after %d", first.ID, second.ID, third.ID, third.Number, second.Number)
		}
	}},
	{"of many who ask the same at once one adds it", func(b bench) {
		var mu sync.Mutex
		var crowd sync.WaitGroup
		added, ids := 0, map[string]bool{}
		for range 12 {
			crowd.Go(func() {
				j, is, err := b.Enqueue(b.Context(), asked("key", "maija"), plenty)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					b.Error(err)
				}
				if ids[j.ID] = true; is {
					added++
				}
			})
		}
		crowd.Wait()
		if added != 1 || len(ids) != 1 {
			b.Errorf("%d were added and there are %d jobs, want one", added, len(ids))
		}
	}},
	{"a queue takes no more than its limits", func(b bench) {
		most := store.QueueLimits{All: 3, Asker: 2}
		enqueue := func(key, asker string) error {
			_, _, err := b.Enqueue(b.Context(), asked(key, asker), most)
			return err
		}
		for i, asker := range []string{"maija", "maija", "liisa"} {
			if err := enqueue(fmt.Sprint(i), asker); err != nil {
				b.Fatal(err)
			}
		}
		b.fails(enqueue("more", "liisa"), fault.Unavailable)
		if err := enqueue("0", "maija"); err != nil {
			b.Errorf("a job that is there already takes no place: %v", err)
		}
		b.claims("w", long) // maija's first: what runs does not wait
		if err := enqueue("more", "maija"); err != nil {
			b.Fatal(err)
		}
		b.claims("w", long)
		b.claims("w", long)
		if err := enqueue("still more", "maija"); err != nil {
			b.Fatal(err)
		}
		b.fails(enqueue("too many", "maija"), fault.TooMany)
	}},
	{"pages run from the newest to the oldest", func(b bench) {
		for i := range 5 {
			b.asks(fmt.Sprint(i), []string{"maija", "liisa"}[i%2])
		}
		keys := func(f store.JobFilter) string {
			b.Helper()
			list, err := b.ListJobs(b.Context(), f)
			if err != nil {
				b.Fatal(err)
			}
			var keys []string
			for _, j := range list {
				keys = append(keys, j.Key)
			}
			return strings.Join(keys, " ")
		}
		b.claims("w", long)
		for want, f := range map[string]store.JobFilter{
			"4 3 2 1 0": {Limit: 100},
			"4 3":       {Limit: 2},
			"2 1":       {Limit: 2, Before: 4},
			"3 1":       {Limit: 9, Asker: "liisa"},
			"0":         {Limit: 9, State: store.JobRunning},
			"":          {Limit: 9, Network: "another"},
		} {
			if got := keys(f); got != want {
				b.Errorf("%+v lists %q, want %q", f, got, want)
			}
		}
	}},
}

var claimPromises = []jobPromise{
	{"each job goes to one of many workers", func(b bench) {
		const jobs = 24
		for i := range jobs {
			b.asks(fmt.Sprint(i), fmt.Sprint(i%3))
		}
		var mu sync.Mutex
		var crew sync.WaitGroup
		times := map[string]int{}
		for w := range 6 {
			crew.Go(func() {
				for {
					j, err := b.Claim(b.Context(), terms(fmt.Sprint("w", w), long))
					if err != nil {
						b.Error(err)
					}
					if j == nil {
						return
					}
					mu.Lock()
					times[j.ID]++
					mu.Unlock()
				}
			})
		}
		crew.Wait()
		for id, n := range times {
			if n != 1 {
				b.Errorf("job %s was claimed %d times", id, n)
			}
		}
		if len(times) != jobs {
			b.Errorf("%d of %d jobs were claimed", len(times), jobs)
		}
	}},
	{"a claimed job says who does it, and every change counts", func(b bench) {
		b.asks("key", "maija")
		j := b.claims("worker 1", long)
		if diff := gocmp.Diff(j, b.is(j.ID, store.JobRunning)); diff != "" {
			b.Errorf("claim returned one thing and the job reads another:\n%s", diff)
		}
		if j.Worker != "worker 1" || j.Fence != 1 || j.Attempts != 1 || j.Started.IsZero() || j.Version != 2 || j.Lease.Sub(j.Started) != long {
			b.Errorf("claimed: %+v", j)
		}
		renew := func(progress float64, doing string, version int64) {
			b.Helper()
			if held, err := b.Renew(b.Context(), j.Claim(), progress, doing, 2*long); !held || err != nil {
				b.Fatalf("renew: held %v, %v", held, err)
			}
			got := b.is(j.ID, store.JobRunning)
			if got.Progress != progress || got.Doing != doing || got.Version != version || got.Lease.Before(got.Started.Add(2*long)) {
				b.Errorf("renewed: %+v", got)
			}
		}
		renew(0.25, "reading", 3)
		renew(0.25, "reading", 3) // nothing that anybody would see
		renew(0.5, "computing", 4)
		if done := b.ends(j, store.Outcome{Result: []byte("r")}); done.Version != 5 || done.Progress != 1 || done.Ended.Before(done.Started) || done.Doing != "" {
			b.Errorf("done: %+v", done)
		}
	}},
	{"askers take turns, and each one's jobs go in order", func(b bench) {
		for _, key := range []string{"a1", "a2", "a3", "a4", "b1", "b2", "c1"} {
			b.asks(key, key[:1])
		}
		var order []string
		for range 7 {
			order = append(order, b.claims("w", long).Key)
		}
		if got := strings.Join(order, " "); got != "a1 b1 c1 a2 b2 a3 a4" {
			b.Errorf("order is %s", got)
		}
		b.claimsNothing(terms("w", long))
	}},
	{"who is served longest ago is next when nothing runs", func(b bench) {
		for _, key := range []string{"a1", "a2", "a3", "b1"} {
			b.asks(key, key[:1])
		}
		var order []string
		for range 4 {
			j := b.claims("w", long)
			b.ends(j, store.Outcome{Result: []byte("r")})
			order = append(order, j.Key)
		}
		if got := strings.Join(order, " "); got != "a1 b1 a2 a3" {
			b.Errorf("order is %s", got)
		}
	}},
	{"a lease that ran out lets another go on, and nothing that the first says is heard", func(b bench) {
		b.asks("key", "maija")
		first := b.claims("w1", gone)
		second := b.claims("w2", long)
		if second.ID != first.ID || second.Fence <= first.Fence || second.Attempts != 2 {
			b.Fatalf("second claim: %+v", second)
		}
		before := b.is(first.ID, store.JobRunning)
		if held, err := b.Renew(b.Context(), first.Claim(), 0.9, "late", long); held || err != nil {
			b.Errorf("a late renewal: held %v, %v", held, err)
		}
		for _, o := range []store.Outcome{{Result: []byte("late")}, {Fault: worn}} {
			if held, err := b.Finish(b.Context(), first.Claim(), o); held || err != nil {
				b.Errorf("a late end: held %v, %v", held, err)
			}
		}
		if err := b.HandBack(b.Context(), first.Claim(), false); err != nil {
			b.Error(err)
		}
		if diff := gocmp.Diff(before, b.is(first.ID, store.JobRunning)); diff != "" {
			b.Errorf("the late worker changed the job:\n%s", diff)
		}
		b.ends(second, store.Outcome{Result: []byte("in time")})
		if r, err := b.JobResult(b.Context(), first.ID); string(r) != "in time" || err != nil {
			b.Errorf("result %q, %v", r, err)
		}
	}},
	{"a lease that ran out holds while nobody else came", func(b bench) {
		b.asks("key", "maija")
		j := b.claims("w1", gone)
		if held, err := b.Renew(b.Context(), j.Claim(), 0.5, "on", long); !held || err != nil {
			b.Fatalf("renew: held %v, %v", held, err)
		}
		b.claimsNothing(terms("w2", long))
	}},
	{"a job whose workers die at every attempt fails", func(b bench) {
		b.asks("key", "maija")
		var last store.Job
		for range 3 {
			last = b.claims("w", gone)
		}
		b.claimsNothing(terms("w", gone))
		j := b.is(last.ID, store.JobFailed)
		if j.Fault == nil || j.Fault.Code != worn.Code || j.Fault.Message != worn.Message || j.Ended.IsZero() || j.Version <= last.Version {
			b.Errorf("failed: %+v", j)
		}
		b.asks("key", "maija")
	}},
	{"a job handed back keeps its place", func(b bench) {
		b.asks("first", "maija")
		b.asks("second", "maija")
		for range 5 { // more often than it may be tried
			j := b.claims("w", long)
			if j.Key != "first" || j.Attempts != 1 {
				b.Fatalf("claimed %+v", j)
			}
			if err := b.HandBack(b.Context(), j.Claim(), false); err != nil {
				b.Fatal(err)
			}
			if got := b.is(j.ID, store.JobQueued); got.Version <= j.Version || got.Worker != "" || !got.Started.IsZero() || got.Progress != 0 {
				b.Fatalf("handed back: %+v", got)
			}
		}
		if err := b.HandBack(b.Context(), b.claims("w", long).Claim(), true); err != nil {
			b.Fatal(err)
		}
		if j := b.claims("w", long); j.Attempts != 2 {
			b.Errorf("an attempt that was spent is not counted: %+v", j)
		}
	}},
	{"a worker is not given what its machine cannot hold, and waits for room for what is next", func(b bench) {
		enqueue := func(key, asker string, memory int64) {
			b.Helper()
			j := asked(key, asker)
			j.Memory = memory
			if _, _, err := b.Enqueue(b.Context(), j, plenty); err != nil {
				b.Fatal(err)
			}
		}
		enqueue("huge", "a", 1000)
		enqueue("large", "b", 100)
		enqueue("small", "c", 10)
		small := terms("w", long)
		small.Memory, small.Room = 200, 50
		b.claimsNothing(small) // large is next
		small.Room = 100
		if j, err := b.Claim(b.Context(), small); err != nil || j == nil || j.Key != "large" {
			b.Fatalf("claimed %+v, %v; want large", j, err)
		}
		small.Room = 100
		if j, err := b.Claim(b.Context(), small); err != nil || j == nil || j.Key != "small" {
			b.Fatalf("claimed %+v, %v; want small", j, err)
		}
		if j := b.claims("a larger machine", long); j.Key != "huge" {
			b.Errorf("claimed %s, want huge", j.Key)
		}
	}},
}

var endPromises = []jobPromise{
	{"a result reads as it was given", func(b bench) {
		j := b.asks("key", "maija")
		_, err := b.JobResult(b.Context(), j.ID)
		b.fails(err, fault.Conflict)
		result := make([]byte, 100_000)
		for i := range result {
			result[i] = byte(i * i >> 3)
		}
		claim := b.claims("w", long)
		if done := b.ends(claim, store.Outcome{Result: result}); done.Bytes != int64(len(result)) || done.Fault != nil {
			b.Errorf("done: %+v", done)
		}
		before := b.is(j.ID, store.JobDone)
		b.ends(claim, store.Outcome{Result: result}) // its answer was lost
		if diff := gocmp.Diff(before, b.is(j.ID, store.JobDone)); diff != "" {
			b.Errorf("the same end again changed the job:\n%s", diff)
		}
		if got, err := b.JobResult(b.Context(), j.ID); err != nil || !slices.Equal(got, result) {
			b.Errorf("%d bytes read, %v; want the %d given", len(got), err, len(result))
		}
		b.claimsNothing(terms("w", long))
	}},
	{"a failure says why", func(b bench) {
		b.asks("key", "maija")
		why := fault.New(fault.Invalid, "silo is %q", "ö")
		why.Problems, why.Total = []fault.Problem{{File: "f", Line: 3, Expected: "e", Remedy: "r", Fatal: true}}, 9
		claim := b.claims("w", long)
		j := b.ends(claim, store.Outcome{Fault: why})
		if diff := gocmp.Diff(why, j.Fault); diff != "" {
			b.Errorf("fault (- given, + read):\n%s", diff)
		}
		_, err := b.JobResult(b.Context(), j.ID)
		b.fails(err, fault.Conflict)
		if held, err := b.Finish(b.Context(), claim.Claim(), store.Outcome{Result: []byte("r")}); held || err != nil {
			b.Errorf("a failure became a success: held %v, %v", held, err)
		}
	}},
	{"what is cancelled while it waits is never done", func(b bench) {
		j := b.asks("key", "maija")
		for range 2 {
			got, err := b.Cancel(b.Context(), j.ID)
			if err != nil || got.State != store.JobCancelled || got.Ended.IsZero() || got.Version != 2 {
				b.Fatalf("cancel: %+v, %v", got, err)
			}
		}
		b.claimsNothing(terms("w", long))
	}},
	{"what is cancelled while it runs is lost to its worker", func(b bench) {
		b.asks("key", "maija")
		j := b.claims("w", long)
		if _, err := b.Cancel(b.Context(), j.ID); err != nil {
			b.Fatal(err)
		}
		if held, err := b.Renew(b.Context(), j.Claim(), 0.5, "", long); held || err != nil {
			b.Errorf("renew: held %v, %v", held, err)
		}
		if held, err := b.Finish(b.Context(), j.Claim(), store.Outcome{Result: []byte("r")}); held || err != nil {
			b.Errorf("finish: held %v, %v", held, err)
		}
		b.is(j.ID, store.JobCancelled)
	}},
	{"what has ended cannot be cancelled", func(b bench) {
		for i, o := range []store.Outcome{{Result: []byte("r")}, {Fault: worn}} {
			b.asks(fmt.Sprint(i), "maija")
			j := b.ends(b.claims("w", long), o)
			_, err := b.Cancel(b.Context(), j.ID)
			b.fails(err, fault.Conflict)
			b.is(j.ID, j.State)
		}
	}},
	{"a job that there is not", func(b bench) {
		_, err := b.Job(b.Context(), "nothing")
		b.fails(err, fault.NotFound)
		_, err = b.JobResult(b.Context(), "nothing")
		b.fails(err, fault.NotFound)
		_, err = b.Cancel(b.Context(), "nothing")
		b.fails(err, fault.NotFound)
		if held, err := b.Finish(b.Context(), store.Claim{ID: "nothing", Fence: 1}, store.Outcome{}); held || err != nil {
			b.Errorf("finish: held %v, %v", held, err)
		}
	}},
}

var keptPromises = []jobPromise{
	{"of ended jobs the last stay, within number, bytes and age", func(b bench) {
		var ids []string
		for i := range 6 {
			b.asks(fmt.Sprint(i), "maija")
			ids = append(ids, b.ends(b.claims("w", long), store.Outcome{Result: make([]byte, 10)}).ID)
		}
		b.asks("waits", "maija")
		running := b.claims("w", long)
		waiting := b.asks("waits too", "maija")
		sweep := func(r store.Retention, removed int, left ...string) {
			b.Helper()
			n, err := b.SweepJobs(b.Context(), r)
			if err != nil || n != removed {
				b.Fatalf("sweep %+v removed %d, %v; want %d", r, n, err, removed)
			}
			for _, id := range ids {
				_, err := b.Job(b.Context(), id)
				if slices.Contains(left, id) != (err == nil) {
					b.Fatalf("after sweep %+v: job %d of 6: %v", r, slices.Index(ids, id)+1, err)
				}
			}
		}
		sweep(store.Retention{Jobs: 6, Bytes: 60, Age: long}, 0, ids...)
		sweep(store.Retention{Jobs: 5, Bytes: 60, Age: long}, 1, ids[1:]...)
		sweep(store.Retention{Jobs: 5, Bytes: 39, Age: long}, 2, ids[3:]...)
		sweep(store.Retention{Jobs: 5, Bytes: 60, Age: 0}, 3)
		b.is(running.ID, store.JobRunning)
		b.is(waiting.ID, store.JobQueued)
	}},
	{"a network's jobs are forgotten with their results", func(b bench) {
		b.asks("done", "maija")
		done := b.ends(b.claims("w", long), store.Outcome{Result: []byte("names")})
		b.asks("running", "maija")
		running := b.claims("w", long)
		other := asked("other", "maija")
		other.Network = "another"
		kept, _, err := b.Enqueue(b.Context(), other, plenty)
		if err != nil {
			b.Fatal(err)
		}
		if err := b.ForgetJobs(b.Context(), "n"); err != nil {
			b.Fatal(err)
		}
		for _, id := range []string{done.ID, running.ID} {
			_, err := b.Job(b.Context(), id)
			b.fails(err, fault.NotFound)
		}
		if held, err := b.Finish(b.Context(), running.Claim(), store.Outcome{Result: []byte("r")}); held || err != nil {
			b.Errorf("finish: held %v, %v", held, err)
		}
		b.is(kept.ID, store.JobQueued)
	}},
	{"a context that has ended changes nothing and is said", func(b bench) {
		j := b.asks("key", "maija")
		ctx, cancel := context.WithCancel(b.Context())
		cancel()
		_, _, err := b.Enqueue(ctx, asked("another", "maija"), plenty)
		b.fails(err, fault.Cancelled)
		_, err = b.Claim(ctx, terms("w", long))
		b.fails(err, fault.Cancelled)
		_, err = b.Cancel(ctx, j.ID)
		b.fails(err, fault.Cancelled)
		_, err = b.ListJobs(ctx, store.JobFilter{Limit: 1})
		b.fails(err, fault.Cancelled)
		if diff := gocmp.Diff(j, b.is(j.ID, store.JobQueued)); diff != "" {
			b.Errorf("the job changed:\n%s", diff)
		}
	}},
}
