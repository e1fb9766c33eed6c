// Package sqlite keeps networks in one SQLite file: pure Go, no server, the default store.
//
// The tables hold versions of records (see migrations). A change closes the rows that it replaces and adds new ones, in one
// transaction, so a reader sees a revision whole or not at all, and so does whoever opens the file after a crash.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver named "sqlite"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// lockWait is how long a change waits for another process to finish its own: longer than the largest import that we measure.
const lockWait = 60 * time.Second

// Store is a store.Store in one file.
type Store struct {
	path    string
	db      *sql.DB
	closed  atomic.Bool
	writing chan struct{} // holds one token while a change is under way, so that waiting changes heed their contexts

	// What every request of a service asks first; understood once, because that takes longer than the answer.
	findNetwork, findDocument *sql.Stmt
}

var _ store.Store = (*Store)(nil)

// Open opens the file at path, or makes it together with its folder. A file that is not a Sillat store, or that a newer
// Sillat wrote, is a fault.Invalid and is left as it is; a file that cannot be reached or is damaged is fault.Unavailable.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, lockWait)
}

func open(ctx context.Context, path string, wait time.Duration) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fault.New(fault.Unavailable, "the folder of the store cannot be made: %v; choose another place with --store sqlite:PATH", err)
	}
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", address(path, settings(wait)))
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	db.SetMaxIdleConns(4)
	s := &Store{path: path, db: db, writing: make(chan struct{}, 1)}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(s.explain(ctx, err), db.Close())
	}
	if s.findNetwork, err = db.PrepareContext(ctx, selectNetwork); err == nil {
		s.findDocument, err = db.PrepareContext(ctx, selectDocument)
	}
	if err != nil {
		return nil, errors.Join(s.explain(ctx, err), db.Close())
	}
	return s, nil
}

// settings are the store's own. Pragmas belong to a connection, so they stand in the address and not in a statement.
func settings(wait time.Duration) url.Values {
	return url.Values{
		"_txlock": {"immediate"}, // a change takes its lock first, so that two never work from the same state
		"_pragma": {
			"busy_timeout(" + strconv.FormatInt(wait.Milliseconds(), 10) + ")",
			"journal_mode(WAL)",  // readers go on reading the old revision during an import
			"synchronous(FULL)",  // an acknowledged import survives a power cut; one sync per import costs nothing
			"secure_delete(ON)",  // erased persons leave no bytes behind
			"cache_size(-32768)", // 32 MiB
			"temp_store(MEMORY)", // nothing of a network lies outside its file
			"foreign_keys(OFF)",  // the import checks every end itself; tests run foreign_key_check
		},
	}
}

// address is the driver's data source name for the file at path, an absolute one.
func address(path string, settings url.Values) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… becomes file:///C:/…
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: settings.Encode()}).String()
}

// Close lets go of the file. Closing twice is harmless.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// write runs one change in a transaction of its own: all of it is stored, or nothing when f fails, ctx ends or the process dies.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	if s.closed.Load() {
		return s.explain(ctx, sql.ErrConnDone)
	}
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return s.explain(ctx, ctx.Err())
	}
	// A context that ends during the commit could hide from the caller that the change is stored, so from there on it has no say.
	heeding, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	deafen := context.AfterFunc(ctx, cancel)
	defer deafen()
	tx, err := s.db.BeginTx(heeding, nil)
	if err != nil {
		return s.explain(ctx, err)
	}
	if err = f(tx); err == nil && !deafen() {
		err = ctx.Err()
	}
	if err != nil {
		_ = tx.Rollback() // the first error tells more; a transaction that cannot roll back ends with its connection
		return s.explain(ctx, err)
	}
	return s.explain(ctx, tx.Commit())
}

// find reads one row with a statement of which each run is a view of its own.
func (s *Store) find(ctx context.Context, with *sql.Stmt, scan func(scanner) error, args ...any) error {
	if s.closed.Load() {
		return s.explain(ctx, sql.ErrConnDone)
	}
	return s.explain(ctx, scan(with.QueryRowContext(ctx, args...)))
}

// read runs f on one unchanging view of the file.
func (s *Store) read(ctx context.Context, f func(*sql.Tx) error) error {
	if s.closed.Load() {
		return s.explain(ctx, sql.ErrConnDone)
	}
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.explain(ctx, err)
	}
	err = f(tx)
	_ = tx.Rollback() // nothing was written
	return s.explain(ctx, err)
}
