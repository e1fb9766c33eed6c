package neo4j_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// TestFiguresStandBesideTheActorsAndChangeNothing writes figures of two metrics for 120 actors in several transactions.
func TestFiguresStandBesideTheActorsAndChangeNothing(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s := openSmall(t, server)
	p := network.Picture{}
	given := store.Scores{Revision: 1, Columns: []string{"betweenness", "e-i"}, Values: [][]float64{nil, nil}, Origin: "betweenness and e-i of revision 1"}
	for i := range 120 {
		id := fmt.Sprintf("a%03d", i)
		p.Actors = append(p.Actors, network.Actor{ID: id, Name: id, Attributes: map[string]string{"score_card": "gold", "region": "north"}})
		given.Actors = append(given.Actors, id)
		given.Values[0] = append(given.Values[0], float64(i)/4)
		given.Values[1] = append(given.Values[1], -1)
	}
	given.Values[1][7] = math.NaN()
	for _, name := range []string{"n", "other"} {
		copied := p
		if _, _, err := s.Import(t.Context(), name, &copied, network.Change{}); err != nil {
			t.Fatal(err)
		}
	}
	shown, err := s.WriteScores(t.Context(), "n", given)
	if err != nil || !slices.Equal(shown, []string{"score_betweenness", "score_e_i"}) {
		t.Fatalf("written as %v, error %v", shown, err)
	}
	one := func(query string, want ...any) {
		t.Helper()
		records := server.Query(t, query, nil)
		if len(records) != 1 || fmt.Sprint(records[0].Values...) != fmt.Sprint(want...) {
			t.Errorf("%s: %v, want %v", query, records, want)
		}
	}
	one("MATCH (a:Actor {key: 'n/a119'}) RETURN a.score_betweenness, a.score_e_i", 29.75, -1.0)
	one("MATCH (a:Actor {network: 'n'}) RETURN count(a.score_betweenness), count(a.score_e_i), sum(a.score_betweenness)", 120, 119, 1785.0)
	one("MATCH (a:Actor {network: 'other'}) RETURN count(a.score_betweenness)", 0)
	one("MATCH (n:Network {name: 'n'}) RETURN n.score_betweenness, n.score_e_i, n.revision", given.Origin, given.Origin, 1)
	reads := func(revision int, want network.Picture) {
		t.Helper()
		var got network.Collector
		if _, err := s.Read(t.Context(), "n", revision, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Picture, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("revision %d reads otherwise than it is (- want, + got):\n%.1500s", revision, diff)
		}
	}
	reads(1, p)

	// A change of an actor takes its figures along into the past, where nobody asks for them; figures of an old revision are refused.
	next := network.Picture{Actors: []network.Actor{{ID: "a003", Name: "another name", Attributes: p.Actors[3].Attributes}}}
	if rev, _, err := s.Import(t.Context(), "n", &next, network.Change{}); err != nil || rev.Number != 2 {
		t.Fatal(rev, err)
	}
	one("MATCH (a:Actor {network: 'n'}) RETURN count(a.score_betweenness)", 119)
	reads(1, p)
	if _, err := s.WriteScores(t.Context(), "n", given); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("figures of an old revision: %v, want a conflict", err)
	}
	if _, err := s.WriteScores(t.Context(), "nobody", given); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("figures of a network that is not there: %v, want not found", err)
	}

	// Who is not among the actors of the figures has none afterwards.
	given.Revision, given.Columns, given.Actors, given.Values = 2, []string{"betweenness"}, []string{"a003"}, [][]float64{{8}}
	if _, err := s.WriteScores(t.Context(), "n", given); err != nil {
		t.Fatal(err)
	}
	one("MATCH (a:Actor {network: 'n'}) RETURN count(a.score_betweenness), count(a.score_e_i), sum(a.score_betweenness)", 1, 118, 8.0)
	given.Columns, given.Values = []string{"e-i", "e.i"}, [][]float64{{1}, {2}}
	if _, err := s.WriteScores(t.Context(), "n", given); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("two columns that want one property: %v, want a refusal", err)
	}
	sound(t, server)
}
