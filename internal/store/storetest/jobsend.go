package storetest

import (
	"context"
	"fmt"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

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
