package neo4j

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/sillat/sillat/internal/store"
)

var _ store.Jobs = (*Store)(nil)

// Jobs are (:Job) nodes. What says whose turn it is, the order of asking and of claiming, hangs on one (:JobQueue) node; asking and
// claiming begin by locking it. Everything else locks the job alone. Setting a property locks a node, so what a statement reads
// after that cannot be changed by anybody else. Moments are the server's, in milliseconds since 1970.

// lockQueue is the first statement of every transaction that adds or claims.
const lockQueue = `
MERGE (q:JobQueue {name: 'jobs'})
ON CREATE SET q.number = 0, q.turn = 0
SET q.asked = timestamp()`

// jobFields are the properties of a job, in the order of jobIn. live is the key while the job may still lead to a result or has.
const jobFields = ` j.number, j.id, j.key, j.asker, j.analysis, j.about, j.revision, j.arguments, j.memory, j.state, j.progress, j.doing, j.version,
	j.created, j.started, j.ended, j.worker, j.lease, j.fence, j.attempts, j.bytes, j.fault`

// lockJob finds one job by its id and locks it.
const lockJob = "MATCH (j:Job {id: $id}) SET j.asked = timestamp() WITH j "

// claimed is the condition that a claim still holds.
const claimed = "WHERE j.fence = $fence AND j.state = 'running' "

func claimParams(c store.Claim) map[string]any { return map[string]any{"id": c.ID, "fence": c.Fence} }

// Enqueue adds a job unless one with its key is alive.
func (s *Store) Enqueue(ctx context.Context, j store.Job, most store.QueueLimits) (job store.Job, added bool, err error) {
	id := uuid.NewString()
	err = s.write(ctx, func(tx transaction) error {
		added = false
		if _, err := tx.one(lockQueue, nil); err != nil {
			return err
		}
		v, err := tx.one("MATCH (j:Job {live: $key}) RETURN"+jobFields, map[string]any{"key": j.Key})
		if err != nil {
			return err
		}
		if v != nil {
			job, err = jobIn(v)
			added = job.ID == id // stored by an attempt before, whose answer was lost
			return err
		}
		v, err = tx.one("MATCH (j:Job {state: 'queued'}) RETURN count(j), count(CASE WHEN j.asker = $asker THEN 1 END)", map[string]any{"asker": j.Asker})
		if err != nil {
			return err
		}
		if err := store.QueueFull(numberIn(v[0]), numberIn(v[1]), most); err != nil {
			return err
		}
		v, err = tx.one(`
			MATCH (q:JobQueue {name: 'jobs'}) SET q.number = q.number + 1
			CREATE (j:Job {number: q.number, id: $id, key: $key, live: $key, asker: $asker, analysis: $analysis, about: $network, revision: $revision,
				arguments: $arguments, memory: $memory, state: 'queued', progress: 0.0, doing: '', version: 1, created: timestamp(), started: 0, ended: 0,
				worker: '', lease: 0, fence: 0, attempts: 0, turn: 0, bytes: 0, fault: ''})
			RETURN`+jobFields, map[string]any{
			"id": id, "key": j.Key, "asker": j.Asker, "analysis": j.Analysis, "network": j.Network, "revision": int64(j.Revision),
			"arguments": j.Arguments, "memory": j.Memory,
		})
		if err != nil {
			return err
		}
		job, err = jobIn(v)
		added = true
		return err
	})
	if err != nil {
		return store.Job{}, false, err
	}
	return job, added, nil
}

const (
	someClaimable = `
MATCH (j:Job) WHERE j.state IN ['queued', 'running'] AND (j.state = 'queued' OR j.lease <= timestamp())
RETURN 1 LIMIT 1`

	failExhausted = `
MATCH (j:Job {state: 'running'}) WHERE j.lease <= timestamp() AND j.attempts >= $attempts
SET j.asked = timestamp()
WITH j WHERE j.state = 'running' AND j.lease <= timestamp() AND j.attempts >= $attempts
SET j.state = 'failed', j.fault = $fault, j.ended = timestamp(), j.version = j.version + 1, j.live = null`

	// nextJob chooses among the claimable jobs by whose turn it is.
	nextJob = `
MATCH (w:Job) WHERE w.state IN ['queued', 'running'] AND (w.state = 'queued' OR w.lease <= timestamp()) AND w.memory <= $most
WITH w.asker AS asker, min(w.number) AS number
OPTIONAL MATCH (r:Job {asker: asker})
WITH asker, number, count(CASE WHEN r.state = 'running' AND r.lease > timestamp() THEN 1 END) AS running, max(r.turn) AS served
ORDER BY running, served, number LIMIT 1
MATCH (j:Job {number: number}) RETURN j.id, j.memory`

	claimJob = lockJob + `WHERE j.state = 'queued' OR j.state = 'running' AND j.lease <= timestamp()
MATCH (q:JobQueue {name: 'jobs'}) SET q.turn = q.turn + 1
SET j.state = 'running', j.worker = $worker, j.lease = timestamp() + $lease, j.fence = j.fence + 1, j.attempts = j.attempts + 1, j.started = timestamp(),
	j.progress = 0.0, j.doing = '', j.version = j.version + 1, j.turn = q.turn
RETURN` + jobFields
)

