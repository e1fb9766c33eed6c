package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Revisions lists a network's revisions, oldest first.
func (s *Store) Revisions(ctx context.Context, name string) (list []network.Revision, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		_, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		list, err = listRevisions(ctx, tx, key)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func listRevisions(ctx context.Context, tx *sql.Tx, key int64) ([]network.Revision, error) {
	rows, err := tx.QueryContext(ctx, selectRevisions+" ORDER BY number", key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []network.Revision{}
	for rows.Next() {
		r, err := scanRevision(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

const selectRevisions = `
	SELECT number, made, made_by, message, added_actors, added_collaborations, added_activities, added_participations,
	       removed_actors, removed_collaborations, removed_activities, removed_participations
	FROM revisions WHERE network = ?`

func scanRevision(row scanner) (r network.Revision, err error) {
	var made string
	a, d := &r.Added, &r.Removed
	err = row.Scan(&r.Number, &made, &r.By, &r.Message, &a.Actors, &a.Collaborations, &a.Activities, &a.Participations,
		&d.Actors, &d.Collaborations, &d.Activities, &d.Participations)
	if err != nil {
		return r, err
	}
	r.Made, err = time.Parse(time.RFC3339Nano, made)
	return r, err
}

// newestRevision returns the last revision of a network that has one, else the zero revision.
func newestRevision(ctx context.Context, tx *sql.Tx, key int64, number int) (network.Revision, error) {
	if number == 0 {
		return network.Revision{}, nil
	}
	return scanRevision(tx.QueryRowContext(ctx, selectRevisions+" AND number = ?", key, number))
}

// checkRevision returns fault.NotFound for a revision that the network never had.
func checkRevision(n network.Network, number int) error {
	if number < 0 || number > n.Revision {
		return fault.New(fault.NotFound, "network %q has no revision %d; its newest is %d", n.Name, number, n.Revision)
	}
	return nil
}

// makeRevision records the revision that follows before, with what was added and removed.
func makeRevision(ctx context.Context, tx *sql.Tx, key int64, before network.Network, c network.Change, added, removed network.Counts) (network.Revision, error) {
	r := network.Revision{
		Number: before.Revision + 1, Made: now(), By: c.By, Message: c.Message, Added: added, Removed: removed,
	}
	return r, insertRevision(ctx, tx, key, r, totals(before.Counts, r))
}

// totals is the size of a network once a revision is made.
func totals(before network.Counts, r network.Revision) network.Counts {
	return network.Counts{
		Actors:         before.Actors + r.Added.Actors - r.Removed.Actors,
		Collaborations: before.Collaborations + r.Added.Collaborations - r.Removed.Collaborations,
		Activities:     before.Activities + r.Added.Activities - r.Removed.Activities,
		Participations: before.Participations + r.Added.Participations - r.Removed.Participations,
	}
}

func insertRevision(ctx context.Context, tx *sql.Tx, key int64, r network.Revision, total network.Counts) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		key, r.Number, r.Made.Format(time.RFC3339Nano), r.By, r.Message,
		r.Added.Actors, r.Added.Collaborations, r.Added.Activities, r.Added.Participations,
		r.Removed.Actors, r.Removed.Collaborations, r.Removed.Activities, r.Removed.Participations,
		total.Actors, total.Collaborations, total.Activities, total.Participations)
	return err
}
