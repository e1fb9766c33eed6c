package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// Revert makes one new revision in which the network reads as it did at revision to; see store.Store.
func (s *Store) Revert(ctx context.Context, name string, to int, c network.Change) (rev network.Revision, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		before, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := checkRevision(before, to); err != nil {
			return err
		}
		var added, removed [4]int
		for i, t := range versionTables {
			if added[i], removed[i], err = revertTable(ctx, tx, t, key, before.Revision+1, to); err != nil {
				return err
			}
		}
		rev, err = makeRevision(ctx, tx, key, before, c, countsOf(added), countsOf(removed))
		return err
	})
	return rev, err
}

// countsOf names numbers that stand in the order of versionTables.
func countsOf(n [4]int) network.Counts {
	return network.Counts{Actors: n[0], Activities: n[1], Collaborations: n[2], Participations: n[3]}
}

// revertTable closes the rows that are visible now and read otherwise at revision to, then copies those of revision to that are
// not there. A row that reads alike at both stays.
func revertTable(ctx context.Context, tx *sql.Tx, t versionTable, key int64, revision, to int) (added, removed int, err error) {
	var same strings.Builder // rows of one record: the key in terms that the primary key's index can use
	for _, c := range t.key {
		same.WriteString("v." + c + " = w." + c + " AND ")
	}
	closed, err := tx.ExecContext(ctx, "UPDATE "+t.name+" AS w SET removed = ? WHERE w.removed IS NULL AND w."+t.within()+
		" AND NOT EXISTS (SELECT 1 FROM "+t.name+" v WHERE "+same.String()+visible+" AND "+alike(t.content)+")", revision, key, to, to)
	if err != nil {
		return 0, 0, err
	}
	filled := strings.Join(t.columns(), ", ")
	opened, err := tx.ExecContext(ctx, "INSERT INTO "+t.name+" ("+filled+") SELECT "+list(t.key)+", ?, "+list(t.content)+" FROM "+t.name+
		" v WHERE v."+t.within()+" AND "+visible+" AND NOT EXISTS (SELECT 1 FROM "+t.name+" w WHERE "+same.String()+"w.removed IS NULL)",
		revision, key, to, to)
	if err != nil {
		return 0, 0, err
	}
	r, err := closed.RowsAffected()
	if err != nil {
		return 0, 0, err
	}
	a, err := opened.RowsAffected()
	return int(a), int(r), err
}
