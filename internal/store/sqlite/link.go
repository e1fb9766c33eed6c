package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
)

// link is a collaboration or a participation as the tables hold it: actors, activities and texts are keys.
type link struct {
	from, to int64 // actor and actor, or actor and activity
	word     int64 // the type or the role
	directed int64 // 1 for a directed collaboration, else 0
	start    int64
	place    int64 // among equals, in the order given
	added    int64

	weight, confidence float64         // of a collaboration
	funding            sql.NullFloat64 // of a participation
	end                int64
	file, line         int64
}

// compareGroups orders links as the primary key does, but for the place: 0 means that they are equals.
func compareGroups(a, b *link) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.word, b.word),
		cmp.Compare(a.directed, b.directed), cmp.Compare(a.start, b.start))
}

func compareLinks(a, b *link) int { return cmp.Or(compareGroups(a, b), cmp.Compare(a.place, b.place)) }

// says reports whether two links say the same of their record. Where they came from is not part of it.
func says(a, b *link) bool {
	return a.weight == b.weight && a.confidence == b.confidence && a.funding == b.funding && a.end == b.end
}

// linkTable says how a kind of link stands in its table.
type linkTable struct {
	versionTable
	keyOf     func(l *link) []any // values of the key's columns
	contentOf func(l *link) []any // values of the content's columns
	scanInto  func(l *link) []any // where the key's columns, added and the content's go
}

// mergeLinks stores those of given that are new or differ, and returns how many rows it added and closed. Actors with keys above
// lastOld are new with this import and have no links yet.
func (im *importing) mergeLinks(ctx context.Context, t linkTable, given []link) (added, removed int, err error) {
	slices.SortStableFunc(given, func(a, b link) int { return compareGroups(&a, &b) })
	for i := 1; i < len(given); i++ {
		if compareGroups(&given[i-1], &given[i]) == 0 {
			given[i].place = given[i-1].place + 1
		}
	}
	insert := newInserter(im.tx, t.name, t.columns()...)
	find, err := im.tx.PrepareContext(ctx, "SELECT "+list(t.columns())+" FROM "+t.name+" v WHERE v."+t.key[0]+" = ? AND v.removed IS NULL ORDER BY "+list(t.key))
	if err != nil {
		return 0, 0, err
	}
	shut, err := im.tx.PrepareContext(ctx, "UPDATE "+t.name+" SET removed = ? WHERE "+strings.Join(t.key, " = ? AND ")+" = ? AND added = ?")
	if err != nil {
		return 0, 0, err
	}
	var stored []link
	for len(given) > 0 {
		owner := given[0].from
		n := 1
		for n < len(given) && given[n].from == owner {
			n++
		}
		stored = stored[:0]
		if owner <= im.actors.lastOld {
			if stored, err = t.scan(ctx, find, owner, stored); err != nil {
				return 0, 0, err
			}
		}
		at := 0
		for i := range given[:n] {
			g := &given[i]
			for at < len(stored) && compareLinks(&stored[at], g) < 0 {
				at++
			}
			if at < len(stored) && compareLinks(&stored[at], g) == 0 {
				if says(&stored[at], g) {
					continue
				}
				args := append(append([]any{im.revision}, t.keyOf(g)...), stored[at].added)
				if _, err := shut.ExecContext(context.WithoutCancel(ctx), args...); err != nil {
					return 0, 0, err
				}
				removed++
			}
			added++
			row := append(append(t.keyOf(g), im.revision), t.contentOf(g)...)
			if err := insert.add(ctx, row...); err != nil {
				return 0, 0, err
			}
		}
		given = given[n:]
	}
	return added, removed, insert.flush(ctx)
}

// scan appends the visible links of one owner to list, in the order of their keys.
func (t linkTable) scan(ctx context.Context, find *sql.Stmt, owner int64, list []link) ([]link, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows, err := find.QueryContext(context.WithoutCancel(ctx), owner)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var l link
	dest := t.scanInto(&l)
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

// linkOrder compares links of one first end as they are read. to are the second ends' ids by key.
func linkOrder(words *texts, to map[int64]string) func(a, b link) int {
	return func(a, b link) int {
		return cmp.Or(strings.Compare(to[a.to], to[b.to]), strings.Compare(words.text[a.word], words.text[b.word]),
			cmp.Compare(a.directed, b.directed), cmp.Compare(a.start, b.start), cmp.Compare(a.place, b.place))
	}
}

// readLinks hands the links visible at a revision to visit: by the first end's id, the second end's id, the word, the
// directedness, the start and the place. to are the second ends' ids by key.
func readLinks(ctx context.Context, tx *sql.Tx, t linkTable, key int64, revision int, words *texts, to map[int64]string, visit func(*link) error) error {
	rows, err := tx.QueryContext(ctx, t.reading(list(t.columns())), key, revision, revision)
	if err != nil {
		return err
	}
	defer rows.Close()
	order := linkOrder(words, to)
	// Keys follow ids only within one import, so each actor's links are put in the order of ids here, where they are few.
	var group []link
	hand := func() error {
		slices.SortFunc(group, order)
		for i := range group {
			if err := visit(&group[i]); err != nil {
				return err
			}
		}
		group = group[:0]
		return nil
	}
	var l link
	dest := t.scanInto(&l)
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
