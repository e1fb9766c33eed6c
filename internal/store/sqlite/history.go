package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

var _ store.Mover = (*Store)(nil)

// History hands a network with all its revisions to take; see store.Mover. In memory are the ids of actors and activities, and all
// versions of one actor's ties at a time.
func (s *Store) History(ctx context.Context, name string, take func(store.History) error) error {
	var taken error // take's own error, which is returned as it is
	err := s.read(ctx, func(tx *sql.Tx) error {
		_, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		list, err := listRevisions(ctx, tx, key)
		if err != nil {
			return err
		}
		taken = take(store.History{Revisions: list, Versions: func(yield func(store.Version, error) bool) {
			if err := walk(ctx, tx, key, func(v store.Version) bool { return yield(v, nil) }); err != nil && !errors.Is(err, errEnough) {
				yield(store.Version{}, s.explain(ctx, err))
			}
		}})
		return taken
	})
	return cmp.Or(taken, err)
}

// errEnough ends a walk whose receiver wants no more.
var errEnough = errors.New("the receiver wants no more")

// walk yields all versions of a network, actors first.
func walk(ctx context.Context, tx *sql.Tx, key int64, yield func(store.Version) bool) error {
	words, err := loadTexts(ctx, tx, key)
	if err != nil {
		return err
	}
	send := func(v store.Version) error {
		if !yield(v) {
			return errEnough
		}
		return nil
	}
	actors, err := walkEntities(ctx, tx, actorVersions, key, func(e *entity, attributes map[string]string, v store.Version) error {
		v.Actor = &network.Actor{
			ID: e.id, Name: e.name, Attributes: attributes,
			Start: network.Date(e.start), End: network.Date(e.end), Source: sourceOf(words, e.file, e.line),
		}
		return send(v)
	})
	if err != nil {
		return err
	}
	activities, err := walkEntities(ctx, tx, activityVersions, key, func(e *entity, attributes map[string]string, v store.Version) error {
		v.Activity = &network.Activity{
			ID: e.id, Title: e.name, Attributes: attributes,
			Start: network.Date(e.start), End: network.Date(e.end), Source: sourceOf(words, e.file, e.line),
		}
		return send(v)
	})
	if err != nil {
		return err
	}
	err = walkLinks(ctx, tx, collaborationLinks, key, words, actors, func(l *link, v store.Version) error {
		c := collaborationOf(l, words, actors)
		v.Collaboration = &c
		return send(v)
	})
	if err != nil {
		return err
	}
	return walkLinks(ctx, tx, participationLinks, key, words, activities, func(l *link, v store.Version) error {
		p := participationOf(l, words, actors, activities)
		v.Participation = &p
		return send(v)
	})
}

// history selects columns of all versions in a network (bound to ?) by the ids of their owners, those of one actor or activity
// by revision; see reading.
func (t versionTable) history(columns string) string {
	order := " ORDER BY o.id"
	if len(t.key) == 1 { // one record for each owner, and the primary key has its versions in this order already
		order += ", v.added"
	}
	return "SELECT " + columns + ", coalesce(v.removed, 0) FROM " + t.owners + " o CROSS JOIN " + t.name + " v ON v." + t.key[0] +
		" = o.key WHERE o.network = ?" + order
}

// walkEntities hands all versions of actors or activities to visit, by id and revision, and returns all ids by key.
func walkEntities(ctx context.Context, tx *sql.Tx, t versionTable, key int64, visit func(*entity, map[string]string, store.Version) error) (map[int64]string, error) {
	rows, err := tx.QueryContext(ctx, t.history("o.key, o.id, v.added, "+list(t.content)), key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := map[int64]string{}
	for rows.Next() {
		var key int64
		var e entity
		var v store.Version
		if err := rows.Scan(&key, &e.id, &v.Added, &e.name, &e.attributes, &e.start, &e.end, &e.file, &e.line, &v.Removed); err != nil {
			return nil, err
		}
		ids[key] = e.id
		attributes, err := parseAttributes(e.attributes)
		if err != nil {
			return nil, err
		}
		if err := visit(&e, attributes, v); err != nil {
			return nil, err
		}
	}
	return ids, rows.Err()
}

// linkVersion is a link with the revision at which it was closed.
type linkVersion struct {
	link
	removed int
}

// walkLinks hands all versions of links to visit, in the order of store.CompareVersions. to are the second ends' ids by key.
func walkLinks(ctx context.Context, tx *sql.Tx, t linkTable, key int64, words *texts, to map[int64]string, visit func(*link, store.Version) error) error {
	rows, err := tx.QueryContext(ctx, t.history(list(t.columns())), key)
	if err != nil {
		return err
	}
	defer rows.Close()
	order := linkOrder(words, to)
	var group []linkVersion // one owner's, put in the order of ids here as readLinks does
	hand := func() error {
		slices.SortFunc(group, func(a, b linkVersion) int { return cmp.Or(order(a.link, b.link), cmp.Compare(a.added, b.added)) })
		for i := range group {
			l := &group[i]
			if err := visit(&l.link, store.Version{Place: int(l.place), Added: int(l.added), Removed: l.removed}); err != nil {
				return err
			}
		}
		group = group[:0]
		return nil
	}
	var l linkVersion
	dest := append(t.scanInto(&l.link), &l.removed)
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if len(group) > 0 && group[0].from != l.from {
			if err := hand(); err != nil {
				return err
			}
		}
		group = append(group, l)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return hand()
}
