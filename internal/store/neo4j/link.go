package neo4j

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// link is a version of a collaboration or a participation.
type link struct {
	from, to string // ids of actor and actor, or actor and activity
	word     string // the type or the role
	directed bool   // of a collaboration
	start    network.Date
	place    int // among equals, in the order given

	weight, confidence float64        // of a collaboration
	funding            network.Amount // of a participation
	end                network.Date
	source             network.Source

	element string // names the relationship in the database while nobody else may change it
}

// compareGroups orders links by all of their key but the place among equals.
func compareGroups(a, b *link) int {
	directed := 0
	if a.directed != b.directed {
		directed = 1
		if b.directed {
			directed = -1
		}
	}
	return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to), strings.Compare(a.word, b.word), directed, cmp.Compare(a.start, b.start))
}

func compareLinks(a, b *link) int { return cmp.Or(compareGroups(a, b), cmp.Compare(a.place, b.place)) }

// says reports whether two versions say the same of their record. Where they came from is not part of it.
func (l *link) says(o *link) bool {
	return l.weight == o.weight && l.confidence == o.confidence && l.funding == o.funding && l.end == o.end
}

// linkKind says how a kind of link stands in the database: versions of the newest revision are relationships; earlier ones nodes with
// the label past, which hold the ids of their ends. What a change replaces stays a relationship, marked as removed, until it is
// moved aside.
type linkKind struct {
	relation, past string
	to             string   // label of the second end
	properties     []string // in the order of values
	values         func(*link) []any
	scan           func(l *link, v []any)

	create, mark, adopt, bury string // statements
}

var (
	collaborationKind = newLinkKind(linkKind{
		relation: "COLLABORATES_WITH", past: "PastCollaboration", to: "Actor",
		properties: []string{"type", "directed", "start", "place", "weight", "confidence", "end", "sourceFile", "sourceLine"},
		values: func(l *link) []any {
			return []any{
				textOrNull(l.word), l.directed, dayOrNull(l.start), numberOrNull(l.place), l.weight, confidenceOrNull(l.confidence),
				dayOrNull(l.end), textOrNull(l.source.File), numberOrNull(l.source.Line),
			}
		},
		scan: func(l *link, v []any) {
			l.word, l.directed, l.start, l.place = textIn(v[0]), v[1] == true, dayIn(v[2]), numberIn(v[3])
			l.weight, _ = v[4].(float64)
			l.confidence, l.end, l.source = confidenceIn(v[5]), dayIn(v[6]), sourceIn(v[7], v[8])
		},
	})
	participationKind = newLinkKind(linkKind{
		relation: "PARTICIPATES_IN", past: "PastParticipation", to: "Activity",
		properties: []string{"role", "start", "place", "funding", "end", "sourceFile", "sourceLine"},
		values: func(l *link) []any {
			return []any{
				textOrNull(l.word), dayOrNull(l.start), numberOrNull(l.place), amountOrNull(l.funding), dayOrNull(l.end),
				textOrNull(l.source.File), numberOrNull(l.source.Line),
			}
		},
		scan: func(l *link, v []any) {
			l.word, l.start, l.place = textIn(v[0]), dayIn(v[1]), numberIn(v[2])
			l.funding.Value, l.funding.Known = v[3].(float64)
			l.end, l.source = dayIn(v[4]), sourceIn(v[5], v[6])
		},
	})
	linkKinds = []linkKind{collaborationKind, participationKind}
)

// newLinkKind builds statements from words of this file only; what users write goes into parameters.
func newLinkKind(k linkKind) linkKind {
	var properties strings.Builder
	for i, p := range k.properties {
		fmt.Fprintf(&properties, "%s: row[%d], ", p, i+2)
	}
	said, added := properties.String(), len(k.properties)+2
	relate := fmt.Sprintf("UNWIND $rows AS row MATCH (a:Actor {key: row[0]}) MATCH (b:%s {key: row[1]}) CREATE (a)-[:%s {%sadded: ", k.to, k.relation, said)
	k.create = relate + "$revision}]->(b) RETURN count(*)"
	k.adopt = relate + fmt.Sprintf("row[%d]}]->(b) RETURN count(*)", added)
	k.bury = fmt.Sprintf("UNWIND $rows AS row CREATE (:%s {network: $network, owner: row[0], partner: row[1], %sadded: row[%d], removed: row[%d], "+
		"from: row[%d], to: row[%d]}) RETURN count(*)", k.past, said, added, added+1, added+2, added+3)
	k.mark = fmt.Sprintf("UNWIND $rows AS row MATCH ()-[r:%s]->() WHERE elementId(r) = row SET r.removed = $revision RETURN count(*)", k.relation)
	return k
}

// linkIn reads the ids of both ends and the properties in their order.
func (k linkKind) linkIn(v []any) link {
	l := link{from: textIn(v[0]), to: textIn(v[1])}
	k.scan(&l, v[2:])
	return l
}

// row is what create takes, and about how many bytes of text it holds.
func (k linkKind) row(name string, l *link) (row []any, bytes int) {
	return append([]any{keyOf(name, l.from), keyOf(name, l.to)}, k.values(l)...), len(l.from) + len(l.to) + len(l.word) + len(l.source.File)
}

// columns are the properties of the variable v, for RETURN.
func (k linkKind) columns(v string) string { return v + "." + strings.Join(k.properties, ", "+v+".") }

// numberPlaces gives links their places among equals and leaves them in the order of their keys.
func numberPlaces(given []link) {
	slices.SortStableFunc(given, func(a, b link) int { return compareGroups(&a, &b) })
	for i := 1; i < len(given); i++ {
		if compareGroups(&given[i-1], &given[i]) == 0 {
			given[i].place = given[i-1].place + 1
		}
	}
}
