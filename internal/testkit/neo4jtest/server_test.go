package neo4jtest_test

import (
	"os"
	"testing"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }

func TestTheServerKeepsWhatItHoldsWhenItIsKilled(t *testing.T) {
	s := neo4jtest.Start(t)
	s.Empty(t)
	s.Query(t, "CREATE (:Thing {name: $name})", map[string]any{"name": "kept"})
	if s.Own() {
		s.Kill(t)
		s.Restart(t)
	}
	if got := s.Query(t, "MATCH (t:Thing) RETURN t.name", nil); len(got) != 1 || got[0].Values[0] != "kept" {
		t.Errorf("the server holds %v, want the thing that was stored", got)
	}
	s.Empty(t)
	if got := s.Query(t, "MATCH (t:Thing) RETURN t", nil); len(got) != 0 {
		t.Errorf("the emptied server holds %v", got)
	}
}
