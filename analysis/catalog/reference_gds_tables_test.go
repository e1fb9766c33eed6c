package catalog_test

import (
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// inGDS are the tables that a metric answers, by page and line.
var inGDS = map[string]gdsCheck{
	"betweenness-centrality:350": scored("betweenness", true, snapshot.Unweighted, "", 1e-9),
	"betweenness-centrality:392": spreadIn("betweenness", true),
	"betweenness-centrality:419": spreadIn("betweenness", true),
	"betweenness-centrality:447": spreadIn("betweenness", true),
	"betweenness-centrality:542": scored("betweenness", false, snapshot.Unweighted, "", 1e-9),
	"betweenness-centrality:574": scored("betweenness", true, snapshot.Distance, "weight", 1e-9),

	"closeness-centrality:309": scored("closeness", true, snapshot.Unweighted, "", 1e-9, "direction", "in"),
	"closeness-centrality:347": spreadIn("closeness", true, "direction", "in"),
	"closeness-centrality:371": spreadIn("closeness", true, "direction", "in"),
	"closeness-centrality:394": spreadIn("closeness", true, "direction", "in"),

	// The page turns the ties around when it reads them, so its outgoing ties are our incoming ones.
	"degree-centrality:299": scored("degree", true, snapshot.Unweighted, "", 0, "direction", "in"),
	"degree-centrality:334": spreadIn("degree", true, "direction", "in"),
	"degree-centrality:360": spreadIn("degree", true, "direction", "in"),
	"degree-centrality:388": spreadIn("degree", true, "direction", "in"),
	"degree-centrality:416": scored("strength", true, snapshot.Strength, "score", 1e-9, "direction", "in"),
	"degree-centrality:461": scored("degree", true, snapshot.Unweighted, "", 0, "direction", "out"),

	"page-rank:342": afterRounds(19, ""),
	"page-rank:381": func(l *ledger, p gdsPage, table gdsTable) {
		l.near("max", table.one("max"), slices.Max(l.gdsPageRank(p.graph(0, true, snapshot.Unweighted, ""), 19)), 1e-4)
	},
	"page-rank:466": afterRounds(19, "weight"),
	"page-rank:545": func(l *ledger, p gdsPage, table gdsTable) { // damping 0.05 converges long before the last round
		g := p.graph(0, true, snapshot.Unweighted, "")
		x := l.column(g, "pagerank", "damping", "0.05", "tolerance", "1e-15")
		for u := range x {
			x[u] *= float64(g.Len())
		}
		l.scores(g, table.numbers(), x, 1e-6)
	},
	"page-rank:625": func(l *ledger, p gdsPage, table gdsTable) { // less the mean, by the range
		g := p.graph(0, true, snapshot.Unweighted, "")
		x := l.gdsPageRank(g, 19)
		mean, _ := spreadOf(x)
		least, most := slices.Min(x), slices.Max(x)
		for u := range x {
			x[u] = (x[u] - mean) / (most - least)
		}
		l.scores(g, table.numbers(), x, 1e-6)
	},

	// Twenty rounds of the program come within 1e-4 of the vector itself, or 1e-3 with weights.
	"eigenvector-centrality:320": scored("eigenvector", true, snapshot.Unweighted, "", 1e-4),
	"eigenvector-centrality:441": scored("eigenvector", true, snapshot.Strength, "weight", 1e-3),
	"label-propagation:346":      partitioned("community-labels", ""),

	"louvain:324": partitioned("community-louvain", ""),
	"louvain:358": communities(0),
	"louvain:381": communities(0),
	"louvain:408": communities(0),
	"louvain:434": partitioned("community-louvain", "weight"),
	"louvain:611": communities(1),
	"louvain:670": communities(1),

	"wcc:289": partitioned("components", ""),
	"wcc:332": counted("componentCount", "components", "components", 0),
	"wcc:357": counted("componentCount", "components", "components", 0),
	"wcc:379": counted("componentCount", "components", "components", 0),
	"wcc:655": partitioned("components", ""),

	"triangle-count:333": scored("triangles", false, snapshot.Unweighted, "", 0),
	"triangle-count:369": counted("globalTriangleCount", "clustering", "triangles", 0),
	"triangle-count:397": counted("globalTriangleCount", "clustering", "triangles", 0),
	"triangle-count:426": counted("globalTriangleCount", "clustering", "triangles", 0),

	"local-clustering-coefficient:301": scored("clustering", false, snapshot.Unweighted, "", 1e-9),
	"local-clustering-coefficient:337": counted("averageClusteringCoefficient", "clustering", "average-clustering", 1e-9),
	"local-clustering-coefficient:362": counted("averageClusteringCoefficient", "clustering", "average-clustering", 1e-9),
	"local-clustering-coefficient:391": counted("averageClusteringCoefficient", "clustering", "average-clustering", 1e-9),
	"local-clustering-coefficient:438": scored("clustering", false, snapshot.Unweighted, "", 1e-9),

	"k-core:293": scored("k-core", false, snapshot.Unweighted, "", 0),
	"k-core:342": counted("degeneracy", "k-core", "deepest-core", 0),
	"k-core:368": counted("degeneracy", "k-core", "deepest-core", 0),
	"k-core:396": counted("degeneracy", "k-core", "deepest-core", 0),

	"articulation-points:258": cut(true),
	"articulation-points:286": counted("articulationPointCount", "articulation", "articulation-actors", 0),
	"articulation-points:312": counted("articulationPointCount", "articulation", "articulation-actors", 0),
	"articulation-points:338": counted("articulationPointCount", "articulation", "articulation-actors", 0),
	"articulation-points:355": cut(true),
	"articulation-points:372": cut(false),
}

// notInGDS are the tables, or whole pages, that no metric answers, with the reason.
var notInGDS = map[string]string{
	"betweenness-centrality:478": "sampled: the table depends on the program's own draw",
	"page-rank:409":              "prints how many rounds the program ran, not a figure of the graph",
	"page-rank:436":              "prints how many rounds the program ran, not a figure of the graph",
	"page-rank:505":              "tolerance 0.1 makes the program drop small changes actor by actor, so the table is the iterate of no round",
	"page-rank:585":              "PageRank restarted at chosen actors is not built yet",
	"louvain:468":                "started from given communities, which Louvain does not take",
	"louvain:572":                "prints the communities of each level; only the last are kept, and 611 counts them",
	"louvain:631":                "repeats 572",
	"louvain:690":                "repeats 572",
	"wcc:410":                    "components of ties above a threshold are not built: filter the network first",
	"wcc:479":                    "components of ties above a threshold are not built: filter the network first",
	"wcc:541":                    "started from given components, with an actor that the page's graph lacks",
	"wcc:587":                    "started from given components, with an actor that the page's graph lacks",
	"triangle-count:459":         "leaves out actors of high degree, which no metric does",
	"triangle-count:498":         "lists the triangles, which no metric does",
	"eigenvector-centrality:357": "the largest of 320 in other digits",
	"eigenvector-centrality:383": "prints how many rounds the program ran, not a figure of the graph",
	"eigenvector-centrality:409": "prints how many rounds the program ran, not a figure of the graph",
	"eigenvector-centrality:483": "stopped after few rounds by a tolerance of 0.1, so the table is no eigenvector",
	"eigenvector-centrality:525": "started from chosen actors; the vector is that of 320",
	"eigenvector-centrality:566": "320 scaled to 0 and 1",
	"label-propagation:381":      "prints how many rounds the program ran, not a figure of the graph",
	"label-propagation:406":      "repeats 381",
	"label-propagation:433":      "repeats 381",
	"label-propagation:459":      "labels spread along directed ties in the program's own order; ours ignore directions and are drawn by a seed",
	"label-propagation:491":      "weighs actors, which label propagation here does not",
	"label-propagation:532":      "started from given labels, which label propagation here does not take",
	"modularity":                 "the modularity of given communities is no metric yet",
	"modularity-optimization":    "one level of Louvain alone is not in the plan",
	"adamic-adar":                "scores of pairs that have no tie come with plausibility",
	"preferential-attachment":    "scores of pairs that have no tie come with plausibility",
	"same-community":             "scores of pairs that have no tie come with plausibility",
	"total-neighbors":            "scores of pairs that have no tie come with plausibility",
}
