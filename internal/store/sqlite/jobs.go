package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/sillat/sillat/internal/store"
)

var _ store.Jobs = (*Store)(nil)

// clock is the store's own time in milliseconds, in SQL. It stands still during a statement.
const clock = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"

const jobColumns = `number, id, key, asker, analysis, network, revision, arguments, memory, state, progress, doing, version,
	created, started, ended, worker, lease, fence, attempts, bytes, fault`

// claimable is the condition that a job may be claimed: it waits, or the lease of its worker ran out.
const claimable = "(state = 'queued' OR state = 'running' AND lease <= " + clock + ")"

// Enqueue adds a job unless one with its key is alive.
func (s *Store) Enqueue(ctx context.Context, j store.Job, most store.QueueLimits) (job store.Job, added bool, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		added = false
		job, err = oneJob(tx.QueryRowContext(ctx, "SELECT "+jobColumns+" FROM jobs WHERE key = ? AND state IN ('queued', 'running', 'done')", j.Key))
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var all, his int
		waiting := "SELECT count(*), coalesce(sum(asker = ?), 0) FROM jobs WHERE state = 'queued'"
		if err := tx.QueryRowContext(ctx, waiting, j.Asker).Scan(&all, &his); err != nil {
			return err
		}
		if err := store.QueueFull(all, his, most); err != nil {
			return err
		}
		job, err = oneJob(tx.QueryRowContext(ctx, `
			INSERT INTO jobs (id, key, asker, analysis, network, revision, arguments, memory, state, created)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', `+clock+`) RETURNING `+jobColumns,
			uuid.NewString(), j.Key, j.Asker, j.Analysis, j.Network, j.Revision, j.Arguments, j.Memory))
		added = err == nil
		return err
	})
	if err != nil {
		return store.Job{}, false, err
	}
	return job, added, nil
}

// nextJob chooses among the claimable jobs by whose turn it is.
const nextJob = `
	WITH waiting AS (SELECT number, asker, memory FROM jobs WHERE ` + claimable + ` AND memory <= ?)
	SELECT w.number, w.memory FROM waiting w
	WHERE w.number = (SELECT min(o.number) FROM waiting o WHERE o.asker = w.asker)
	ORDER BY (SELECT count(*) FROM jobs r WHERE r.asker = w.asker AND r.state = 'running' AND r.lease > ` + clock + `),
		(SELECT coalesce(max(r.turn), 0) FROM jobs r WHERE r.asker = w.asker), w.number
	LIMIT 1`

// Claim gives the worker the next job in turn.
func (s *Store) Claim(ctx context.Context, t store.Terms) (*store.Job, error) {
	// Looking takes no lock, so workers with nothing to do do not stand in the way of imports.
	some := false
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM jobs WHERE "+claimable+")").Scan(&some)
	})
	if err != nil || !some {
		return nil, err
	}
	exhausted, err := store.FaultText(t.Exhausted)
	if err != nil {
		return nil, err
	}
	var claimed *store.Job
	err = s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE jobs SET state = 'failed', fault = ?, ended = "+clock+", version = version + 1 "+
			"WHERE state = 'running' AND lease <= "+clock+" AND attempts >= ?", exhausted, t.Attempts)
		if err != nil {
			return err
		}
		var number, memory int64
		err = tx.QueryRowContext(ctx, nextJob, t.Memory).Scan(&number, &memory)
		if errors.Is(err, sql.ErrNoRows) || err == nil && memory > t.Room {
			return nil
		}
		if err != nil {
			return err
		}
		job, err := oneJob(tx.QueryRowContext(ctx, `
			UPDATE jobs SET state = 'running', worker = ?, lease = `+clock+` + ?, fence = fence + 1, attempts = attempts + 1, started = `+clock+`,
				progress = 0, doing = '', version = version + 1, turn = (SELECT max(turn) FROM jobs) + 1
			WHERE number = ? RETURNING `+jobColumns, t.Worker, t.Lease.Milliseconds(), number))
		claimed = &job
		return err
	})
	if err != nil {
		return nil, err
	}
	return claimed, nil
}

// Renew prolongs a claim and notes how far the work is.
func (s *Store) Renew(ctx context.Context, c store.Claim, progress float64, doing string, lease time.Duration) (bool, error) {
	return s.changeJob(ctx, `
		UPDATE jobs SET version = version + (progress <> ? OR doing <> ?), progress = ?, doing = ?, lease = `+clock+` + ?
		WHERE id = ? AND fence = ? AND state = 'running'`,
		progress, doing, progress, doing, lease.Milliseconds(), c.ID, c.Fence)
}

// Finish ends a job as done or failed. The last condition lets whose answer was lost ask again.
func (s *Store) Finish(ctx context.Context, c store.Claim, o store.Outcome) (bool, error) {
	text, err := store.FaultText(o.Fault)
	if err != nil {
		return false, err
	}
	state, share := store.JobDone, "1"
	if o.Fault != nil {
		state, share, o.Result = store.JobFailed, "progress", nil
	}
	return s.changeJob(ctx, `
		UPDATE jobs SET version = version + (state = 'running'), ended = iif(state = 'running', `+clock+`, ended), state = ?, fault = ?,
			result = ?, bytes = ?, progress = `+share+`, doing = ''
		WHERE id = ? AND fence = ? AND (state = 'running' OR state = ?)`,
		state, text, o.Result, len(o.Result), c.ID, c.Fence, state)
}

