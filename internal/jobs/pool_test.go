package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sillat/sillat/internal/jobs"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// crew is pools on one store, in a bubble whose clock stands still while anybody works.
type crew struct {
	*testing.T
	kept *ram

	mu      sync.Mutex
	began   []string // keys of the work begun, in order
	release map[string]chan error
}

func newCrew(t *testing.T) *crew {
	return &crew{T: t, kept: newRAM(), release: map[string]chan error{}}
}

// opens makes a pool whose work lasts until the test releases it, and that many workers.
func (c *crew) opens(o jobs.Options) *jobs.Pool {
	o.Store, o.Do, o.Log = c.kept, c.work, slog.New(slog.DiscardHandler)
	if o.Memory == 0 {
		o.Memory = 1 << 40
	}
	p := jobs.New(o)
	p.Start()
	c.Cleanup(func() {
		if err := p.Stop(context.Background()); err != nil {
			c.Error(err)
		}
	})
	return p
}

func (c *crew) gate(key string) chan error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.release[key] == nil {
		c.release[key] = make(chan error, 10)
	}
	return c.release[key]
}

// work waits for the test and gives the key back as its result.
func (c *crew) work(ctx context.Context, j store.Job, report func(float64, string)) ([]byte, error) {
	c.mu.Lock()
	c.began = append(c.began, j.Key)
	c.mu.Unlock()
	report(0.25, "computing")
	select {
	case err := <-c.gate(j.Key):
		if err != nil {
			return nil, err
		}
		return []byte("result of " + j.Key), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *crew) times(key string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range c.began {
		if k == key {
			n++
		}
	}
	return n
}

func (c *crew) submits(p *jobs.Pool, key, asker string) store.Job {
	c.Helper()
	j, err := p.Submit(c.Context(), store.Job{Key: key, Asker: asker, Network: "n", Memory: 10})
	if err != nil {
		c.Fatal(err)
	}
	return j
}

// is checks a job's state once nobody has anything left to do at this moment.
func (c *crew) is(j store.Job, state store.JobState) store.Job {
	c.Helper()
	synctest.Wait()
	got, err := c.kept.Job(c.Context(), j.ID)
	if err != nil || got.State != state {
		c.Fatalf("job %s is %s (%v), want %s: %+v", j.Key, got.State, err, state, got)
	}
	return got
}

func bubble(t *testing.T, name string, f func(*crew)) {
	t.Run(name, func(t *testing.T) { synctest.Test(t, func(t *testing.T) { f(newCrew(t)) }) })
}

func TestPool(t *testing.T) {
	bubble(t, "a job is done and its result reads as it was", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		c.is(j, store.JobRunning)
		c.gate("a") <- nil
		c.is(j, store.JobDone)
		if r, err := p.Result(c.Context(), j.ID); err != nil || string(r) != "result of a" {
			c.Errorf("result %q, %v", r, err)
		}
		if again := c.submits(p, "a", "liisa"); again.ID != j.ID || again.State != store.JobDone || c.times("a") != 1 {
			c.Errorf("the same again: %+v, computed %d times", again, c.times("a"))
		}
	})
	bubble(t, "no more run at once than there are workers, and askers take turns", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		var list []store.Job
		for _, key := range []string{"a1", "a2", "a3", "b1"} {
			list = append(list, c.submits(p, key, key[:1]))
			synctest.Wait()
		}
		for _, key := range []string{"a1", "b1", "a2", "a3"} {
			synctest.Wait()
			c.gate(key) <- nil
		}
		for _, j := range list {
			c.is(j, store.JobDone)
		}
		if got := strings.Join(c.began, " "); got != "a1 b1 a2 a3" {
			c.Errorf("work began in the order %s", got)
		}
	})
	bubble(t, "jobs run together only while their memory fits", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 4, Memory: 25})
		var list []store.Job
		for _, key := range []string{"a", "b", "c"} {
			list = append(list, c.submits(p, key, "maija"))
		}
		c.is(list[1], store.JobRunning)
		c.is(list[2], store.JobQueued)
		c.gate("a") <- nil
		c.is(list[2], store.JobRunning)
		_, err := p.Submit(c.Context(), store.Job{Key: "d", Memory: 26})
		if fault.CodeOf(err) != fault.TooLarge || !strings.Contains(err.Error(), "26 bytes") || !strings.Contains(err.Error(), "25 bytes") {
			c.Errorf("a job that never fits: %v; want too_large with both numbers", err)
		}
	})
	bubble(t, "a lease is renewed for as long as the work takes", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		other := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		synctest.Wait()
		time.Sleep(10 * time.Minute)
		running := c.is(j, store.JobRunning)
		if running.Attempts != 1 || running.Progress != 0.25 || running.Doing != "computing" {
			c.Errorf("after ten minutes: %+v", running)
		}
		if c.kept.renewed > 10*60/7+2 {
			c.Errorf("renewed %d times in ten minutes: a lease of 30 s needs no more than one in 7.5 s", c.kept.renewed)
		}
		c.gate("a") <- nil
		c.is(j, store.JobDone)
		if r, err := other.Result(c.Context(), j.ID); err != nil || string(r) != "result of a" {
			c.Errorf("another process reads %q, %v", r, err)
		}
	})
	bubble(t, "a queued job of another process is found", func(c *crew) {
		c.opens(jobs.Options{Workers: 1})
		j, _, err := c.kept.Enqueue(c.Context(), store.Job{Key: "a"}, store.QueueLimits{All: 9, Asker: 9})
		if err != nil {
			c.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		c.is(j, store.JobRunning)
	})
	bubble(t, "a job whose worker died is taken over when its lease runs out", func(c *crew) {
		j, _, err := c.kept.Enqueue(c.Context(), store.Job{Key: "a"}, store.QueueLimits{All: 9, Asker: 9})
		if err != nil {
			c.Fatal(err)
		}
		dead := store.Terms{Worker: "dead", Lease: 30 * time.Second, Attempts: 3, Memory: 1, Room: 1}
		if _, err := c.kept.Claim(c.Context(), dead); err != nil {
			c.Fatal(err)
		}
		c.opens(jobs.Options{Workers: 1})
		time.Sleep(29 * time.Second)
		if got := c.is(j, store.JobRunning); got.Worker != "dead" {
			c.Fatalf("taken over too early: %+v", got)
		}
		time.Sleep(3 * time.Second)
		if got := c.is(j, store.JobRunning); got.Worker == "dead" || got.Attempts != 2 {
			c.Fatalf("not taken over: %+v", got)
		}
		c.gate("a") <- nil
		c.is(j, store.JobDone)
	})
	bubble(t, "a stopping service hands its jobs back uncounted, and another goes on", func(c *crew) {
		first := c.opens(jobs.Options{Workers: 1})
		j := c.submits(first, "a", "maija")
		c.is(j, store.JobRunning)
		if err := first.Stop(c.Context()); err != nil {
			c.Fatal(err)
		}
		c.is(j, store.JobQueued)
		c.opens(jobs.Options{Workers: 1})
		if got := c.is(j, store.JobRunning); got.Attempts != 1 {
			c.Errorf("taken up: %+v", got)
		}
	})
	bubble(t, "work that heeds no stop is handed back all the same", func(c *crew) {
		hold := make(chan struct{})
		p := jobs.New(jobs.Options{Store: c.kept, Workers: 1, Memory: 99, Log: slog.New(slog.DiscardHandler),
			Do: func(context.Context, store.Job, func(float64, string)) ([]byte, error) { <-hold; return nil, nil }})
		p.Start()
		j := c.submits(p, "a", "maija")
		c.is(j, store.JobRunning)
		brief, cancel := context.WithTimeout(c.Context(), time.Second)
		defer cancel()
		if err := p.Stop(brief); err != nil {
			c.Fatal(err)
		}
		c.is(j, store.JobQueued)
		close(hold)
		c.is(j, store.JobQueued) // its late result is not heard
	})
}

