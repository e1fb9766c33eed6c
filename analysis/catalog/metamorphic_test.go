package catalog_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// whatChanges says what must become of a metric's first column, else its first figure, when the network is changed.
// What must not change stays out; free marks what the metric promises nothing of.
type whatChanges struct {
	args     string // other than the defaults: id=value, by spaces
	isolate  change // an actor without ties comes in
	union    change // another network is put beside
	reverse  change // every tie is turned around, and the parameter direction too
	strength change // every weight read as a strength is multiplied by c
	distance change // every weight read as a distance is multiplied by c
}

// change is what happens to a figure x.
type change string

const (
	kept  change = ""     // x
	times change = "c·x"  // c·x
	over  change = "x/c"  // x/c
	free  change = "free" // anything
)

// heuristic is what is said of the best of a few divisions: what else is there, and the bits of the weights, decide the order in which
// actors are looked at, and so among divisions that are nearly as good.
var heuristic = whatChanges{isolate: free, union: free, strength: free, distance: free}

// changes lists every metric of the catalogue.
var changes = map[string]whatChanges{
	"degree":               {},
	"strength":             {strength: times, distance: times},
	"pagerank":             {isolate: free, union: free, reverse: free}, // all scores sum to 1, and rank flows along the ties
	"eigenvector":          {union: free, reverse: free},
	"katz":                 {args: "alpha=0.001", reverse: free, strength: free, distance: free}, // walks follow the ties; α is not scaled with the weights
	"hits":                 {union: free, reverse: free},
	"closeness":            {args: "variant=classic", strength: times, distance: over},
	"harmonic":             {strength: times, distance: over},
	"reach":                {isolate: free, union: free}, // a share of all others
	"eccentricity":         {strength: over, distance: times},
	"diameter":             {union: free, strength: over, distance: times},
	"mean-distance":        {union: free, strength: over, distance: times},
	"betweenness":          {},
	"tie-betweenness":      {},
	"bridgeness":           {},
	"two-mode-degree":      {args: "normalised=false"},
	"two-mode-closeness":   {isolate: free, union: free}, // scaled by the share of all that is reached
	"two-mode-betweenness": {args: "normalised=false"},
	"two-mode-constraint":  {},
	"constraint":           {},
	"effective-size":       {},
	"efficiency":           {},
	"hierarchy":            {},
	"brokerage":            {},
	"participation":        {},
	"within-silo-z":        {isolate: free, union: free}, // beside the others of the silo
	"kpp-neg":              {isolate: free, union: free},
	"kpp-pos":              {isolate: free, union: free, strength: free, distance: free, reverse: free},
	"components":           {},
	"articulation":         {},
	"bridge-ties":          {},
	"biconnected":          {},
	"k-edge-components":    {},
	"clustering":           {},
	"structural-diversity": {},
	"k-core":               {},
	"triangles":            {},
	"k-truss":              {},
	"rich-club":            {isolate: free, union: free}, // the club of those with at least as many ties is one of the whole network
	"core-periphery":       {isolate: free, union: free},
	"reciprocity":          {reverse: free}, // of the ties sent
	"triad-census":         {isolate: free, union: free},
	"small-world":          {isolate: free, union: free},
	"centralisation":       {isolate: free, union: free, reverse: free},
	"graph-hierarchy":      {reverse: free}, // of those reached
	"degree-assortativity": {reverse: free}, // the contacts are those sent to
	"community-leiden":     heuristic,
	"community-louvain":    heuristic,
	"community-labels":     heuristic,
	"community-consensus":  heuristic,
	"e-i":                  {},
	"e-i-test":             {isolate: free, union: free},
	"segregation":          {isolate: free, union: free},
	"group-centrality":     {isolate: free, union: free, strength: free, distance: free}, // of several figures, some lengths and some shares
	"silo-agreement":       heuristic,
}

// anyShape draws a network of up to nine actors: ties with weights, directed or not, or activities.
func anyShape(t *rapid.T, label string, like *shape) shape {
	s := shape{name: label, actors: rapid.IntRange(1, 9).Draw(t, label+" actors")}
	if like != nil {
		s.directed, s.meaning = like.directed, like.meaning
	} else {
		s.directed = rapid.Bool().Draw(t, "directed")
		s.meaning = rapid.SampledFrom([]snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance}).Draw(t, "meaning")
	}
	end := rapid.Int32Range(0, int32(s.actors-1))
	s.ties = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graphs.Tie {
		return graphs.Tie{From: end.Draw(t, "from"), To: end.Draw(t, "to"), Weight: rapid.SampledFrom([]float64{1, 1, 2, 3, 0.5, 0}).Draw(t, "weight")}
	}), 0, 20).Draw(t, label+" ties")
	meets := !s.directed && s.actors > 1 && s.meaning != snapshot.Distance
	if like != nil && len(like.parties) > 0 || like == nil && meets && rapid.Bool().Draw(t, "has activities") {
		s.actors = max(s.actors, 2)
		party := rapid.SliceOfNDistinct(rapid.Int32Range(0, int32(s.actors-1)), 2, min(s.actors, 4), rapid.ID[int32])
		s.parties = rapid.SliceOfN(party, 1, 4).Draw(t, label+" activities")
	}
	return s
}

