package neo4j_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// faults are queries that find what must not be in the graph when no change is under way.
var faults = map[string]string{
	"a lease":                       "MATCH (l:Lease) RETURN l.network, l.revision, l.deletes",
	"content that was never shown":  "MATCH (x) WHERE x:NextActor OR x:NextActivity OR x:DoneActor OR x:DoneActivity RETURN labels(x), x.key",
	"a node that was removed":       "MATCH (x) WHERE (x:Actor OR x:Activity) AND x.removed IS NOT NULL RETURN x.key",
	"a relationship that was":       "MATCH (a)-[r]->() WHERE r.removed IS NOT NULL RETURN a.key, r.removed",
	"a record of no network":        "MATCH (x) WHERE x.network IS NOT NULL AND NOT EXISTS { MATCH (n:Network {name: x.network}) } RETURN labels(x), x.network, count(*)",
	"a node of no shown revision":   "MATCH (n:Network) MATCH (x {network: n.name}) WHERE NOT x:Revision AND NOT 1 <= x.added <= n.revision RETURN labels(x), x.key, x.added",
	"a tie of no shown revision":    "MATCH (n:Network) MATCH (a:Actor {network: n.name})-[r]->() WHERE NOT 1 <= r.added <= n.revision RETURN a.key, r.added",
	"an impossible past":            "MATCH (n:Network) MATCH (x {network: n.name}) WHERE x.removed IS NOT NULL AND NOT x.added < x.removed <= n.revision RETURN labels(x), x.added, x.removed",
	"a wrong count of actors":       "MATCH (n:Network) WHERE n.actors <> COUNT { (:Actor {network: n.name}) } RETURN n.name",
	"a wrong count of activities":   "MATCH (n:Network) WHERE n.activities <> COUNT { (:Activity {network: n.name}) } RETURN n.name",
	"a wrong count of ties":         "MATCH (n:Network) WHERE n.collaborations <> COUNT { (:Actor {network: n.name})-[:COLLABORATES_WITH]->() } RETURN n.name",
	"a wrong count of parts":        "MATCH (n:Network) WHERE n.participations <> COUNT { (:Actor {network: n.name})-[:PARTICIPATES_IN]->() } RETURN n.name",
	"a missing or double revision":  "MATCH (n:Network) WHERE n.revision <> COUNT { (n)-[:HAS_REVISION]->() } RETURN n.name, n.revision",
	"a tie from network to network": "MATCH (a)-[r:COLLABORATES_WITH|PARTICIPATES_IN]->(b) WHERE a.network <> b.network RETURN a.key, b.key",
	"a label that is not ours": "MATCH (x) WHERE none(l IN labels(x) WHERE l IN ['Network', 'Revision', 'Lease', 'Actor', 'Activity', 'PastActor', 'PastActivity', " +
		"'PastCollaboration', 'PastParticipation', 'Job', 'JobQueue', '__Neo4jMigration', 'SillatTest']) RETURN labels(x)",
}

// sound checks the graph once what dead changes left is cleared up, which must not take long.
func sound(t testing.TB, server *neo4jtest.Server) {
	t.Helper()
	patience := time.Now().Add(30 * time.Second)
	for len(server.Query(t, "MATCH (l:Lease) RETURN l", nil)) > 0 && time.Now().Before(patience) {
		time.Sleep(50 * time.Millisecond)
	}
	for what, query := range faults {
		for _, r := range server.Query(t, query, nil) {
			t.Errorf("the graph holds %s: %s", what, fmt.Sprint(r.Values...))
		}
	}
}
