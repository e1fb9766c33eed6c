package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// A database that is set to be read-only answers as a server does that only follows another.
func TestADatabaseThatCanOnlyBeReadIsReadAndNeverHalfWritten(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to start again; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	s := openSmall(t, server)
	imports := func(round int) error {
		p := roundOf(round)
		_, _, err := s.Import(t.Context(), "n", &p, network.Change{})
		return err
	}
	if err := imports(1); err != nil {
		t.Fatal(err)
	}
	server.Stop(t)
	server.Restart(t, "server.databases.default_to_read_only=true")

	const says = "can only be read here"
	checkAfterKill(t, s, 1) // it reads whole
	clearly(t, server, imports(2), says)
	_, err := s.Revert(t.Context(), "n", 0, network.Change{})
	clearly(t, server, err, says)
	if _, err := neo4j.Open(t.Context(), server.URI()); err == nil {
		t.Error("a store was opened that cannot be written")
	} else {
		clearly(t, server, err, says)
	}
	server.Stop(t)
	server.Restart(t)
	if last := checkAfterKill(t, s, 1); last != 1 {
		t.Errorf("the newest revision is %d, want 1", last)
	}
	if err := imports(2); err != nil {
		t.Errorf("import once it can be written again: %v", err)
	}
	sound(t, server)
}
