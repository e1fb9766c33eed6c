package store

import (
	"context"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// Jobs is a Store that also keeps background work, for any number of processes that share it. All times are the store's own, so the
// clocks of the processes need not agree.
//
// A job is claimed by one worker at a time, with a lease. Whoever claims it next, because the lease ran out, is given a higher
// Fence; from then on nothing that the worker before says is heard. Its methods fail as those of Store do; a job that does not
// exist is a fault.NotFound.
type Jobs interface {
	// Enqueue adds a job as queued and returns it with added true. When one with the same Key is queued, running or done, that
	// one is returned with added false. Of j count Key, Asker, Analysis, Network, Revision, Arguments and Memory. A
	// queue that is full is a fault.Unavailable, one that holds as many jobs of this asker as he may have a fault.TooMany.
	Enqueue(ctx context.Context, j Job, most QueueLimits) (job Job, added bool, err error)

	// Claim gives the worker the next job in turn, running, or nil when there is none for it: queued ones and those whose lease ran
	// out. Askers take turns: the one with the fewest running jobs is next, of several the one served longest ago, and
	// each one's jobs go in the order of asking. A job that needs more memory than t.Memory is left to other workers; one that is next
	// and needs more than t.Room is waited for. Jobs whose lease ran out at their last attempt fail with t.Exhausted.
	Claim(ctx context.Context, t Terms) (*Job, error)

	// Renew prolongs a claim and notes how far the work is. It reports false when the job is no longer the claimant's to do.
	Renew(ctx context.Context, c Claim, progress float64, doing string, lease time.Duration) (held bool, err error)

	// Finish ends a job as done with a result, or as failed when o.Fault is set. It reports false, and changes nothing, when the job is
	// no longer the claimant's. Finishing again with the same claim is harmless.
	Finish(ctx context.Context, c Claim, o Outcome) (held bool, err error)

	// HandBack puts a job back to its place in the queue. With spent false the attempt does not count. A claim that was lost is left.
	HandBack(ctx context.Context, c Claim, spent bool) error

	// Cancel ends a job that is queued or running and returns it. One that was cancelled before is returned as it is; one that is done
	// or failed is a fault.Conflict.
	Cancel(ctx context.Context, id string) (Job, error)

	// Job returns one job.
	Job(ctx context.Context, id string) (Job, error)

	// JobResult returns the result of a job that is done, as it was given. A job without one is a fault.Conflict.
	JobResult(ctx context.Context, id string) ([]byte, error)

	// ListJobs lists jobs, the newest first.
	ListJobs(ctx context.Context, f JobFilter) ([]Job, error)

	// SweepJobs removes ended jobs until what is left keeps within r, the longest ended first, and returns how many it removed.
	SweepJobs(ctx context.Context, r Retention) (int, error)

	// ForgetJobs removes every job on a network with its result; work under way loses its claim.
	ForgetJobs(ctx context.Context, network string) error
}

// JobState says where a job is in its life.
type JobState string

// The states. The last three are the ends.
const (
	JobQueued    JobState = "queued"
	JobRunning   JobState = "running"
	JobDone      JobState = "done"
	JobFailed    JobState = "failed"
	JobCancelled JobState = "cancelled"
)

// Ended reports whether nothing more happens to a job.
func (s JobState) Ended() bool { return s == JobDone || s == JobFailed || s == JobCancelled }

// Job is one piece of background work.
type Job struct {
	ID        string
	Number    int64  // in the order of asking, from 1
	Key       string // what tells its work from all other work
	Asker     string // who asked first
	Analysis  string
	Network   string
	Revision  int
	Arguments string // canonical JSON
	Memory    int64  // bytes it is thought to need

	State    JobState
	Progress float64 // 0–1
	Doing    string  // a word for what is being done
	Version  int64   // how often the job changed

	Created, Started, Ended time.Time // UTC, whole milliseconds; zero: not yet

	Worker   string    // the last that claimed it
	Lease    time.Time // until when the claim holds
	Fence    int64     // how often it was claimed
	Attempts int       // claims that count
	Bytes    int64     // of the result

	Fault *fault.Error // why it failed
}

// Claim is the right of a worker to a job.
type Claim struct {
	ID    string
	Fence int64
}

// Claim is the right of the worker that claimed the job last.
func (j Job) Claim() Claim { return Claim{j.ID, j.Fence} }

// QueueLimits bound how many jobs may wait.
type QueueLimits struct {
	All   int // of everybody
	Asker int // of one asker
}

// Terms are what a worker claims on.
type Terms struct {
	Worker    string
	Lease     time.Duration // 0 and less: the claim has run out at once
	Attempts  int           // a job that was claimed so often without an end fails
	Exhausted *fault.Error  // why it fails then
	Memory    int64         // bytes that the worker's machine may use at all
	Room      int64         // bytes of them that are free now
}

// Outcome is how work ended.
type Outcome struct {
	Result []byte
	Fault  *fault.Error // nil: it is done
}

// JobFilter chooses jobs. Empty fields choose all.
type JobFilter struct {
	Asker   string
	Network string
	State   JobState
	Before  int64 // only jobs with a lower Number; 0: from the newest
	Limit   int   // at most so many
}

// Retention is what may be left of ended jobs. The jobs that ended last stay.
type Retention struct {
	Jobs  int           // how many
	Bytes int64         // of results
	Age   time.Duration // since the end
}

// NoJob is the fault for an id that no job has.
func NoJob(id string) error {
	return fault.New(fault.NotFound, "there is no job %q; it may be so long ago that its result was let go: ask again", id)
}

// NoResult is the fault for a job that has no result.
func NoResult(j Job) error {
	return fault.New(fault.Conflict, "job %s is %s and has no result; expected a job that is done", j.ID, j.State)
}

// JobEnded is the fault for cancelling a job that is done or failed.
func JobEnded(j Job) error {
	return fault.New(fault.Conflict, "job %s is %s already; only a job that is queued or running can be cancelled", j.ID, j.State)
}

// QueueFull is the fault for a job too many, nil while there is a place for it: all and his are how many wait.
func QueueFull(all, his int, most QueueLimits) error {
	switch {
	case all >= most.All:
		return fault.New(fault.Unavailable, "%d jobs wait already, which is as many as the queue takes; try again when some are done", all)
	case his >= most.Asker:
		return fault.New(fault.TooMany, "%d of your jobs wait already, which is as many as one may have; try again when some are done, or cancel one", his)
	}
	return nil
}