// HandBack puts a job back to its place in the queue.
func (s *Store) HandBack(ctx context.Context, c store.Claim, spent bool) error {
	_, err := s.changeJob(ctx, `
		UPDATE jobs SET state = 'queued', worker = '', lease = 0, progress = 0, doing = '', started = 0, version = version + 1, attempts = attempts - ?
		WHERE id = ? AND fence = ? AND state = 'running'`, !spent, c.ID, c.Fence)
	return err
}

// changeJob runs one statement and reports whether it changed anything.
func (s *Store) changeJob(ctx context.Context, statement string, args ...any) (changed bool, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		changed = n > 0
		return err
	})
	return changed && err == nil, err
}

// Cancel ends a job that is queued or running.
func (s *Store) Cancel(ctx context.Context, id string) (job store.Job, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE jobs SET state = 'cancelled', ended = "+clock+", doing = '', version = version + 1 "+
			"WHERE id = ? AND state IN ('queued', 'running')", id)
		if err != nil {
			return err
		}
		job, err = findJob(ctx, tx, id)
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
	err = s.read(ctx, func(tx *sql.Tx) error {
		job, err = findJob(ctx, tx, id)
		return err
	})
	return job, err
}

// JobResult returns the result of a job that is done.
func (s *Store) JobResult(ctx context.Context, id string) (result []byte, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		job, err := findJob(ctx, tx, id)
		if err != nil {
			return err
		}
		if job.State != store.JobDone {
			return store.NoResult(job)
		}
		return tx.QueryRowContext(ctx, "SELECT result FROM jobs WHERE id = ?", id).Scan(&result)
	})
	return result, err
}

// ListJobs lists jobs, the newest first.
func (s *Store) ListJobs(ctx context.Context, f store.JobFilter) ([]store.Job, error) {
	list := []store.Job{}
	where, args := []string{"TRUE"}, []any{}
	only := func(condition string, value any, is bool) {
		if is {
			where, args = append(where, condition), append(args, value)
		}
	}
	only("asker = ?", f.Asker, f.Asker != "")
	only("network = ?", f.Network, f.Network != "")
	only("state = ?", f.State, f.State != "")
	only("number < ?", f.Before, f.Before > 0)
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+jobColumns+" FROM jobs WHERE "+strings.Join(where, " AND ")+
			" ORDER BY number DESC LIMIT ?", append(args, f.Limit)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			job, err := oneJob(rows)
			if err != nil {
				return err
			}
			list = append(list, job)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// SweepJobs removes ended jobs that are too many, too large together or too old.
func (s *Store) SweepJobs(ctx context.Context, r store.Retention) (removed int, err error) {
	const surplus = `
		SELECT number FROM (
			SELECT number, ended, row_number() OVER latest AS place, sum(bytes) OVER latest AS held
			FROM jobs WHERE state IN ('done', 'failed', 'cancelled')
			WINDOW latest AS (ORDER BY ended DESC, number DESC ROWS UNBOUNDED PRECEDING))
		WHERE place > ? OR held > ? OR ended <= ` + clock + ` - ?`
	terms := []any{r.Jobs, r.Bytes, r.Age.Milliseconds()}
	some := false
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS ("+surplus+")", terms...).Scan(&some)
	})
	if err != nil || !some {
		return 0, err
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		gone, err := tx.ExecContext(ctx, "DELETE FROM jobs WHERE number IN ("+surplus+")", terms...)
		if err != nil {
			return err
		}
		n, err := gone.RowsAffected()
		removed = int(n)
		return err
	})
	return removed, err
}

// ForgetJobs removes every job on a network.
func (s *Store) ForgetJobs(ctx context.Context, network string) error {
	_, err := s.changeJob(ctx, "DELETE FROM jobs WHERE network = ?", network)
	return err
}

func findJob(ctx context.Context, tx *sql.Tx, id string) (store.Job, error) {
	job, err := oneJob(tx.QueryRowContext(ctx, "SELECT "+jobColumns+" FROM jobs WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return store.Job{}, store.NoJob(id)
	}
	return job, err
}

// oneJob scans the columns of jobColumns.
func oneJob(row interface{ Scan(...any) error }) (j store.Job, err error) {
	var created, started, ended, lease int64
	var text string
	err = row.Scan(&j.Number, &j.ID, &j.Key, &j.Asker, &j.Analysis, &j.Network, &j.Revision, &j.Arguments, &j.Memory, &j.State, &j.Progress, &j.Doing, &j.Version,
		&created, &started, &ended, &j.Worker, &lease, &j.Fence, &j.Attempts, &j.Bytes, &text)
	if err != nil {
		return store.Job{}, err
	}
	j.Created, j.Started, j.Ended, j.Lease = moment(created), moment(started), moment(ended), moment(lease)
	j.Fault, err = store.FaultIn(text)
	return j, err
}

// moment is a time from milliseconds; 0 is no time.
func moment(milliseconds int64) time.Time {
	if milliseconds == 0 {
		return time.Time{}
	}
	return time.UnixMilli(milliseconds).UTC()
}
