package jobs_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/pkg/fault"
)

// ram is a store of jobs in memory whose clock is the bubble's, so that leases run out without waiting.
type ram struct {
	mu      sync.Mutex
	jobs    []*store.Job // by number
	results map[string][]byte
	turns   map[string]int64 // when each asker was served last
	turn    int64
	number  int64
	down    bool // nothing answers
	renewed int
}

func newRAM() *ram { return &ram{results: map[string][]byte{}, turns: map[string]int64{}} }

func TestTheStoreOfTheseTestsKeepsItsPromises(t *testing.T) {
	storetest.RunJobs(t, func(*testing.T) store.Jobs { return newRAM() })
}

// enter locks the store unless ctx has ended or nothing answers.
func (s *ram) enter(ctx context.Context) (func(), error) {
	if ctx.Err() != nil {
		return nil, fault.New(fault.Cancelled, "cancelled")
	}
	s.mu.Lock()
	if s.down {
		s.mu.Unlock()
		return nil, fault.New(fault.Unavailable, "down")
	}
	return s.mu.Unlock, nil
}

func (s *ram) setDown(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

func (s *ram) find(id string) *store.Job {
	for _, j := range s.jobs {
		if j.ID == id {
			return j
		}
	}
	return nil
}

// held is the running job of a claim that still holds.
func (s *ram) held(c store.Claim) *store.Job {
	if j := s.find(c.ID); j != nil && j.Fence == c.Fence && j.State == store.JobRunning {
		return j
	}
	return nil
}

func (s *ram) Enqueue(ctx context.Context, j store.Job, most store.QueueLimits) (store.Job, bool, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return store.Job{}, false, err
	}
	defer leave()
	all, his := 0, 0
	for _, other := range s.jobs {
		if other.Key == j.Key && other.State != store.JobFailed && other.State != store.JobCancelled {
			return *other, false, nil
		}
		if other.State == store.JobQueued {
			all++
			if other.Asker == j.Asker {
				his++
			}
		}
	}
	if err := store.QueueFull(all, his, most); err != nil {
		return store.Job{}, false, err
	}
	s.number++
	j.Number, j.ID, j.State, j.Version, j.Created = s.number, fmt.Sprint("job-", s.number), store.JobQueued, 1, now()
	s.jobs = append(s.jobs, &j)
	return j, true, nil
}

func (s *ram) Claim(ctx context.Context, t store.Terms) (*store.Job, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	running := map[string]int{}
	first := map[string]*store.Job{}
	var heads []*store.Job
	for _, j := range s.jobs {
		lapsed := j.State == store.JobRunning && !j.Lease.After(now())
		if lapsed && j.Attempts >= t.Attempts {
			j.State, j.Fault, j.Ended = store.JobFailed, t.Exhausted, now()
			j.Version++
			continue
		}
		if j.State == store.JobRunning && !lapsed {
			running[j.Asker]++
		}
		if (lapsed || j.State == store.JobQueued) && j.Memory <= t.Memory && first[j.Asker] == nil {
			first[j.Asker] = j
			heads = append(heads, j)
		}
	}
	if len(heads) == 0 {
		return nil, nil
	}
	j := slices.MinFunc(heads, func(a, b *store.Job) int {
		return cmp.Or(cmp.Compare(running[a.Asker], running[b.Asker]), cmp.Compare(s.turns[a.Asker], s.turns[b.Asker]), cmp.Compare(a.Number, b.Number))
	})
	if j.Memory > t.Room {
		return nil, nil
	}
	s.turn++
	s.turns[j.Asker] = s.turn
	j.State, j.Worker, j.Started, j.Lease, j.Progress, j.Doing = store.JobRunning, t.Worker, now(), now().Add(t.Lease), 0, ""
	j.Fence++
	j.Attempts++
	j.Version++
	claimed := *j
	return &claimed, nil
}