// Claim gives the worker the next job in turn.
func (s *Store) Claim(ctx context.Context, t store.Terms) (*store.Job, error) {
	some := false
	err := s.read(ctx, func(tx transaction) error {
		v, err := tx.one(someClaimable, nil)
		some = v != nil
		return err
	})
	if err != nil || !some {
		return nil, err
	}
	exhausted, err := store.FaultText(t.Exhausted)
	if err != nil {
		return nil, err
	}
	var got *store.Job
	err = s.write(ctx, func(tx transaction) error {
		got = nil
		if _, err := tx.one(lockQueue, nil); err != nil {
			return err
		}
		if _, err := tx.one(failExhausted, map[string]any{"attempts": int64(t.Attempts), "fault": exhausted}); err != nil {
			return err
		}
		for {
			next, err := tx.one(nextJob, map[string]any{"most": t.Memory})
			if err != nil || next == nil || next[1].(int64) > t.Room {
				return err
			}
			v, err := tx.one(claimJob, map[string]any{"id": next[0], "worker": t.Worker, "lease": t.Lease.Milliseconds()})
			if err != nil {
				return err
			}
			if v == nil {
				continue // it was cancelled, renewed or ended since it was chosen
			}
			job, err := jobIn(v)
			got = &job
			return err
		}
	})
	if err != nil {
		return nil, err
	}
	return got, nil
}

// Renew prolongs a claim and notes how far the work is.
func (s *Store) Renew(ctx context.Context, c store.Claim, progress float64, doing string, lease time.Duration) (bool, error) {
	params := claimParams(c)
	params["progress"], params["doing"], params["lease"] = progress, doing, lease.Milliseconds()
	return s.changeJob(ctx, lockJob+claimed+`
		SET j.version = j.version + CASE WHEN j.progress <> $progress OR j.doing <> $doing THEN 1 ELSE 0 END
		SET j.progress = $progress, j.doing = $doing, j.lease = timestamp() + $lease
		RETURN 1`, params)
}

// Finish ends a job as done or failed. Whoever asks again, because the answer was lost, is told the same.
func (s *Store) Finish(ctx context.Context, c store.Claim, o store.Outcome) (bool, error) {
	text, err := store.FaultText(o.Fault)
	if err != nil {
		return false, err
	}
	params := claimParams(c)
	params["state"], params["fault"], params["result"], params["bytes"] = string(store.JobDone), text, o.Result, int64(len(o.Result))
	ending := "SET j.live = j.key, j.progress = 1.0, j.result = $result, j.bytes = $bytes "
	if o.Fault != nil {
		params["state"] = string(store.JobFailed)
		ending = "SET j.live = null "
	}
	return s.changeJob(ctx, lockJob+`WHERE j.fence = $fence AND j.state IN ['running', $state]
		WITH j, CASE WHEN j.state = 'running' THEN timestamp() ELSE j.ended END AS ended, CASE WHEN j.state = 'running' THEN 1 ELSE 0 END AS step
		SET j.state = $state, j.fault = $fault, j.ended = ended, j.version = j.version + step, j.doing = ''
		`+ending+`RETURN 1`, params)
}

// HandBack puts a job back to its place in the queue.
func (s *Store) HandBack(ctx context.Context, c store.Claim, spent bool) error {
	params := claimParams(c)
	params["refund"] = int64(1)
	if spent {
		params["refund"] = int64(0)
	}
	_, err := s.changeJob(ctx, lockJob+claimed+`
		SET j.state = 'queued', j.worker = '', j.lease = 0, j.progress = 0.0, j.doing = '', j.started = 0, j.version = j.version + 1,
			j.attempts = j.attempts - $refund
		RETURN 1`, params)
	return err
}

// changeJob runs one statement that returns a row when it changed something.
func (s *Store) changeJob(ctx context.Context, statement string, params map[string]any) (changed bool, err error) {
	err = s.write(ctx, func(tx transaction) error {
		v, err := tx.one(statement, params)
		changed = v != nil
		return err
	})
	return changed && err == nil, err
}

// Cancel ends a job that is queued or running.
func (s *Store) Cancel(ctx context.Context, id string) (job store.Job, err error) {
	err = s.write(ctx, func(tx transaction) error {
		_, err := tx.one(lockJob+`WHERE j.state IN ['queued', 'running']
			SET j.state = 'cancelled', j.ended = timestamp(), j.doing = '', j.version = j.version + 1, j.live = null`, map[string]any{"id": id})
		if err != nil {
			return err
		}
		job, err = tx.job(id)
		if err == nil && job.State != store.JobCancelled {
			return store.JobEnded(job)
		}
		return err
	})
	if err != nil {
		return store.Job{}, err
	}
	return job, nil
}

