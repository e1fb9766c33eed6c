package sqlite

import "strings"

// versionTable describes a table whose rows are versions of records: what is the same for all four kinds.
type versionTable struct {
	name    string
	owners  string   // the identity table that its first key column points to; a network's rows are those of its owners
	key     []string // with added, the primary key
	content []string // what a version says of its record
}

var (
	actorVersions = versionTable{
		name: "actor_versions", owners: "actors", key: []string{"actor"},
		content: []string{"name", "attributes", "start_day", "end_day", "file", "line"},
	}
	activityVersions = versionTable{
		name: "activity_versions", owners: "activities", key: []string{"activity"},
		content: []string{"name", "attributes", "start_day", "end_day", "file", "line"},
	}
	collaborations = versionTable{
		name: "collaborations", owners: "actors", key: []string{"from_actor", "to_actor", "type", "directed", "start_day", "place"},
		content: []string{"weight", "confidence", "end_day", "file", "line"},
	}
	participations = versionTable{
		name: "participations", owners: "actors", key: []string{"actor", "activity", "role", "start_day", "place"},
		content: []string{"funding", "end_day", "file", "line"},
	}
)

// versionTables are all tables of versions, those that point to others last.
var versionTables = []versionTable{actorVersions, activityVersions, collaborations, participations}

// columns are those that an insert fills: the key, the revision that adds the row, the content.
func (t versionTable) columns() []string {
	return append(append(append([]string{}, t.key...), "added"), t.content...)
}

// list names columns of the row called v, for a SELECT.
func list(columns []string) string { return "v." + strings.Join(columns, ", v.") }

// within is the condition that a row belongs to the network whose key is bound to ?.
func (t versionTable) within() string {
	return t.key[0] + " IN (SELECT key FROM " + t.owners + " WHERE network = ?)"
}

// reading selects columns of the rows v that are visible in a network (bound to the first ?) at a revision (to the other two), by
// the ids of their owners o. CROSS JOIN keeps the owners outside, so that the index on their ids gives the order and each
// owner's rows are neighbours: nothing is sorted, and a network of any size starts to flow at once.
func (t versionTable) reading(columns string) string {
	return "SELECT " + columns + " FROM " + t.owners + " o CROSS JOIN " + t.name + " v ON v." + t.key[0] +
		" = o.key WHERE o.network = ? AND " + visible + " ORDER BY o.id"
}

// visible is the condition that row v is visible at the revision bound to both ?.
const visible = "v.added <= ? AND (v.removed IS NULL OR v.removed > ?)"

// alike is the condition that rows v and w agree in columns.
func alike(columns []string) string {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString("v." + c + " IS w." + c)
	}
	return b.String()
}
