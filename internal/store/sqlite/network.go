package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Networks lists the networks by name.
func (s *Store) Networks(ctx context.Context) ([]network.Network, error) {
	list := []network.Network{}
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, selectNetworks+" ORDER BY n.name")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			n, _, err := scanNetwork(rows)
			if err != nil {
				return err
			}
			list = append(list, n)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Network returns one network.
func (s *Store) Network(ctx context.Context, name string) (n network.Network, err error) {
	err = s.find(ctx, s.findNetwork, func(row scanner) (err error) {
		n, _, err = networkIn(row, name)
		return err
	}, name)
	return n, err
}

// Delete removes a network with all its revisions.
func (s *Store) Delete(ctx context.Context, name string) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		for _, t := range versionTables {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+t.name+" WHERE "+t.within(), key); err != nil {
				return err
			}
		}
		for _, table := range []string{"actors", "activities", "texts", "revisions"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE network = ?", key); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM networks WHERE key = ?", key)
		return err
	})
	if err != nil {
		return err
	}
	s.forget(ctx)
	return nil
}

// selectNetworks reads each network with its newest revision; one that has none stands at 0.
const selectNetworks = `
	SELECT n.key, n.name, coalesce(r.made, n.made), coalesce(r.number, 0), coalesce(r.total_actors, 0),
	       coalesce(r.total_collaborations, 0), coalesce(r.total_activities, 0), coalesce(r.total_participations, 0)
	FROM networks n
	LEFT JOIN revisions r ON r.network = n.key AND r.number = (SELECT max(number) FROM revisions WHERE network = n.key)`

// scanner is a row, alone or in a list.
type scanner interface{ Scan(dest ...any) error }

func scanNetwork(row scanner) (n network.Network, key int64, err error) {
	var made string
	c := &n.Counts
	if err = row.Scan(&key, &n.Name, &made, &n.Revision, &c.Actors, &c.Collaborations, &c.Activities, &c.Participations); err != nil {
		return n, 0, err
	}
	n.Changed, err = time.Parse(time.RFC3339Nano, made)
	return n, key, err
}

// selectNetwork reads one.
const selectNetwork = selectNetworks + " WHERE n.name = ?"

// findNetwork returns a network and its key, or fault.NotFound.
func findNetwork(ctx context.Context, tx *sql.Tx, name string) (network.Network, int64, error) {
	return networkIn(tx.QueryRowContext(ctx, selectNetwork, name), name)
}

func networkIn(row scanner, name string) (network.Network, int64, error) {
	n, key, err := scanNetwork(row)
	if errors.Is(err, sql.ErrNoRows) {
		return n, 0, fault.New(fault.NotFound, "there is no network named %q; `sillat network list` names those that there are", name)
	}
	return n, key, err
}

// makeNetwork stores a new network without revisions.
func makeNetwork(ctx context.Context, tx *sql.Tx, name string) (key int64, err error) {
	r, err := tx.ExecContext(ctx, "INSERT INTO networks (name, made) VALUES (?, ?)", name, now().Format(time.RFC3339Nano))
	if err != nil {
		return 0, fmt.Errorf("make network: %w", err)
	}
	return r.LastInsertId()
}

// now is the time written into the store: UTC and no finer than a millisecond, so that it reads as it was returned.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