func TestCancel(t *testing.T) {
	bubble(t, "here the work ends at once", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		next := c.submits(p, "b", "maija")
		c.is(j, store.JobRunning)
		if _, err := p.Cancel(c.Context(), j.ID); err != nil {
			c.Fatal(err)
		}
		c.is(j, store.JobCancelled)
		c.is(next, store.JobRunning)
	})
	bubble(t, "in another process it ends when that looks next", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		next := c.submits(p, "b", "maija")
		c.is(j, store.JobRunning)
		if _, err := c.kept.Cancel(c.Context(), j.ID); err != nil {
			c.Fatal(err)
		}
		c.is(next, store.JobQueued)
		time.Sleep(2500 * time.Millisecond)
		c.is(j, store.JobCancelled)
		c.is(next, store.JobRunning)
	})
}

func TestFailures(t *testing.T) {
	bubble(t, "a refusal is kept with its words; a fault of ours without", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		for key, failure := range map[string]struct {
			err  error
			code fault.Code
			says string
		}{
			"refused": {fault.New(fault.Invalid, "silo is \"x\""), fault.Invalid, "silo is \"x\""},
			"broken":  {errors.New("secret"), fault.Internal, "something went wrong"},
		} {
			j := c.submits(p, key, "maija")
			c.gate(key) <- failure.err
			got := c.is(j, store.JobFailed)
			if got.Fault.Code != failure.code || !strings.Contains(got.Fault.Message, failure.says) || strings.Contains(got.Fault.Message, "secret") {
				c.Errorf("%s: %+v", key, got.Fault)
			}
		}
	})
	bubble(t, "a panic fails its job and nothing else", func(c *crew) {
		p := jobs.New(jobs.Options{Store: c.kept, Workers: 1, Memory: 99, Log: slog.New(slog.DiscardHandler),
			Do: func(_ context.Context, j store.Job, _ func(float64, string)) ([]byte, error) {
				if j.Key == "a" {
					panic("oh")
				}
				return []byte("fine"), nil
			}})
		p.Start()
		defer func() { _ = p.Stop(context.Background()) }()
		bad, good := c.submits(p, "a", "maija"), c.submits(p, "b", "maija")
		c.is(bad, store.JobFailed)
		c.is(good, store.JobDone)
	})
	bubble(t, "work that the store failed is tried again, three times at most", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		for range 3 {
			c.gate("a") <- fault.New(fault.Unavailable, "the store does not answer")
		}
		got := c.is(j, store.JobFailed)
		if got.Fault.Code != fault.Unavailable || c.times("a") != 3 {
			c.Errorf("after %d times: %+v", c.times("a"), got.Fault)
		}
	})
	bubble(t, "a result outlives an outage of the store, and the work is not done twice", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		c.is(j, store.JobRunning)
		c.kept.setDown(true)
		time.Sleep(5 * time.Minute) // its lease runs out
		c.gate("a") <- nil
		time.Sleep(time.Minute)
		c.kept.setDown(false)
		time.Sleep(10 * time.Second)
		c.is(j, store.JobDone)
		if c.times("a") != 1 {
			c.Errorf("the work was done %d times", c.times("a"))
		}
	})
	bubble(t, "a job whose claim went to another while the store was away is his", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		c.is(j, store.JobRunning)
		c.kept.mu.Lock()
		c.kept.find(j.ID).Lease = time.Now()
		c.kept.mu.Unlock()
		if taken, err := c.kept.Claim(c.Context(), store.Terms{Worker: "other", Lease: time.Hour, Attempts: 3, Memory: 99, Room: 99}); err != nil || taken == nil {
			c.Fatal(taken, err)
		}
		time.Sleep(10 * time.Second)
		c.gate("a") <- nil
		if got := c.is(j, store.JobRunning); got.Worker != "other" {
			c.Errorf("%+v", got)
		}
	})
}

