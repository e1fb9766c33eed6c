package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// entity is a version of an actor or an activity.
type entity struct {
	id, name   string
	attributes map[string]string
	start, end network.Date
	source     network.Source
	added      int
	removed    int // 0: still visible
}

// says reports whether two versions say the same of their record. Where they came from is not part of it.
func (e *entity) says(o *entity) bool {
	return e.name == o.name && e.start == o.start && e.end == o.end && maps.Equal(e.attributes, o.attributes)
}

func (e *entity) visibleAt(revision int) bool {
	return e.added <= revision && (e.removed == 0 || e.removed > revision)
}

// entityKind says how a kind of entity stands in the database: the newest version in a node with label, which its relationships hang
// on; earlier ones in nodes with past; one that a change is about to show in a node with next, so that nobody sees it before its time,
// and with done once it has taken its place, until it is deleted.
type entityKind struct {
	label, past, next, done string
	name                    string // the property that holds the name

	create, stage, bury, mark string // statements
	pastOf                    string // query for the earlier versions of some entities
}

var (
	actorKind    = newEntityKind("Actor", "name")
	activityKind = newEntityKind("Activity", "title")
	entityKinds  = []entityKind{actorKind, activityKind}
)

// newEntityKind builds statements from words of this file only; what users write goes into parameters.
func newEntityKind(label, name string) entityKind {
	k := entityKind{label: label, past: "Past" + label, next: "Next" + label, done: "Done" + label, name: name}
	k.create = fmt.Sprintf("UNWIND $rows AS row CREATE (n:%s) SET n = row RETURN count(*)", k.label)
	k.stage = fmt.Sprintf("UNWIND $rows AS row CREATE (n:%s) SET n = row RETURN count(*)", k.next)
	k.pastOf = fmt.Sprintf("UNWIND $keys AS k MATCH (n:%s {key: k}) RETURN properties(n)", k.past)
	k.bury = fmt.Sprintf("UNWIND $rows AS row CREATE (n:%s) SET n = row RETURN count(*)", k.past)
	k.mark = fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {key: row}) SET n.removed = $revision RETURN count(*)", k.label)
	return k
}

// properties are what a node of the entity holds, and about how many bytes of text.
func (k entityKind) properties(name string, e *entity, revision int) (p map[string]any, bytes int) {
	p = map[string]any{"key": keyOf(name, e.id), "network": name, "id": e.id, k.name: e.name, "added": int64(revision)}
	bytes = 2*len(e.id) + len(e.name)
	for property, v := range map[string]any{
		"start": dayOrNull(e.start), "end": dayOrNull(e.end), "sourceFile": textOrNull(e.source.File), "sourceLine": numberOrNull(e.source.Line),
	} {
		if v != nil {
			p[property] = v
		}
	}
	for attribute, v := range e.attributes {
		p[propertyOf(attribute)] = v
		bytes += len(attribute) + len(v)
	}
	return p, bytes
}

// entityIn reads what properties wrote. Attributes are text; whatever else a person put on the node is left alone.
func (k entityKind) entityIn(v any) entity {
	p, _ := v.(map[string]any)
	e := entity{
		id: textIn(p["id"]), name: textIn(p[k.name]), start: dayIn(p["start"]), end: dayIn(p["end"]),
		source: sourceIn(p["sourceFile"], p["sourceLine"]), added: numberIn(p["added"]), removed: numberIn(p["removed"]),
	}
	for property, v := range p {
		if text, is := v.(string); is {
			if attribute, is := attributeOf(property); is {
				if e.attributes == nil {
					e.attributes = make(map[string]string, len(p))
				}
				e.attributes[attribute] = text
			}
		}
	}
	return e
}

// is reports whether e is a version of anything. A node that is met while it is deleted may have lost some or all of its properties by
// then, and what has no id or revision is none.
func (e *entity) is() bool { return e.id != "" && e.added > 0 }

