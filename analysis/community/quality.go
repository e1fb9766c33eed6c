package community

import (
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// What Leiden and Louvain ask alike: which quality to make large, at which resolution, and how often to try.
var (
	qualityParam = analysis.Param{
		ID: "quality", Kind: analysis.Choice, Default: "modularity", Choices: []string{"modularity", "cpm"},
		Meaning: "modularity: more ties inside than chance gives; cpm: denser inside than γ and sparser between, whatever the size of the network",
	}
	resolutionParam = analysis.Param{
		ID: "resolution", Kind: analysis.Number, Default: "1", Min: 1e-6, Max: 100,
		Meaning: "γ: larger finds more and smaller communities; for cpm the density that tells inside from outside, such as 0.05",
	}
	triesParam = analysis.Param{
		ID: "tries", Kind: analysis.Integer, Default: "0", Min: 0, Max: 1000,
		Meaning: "how many divisions to make, each from another random order of the actors; the one of largest quality is kept. 0: as many as go through 50,000 ties, from 4 to 50",
	}
)

// Networks of few ties are divided more often and more thoroughly: where they have hardly any communities divisions differ most, and it takes no time.
const (
	walkInTries  = 50_000  // ties that tries go through, each once
	walkInRounds = 200_000 // ties that the rounds of a try go through
)

// triesOf is how often to divide a network.
func triesOf(g *snapshot.Graph, a analysis.Args) int {
	if tries := a.Integer("tries"); tries > 0 {
		return tries
	}
	return min(max(walkInTries/max(g.Ties(), 1), 4), 50)
}

// roundsOf is how often Leiden goes through all levels at most.
func roundsOf(g *snapshot.Graph, a analysis.Args) int {
	if rounds := a.Integer("rounds"); rounds > 0 {
		return rounds
	}
	return max(walkInRounds/max(g.Ties(), 1), 1)
}

// byDensity reports whether communities are to be dense, rather than denser than chance.
func byDensity(a analysis.Args) bool { return a.Text("quality") == "cpm" }

// worthOf returns each community's share of the modularity, their sum, and the quality that was made large: the modularity itself, or with
// cpm the density. Beside a density the modularity is the usual one, of resolution 1.
func worthOf(g *snapshot.Graph, of []int32, sizes []int, a analysis.Args) (shares []Share, q, quality float64) {
	resolution := a.Number("resolution")
	if !byDensity(a) {
		shares, q = Modularity(g, of, resolution)
		return shares, q, q
	}
	shares, q = Modularity(g, of, 1)
	return shares, q, density(shares, sizes, resolution)
}

// density returns H, as a share of the strength of all ties: NaN when there are none.
func density(shares []Share, sizes []int, resolution float64) float64 {
	var h, all float64
	for c, s := range shares {
		n := float64(sizes[c])
		h += s.Inside - resolution*n*(n-1)/2
		all += s.Ends / 2
	}
	if all == 0 {
		return math.NaN()
	}
	return h / all
}
