// Package catalog lists every metric. Adding one is one line here.
package catalog

import (
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/brokerage"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/community"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/spectral"
	"github.com/sillat/sillat/analysis/twomode"
)

// All returns the metrics in the order to show them.
func All() []*analysis.Metric {
	return []*analysis.Metric{
		&centrality.Degree,
		&centrality.Strength,
		&centrality.PageRank,
		&spectral.Eigenvector,
		&spectral.Katz,
		&spectral.HITS,
		&paths.Closeness,
		&paths.Harmonic,
		&paths.Reach,
		&paths.Eccentricity,
		&paths.Diameter,
		&paths.MeanDistance,
		&paths.Betweenness,
		&paths.TieBetweenness,
		&paths.Bridgeness,
		&twomode.Degree,
		&twomode.Closeness,
		&twomode.Betweenness,
		&twomode.Constraint,
		&brokerage.Constraint,
		&brokerage.EffectiveSize,
		&brokerage.Efficiency,
		&brokerage.Hierarchy,
		&brokerage.Roles,
		&brokerage.Participation,
		&brokerage.WithinSiloZ,
		&brokerage.KeyPlayersNeg,
		&paths.KeyPlayersPos,
		&cohesion.Components,
		&cohesion.Articulation,
		&cohesion.BridgeTies,
		&cohesion.Biconnected,
		&cohesion.KEdge,
		&cohesion.Clustering,
		&cohesion.StructuralDiversity,
		&cohesion.KCore,
		&cohesion.Triangles,
		&cohesion.KTruss,
		&cohesion.RichClub,
		&cohesion.CorePeriphery,
		&cohesion.Reciprocity,
		&cohesion.TriadCensus,
		&cohesion.SmallWorld,
		&centrality.Centralisation,
		&cohesion.GraphHierarchy,
		&centrality.DegreeAssortativity,
		&community.Leiden,
		&community.Louvain,
		&community.LabelPropagation,
		&community.Consensus,
		&silo.EI,
		&silo.EITest,
		&silo.Segregation,
		&silo.GroupCentrality,
		&community.SiloAgreement,
	}
}

// Find returns the metric with an id.
func Find(id string) (*analysis.Metric, bool) {
	all := All()
	i := slices.IndexFunc(all, func(m *analysis.Metric) bool { return m.ID == id })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}
