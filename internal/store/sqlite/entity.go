package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// entity is an actor or an activity as the tables hold it.
type entity struct {
	id, name, attributes string
	start, end           int64
	file, line           int64
}

// entities imports the actors or the activities of one network and knows the keys of those it met.
type entities struct {
	table    versionTable
	network  int64
	keys     map[string]int64 // by id, of records that are visible now; 0 for an id that is not
	lastOld  int64            // keys above it were given by this import
	find     *sql.Stmt        // nil when the network had none before
	close    *sql.Stmt
	identify *inserter
	insert   *inserter
	added    int
	removed  int
	revision int
}

func newEntities(ctx context.Context, im *importing, t versionTable) (*entities, error) {
	e := &entities{
		table: t, network: im.network, keys: map[string]int64{}, revision: im.revision,
		identify: newInserter(im.tx, t.owners, "key", "network", "id"),
		insert:   newInserter(im.tx, t.name, t.columns()...),
	}
	var any bool
	err := im.tx.QueryRowContext(ctx, "SELECT coalesce(max(key), 0), EXISTS (SELECT 1 FROM "+t.owners+" WHERE network = ?) FROM "+t.owners, im.network).
		Scan(&e.lastOld, &any)
	if err != nil || !any {
		return e, err
	}
	e.find, err = im.tx.PrepareContext(ctx, "SELECT o.key, coalesce(v.added, 0), coalesce(v.name, ''), coalesce(v.attributes, ''), "+
		"coalesce(v.start_day, 0), coalesce(v.end_day, 0) FROM "+t.owners+" o LEFT JOIN "+t.name+" v ON v."+t.key[0]+
		" = o.key AND v.removed IS NULL WHERE o.network = ? AND o.id = ?")
	if err != nil {
		return e, err
	}
	e.close, err = im.tx.PrepareContext(ctx, "UPDATE "+t.name+" SET removed = ? WHERE "+t.key[0]+" = ? AND added = ?")
	return e, err
}

// stored looks an id up: its key (0 when the network never had it), the revision that added what is visible now (0 when nothing
// is) and what that says.
func (e *entities) stored(ctx context.Context, id string) (key, added int64, now entity, err error) {
	if e.find == nil {
		return 0, 0, now, nil
	}
	if err := ctx.Err(); err != nil {
		return 0, 0, now, err
	}
	err = e.find.QueryRowContext(context.WithoutCancel(ctx), e.network, id).Scan(&key, &added, &now.name, &now.attributes, &now.start, &now.end)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return key, added, now, err
}

// has reports whether an id is visible in the network or in this import, and remembers its key.
func (e *entities) has(ctx context.Context, id string) (bool, error) {
	key, met := e.keys[id]
	if met {
		return key != 0, nil
	}
	key, added, _, err := e.stored(ctx, id)
	if added == 0 {
		key = 0
	}
	e.keys[id] = key
	return key != 0, err
}

// merge stores those of given that are new or differ. New ones get keys in the order of their ids, so that a network
// imported at once is read by one walk through neighbouring pages.
func (e *entities) merge(ctx context.Context, given []entity) error {
	slices.SortFunc(given, func(a, b entity) int { return cmp.Compare(a.id, b.id) })
	next := e.lastOld + 1
	for i := range given {
		g := &given[i]
		key, added, now, err := e.stored(ctx, g.id)
		if err != nil {
			return err
		}
		if key == 0 {
			key = next
			next++
			if err := e.identify.add(ctx, key, e.network, g.id); err != nil {
				return err
			}
		}
		e.keys[g.id] = key
		if added != 0 {
			now.id, now.file, now.line = g.id, g.file, g.line
			if now == *g {
				continue
			}
			if _, err := e.close.ExecContext(context.WithoutCancel(ctx), e.revision, key, added); err != nil {
				return err
			}
			e.removed++
		}
		e.added++
		if err := e.insert.add(ctx, key, e.revision, g.name, g.attributes, g.start, g.end, g.file, g.line); err != nil {
			return err
		}
	}
	return errors.Join(e.identify.flush(ctx), e.insert.flush(ctx))
}

// readEntities hands those visible at a revision to visit, by id, and returns all ids by key.
func readEntities(ctx context.Context, tx *sql.Tx, t versionTable, key int64, revision int, visit func(entity) error) (map[int64]string, error) {
	rows, err := tx.QueryContext(ctx, t.reading("o.key, o.id, "+list(t.content)), key, revision, revision)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := map[int64]string{}
	for rows.Next() {
		var key int64
		var e entity
		if err := rows.Scan(&key, &e.id, &e.name, &e.attributes, &e.start, &e.end, &e.file, &e.line); err != nil {
			return nil, err
		}
		ids[key] = e.id
		if err := visit(e); err != nil {
			return nil, err
		}
	}
	return ids, rows.Err()
}

func sourceOf(t *texts, file, line int64) network.Source {
	return network.Source{File: t.text[file], Line: int(line)}
}
