package jobs

import (
	"context"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// sweepEvery is how long an ended job may be kept beyond its retention.
const sweepEvery = time.Minute

// claimLimit is how long one question to the store may take: longer than a store itself waits for a lock.
const claimLimit = 90 * time.Second

// dispatch gives jobs to free workers until the service stops.
func (p *Pool) dispatch() {
	var swept time.Time
	well := true // whether the store answered last time, so that an outage is logged once
	for {
		err := p.fill()
		if err == nil && time.Since(swept) >= sweepEvery {
			swept = time.Now()
			err = p.ask(func(ctx context.Context) error {
				_, err := p.o.Store.SweepJobs(ctx, p.o.Keep)
				return err
			})
		}
		if err != nil && well && p.life.Err() == nil {
			p.o.Log.Warn("background jobs wait for the store", "error", err)
		}
		well = err == nil
		select {
		case <-p.life.Done():
			return
		case <-p.wake:
		case <-time.After(p.o.Poll):
		}
	}
}

// ask asks the store something short. It heeds no stop: a claim whose answer nobody heard would rest until its lease ran out.
func (p *Pool) ask(do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.life), claimLimit)
	defer cancel()
	return do(ctx)
}

// fill claims jobs until no worker is free or no job waits.
func (p *Pool) fill() error {
	for p.life.Err() == nil {
		p.mu.Lock()
		free, room := p.o.Workers-len(p.running), p.o.Memory-p.used
		p.mu.Unlock()
		if free <= 0 {
			return nil
		}
		var job *store.Job
		err := p.ask(func(ctx context.Context) (err error) {
			job, err = p.o.Store.Claim(ctx, store.Terms{
				Worker: p.name, Lease: p.o.Lease, Attempts: p.o.Attempts, Exhausted: exhausted(p.o.Attempts), Memory: p.o.Memory, Room: room,
			})
			return err
		})
		if err != nil || job == nil {
			return err
		}
		p.begin(*job)
	}
	return nil
}

func exhausted(attempts int) *fault.Error {
	return fault.New(fault.Internal, "the service ended %d times while it worked on this; it may need more memory than the machine has: "+
		"choose a part of the network, or look in the service's log", attempts)
}

// begin starts work on a claimed job. One that runs here already lost its lease while the store could not be reached: its new claim serves
// the work under way.
func (p *Pool) begin(job store.Job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.running[job.ID]; r != nil {
		r.claim = job.Claim()
		return
	}
	r := newRun(p.life, job)
	p.running[job.ID] = r
	p.used += job.Memory
	p.crew.Go(func() { p.carryOut(r) })
}

// end forgets a run and lets the next job have its worker.
func (p *Pool) end(r *run) {
	p.mu.Lock()
	delete(p.running, r.job.ID)
	p.used -= r.job.Memory
	p.mu.Unlock()
	p.tell()
	p.look()
}
