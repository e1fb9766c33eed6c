package neo4j_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
)

// forgetMigrations makes the database as if Sillat had never seen it.
func forgetMigrations(t *testing.T, server *neo4jtest.Server) {
	t.Helper()
	server.Empty(t)
	server.Query(t, "MATCH (m:__Neo4jMigration) DELETE m", nil)
	for _, kind := range []string{"CONSTRAINT", "INDEX"} { // a constraint takes its index with it
		for _, r := range server.Query(t, "SHOW "+kind+" YIELD name WHERE name STARTS WITH 'sillat_' RETURN name", nil) {
			server.Query(t, "DROP "+kind+" "+r.Values[0].(string), nil)
		}
	}
}

func TestMigrationsRunOnceAndInOrderAlsoWhenServersStartTogether(t *testing.T) {
	server := neo4jtest.Start(t)
	forgetMigrations(t, server)
	stores := make([]*neo4j.Store, 4)
	var wg sync.WaitGroup
	for i := range stores {
		wg.Go(func() {
			var err error
			if stores[i], err = neo4j.Open(t.Context(), server.URI()); err != nil {
				t.Errorf("server %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	for _, s := range stores {
		if s != nil {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	var versions []string
	for _, r := range server.Query(t, "MATCH (m:__Neo4jMigration) RETURN m.version ORDER BY m.installedOn", nil) {
		versions = append(versions, r.Values[0].(string))
	}
	if !slices.Equal(versions, []string{"0001", "0002", "0003"}) {
		t.Errorf("migrations made are %v, want each once and in order", versions)
	}
	if online := server.Query(t, "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'sillat_' AND state = 'ONLINE' RETURN name", nil); len(online) < 17 {
		t.Errorf("%d indexes are ready, want those of the constraints and of the rest", len(online))
	}
	sound(t, server)
}

// The server makes a constraint in two steps. Who is cut off between them leaves an index that stands in the way of the constraint.
func TestAnIndexThatWasLeftWithoutItsConstraintIsMadeAnew(t *testing.T) {
	server := neo4jtest.Start(t)
	forgetMigrations(t, server)
	server.Query(t, "CREATE INDEX sillat_lease_network FOR (l:Lease) ON (l.network)", nil)
	server.Query(t, "CREATE INDEX sillat_actor_key FOR (a:Actor) ON (a.key)", nil)
	openAt(t, server.URI())
	for _, name := range []string{"sillat_lease_network", "sillat_actor_key"} {
		if owned := server.Query(t, "SHOW INDEXES YIELD name, owningConstraint WHERE name = $name AND owningConstraint = name RETURN name", map[string]any{"name": name}); len(owned) != 1 {
			t.Errorf("the index %s belongs to no constraint", name)
		}
	}
}

func TestADatabaseOfANewerSillatIsRefused(t *testing.T) {
	server := neo4jtest.Start(t)
	openAt(t, server.URI())
	server.Query(t, "CREATE (:__Neo4jMigration {version: '0099', description: 'from the future'})", nil)
	defer server.Query(t, "MATCH (m:__Neo4jMigration {version: '0099'}) DELETE m", nil)
	s, err := neo4j.Open(t.Context(), server.URI())
	if err == nil {
		t.Error("it was opened", s.Close())
	}
	if fault.CodeOf(err) != fault.Invalid {
		t.Errorf("error is %v, want a fault that says to update Sillat", err)
	}
}
