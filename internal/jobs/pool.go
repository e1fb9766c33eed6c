// Package jobs does background work that a store keeps, so that it outlives the process and is shared by all processes on one store.
//
// A Pool asks the store for the next job in turn whenever it has a worker free, renews the lease while the work goes on, notes its
// progress, and stores how it ended. What a job computes it does not know. The store decides whose turn it is and whose claim holds;
// see store.Jobs.
package jobs

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// Work computes a job's result. report says how far it is, 0–1, with a word; it may be called from any goroutine. ctx ends when the job
// was cancelled, when its claim was lost and when the service stops.
type Work func(ctx context.Context, j store.Job, report func(share float64, doing string)) ([]byte, error)

// Options are what a Pool is made of. Zero values are the usual ones.
type Options struct {
	Store store.Jobs
	Do    Work
	Log   *slog.Logger

	Workers  int               // jobs at a time; 0: one for every two cores
	Memory   int64             // bytes that the jobs of this process may need together; 0: half of the machine's
	Lease    time.Duration     // a worker that was not heard of for so long is dead; 0: 30 s
	Beat     time.Duration     // between two looks whether a running job is still wanted; 0: 1 s
	Poll     time.Duration     // between two looks for jobs that other processes queued; 0: 2 s
	Attempts int               // how often a job is tried whose worker dies; 0: 3
	Queue    store.QueueLimits // zero: 1,000 jobs, 200 of one asker
	Keep     store.Retention   // of ended jobs; zero: 1,000 jobs, 512 MiB, 7 days
}

func (o Options) completed() Options {
	o.Log = cmp.Or(o.Log, slog.Default())
	o.Workers = cmp.Or(o.Workers, max(1, runtime.GOMAXPROCS(0)/2))
	o.Memory = cmp.Or(o.Memory, machineMemory()/2)
	o.Lease, o.Poll = cmp.Or(o.Lease, 30*time.Second), cmp.Or(o.Poll, 2*time.Second)
	o.Beat = min(cmp.Or(o.Beat, time.Second), o.Lease/4) // or a lease would run out between two
	o.Attempts = cmp.Or(o.Attempts, 3)
	o.Queue = cmp.Or(o.Queue, store.QueueLimits{All: 1_000, Asker: 200})
	o.Keep = cmp.Or(o.Keep, store.Retention{Jobs: 1_000, Bytes: 512 << 20, Age: 7 * 24 * time.Hour})
	return o
}

// Pool is the workers of one process. It is safe for concurrent use.
type Pool struct {
	o    Options
	name string // of this process among all on the store

	life  context.Context // ends when the service stops
	leave context.CancelFunc
	crew  sync.WaitGroup
	wake  chan struct{} // holds a token when there may be something to claim

	mu      sync.Mutex
	running map[string]*run
	used    int64         // bytes that running jobs are thought to need
	changed chan struct{} // closed and made anew whenever a job changed here
}

// New makes a Pool that does nothing until Start.
func New(o Options) *Pool {
	p := &Pool{o: o.completed(), name: processName(), wake: make(chan struct{}, 1), running: map[string]*run{}, changed: make(chan struct{})}
	p.life, p.leave = context.WithCancel(context.Background())
	return p
}

func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s/%d/%s", host, os.Getpid(), uuid.NewString()[:8])
}

// Start lets the workers begin.
func (p *Pool) Start() { p.crew.Go(p.dispatch) }

// Stop ends the work: running jobs go back to their places in the queue, for whoever serves next. When ctx ends first the jobs are handed
// back all the same, and their computations end with the process.
func (p *Pool) Stop(ctx context.Context) error {
	p.leave()
	done := make(chan struct{})
	go func() { p.crew.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	var left []store.Claim
	for _, r := range p.running {
		left = append(left, r.claim)
	}
	p.mu.Unlock()
	for _, c := range left {
		brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.o.Beat)
		err := p.o.Store.HandBack(brief, c, false)
		cancel()
		if err != nil {
			return fmt.Errorf("hand back job %s: %w", c.ID, err)
		}
	}
	return nil
}

// Memory is how many bytes the jobs of this process may need together.
func (p *Pool) Memory() int64 { return p.o.Memory }

// Submit queues a job, or returns the one that does the same work already or has done it. One that needs more memory than this process may
// use is a fault.TooLarge with the numbers.
func (p *Pool) Submit(ctx context.Context, j store.Job) (store.Job, error) {
	if err := Fits(j.Memory, p.o.Memory); err != nil {
		return store.Job{}, err
	}
	job, added, err := p.o.Store.Enqueue(ctx, j, p.o.Queue)
	if err == nil && added {
		p.look()
		p.tell()
	}
	return job, err
}

// Fits returns a fault.TooLarge with the numbers when a need of memory exceeds a limit.
func Fits(need, limit int64) error {
	if need <= limit {
		return nil
	}
	return fault.New(fault.TooLarge, "this would need about %s of memory and the service may use %s for jobs; choose a part of the network "+
		"(where, tie-type, from and to), or start the service with a larger --job-memory on a larger machine", bytesInWords(need), bytesInWords(limit))
}

func bytesInWords(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
}

// Cancel ends a job for everybody who asked for it. Work under way here ends at once, elsewhere when its worker looks next.
func (p *Pool) Cancel(ctx context.Context, id string) (store.Job, error) {
	job, err := p.o.Store.Cancel(ctx, id)
	if err != nil {
		return store.Job{}, err
	}
	p.mu.Lock()
	if r := p.running[id]; r != nil {
		r.stop(errLost)
	}
	p.mu.Unlock()
	p.tell()
	return job, nil
}

// Watch returns a job as soon as its version is higher than one already seen, or it has ended. While the service stops it returns a
// fault.Unavailable.
func (p *Pool) Watch(ctx context.Context, id string, seen int64) (store.Job, error) {
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		job, err := p.o.Store.Job(ctx, id)
		if err != nil || job.Version > seen || job.State.Ended() {
			return job, err
		}
		select {
		case <-changed:
		case <-time.After(p.o.Beat): // it may run in another process
		case <-p.life.Done():
			return store.Job{}, fault.New(fault.Unavailable, "the service is stopping; the job goes on when it is started again")
		case <-ctx.Done():
			return store.Job{}, fault.New(fault.Cancelled, "the request was given up before the job changed")
		}
	}
}

// look makes the dispatcher look for work.
func (p *Pool) look() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// tell wakes all who watch.
func (p *Pool) tell() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.changed)
	p.changed = make(chan struct{})
}