// Job returns one job.
func (s *Store) Job(ctx context.Context, id string) (job store.Job, err error) {
	err = s.read(ctx, func(tx transaction) error {
		job, err = tx.job(id)
		return err
	})
	return job, err
}

// JobResult returns the result of a job that is done.
func (s *Store) JobResult(ctx context.Context, id string) (result []byte, err error) {
	err = s.read(ctx, func(tx transaction) error {
		result = nil
		job, err := tx.job(id)
		if err != nil {
			return err
		}
		if job.State != store.JobDone {
			return store.NoResult(job)
		}
		v, err := tx.one("MATCH (j:Job {id: $id}) RETURN j.result", map[string]any{"id": id})
		if err == nil && v != nil {
			result, _ = v[0].([]byte)
		}
		return err
	})
	return result, err
}

// ListJobs lists jobs, the newest first.
func (s *Store) ListJobs(ctx context.Context, f store.JobFilter) (list []store.Job, err error) {
	query := "MATCH (j:Job) WHERE j.number > 0 "
	params := map[string]any{"limit": int64(f.Limit)}
	only := func(condition, name string, value any, is bool) {
		if is {
			query, params[name] = query+"AND "+condition+" ", value
		}
	}
	only("j.asker = $asker", "asker", f.Asker, f.Asker != "")
	only("j.about = $network", "network", f.Network, f.Network != "")
	only("j.state = $state", "state", string(f.State), f.State != "")
	only("j.number < $before", "before", f.Before, f.Before > 0)
	err = s.read(ctx, func(tx transaction) error {
		list = []store.Job{}
		return tx.each(query+"RETURN"+jobFields+" ORDER BY j.number DESC LIMIT $limit", params, func(v []any) error {
			job, err := jobIn(v)
			list = append(list, job)
			return err
		})
	})
	return list, err
}

// SweepJobs removes ended jobs that are too many, too large together or too old.
func (s *Store) SweepJobs(ctx context.Context, r store.Retention) (removed int, err error) {
	var surplus []any
	err = s.read(ctx, func(tx transaction) error {
		surplus = nil
		place, held := 0, int64(0)
		return tx.each(`
			MATCH (j:Job) WHERE j.state IN ['done', 'failed', 'cancelled']
			RETURN j.id, j.bytes, timestamp() - j.ended AS age ORDER BY j.ended DESC, j.number DESC`, nil, func(v []any) error {
			place++
			held += v[1].(int64)
			if place > r.Jobs || held > r.Bytes || v[2].(int64) >= r.Age.Milliseconds() {
				surplus = append(surplus, v[0])
			}
			return nil
		})
	})
	if err != nil || len(surplus) == 0 {
		return 0, err
	}
	err = s.write(ctx, func(tx transaction) error {
		v, err := tx.one("MATCH (j:Job) WHERE j.id IN $ids DELETE j RETURN count(j)", map[string]any{"ids": surplus})
		if err == nil {
			removed = numberIn(v[0])
		}
		return err
	})
	return removed, err
}

// ForgetJobs removes every job on a network.
func (s *Store) ForgetJobs(ctx context.Context, network string) error {
	return s.run(ctx, "MATCH (j:Job {about: $network}) DELETE j", map[string]any{"network": network})
}

func (t transaction) job(id string) (store.Job, error) {
	v, err := t.one("MATCH (j:Job {id: $id}) RETURN"+jobFields, map[string]any{"id": id})
	if err != nil {
		return store.Job{}, err
	}
	if v == nil {
		return store.Job{}, store.NoJob(id)
	}
	return jobIn(v)
}

// jobIn is a job from the values of jobFields.
func jobIn(v []any) (j store.Job, err error) {
	whole := func(i int) int64 { n, _ := v[i].(int64); return n }
	j = store.Job{
		Number: whole(0), ID: textIn(v[1]), Key: textIn(v[2]), Asker: textIn(v[3]), Analysis: textIn(v[4]), Network: textIn(v[5]), Revision: numberIn(v[6]),
		Arguments: textIn(v[7]), Memory: whole(8), State: store.JobState(textIn(v[9])), Doing: textIn(v[11]), Version: whole(12),
		Created: millisecondsIn(v[13]), Started: millisecondsIn(v[14]), Ended: millisecondsIn(v[15]), Worker: textIn(v[16]), Lease: millisecondsIn(v[17]),
		Fence: whole(18), Attempts: numberIn(v[19]), Bytes: whole(20),
	}
	j.Progress, _ = v[10].(float64)
	j.Fault, err = store.FaultIn(textIn(v[21]))
	return j, err
}

// millisecondsIn is a moment from milliseconds; 0 is no time.
func millisecondsIn(v any) time.Time {
	n, _ := v.(int64)
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}
