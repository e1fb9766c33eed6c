package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Erase removes an actor and all that names it from every revision; see store.Store.
func (s *Store) Erase(ctx context.Context, name, actor string, c network.Change) (rev network.Revision, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		before, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		var person int64
		err = tx.QueryRowContext(ctx, "SELECT key FROM actors WHERE network = ? AND id = ?", key, actor).Scan(&person)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "no revision of network %q holds an actor %q", name, actor)
		}
		if err != nil {
			return err
		}
		var gone network.Counts
		for _, e := range []struct {
			table, condition string
			count            *int
		}{
			{"actor_versions", "actor = ?1", &gone.Actors},
			{"collaborations", "from_actor = ?1 OR to_actor = ?1", &gone.Collaborations},
			{"participations", "actor = ?1", &gone.Participations},
		} {
			where := " FROM " + e.table + " WHERE (" + e.condition + ")"
			if err := tx.QueryRowContext(ctx, "SELECT count(*)"+where+" AND removed IS NULL", person).Scan(e.count); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "DELETE"+where, person); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM actors WHERE key = ?", person); err != nil {
			return err
		}
		rev, err = makeRevision(ctx, tx, key, before, c, network.Counts{}, gone)
		return err
	})
	if err != nil {
		return network.Revision{}, err
	}
	s.forget(ctx)
	return rev, nil
}

// forget empties the write-ahead log, where deleted rows would live on until it is next overwritten. What was deleted is
// deleted, so a log that is still being read is no fault: it is emptied when its last reader is done and the file is closed.
func (s *Store) forget(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, _ = s.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
}
