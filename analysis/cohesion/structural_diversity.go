package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// StructuralDiversity counts the circles that an actor's contacts fall into when the actor itself is thought away.
var StructuralDiversity = analysis.Metric{
	ID: "structural-diversity", Title: "Structural diversity",
	Meaning: "In how many separate circles an actor's contacts are: contacts who work together, directly or through other contacts of the actor, are of one circle.",
	Formula: "the number of connected components, of at least so many actors (least), of the network among the contacts of i, without i; largest: the share of the contacts that are of the largest one",
	Sources: []analysis.Reference{{Text: "Ugander, J., Backstrom, L., Marlow, C. & Kleinberg, J. (2012). Structural diversity in social contagion. PNAS 109(16), 5962–5966.",
		DOI: "10.1073/pnas.1116502109"}},
	Conventions: analysis.Conventions{
		Normalised:  "no: a whole number from 0 for isolates to the number of contacts, where no two of them have a tie; the share is 0 to 1",
		Directed:    "directions are ignored: a tie either way makes a contact",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only the contacts and the ties among them count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m^1.5), memory O(m) and O(n) per thread",
	},
	Params: []analysis.Param{{
		ID: "least", Kind: analysis.Integer, Default: "1", Min: 1, Max: 1e6,
		Meaning: "How many contacts make a circle: 2 leaves out those who know none of the others.",
	}},
	Columns: []analysis.Column{
		{ID: "structural-diversity", Title: "Structural diversity", Unit: "circles"},
		{ID: "largest-circle", Title: "Contacts in the largest circle", Unit: "share"},
	},
	Undefined: "the share of an actor without contacts",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		circles, largest, err := diversity(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		sum := 0.0
		for _, c := range circles {
			sum += c
		}
		return analysis.Result{
			Scores: [][]float64{circles, largest},
			Values: []analysis.Value{{Name: "average-structural-diversity", Value: sum / max(1, float64(g.Len()))}},
		}, nil
	},
}

// diversity returns for every actor of an undirected graph the number of circles among its contacts, and the share of the contacts that are
// in the largest. A tie between two contacts is looked for from its end of fewer ties only, so nobody's row is walked for its length.
func diversity(ctx context.Context, g *snapshot.Graph, a analysis.Args) (circles, largest []float64, err error) {
	const blockSize = 256
	n := g.Len()
	start, to, err := Upward(ctx, g)
	if err != nil {
		return nil, nil, err
	}
	circles, largest = make([]float64, n), make([]float64, n)
	workers := make([]egoCircles, parallel.Workers(n, blockSize, a.Threads))
	err = parallel.Blocks(ctx, n, blockSize, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		w := &workers[worker]
		if w.place == nil {
			w.place = make([]int32, n)
		}
		for u := lo; u < hi; u++ {
			contacts := g.Out(int32(u))
			w.divide(contacts, start, to)
			circles[u], largest[u] = w.counted(a.Integer("least"))
			largest[u] /= float64(len(contacts)) // NaN without contacts
			if ctx.Err() != nil {
				return
			}
		}
	})
	return circles, largest, err
}

// egoCircles divides the contacts of one actor at a time.
type egoCircles struct {
	place []int32 // by actor: 1 + its place among the contacts at hand; 0 for everyone else
	of    parts   // by place: an earlier contact of the same circle
	size  []int32 // by place, of the circle that begins there
}

// divide joins the contacts that the ties upward, rows of start and to, lead from and to.
func (w *egoCircles) divide(contacts []int32, start []int64, to []int32) {
	w.of = w.of[:0]
	for i, v := range contacts {
		w.place[v] = int32(i) + 1
		w.of = append(w.of, int32(i))
	}
	separate := len(contacts)
	for i, v := range contacts {
		if separate == 1 {
			break
		}
		for _, x := range to[start[v]:start[v+1]] {
			p := w.place[x]
			if p == 0 {
				continue
			}
			if a, b := w.of.root(int32(i)), w.of.root(p-1); a != b {
				w.of[max(a, b)] = min(a, b)
				separate--
			}
		}
	}
	for _, v := range contacts {
		w.place[v] = 0
	}
}

// counted returns how many circles have so many contacts or more, and the size of the largest.
func (w *egoCircles) counted(least int) (circles, largest float64) {
	w.size = append(w.size[:0], w.of...)
	clear(w.size)
	for i := range w.of {
		w.size[w.of.root(int32(i))]++
	}
	for _, s := range w.size {
		if s > 0 && int(s) >= least {
			circles++
		}
		largest = max(largest, float64(s))
	}
	return circles, largest
}
