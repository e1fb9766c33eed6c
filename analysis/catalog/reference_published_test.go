package catalog_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// figure is one record of published_figures.json.
type figure struct {
	ID        string
	Dataset   string
	Params    string
	Values    map[string]json.RawMessage
	Tolerance float64
}

// published_figures.json: figures printed in papers, reports and the tests of other programs.
func TestPublishedFigures(t *testing.T) {
	var figures []figure
	graphs.Reference(t, "published_figures.json", &figures)
	l := newLedger(t)
	datasets := map[string]string{}
	seen := map[string]bool{}
	for _, f := range figures {
		datasets[f.ID] = f.Dataset
		l.figure = f.ID
		seen[f.ID] = true
		check, ok := inPublished[f.ID]
		if !ok {
			l.unanswered(notInPublished, f.ID)
			continue
		}
		check(l, f, func(meaning snapshot.Meaning) *snapshot.Graph { return networkOf(t, f.Dataset, meaning, datasets) })
	}
	for id := range inPublished {
		if !seen[id] {
			t.Errorf("%s: is no longer in the file", id)
		}
	}
	l.done("published_figures.json", 236, notInPublished)
}

// network builds a figure's network with its weights read as the check wants them.
type network func(snapshot.Meaning) *snapshot.Graph

type publishedCheck func(l *ledger, f figure, n network)

func (f figure) numbers(l *ledger) map[string]*float64 {
	numbers := make(map[string]*float64)
	for id, text := range f.Values {
		var x float64
		decode(l.t, text, &x)
		numbers[id] = &x
	}
	return numbers
}

// perActor compares a metric's scores, each after scaling; nil scales nothing.
func perActor(metric string, meaning snapshot.Meaning, scale func(float64) float64, args ...string) publishedCheck {
	return func(l *ledger, f figure, n network) {
		g := n(meaning)
		x := l.column(g, metric, args...)
		if scale != nil {
			for u := range x {
				x[u] = scale(x[u])
			}
		}
		l.scores(g, f.numbers(l), x, f.Tolerance)
	}
}

// amongActivities compares a two-mode metric's scores on the actors and activities of a real network.
func amongActivities(metric string) publishedCheck {
	return func(l *ledger, f figure, _ network) {
		g := activitiesOf(l.t, "davis")
		l.scores(g, f.numbers(l), l.column(g, metric), f.Tolerance)
	}
}

// inPublished are the figures that a metric answers, by id.
var inPublished = map[string]publishedCheck{
	"kite-betweenness":        perActor("betweenness", snapshot.Unweighted, nil),
	"kite-betweenness-norm":   perActor("betweenness", snapshot.Unweighted, nil, "normalised", "true"),
	"kite-closeness":          perActor("closeness", snapshot.Unweighted, nil),
	"padgett-betweenness":     perActor("betweenness", snapshot.Unweighted, nil, "normalised", "true"),
	"padgett-closeness":       perActor("closeness", snapshot.Unweighted, nil),
	"padgett-sna-betweenness": perActor("betweenness", snapshot.Unweighted, nil),
	"padgett-sna-eigenvector": perActor("eigenvector", snapshot.Unweighted, nil),
	"padgett-sna-graph":       graphLevel,
	"padgett-sna-cutpoints": func(l *ledger, f figure, n network) {
		var want []string
		decode(l.t, f.Values["set"], &want)
		l.set("articulation actors", want, l.cutpoints(n(snapshot.Unweighted)))
	},
	"holes-constraint":              perActor("constraint", snapshot.Unweighted, nil),
	"holes-effective-size":          perActor("effective-size", snapshot.Unweighted, nil),
	"holes-constraint-weighted":     perActor("constraint", snapshot.Strength, nil),
	"holes-effective-size-weighted": perActor("effective-size", snapshot.Strength, nil),
	"igraph-constraint-line":        perActor("constraint", snapshot.Unweighted, nil),
	"igraph-constraint-hole":        perActor("constraint", snapshot.Unweighted, nil),
	"davis-betweenness":             perActor("betweenness", snapshot.Unweighted, nil),
	"davis-degree":                  amongActivities("two-mode-degree"),
	"davis-closeness":               amongActivities("two-mode-closeness"),
	"davis-twomode-constraint":      amongActivities("two-mode-constraint"),
	"karate-optimum": func(l *ledger, f figure, n network) {
		l.near("modularity", *f.numbers(l)["Q"], l.value(n(snapshot.Unweighted), "community-louvain", "modularity"), f.Tolerance)
	},
	"networkers-ei": func(l *ledger, f figure, n network) {
		l.near("E-I", *f.numbers(l)["EI"], l.value(n(snapshot.Strength), "e-i", "e-i", "silo", "silo_discipline"), f.Tolerance)
	},
	"networkers-brokering-activity": func(l *ledger, f figure, n network) {
		r := l.result(n(snapshot.Unweighted), "brokerage", "silo", "silo_discipline")
		ends := make([]float64, len(r.Scores[0])) // pairs of different silos: gatekeeper, representative and liaison
		for u := range ends {
			ends[u] = r.Scores[3][u] + r.Scores[4][u] + r.Scores[5][u]
		}
		l.scores(n(snapshot.Unweighted), f.numbers(l), ends, f.Tolerance)
	},
	"white-assortativity": func(l *ledger, f figure, n network) {
		l.near("assortativity", *f.numbers(l)["r"], l.value(n(snapshot.Unweighted), "segregation", "assortativity", "silo", "silo_gender"), f.Tolerance)
	},
	"networkers-indegree":   perActor("degree", snapshot.Unweighted, nil, "direction", "in"),
	"networkers-instrength": perActor("strength", snapshot.Unweighted, nil, "direction", "in"),
	"kp-degree": func(l *ledger, f figure, n network) {
		g := n(snapshot.Strength)
		for key, want := range f.numbers(l) { // in1 … out5
			way, actor := key[:len(key)-1], key[len(key)-1:]
			u, _ := g.Index(actor)
			l.near(key, *want, l.column(g, "strength", "direction", way)[u], f.Tolerance)
		}
	},
	"kp-closeness-suminv":     perActor("harmonic", snapshot.Strength, nil, "normalised", "true"),
	"kp-betweenness":          perActor("betweenness", snapshot.Strength, nil),
	"knoke-information-ora":   graphLevel,
	"hightech-friendship-ora": graphLevel,
	"hightech-reports-ora":    graphLevel,
}

