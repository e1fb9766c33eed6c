package silo

import (
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Karate: 78 ties, 11 of them across the split that Zachary (1977, doi 10.1086/jar.33.4.3629752) reports as it came about. The degrees of
// the two clubs add up to 75 + 81 = 156, so chance gives 78·2·75·81/(156·155) = 39.19 ties.
func TestKarateClubsAreApart(t *testing.T) {
	gap := mustGaps(t, graphs.Read(t, "karate", "", snapshot.Unweighted), "silo_club", GapOptions{}).Gaps[0]
	inside := map[string]float64{}
	g := graphs.Read(t, "karate", "", snapshot.Unweighted)
	d, _ := g.Dimension("silo_club")
	for u := range int32(g.Len()) {
		inside[d.Values[d.Of[u]]] += float64(len(g.Out(u)))
	}
	expected := 78 * 2 * inside[gap.A] * inside[gap.B] / (156 * 155)
	if math.Abs(gap.Expected-expected) > 1e-9 || gap.ActorsA+gap.ActorsB != 34 {
		t.Errorf("expected %v; want %v from degrees %v", gap.Expected, expected, inside)
	}
	if !gap.Significant || gap.P > 1e-6 || gap.Observed > 11 || gap.Observed != float64(gap.ObservedTies) {
		t.Errorf("observed %v, p %v: the split is not seen", gap.Observed, gap.P)
	}
	if l := mustGaps(t, g, "silo_club", GapOptions{}); len(l.Warnings) != 1 {
		t.Errorf("warnings %q; want one: with hubs of 16 and 17 ties among 78, chance draws many ties twice", l.Warnings)
	}
	if gap.UnreachablePairs != 0 || gap.Reach.Three != 1 || gap.Fragility.Actors == 0 {
		t.Errorf("karate is connected: %+v", gap)
	}
}

// The health networks and project networks give lists that hold every bound, with nothing left out.
func TestRealNetworks(t *testing.T) {
	for _, c := range []struct {
		name, dimension string
		graph           *snapshot.Graph
	}{
		{"dhhs", "silo_agency", graphs.Read(t, "dhhs", "", snapshot.Unweighted)},
		{"dhhs, strength", "silo_agency", graphs.Read(t, "dhhs", "", snapshot.Strength)},
		{"sc6", "silo_sector", twoMode(t, "cordis_h2020_sc6_swafs")},
		{"sc6 countries", "silo_country", twoMode(t, "cordis_h2020_sc6_swafs")},
		{"interreg", "silo_country", twoMode(t, "interreg_2014_2020")},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustGaps(t, c.graph, c.dimension, GapOptions{})
			checkBounds(t, l)
			if s := len(l.Silos); len(l.Gaps) != s*(s-1)/2 {
				t.Errorf("%d pairs of %d silos", len(l.Gaps), s)
			}
			for _, gap := range l.Gaps[:min(5, len(l.Gaps))] {
				t.Logf("%d %s–%s observed %.1f (%d ties) expected %.1f z %.1f p %.2g q %.2g reach %.2f distance %.2f fragility %d (at least: %v)",
					gap.Rank, gap.A, gap.B, gap.Observed, gap.ObservedTies, gap.Expected, gap.Z, gap.P, gap.Q, gap.Reach, gap.MeanDistance,
					gap.Fragility.Actors, gap.Fragility.AtLeast)
			}
		})
	}
}
