package storetest

import (
	"fmt"
	"strings"
	"sync"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/sillat/sillat/internal/store"
)

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