func TestWatch(t *testing.T) {
	bubble(t, "every change is seen, here and elsewhere, until the end", func(c *crew) {
		p, other := c.opens(jobs.Options{Workers: 1}), c.opens(jobs.Options{Workers: 1})
		first := c.submits(p, "a", "maija")
		var watchers sync.WaitGroup
		said := make([]string, 2)
		for i, watched := range []*jobs.Pool{p, other} {
			watchers.Go(func() {
				for seen := int64(0); ; {
					j, err := watched.Watch(c.Context(), first.ID, seen)
					if err != nil {
						c.Error(err)
						return
					}
					said[i] += fmt.Sprintf("%s %.2f %s, ", j.State, j.Progress, j.Doing)
					if seen = j.Version; j.State.Ended() {
						return
					}
				}
			})
		}
		time.Sleep(5 * time.Second)
		c.gate("a") <- nil
		watchers.Wait()
		for _, s := range said {
			if !strings.Contains(s, "running 0.25 computing, done 1.00 , ") {
				c.Errorf("a watcher saw %s", s)
			}
		}
	})
	bubble(t, "a stopping service lets its watchers go", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1})
		j := c.submits(p, "a", "maija")
		running := c.is(j, store.JobRunning)
		left := make(chan error)
		go func() {
			_, err := p.Watch(c.Context(), j.ID, running.Version+1000)
			left <- err
		}()
		synctest.Wait()
		if err := p.Stop(c.Context()); err != nil {
			c.Fatal(err)
		}
		if err := <-left; fault.CodeOf(err) != fault.Unavailable {
			c.Errorf("a watcher is told %v", err)
		}
	})
}

func TestEndedJobsAreLetGo(t *testing.T) {
	bubble(t, "after their time", func(c *crew) {
		p := c.opens(jobs.Options{Workers: 1, Keep: store.Retention{Jobs: 9, Bytes: 1 << 20, Age: time.Hour}})
		j := c.submits(p, "a", "maija")
		c.gate("a") <- nil
		time.Sleep(59 * time.Minute)
		c.is(j, store.JobDone)
		time.Sleep(3 * time.Minute)
		if _, err := c.kept.Job(c.Context(), j.ID); fault.CodeOf(err) != fault.NotFound {
			c.Errorf("after its time: %v", err)
		}
		if again := c.submits(p, "a", "maija"); again.ID == j.ID {
			c.Error("the same request is not computed anew")
		}
	})
}
