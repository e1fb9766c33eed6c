package neo4j_test

import (
	"context"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// TestAChangeWhoseTimeIsOverIsToldOfWhileTheServerStandsStill has the server stand still before a change. The lease on the network can only be
// given back when it goes on, which this store waits for during hours: whoever asked must not.
func TestAChangeWhoseTimeIsOverIsToldOfWhileTheServerStandsStill(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to freeze; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	s, err := neo4j.OpenPatient(t.Context(), server.URI())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	puts := func(ctx context.Context, id string) error {
		_, _, err := s.Import(ctx, "still", &network.Picture{Actors: []network.Actor{{ID: id, Name: id}}}, network.Change{By: "test"})
		return err
	}
	if err := puts(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	server.Freeze(t)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	err = puts(ctx, "b") // or it ends with the test's own time
	if code := fault.CodeOf(err); code != fault.Cancelled && code != fault.Unavailable {
		t.Errorf("a change whose time is over: %v; want it said", err)
	}
	server.Thaw(t)
	if err := puts(t.Context(), "c"); err != nil {
		t.Errorf("the next change, after the server went on: %v", err)
	}
}