// beside returns both networks as one.
func (s shape) beside(other shape) shape {
	both := s
	both.actors += other.actors
	both.ties = append([]graphs.Tie(nil), s.ties...)
	both.parties = append([][]int32(nil), s.parties...)
	by := int32(s.actors)
	for _, tie := range other.ties {
		both.ties = append(both.ties, graphs.Tie{From: tie.From + by, To: tie.To + by, Weight: tie.Weight})
	}
	for _, party := range other.parties {
		moved := make([]int32, len(party))
		for i, u := range party {
			moved[i] = u + by
		}
		both.parties = append(both.parties, moved)
	}
	return both
}

func (s shape) turned() shape {
	turned := s
	turned.ties = make([]graphs.Tie, len(s.ties))
	for i, tie := range s.ties {
		turned.ties[i] = graphs.Tie{From: tie.To, To: tie.From, Weight: tie.Weight}
	}
	return turned
}

func (s shape) scaled(c float64) shape {
	scaled := s
	scaled.ties = make([]graphs.Tie, len(s.ties))
	for i, tie := range s.ties {
		scaled.ties[i] = graphs.Tie{From: tie.From, To: tie.To, Weight: tie.Weight * c}
	}
	return scaled
}

func TestWhatChangesWhenTheNetworkDoes(t *testing.T) {
	for id := range changes {
		if _, ok := catalog.Find(id); !ok {
			t.Errorf("there is no metric %q any more", id)
		}
	}
	for _, m := range catalog.All() {
		t.Run(m.ID, func(t *testing.T) {
			w, ok := changes[m.ID]
			if !ok {
				t.Fatal("nothing says what becomes of it when the network changes: add it to the list")
			}
			rapid.Check(t, func(t *rapid.T) { w.hold(t, m) })
		})
	}
}

// hold draws a network and holds the metric to what is said of it.
func (w whatChanges) hold(t *rapid.T, m *analysis.Metric) {
	s := anyShape(t, "network", nil)
	before := w.compute(t, m, s, "out")
	if before == nil {
		return
	}
	compare := func(what string, after []float64, c change, factor float64) {
		t.Helper()
		if c == free || after == nil {
			return
		}
		group := len(m.Columns) > 0 && m.Columns[0].Group
		if group {
			stay := make([]int32, s.actors)
			for u := range stay {
				stay[u] = int32(u)
			}
			if diff := samePartition(before, after, stay); diff != "" {
				t.Fatalf("%s: %s", what, diff)
			}
			return
		}
		if len(after) < len(before) {
			t.Fatalf("%s: %d figures, before %d", what, len(after), len(before))
		}
		for u, x := range before {
			switch c {
			case times:
				x *= factor
			case over:
				x /= factor
			}
			if !(near(x, after[u]) || math.Abs(x-after[u]) < 1e-7) {
				t.Fatalf("%s: figure %d is %v, expected %v", what, u, after[u], x)
			}
		}
	}
	compare("an isolate more", w.compute(t, m, s.beside(shape{actors: 1}), "out"), w.isolate, 0)
	compare("another network beside", w.compute(t, m, s.beside(anyShape(t, "other", &s)), "out"), w.union, 0)
	compare("turned around", w.compute(t, m, s.turned(), "in"), w.reverse, 0)
	factor := rapid.SampledFrom([]float64{0.5, 2, 4}).Draw(t, "factor") // exact in binary, so that equal ways stay equal
	switch {
	case len(s.parties) > 0:
	case s.meaning == snapshot.Strength:
		compare("strengths scaled", w.compute(t, m, s.scaled(factor), "out"), w.strength, factor)
	case s.meaning == snapshot.Distance:
		compare("distances scaled", w.compute(t, m, s.scaled(factor), "out"), w.distance, factor)
	}
}

// compute returns the first column, else the first figure, else those of the groups; nil when the metric says that it did not converge.
func (w whatChanges) compute(t *rapid.T, m *analysis.Metric, s shape, direction string) []float64 {
	a := analysis.Args{Threads: 1, Seed: 1, Values: map[string]string{}}
	if m.NeedsSilo {
		a.Silo = silo
	}
	for _, p := range m.Params {
		switch {
		case p.ID == "direction" && len(p.Choices) == 2:
			a.Values[p.ID] = direction
		case p.ID == "tolerance":
			a.Values[p.ID] = "1e-13"
		}
	}
	for _, pair := range strings.Fields(w.args) {
		id, value, _ := strings.Cut(pair, "=")
		a.Values[id] = value
	}
	r, err := analysis.Run(t.Context(), s.built(), m, a)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range r.Values {
		if v.Name == "converged" && v.Value == 0 {
			return nil
		}
	}
	if len(r.Scores) > 0 {
		return r.Scores[0]
	}
	if len(r.Values) > 0 {
		return []float64{r.Values[0].Value}
	}
	var figures []float64
	for _, g := range r.Groups {
		for _, v := range g.Values {
			figures = append(figures, v.Value)
		}
	}
	return figures
}
