package jobs

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// errLost is why work ends whose job was cancelled or went to another worker.
var errLost = errors.New("the job is no longer this worker's")

// partingLimit is how long a stopping service tries to hand one job back.
const partingLimit = 5 * time.Second

// run is one job under way in this process.
type run struct {
	job   store.Job
	claim store.Claim // under the pool's lock
	ctx   context.Context
	stop  context.CancelCauseFunc

	mu    sync.Mutex
	share float64
	doing string
}

func newRun(life context.Context, job store.Job) *run {
	r := &run{job: job, claim: job.Claim()}
	r.ctx, r.stop = context.WithCancelCause(life)
	return r
}

// report notes how far the work is. It never goes back.
func (r *run) report(share float64, doing string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.share, r.doing = max(r.share, min(share, 1)), doing
}

func (r *run) progress() (float64, string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.share, r.doing
}

// carryOut does a job and stores how it ended.
func (p *Pool) carryOut(r *run) {
	defer p.end(r)
	p.tell()
	var beats sync.WaitGroup
	beating, still := context.WithCancel(r.ctx)
	beats.Go(func() { p.beat(beating, r) })
	result, err := p.guarded(r)
	still()
	beats.Wait()
	p.settle(r, result, err)
	r.stop(nil)
}

// guarded turns a panic of the work into an error: no request's handler stands above it, so it would end the service.
func (p *Pool) guarded(r *run) (result []byte, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v\n%s", panicked, debug.Stack())
		}
	}()
	if result, err = p.o.Do(r.ctx, r.job, r.report); err != nil {
		return nil, err
	}
	return pack(result)
}

// beat keeps the lease alive and the progress current, and ends the work when the claim is lost. A store that does not answer is no
// reason to end it: the claim may be there when it does.
func (p *Pool) beat(ctx context.Context, r *run) {
	tick := time.NewTicker(p.o.Beat)
	defer tick.Stop()
	renewed, share, doing := time.Now(), 0.0, ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		newShare, newDoing := r.progress()
		noted := newShare == share && newDoing == doing
		if noted && time.Since(renewed) < p.o.Lease/4 {
			if job, err := p.o.Store.Job(ctx, r.job.ID); err == nil && (job.State != store.JobRunning || job.Fence != p.claimOf(r).Fence) ||
				fault.CodeOf(err) == fault.NotFound {
				r.stop(errLost)
				return
			}
			continue
		}
		held, err := p.o.Store.Renew(ctx, p.claimOf(r), newShare, newDoing, p.o.Lease)
		switch {
		case err != nil:
			continue
		case !held:
			r.stop(errLost)
			return
		}
		renewed, share, doing = time.Now(), newShare, newDoing
		if !noted {
			p.tell()
		}
	}
}

func (p *Pool) claimOf(r *run) store.Claim {
	p.mu.Lock()
	defer p.mu.Unlock()
	return r.claim
}

// settle stores how the work ended.
func (p *Pool) settle(r *run, result []byte, err error) {
	lost := errors.Is(context.Cause(r.ctx), errLost)
	switch {
	case lost:
	case err == nil:
		p.insist(r, func(ctx context.Context, c store.Claim) error {
			held, err := p.o.Store.Finish(ctx, c, store.Outcome{Result: result})
			if err == nil && !held {
				p.o.Log.Info("the result of a job came too late", "job", r.job.ID)
			}
			return err
		})
	case p.life.Err() != nil:
		p.insist(r, func(ctx context.Context, c store.Claim) error { return p.o.Store.HandBack(ctx, c, false) })
	case fault.CodeOf(err) == fault.Unavailable && r.job.Attempts < p.o.Attempts:
		p.insist(r, func(ctx context.Context, c store.Claim) error { return p.o.Store.HandBack(ctx, c, true) })
	default:
		if fault.CodeOf(err) == fault.Internal {
			p.o.Log.Error("a job failed inside", "job", r.job.ID, "analysis", r.job.Analysis, "error", err)
		}
		why := fault.New(fault.CodeOf(err), "%s", fault.MessageOf(err))
		why.Problems, why.Total = fault.ProblemsOf(err)
		p.insist(r, func(ctx context.Context, c store.Claim) error {
			_, err := p.o.Store.Finish(ctx, c, store.Outcome{Fault: why})
			return err
		})
	}
}

// insist stores something about a job and tries again while the store cannot be reached, so that work is not lost to an outage. A
// stopping service tries once more and leaves the rest to the lease.
func (p *Pool) insist(r *run, do func(context.Context, store.Claim) error) {
	for {
		stopping := p.life.Err() != nil
		limit := claimLimit
		if stopping {
			limit = partingLimit
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), limit)
		err := do(ctx, p.claimOf(r))
		cancel()
		if err == nil {
			return
		}
		if code := fault.CodeOf(err); stopping || code != fault.Unavailable && code != fault.Cancelled {
			p.o.Log.Error("the end of a job could not be stored", "job", r.job.ID, "error", err)
			return
		}
		select {
		case <-time.After(p.o.Poll):
		case <-p.life.Done():
		}
	}
}