func (s *ram) Renew(ctx context.Context, c store.Claim, progress float64, doing string, lease time.Duration) (bool, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	s.renewed++
	j := s.held(c)
	if j == nil {
		return false, nil
	}
	if j.Progress != progress || j.Doing != doing {
		j.Version++
	}
	j.Progress, j.Doing, j.Lease = progress, doing, now().Add(lease)
	return true, nil
}

func (s *ram) Finish(ctx context.Context, c store.Claim, o store.Outcome) (bool, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	state := store.JobDone
	if o.Fault != nil {
		state = store.JobFailed
	}
	j := s.held(c)
	if j == nil {
		ended := s.find(c.ID)
		return ended != nil && ended.Fence == c.Fence && ended.State == state, nil
	}
	j.State, j.Ended, j.Doing, j.Fault = state, now(), "", o.Fault
	j.Version++
	if o.Fault == nil {
		j.Progress, j.Bytes = 1, int64(len(o.Result))
		s.results[j.ID] = o.Result
	}
	return true, nil
}

func (s *ram) HandBack(ctx context.Context, c store.Claim, spent bool) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if j := s.held(c); j != nil {
		j.State, j.Worker, j.Lease, j.Started, j.Progress, j.Doing = store.JobQueued, "", time.Time{}, time.Time{}, 0, ""
		j.Version++
		if !spent {
			j.Attempts--
		}
	}
	return nil
}

func (s *ram) Cancel(ctx context.Context, id string) (store.Job, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return store.Job{}, err
	}
	defer leave()
	j := s.find(id)
	switch {
	case j == nil:
		return store.Job{}, store.NoJob(id)
	case j.State == store.JobDone || j.State == store.JobFailed:
		return store.Job{}, store.JobEnded(*j)
	case j.State != store.JobCancelled:
		j.State, j.Ended, j.Doing = store.JobCancelled, now(), ""
		j.Version++
	}
	return *j, nil
}

func (s *ram) Job(ctx context.Context, id string) (store.Job, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return store.Job{}, err
	}
	defer leave()
	if j := s.find(id); j != nil {
		return *j, nil
	}
	return store.Job{}, store.NoJob(id)
}

func (s *ram) JobResult(ctx context.Context, id string) ([]byte, error) {
	j, err := s.Job(ctx, id)
	if err != nil {
		return nil, err
	}
	if j.State != store.JobDone {
		return nil, store.NoResult(j)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.results[id], nil
}

func (s *ram) ListJobs(ctx context.Context, f store.JobFilter) ([]store.Job, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	list := []store.Job{}
	for _, j := range slices.Backward(s.jobs) {
		if len(list) < f.Limit && (f.Asker == "" || f.Asker == j.Asker) && (f.Network == "" || f.Network == j.Network) &&
			(f.State == "" || f.State == j.State) && (f.Before == 0 || j.Number < f.Before) {
			list = append(list, *j)
		}
	}
	return list, nil
}

func (s *ram) SweepJobs(ctx context.Context, r store.Retention) (int, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	ended := slices.DeleteFunc(slices.Clone(s.jobs), func(j *store.Job) bool { return !j.State.Ended() })
	slices.SortFunc(ended, func(a, b *store.Job) int { return cmp.Or(b.Ended.Compare(a.Ended), cmp.Compare(b.Number, a.Number)) })
	held := int64(0)
	return s.drop(func(j *store.Job) bool {
		i := slices.Index(ended, j)
		if i < 0 {
			return false
		}
		held = 0
		for _, e := range ended[:i+1] {
			held += e.Bytes
		}
		return i >= r.Jobs || held > r.Bytes || time.Since(j.Ended) >= r.Age
	}), nil
}

func (s *ram) drop(which func(*store.Job) bool) int {
	before := len(s.jobs)
	s.jobs = slices.DeleteFunc(s.jobs, which)
	return before - len(s.jobs)
}

func (s *ram) ForgetJobs(ctx context.Context, network string) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	s.drop(func(j *store.Job) bool { return j.Network == network })
	return nil
}
