package storetest

import (
	"fmt"
	"strings"
	"sync"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

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
