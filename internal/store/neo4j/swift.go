package neo4j

import (
	"fmt"
	"slices"
	"strings"
)

// nodes says which node is which actor or activity, by the numbers that the database gives them. They hold as long as nobody changes the
// network: then a number may go to another node.
type nodes struct {
	actors, activities map[int64]string
	of                 map[string]int64 // actors the other way round; nil when nobody has looked
}

// swift reads the links of some actors that a revision shows, when no change is under way; false when an end of one is not among the
// nodes. Looking up an actor by its key and the id of each partner is half of the server's work in newest; here both ends are numbers,
// and no partner's node is touched.
func (k linkKind) swift(tx transaction, n *nodes, actors []string, revision int) (list []linkVersion, whole bool, err error) {
	var owners []string
	var at []int64
	for _, id := range actors {
		if node, is := n.of[id]; is { // one that was removed since has its links among the earlier ones
			owners, at = append(owners, id), append(at, node)
		}
	}
	partners := n.actors
	if k.to == activityKind.label {
		partners = n.activities
	}
	whole = true
	err = tx.each(k.swiftly(), map[string]any{"nodes": at, "revision": int64(revision)}, func(v []any) error {
		from := owners[numberIn(v[0])]
		group, _ := v[1].([]any)
		for _, one := range slices.Backward(group) { // the newest of an actor's relationships come first, and most were made in order
			v, _ := one.([]any)
			to, known := partners[int64(numberIn(v[0]))]
			whole = whole && known
			l := linkVersion{link: link{from: from, to: to}, relationship: noNumber}
			k.scan(&l.link, v[1:])
			list = append(list, l)
		}
		return nil
	})
	return list, whole, err
}

// swiftly reads each relationship's properties at once, and each actor's relationships into one list: a record costs more than a link.
func (k linkKind) swiftly() string {
	return fmt.Sprintf("UNWIND range(0, size($nodes) - 1) AS i MATCH (a) WHERE id(a) = $nodes[i] "+
		"RETURN i, [x IN [(a)-[r:%s]->(b) | [id(b), properties(r)]] WHERE x[1].added <= $revision AND (x[1].removed IS NULL OR x[1].removed > $revision) | [x[0], x[1].%s]]",
		k.relation, strings.Join(k.properties, ", x[1]."))
}
