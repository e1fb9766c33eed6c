package sqlite

import (
	"cmp"
	"context"
	"database/sql"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Adopt stores a history as a new network, in one transaction; see store.Mover. In memory are the keys of actors and activities.
func (s *Store) Adopt(ctx context.Context, name string, h store.History) error {
	if err := store.CheckName(name); err != nil {
		return err
	}
	var refused error // what the history says against itself, or its origin's own fault: returned as it is
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, _, err := findNetwork(ctx, tx, name)
		switch {
		case err == nil:
			return fault.New(fault.Conflict, "there is a network named %q already; choose another name, or delete that one first", name)
		case fault.CodeOf(err) != fault.NotFound:
			return err
		}
		a, err := newAdoption(ctx, tx, name)
		if err != nil {
			return err
		}
		for v, err := range store.Checked(h) {
			if err != nil {
				refused = err
				return err
			}
			if err := a.add(ctx, &v); err != nil {
				return err
			}
		}
		return a.finish(ctx, h.Revisions)
	})
	return cmp.Or(refused, err)
}

// adoption is one history on its way into the tables. Its actors and activities come in the order of their ids and get keys
// in that order, so the ties after them arrive nearly in the order of the primary keys.
type adoption struct {
	tx         *sql.Tx
	network    int64
	texts      *texts
	actors     *adoptedEntities
	activities *adoptedEntities
	inserters  map[string]*inserter // by table
}

func newAdoption(ctx context.Context, tx *sql.Tx, name string) (*adoption, error) {
	key, err := makeNetwork(ctx, tx, name)
	if err != nil {
		return nil, err
	}
	a := &adoption{tx: tx, network: key, inserters: map[string]*inserter{}}
	for _, t := range versionTables {
		a.inserters[t.name] = newInserter(tx, t.name, append(t.columns(), "removed")...)
	}
	if a.texts, err = loadTexts(ctx, tx, key); err != nil {
		return nil, err
	}
	if a.actors, err = adoptEntities(ctx, tx, actorVersions); err != nil {
		return nil, err
	}
	a.activities, err = adoptEntities(ctx, tx, activityVersions)
	return a, err
}

func (a *adoption) add(ctx context.Context, v *store.Version) error {
	switch {
	case v.Actor != nil:
		r := v.Actor
		return a.addEntity(ctx, a.actors, v, entity{id: r.ID, name: r.Name, start: int64(r.Start), end: int64(r.End)}, r.Attributes, r.Source)
	case v.Activity != nil:
		r := v.Activity
		return a.addEntity(ctx, a.activities, v, entity{id: r.ID, name: r.Title, start: int64(r.Start), end: int64(r.End)}, r.Attributes, r.Source)
	case v.Collaboration != nil:
		c := v.Collaboration
		l := link{
			from: a.actors.keys[c.From], to: a.actors.keys[c.To], start: int64(c.Start), end: int64(c.End), weight: c.Weight, confidence: c.Confidence,
		}
		if c.Directed {
			l.directed = 1
		}
		return a.addLink(ctx, collaborationLinks, v, l, c.Type, c.Source)
	default:
		p := v.Participation
		l := link{from: a.actors.keys[p.Actor], to: a.activities.keys[p.Activity], start: int64(p.Start), end: int64(p.End)}
		l.funding = sql.NullFloat64{Float64: p.Funding.Value, Valid: p.Funding.Known}
		return a.addLink(ctx, participationLinks, v, l, p.Role, p.Source)
	}
}

func (a *adoption) addEntity(ctx context.Context, e *adoptedEntities, v *store.Version, row entity, attributes map[string]string, from network.Source) error {
	key, known := e.keys[row.id]
	if !known {
		e.last++
		key = e.last
		e.keys[row.id] = key
		if err := e.identify.add(ctx, key, a.network, row.id); err != nil {
			return err
		}
	}
	file, err := a.texts.key(ctx, a.tx, from.File)
	if err != nil {
		return err
	}
	text, err := formatAttributes(attributes)
	if err != nil {
		return err
	}
	return a.inserters[e.table.name].add(ctx, key, v.Added, row.name, text, row.start, row.end, file, from.Line, removal(v))
}

func (a *adoption) addLink(ctx context.Context, t linkTable, v *store.Version, l link, word string, from network.Source) (err error) {
	if l.word, err = a.texts.key(ctx, a.tx, word); err != nil {
		return err
	}
	if l.file, err = a.texts.key(ctx, a.tx, from.File); err != nil {
		return err
	}
	l.line, l.place = int64(from.Line), int64(v.Place)
	row := append(append(t.keyOf(&l), v.Added), t.contentOf(&l)...)
	return a.inserters[t.name].add(ctx, append(row, removal(v))...)
}

// removal is the value of the column removed.
func removal(v *store.Version) any {
	if v.Removed == 0 {
		return nil
	}
	return v.Removed
}

// finish stores what waits for its statement to fill, and the revisions.
func (a *adoption) finish(ctx context.Context, revisions []network.Revision) error {
	pending := []*inserter{a.actors.identify, a.activities.identify}
	for _, t := range versionTables {
		pending = append(pending, a.inserters[t.name])
	}
	for _, in := range pending {
		if err := in.flush(ctx); err != nil {
			return err
		}
	}
	var size network.Counts
	for _, r := range revisions {
		size = totals(size, r)
		if err := insertRevision(ctx, a.tx, a.network, r, size); err != nil {
			return err
		}
	}
	return nil
}

// adoptedEntities are the actors or activities of an adoption with the keys they were given.
type adoptedEntities struct {
	table    versionTable
	keys     map[string]int64
	last     int64
	identify *inserter
}

func adoptEntities(ctx context.Context, tx *sql.Tx, t versionTable) (*adoptedEntities, error) {
	e := &adoptedEntities{table: t, keys: map[string]int64{}, identify: newInserter(tx, t.owners, "key", "network", "id")}
	return e, tx.QueryRowContext(ctx, "SELECT coalesce(max(key), 0) FROM "+t.owners).Scan(&e.last)
}
