package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

func TestAServerWhoseDiskIsFullLosesNothingAndGoesOnOnceItHasRoom(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the disk of the server that NEO4J_URI names is not ours to fill; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	s := openHasty(t, server)
	imports := func(round int) error {
		p := roundOf(round)
		_, _, err := s.Import(t.Context(), "n", &p, network.Change{})
		return err
	}
	for round := 1; round <= 2; round++ {
		if err := imports(round); err != nil {
			t.Fatal(err)
		}
	}
	const says = "disk is full"
	server.FillDisk(t)
	for range 2 { // the first finds out; from then on Neo4j takes no transaction at all
		clearly(t, server, imports(3), says)
	}
	if _, err := neo4j.Open(t.Context(), server.URI()); err == nil {
		t.Error("a store was opened that cannot be written")
	} else {
		clearly(t, server, err, says)
	}
	server.MakeRoom(t)
	server.Stop(t)
	server.Restart(t)
	last := checkAfterKill(t, s, 2) // with the store that was open all the time
	if err := imports(last + 1); err != nil {
		t.Errorf("import once there is room: %v", err)
	}
	sound(t, server)
}
