package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// One server lives through all that makes it refuse changes or connections, because its start takes seconds: its disk is full; it
// comes back, and once more read-only, when it answers as a server does that only follows another, and takes no connection without encryption; and it comes back as it was.
func TestAServerThatRefusesLosesNothingAndGoesOnOnceItTakesChangesAgain(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to stop; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	s := opened(t)(neo4j.OpenHasty(t.Context(), server.URIBy("bolt+ssc")))
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
	diskIsFull(t, server, func() error { return imports(3) })
	server.Stop(t)
	server.Restart(t)               // what the full disk left half written has to be recovered first, which a server that may only read cannot
	last := checkAfterKill(t, s, 2) // with the store that was open all the time: it reads whole
	server.Stop(t)
	server.Restart(t, "server.databases.default_to_read_only=true", "server.bolt.tls_level=REQUIRED")

	if again := checkAfterKill(t, s, last); again != last {
		t.Errorf("the newest revision is %d where it can only be read, want %d", again, last)
	}
	const says = "can only be read here"
	clearly(t, server, imports(last+1), says)
	_, err := s.Revert(t.Context(), "n", 0, network.Change{})
	clearly(t, server, err, says)
	for uri, says := range map[string]string{
		server.URIBy("neo4j+ssc"): says,
		server.URIBy("neo4j"):     "takes encrypted connections only: write neo4j+s:// in the address",
		server.URIBy("bolt"):      "takes encrypted connections only: write bolt+s:// in the address",
	} {
		err, _ := opens(t, uri)
		clearly(t, server, err, says)
	}
	server.Stop(t)
	server.Restart(t)
	if again := checkAfterKill(t, s, last); again != last {
		t.Errorf("the newest revision is %d, want %d", again, last)
	}
	if err := imports(last + 1); err != nil {
		t.Errorf("import once it takes changes again: %v", err)
	}
	sound(t, server)
}
