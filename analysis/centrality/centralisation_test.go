package centrality_test

import (
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func TestCentralisationIsOneForAStarAndNothingForARing(t *testing.T) {
	var star, ring []graphs.Tie
	for u := range int32(6) {
		star = append(star, graphs.Tie{From: 0, To: u + 1, Weight: 1})
		ring = append(ring, graphs.Tie{From: u, To: (u + 1) % 6, Weight: 1})
	}
	both := append([]graphs.Tie(nil), star...)
	for _, tie := range star {
		both = append(both, graphs.Tie{From: tie.To, To: tie.From, Weight: 1})
	}
	for _, c := range []struct {
		what string
		g    *snapshot.Graph
		want map[string]float64
	}{
		{"star", graphs.Of(7, false, snapshot.Unweighted, star...), map[string]float64{"degree": 1, "closeness": 1, "betweenness": 1}},
		{"ring", graphs.Of(6, false, snapshot.Unweighted, ring...), map[string]float64{"degree": 0, "closeness": 0, "betweenness": 0}},
		{"star outward", graphs.Of(7, true, snapshot.Unweighted, star...), map[string]float64{"degree-out": 1, "closeness-out": 1}},
		{"star both ways", graphs.Of(7, true, snapshot.Unweighted, both...), map[string]float64{"betweenness": 1}},
	} {
		r, err := analysis.Run(t.Context(), c.g, &centrality.Centralisation, analysis.Args{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{}
		for _, v := range r.Values {
			got[v.Name] = v.Value
		}
		for name, want := range c.want {
			if x, ok := got[name]; !ok || math.Abs(x-want) > 1e-12 {
				t.Errorf("%s: %s is %v, expected %v (%v)", c.what, name, x, want, got)
			}
		}
	}
}