// each hands the entities of one query, which returns properties, to take.
func (k entityKind) each(tx transaction, query string, params map[string]any, take func(entity)) error {
	return tx.each(query, params, func(v []any) error {
		if e := k.entityIn(v[0]); e.is() {
			take(e)
		}
		return nil
	})
}

// keysPerCall is how many records are looked up by key in one transaction.
const keysPerCall = 5_000

// stored returns the newest versions of those ids that there are.
func (s *Store) stored(ctx context.Context, k entityKind, name string, ids []string) (map[string]entity, error) {
	found := make(map[string]entity, len(ids))
	for chunk := range slices.Chunk(ids, keysPerCall) {
		err := s.read(ctx, func(tx transaction) error {
			return k.each(tx, fmt.Sprintf("UNWIND $keys AS k MATCH (n:%s {key: k}) RETURN properties(n)", k.label),
				map[string]any{"keys": keysOf(name, chunk)}, func(e entity) { found[e.id] = e })
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// waiting returns the versions, up to a revision, that wait to take the place of the newest, whole. One that took it meanwhile may be
// left out: who looks at the newest afterwards meets it there.
//
// A node that is being deleted can be met with a part of its properties. It ceases to be next in a transaction before that, so what still
// is next, looked at again, was whole when it was read.
func (k entityKind) waiting(tx transaction, name string, revision int) (list []entity, err error) {
	params := map[string]any{"network": name, "revision": int64(revision)}
	found := map[string]entity{}
	query := fmt.Sprintf("MATCH (x:%s {network: $network}) WHERE x.added <= $revision RETURN elementId(x), properties(x)", k.next)
	err = tx.each(query, params, func(v []any) error { found[textIn(v[0])] = k.entityIn(v[1]); return nil })
	if err != nil || len(found) == 0 {
		return nil, err
	}
	err = tx.each(k.staged(), params, func(v []any) error {
		if e, was := found[textIn(v[0])]; was {
			list = append(list, e)
		}
		return nil
	})
	return list, err
}

// readEntities returns the versions that are visible at a revision, by id, and what is which node, also of those that are not visible.
//
// A change under way, or one just made, may move a version from next to newest and from newest to past, never back, and keeps it where it
// goes before it leaves where it was. So each is met when they are looked through in this order, some twice, and what is met while it is
// being overwritten or deleted has a whole copy before or after it, which counts. internal/docs/neo4j.md has the argument.
func (s *Store) readEntities(ctx context.Context, k entityKind, name string, revision int) (list []entity, at map[int64]string, err error) {
	err = s.read(ctx, func(tx transaction) error {
		params := map[string]any{"network": name, "revision": int64(revision)}
		versions := map[string]entity{}
		at = map[int64]string{}
		waiting, err := k.waiting(tx, name, revision)
		if err != nil {
			return err
		}
		for _, e := range waiting {
			versions[e.id] = e
		}
		err = tx.each(fmt.Sprintf("MATCH (n:%s {network: $network}) RETURN properties(n), id(n)", k.label), params, func(v []any) error {
			if e := k.entityIn(v[0]); e.is() {
				at[int64(numberIn(v[1]))] = e.id
				if e.added <= revision && e.added > versions[e.id].added {
					versions[e.id] = e
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		// Those that the revision itself removed are not visible, but tell what is left of them among the newest.
		err = k.each(tx, fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE n.removed >= $revision AND n.added <= $revision RETURN properties(n)", k.past), params,
			func(e entity) {
				if e.added >= versions[e.id].added {
					versions[e.id] = e
				}
			})
		if err != nil {
			return err
		}
		list = make([]entity, 0, len(versions))
		for _, v := range versions {
			if v.visibleAt(revision) {
				list = append(list, v)
			}
		}
		return nil
	})
	slices.SortFunc(list, func(a, b entity) int { return cmp.Compare(a.id, b.id) })
	return list, at, err
}
