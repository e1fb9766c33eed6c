package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// everywhere finds a word in the properties of all nodes and relationships, under any label, and in the names of the properties.
const everywhere = "MATCH (n) UNWIND keys(n) AS k WITH labels(n)[0] AS what, k, n[k] AS v " +
	"WHERE k CONTAINS $word OR toString(v) CONTAINS $word RETURN what, k UNION ALL " +
	"MATCH ()-[r]->() UNWIND keys(r) AS k WITH type(r) AS what, k, r[k] AS v " +
	"WHERE k CONTAINS $word OR toString(v) CONTAINS $word RETURN what, k"

// TestAnErasedActorIsNowhereInTheGraph gives an actor distinctive words in everything that may hold some, in several versions, as either end
// of ties, with scores written back, and looks for them in the whole database once the actor is erased.
func TestAnErasedActorIsNowhereInTheGraph(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s := openSmall(t, server)
	person := func(version string) network.Picture {
		tie := func(from, to, says string) network.Collaboration {
			return network.Collaboration{From: from, To: to, Type: "word-" + says, Weight: float64(len(version)), Confidence: 0.5, Source: network.Source{File: "word.csv", Line: 7}}
		}
		return network.Picture{
			Actors: []network.Actor{
				{ID: "id-of-matti", Name: "word Matti " + version, Attributes: map[string]string{"word-note": "word " + version}, Source: network.Source{File: "word.csv", Line: 1}},
				{ID: "a", Name: "Aalto"}, {ID: "z", Name: "Zeta"},
			},
			Activities:     []network.Activity{{ID: "p", Title: "Project"}},
			Collaborations: []network.Collaboration{tie("a", "id-of-matti", "in"), tie("id-of-matti", "z", "out"), tie("id-of-matti", "id-of-matti", "self")},
			Participations: []network.Participation{{Actor: "id-of-matti", Activity: "p", Role: "word-" + version, Source: network.Source{File: "word.csv", Line: 9}}},
		}
	}
	for _, version := range []string{"one", "three", "fifteen"} {
		p := person(version)
		if _, _, err := s.Import(t.Context(), "n", &p, network.Change{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Revert(t.Context(), "n", 1, network.Change{}); err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, word := range []string{"id-of-matti", "word"} {
		for _, r := range server.Query(t, everywhere, map[string]any{"word": word}) {
			held[r.Values[0].(string)] = true
		}
	}
	for _, what := range []string{"Actor", "PastActor", "PastCollaboration", "PastParticipation", "COLLABORATES_WITH", "PARTICIPATES_IN"} {
		if !held[what] {
			t.Errorf("no %s tells of the actor even before the erasure; the test looks in the wrong place", what)
		}
	}
	if _, err := s.Erase(t.Context(), "n", "id-of-matti", network.Change{}); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"id-of-matti", "word"} {
		for _, r := range server.Query(t, everywhere, map[string]any{"word": word}) {
			t.Errorf("%q is still in %v of %v", word, r.Values[1], r.Values[0])
		}
	}
	sound(t, server)
}
