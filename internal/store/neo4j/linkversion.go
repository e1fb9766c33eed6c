package neo4j

import (
	"cmp"
	"fmt"
	"slices"
)

// linkVersion is a link with the revisions between which it reads so.
type linkVersion struct {
	link
	added, removed int
	relationship   int // the number of the relationship that it is, or was before it was moved aside; noNumber when that was not asked
}

const noNumber = -1

// numberOf is the expression for the number of a relationship. The database gives it to another one only when nobody reads any more who
// may have met the first.
func numberOf(variable string) string { return "toInteger(split(elementId(" + variable + "), ':')[2])" }

func compareVersions(a, b *linkVersion) int {
	return cmp.Or(compareLinks(&a.link, &b.link), cmp.Compare(a.added, b.added))
}

// want says how much a reading of links asks for.
type want int

const (
	contents want = iota // what the links say
	names                // also what the relationships are called, to change them
	spans                // also the revisions between which they are visible
	numbers              // also the numbers of the relationships
)

// newest are the links of some actors that are relationships and whose properties p meet a condition. Each actor's come as one list, and
// each one's properties are read at once: a record of the driver costs more than what a link says.
func (k linkKind) newest(tx transaction, name string, actors []string, condition string, revision int, w want) ([]linkVersion, error) {
	more := [...]string{contents: "", names: ", elementId(r)", spans: ", p.added, p.removed", numbers: ", p.added, p.removed, " + numberOf("r")}[w]
	query := fmt.Sprintf("UNWIND range(0, size($keys) - 1) AS i MATCH (a:Actor {key: $keys[i]}) WITH i, a MATCH (a)-[r:%s]->(b) "+
		"WITH i, r, b, properties(r) AS p WHERE %s RETURN i, collect([b.id, %s%s])", k.relation, condition, k.columns("p"), more)
	return k.links(tx, query, name, actors, revision, w)
}

// earlier are the links of some actors that were moved aside and whose properties p meet a condition.
func (k linkKind) earlier(tx transaction, name string, actors []string, condition string, revision int) ([]linkVersion, error) {
	query := fmt.Sprintf("UNWIND range(0, size($keys) - 1) AS i MATCH (p:%s {owner: $keys[i]}) WHERE %s "+
		"RETURN i, collect([p.to, %s, p.added, p.removed, p.relationship])", k.past, condition, k.columns("p"))
	return k.links(tx, query, name, actors, revision, numbers)
}

// links runs a query whose columns are the place of the first end in actors and the links: second end, properties, and what more is wanted.
func (k linkKind) links(tx transaction, query, name string, actors []string, revision int, w want) (list []linkVersion, err error) {
	params := map[string]any{"keys": keysOf(name, actors), "revision": int64(revision)}
	err = tx.each(query, params, func(v []any) error {
		from := actors[numberIn(v[0])]
		group, _ := v[1].([]any)
		for _, one := range group {
			v, _ := one.([]any)
			if v[0] == nil {
				continue // its end went while this was read, and so did it: it is among the earlier ones
			}
			l := linkVersion{link: link{from: from, to: textIn(v[0])}, relationship: noNumber}
			k.scan(&l.link, v[1:])
			more := v[1+len(k.properties):]
			if w == names {
				l.element = textIn(more[0])
			}
			if w >= spans {
				l.added, l.removed = numberIn(more[0]), numberIn(more[1])
			}
			if w == numbers && more[2] != nil {
				l.relationship = numberIn(more[2])
			}
			list = append(list, l)
		}
		return nil
	})
	return list, err
}

// together puts what was read among the newest and, afterwards, among the earlier ones into one list by key and revision.
//
// A relationship that is being deleted can be met with a part of its properties. What it said was kept aside before that, with its number,
// so a relationship whose number stands beside what was kept, from the revision on at which the reader reads, does not count. Who had that
// number before has gone by an earlier revision, and who has it next was added by a later one. (The ends are compared because a database
// that is copied as a whole may give new numbers.)
func together(newest, earlier []linkVersion, revision int) []linkVersion {
	type was struct {
		relationship, added int
		from, to            string
	}
	if len(earlier) == 0 {
		return inOrderOnce(newest)
	}
	kept := map[was]bool{}
	for i := range earlier {
		if e := &earlier[i]; e.relationship != noNumber && e.removed >= revision {
			kept[was{e.relationship, e.added, e.from, e.to}] = true
		}
	}
	newest = slices.DeleteFunc(newest, func(l linkVersion) bool { return kept[was{l.relationship, l.added, l.from, l.to}] })
	return inOrderOnce(slices.Concat(earlier, newest))
}

// inOrderOnce sorts by key and revision; of those that are alike in that, the first stays.
func inOrderOnce(list []linkVersion) []linkVersion {
	ordered := true
	for i := 1; i < len(list) && ordered; i++ {
		ordered = compareVersions(&list[i-1], &list[i]) < 0
	}
	if ordered {
		return list // as most are, and looking costs little beside moving
	}
	slices.SortStableFunc(list, func(a, b linkVersion) int { return compareVersions(&a, &b) })
	return slices.CompactFunc(list, func(a, b linkVersion) bool { return compareVersions(&a, &b) == 0 })
}