// graphLevel compares figures of a whole network, by the names that R sna and ORA give them.
func graphLevel(l *ledger, f figure, n network) {
	g := n(snapshot.Unweighted)
	between := l.column(g, "betweenness")
	mean, deviation := spreadOf(between)
	in, out := l.column(g, "degree", "direction", "in"), l.column(g, "degree", "direction", "out")
	_, inDeviation := spreadOf(in)
	_, outDeviation := spreadOf(out)
	for key, want := range f.numbers(l) {
		var got float64
		switch key {
		case "links":
			got = l.value(g, "degree", "ties")
		case "density":
			got = l.value(g, "degree", "density")
		case "transitivity":
			got = l.value(g, "clustering", "transitivity")
		case "centralization_degree":
			got = l.value(g, "degree", "centralisation")
			l.near("degree of centralisation", got, l.value(g, "centralisation", "degree"), 1e-12)
		case "centralization_betweenness", "betweenness_centralisation":
			got = l.value(g, "betweenness", "centralisation")
		case "characteristic_path_length":
			got = l.value(g, "mean-distance", "mean-distance")
		case "diameter":
			got = l.value(g, "diameter", "diameter")
		case "reciprocity": // ORA's is of pairs
			got = l.value(g, "reciprocity", "reciprocity-by-pairs")
		case "connectedness", "krackhardt_connectedness":
			got = l.connectedness(g)
		case "efficiency": // R sna's
			got = l.value(g, "graph-hierarchy", "efficiency-directed")
		case "krackhardt_efficiency":
			got = l.value(g, "graph-hierarchy", "efficiency")
		case "krackhardt_hierarchy":
			got = l.value(g, "graph-hierarchy", "hierarchy")
		case "triads_003_edges0", "triads_1", "triads_2", "triads_3": // without directions: by the number of ties
			kind := map[string]string{"triads_003_edges0": "003", "triads_1": "102", "triads_2": "201", "triads_3": "300"}[key]
			got = l.value(g, "triad-census", "triad-"+kind)
		case "fragmentation":
			got = 1 - l.connectedness(g)
		case "betweenness_max":
			got = slices.Max(between)
		case "betweenness_mean":
			got = mean
		case "betweenness_sd":
			got = deviation
		case "in_min":
			got = slices.Min(in)
		case "in_max":
			got = slices.Max(in)
		case "in_sd":
			got = inDeviation
		case "out_min":
			got = slices.Min(out)
		case "out_max":
			got = slices.Max(out)
		case "out_sd":
			got = outDeviation
		default:
			l.unanswered(notInPublished, key)
			continue
		}
		l.near(key, *want, got, max(f.Tolerance, math.SmallestNonzeroFloat64))
	}
}

// notInPublished are the figures, or keys of whole-network figures, that no metric answers, with the reason.
var notInPublished = map[string]string{
	"padgett-voterank":      "VoteRank is not in the plan; key-player sets are",
	"davis-twomode-effsize": "effective size of the network in which the actors share activities, divided otherwise than by Burt; no paper defines it",
	"karate-modularity":     "the modularity of given communities is no metric; community.Modularity is held to it in its own tests",
	"kp-fragmentation":      "of a set that is given, not found: kpp-neg is held to it in its own tests",
	"kp-group-degree":       "of a set that is no silo there: group-centrality is held to it in its own tests",
	"kp-set-indegree":       "of a set that is no silo there: group-centrality is held to it in its own tests",
	"catania-assortativity": "of a mixing matrix, not a network: segregation is held to it in its own tests",
	"coleman-example":       "of a mixing matrix, not a network: segregation is held to it in its own tests",
	"clustering":            "of a directed network: clustering looks at it without directions",
}
