package neo4j

import (
	"context"
	"errors"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

// transaction is one attempt at a transaction. Its errors are the driver's own and must be returned unwrapped, because by them the
// driver knows whether another attempt may succeed.
type transaction struct {
	ctx context.Context
	driver.ManagedTransaction
}

// each hands the values of every record to take.
func (t transaction) each(query string, params map[string]any, take func(values []any) error) error {
	result, err := t.Run(t.ctx, query, params)
	if err != nil {
		return err
	}
	var record *driver.Record
	for result.NextRecord(t.ctx, &record) {
		if err := take(record.Values); err != nil {
			return err
		}
	}
	return result.Err()
}

// one returns the values of the last record, nil when there is none.
func (t transaction) one(query string, params map[string]any) (values []any, err error) {
	err = t.each(query, params, func(v []any) error { values = v; return nil })
	return values, err
}

// read runs f in a transaction that only reads. f may run again, so it begins by forgetting what it gathered.
func (s *Store) read(ctx context.Context, f func(transaction) error) error {
	return s.explain(ctx, s.attempt(ctx, driver.AccessModeRead, f))
}

// glance returns the values of the last record of a statement that only reads, nil when there is none, in one exchange with the server
// where a transaction takes three. Every request of a service begins with some. What fails is done again as read does it.
func (s *Store) glance(ctx context.Context, query string, params map[string]any) (values []any, err error) {
	limited, cancel := context.WithTimeout(ctx, s.limits.call)
	defer cancel()
	if values, err = s.once(limited, query, params); err != nil {
		err = s.attempt(limited, driver.AccessModeRead, func(tx transaction) error {
			values, err = tx.one(query, params)
			return err
		})
	}
	return values, s.explain(ctx, err)
}

// once is a glance that is not tried again.
func (s *Store) once(ctx context.Context, query string, params map[string]any) (values []any, err error) {
	if s.closed.Load() {
		return nil, errClosed
	}
	session := s.session(ctx, driver.AccessModeRead)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // what it did is known by now
	result, err := session.Run(ctx, query, params, driver.WithTxTimeout(s.limits.call))
	if err != nil {
		return nil, err
	}
	var record *driver.Record
	for result.NextRecord(ctx, &record) {
		values = record.Values
	}
	return values, result.Err()
}

// write runs f in a transaction: all of it is stored or nothing. f may run again.
func (s *Store) write(ctx context.Context, f func(transaction) error) error {
	return s.explain(ctx, s.attempt(ctx, driver.AccessModeWrite, f))
}

// attempt runs f in a transaction, as often as the driver thinks that it is worth while and the limit allows.
func (s *Store) attempt(ctx context.Context, mode driver.AccessMode, f func(transaction) error) error {
	if s.closed.Load() {
		return errClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.limits.call)
	defer cancel()
	session := s.session(ctx, mode)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // what it did is known by now
	work := func(tx driver.ManagedTransaction) (any, error) { return nil, f(transaction{ctx, tx}) }
	var err error
	if mode == driver.AccessModeRead {
		_, err = session.ExecuteRead(ctx, work, driver.WithTxTimeout(s.limits.call))
	} else {
		_, err = session.ExecuteWrite(ctx, work, driver.WithTxTimeout(s.limits.call))
	}
	if _, is := errors.AsType[*fault.Error](err); err != nil && !is && late(ctx) {
		return errSlow
	}
	return err
}

// late reports whether the time limit has passed. The context itself may say so a moment later, and in that moment the driver takes what
// it could not read for zeros, so what it says then means nothing.
func late(ctx context.Context) bool {
	limit, is := ctx.Deadline()
	return is && !time.Now().Before(limit)
}

// session shares one memory of what was written with all others of the store, so that on a cluster, too, whoever wrote reads it.
func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.address.database, BookmarkManager: s.driver.ExecuteQueryBookmarkManager(),
	})
}
