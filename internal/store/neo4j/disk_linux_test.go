package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// diskIsFull lets the server's disk be full for a while. What imports then is told so clearly; from there on Neo4j takes no transaction at all
// until it is started again.
func diskIsFull(t *testing.T, server *neo4jtest.Server, imports func() error) {
	t.Helper()
	const says = "disk is full"
	server.FillDisk(t)
	for range 2 { // the first finds out
		clearly(t, server, imports(), says)
	}
	if _, err := neo4j.Open(t.Context(), server.URI()); err == nil {
		t.Error("a store was opened that cannot be written")
	} else {
		clearly(t, server, err, says)
	}
	server.MakeRoom(t)
}
