package cohesion

import (
	"context"
	"strconv"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// KEdge divides the actors by how many ties would have to break to part them.
var KEdge = analysis.Metric{
	ID: "k-edge-components", Title: "k-edge components",
	Meaning: "Which actors stay joined whichever few ties end: two of one component are parted only when k ties or more break. Component 1 is the largest.",
	Formula: "the classes of: u = v, or λ(u,v) ≥ k, with λ the fewest ties whose end would leave no path from u to v, which is also the most paths between them that share no tie",
	Sources: []analysis.Reference{
		{Text: "Menger, K. (1927). Zur allgemeinen Kurventheorie. Fundamenta Mathematicae 10, 96–115.", DOI: "10.4064/fm-10-1-96-115"},
		{Text: "Nagamochi, H. & Ibaraki, T. (1992). Computing edge-connectivity in multigraphs and capacitated graphs. SIAM Journal on Discrete Mathematics 5(1), 54–66.",
			DOI: "10.1137/0405004"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor",
		Directed:    "directions are ignored, and a mutual tie is one tie",
		Weights:     "not used: a tie of weight 0 joins too",
		Unreachable: "actors without a path between them are in different components. Paths may lead through actors of other components, so a component need not hang together by itself",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(n + m) a sweep, mostly a few sweeps, and then up to k searches for each actor that the sweeps left undecided; memory 24 bytes a tie",
	},
	Params: []analysis.Param{{
		ID: "k", Kind: analysis.Integer, Default: "2", Min: 1, Max: 1000,
		Meaning: "how many ties must break: 1 gives components, 2 what no single tie holds together, 3 what no two ties do",
	}},
	Columns: []analysis.Column{{ID: "k-edge-components", Title: "k-edge component", Group: true}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		of, err := joinedBy(ctx, g.Symmetric(), a.Integer("k"), a.Report)
		if err != nil {
			return analysis.Result{}, err
		}
		sizes := partition.Number(of)
		largest, alone := 0, 0
		var groups []analysis.Group
		for c, size := range sizes {
			largest = max(largest, size)
			if size == 1 {
				alone++
				continue
			}
			groups = append(groups, analysis.Group{Name: strconv.Itoa(c + 1), Actors: size})
		}
		return analysis.Result{
			Scores: [][]float64{partition.Scores(of)},
			Values: []analysis.Value{
				{Name: "components", Value: float64(len(groups))},
				{Name: "largest", Value: float64(largest)},
				{Name: "alone", Value: float64(alone)},
			},
			Groups: groups,
		}, nil
	},
}

// joinedBy returns for every actor of an undirected graph a member of its class of actors that k ties hold together. Sweeps join most
// of them at once; what they leave apart is then settled pair by pair.
func joinedBy(ctx context.Context, g *snapshot.Graph, k int, report func(done, all int64)) ([]int32, error) {
	n := int32(g.Len())
	classes := newClasses(n)
	for {
		q, err := quotient(ctx, g, classes)
		if err != nil {
			return nil, err
		}
		joined, err := q.sweep(ctx, k, classes)
		if err != nil {
			return nil, err
		}
		report(int64(n)-int64(q.len()), int64(n))
		if joined > 0 {
			continue
		}
		if err := q.settle(ctx, k, classes); err != nil {
			return nil, err
		}
		of := make([]int32, n)
		for u := range of {
			of[u] = classes.of(int32(u))
		}
		report(int64(n), int64(n))
		return of, nil
	}
}

// classes are sets of actors that only grow together.
type classes struct{ above []int32 }

func newClasses(n int32) *classes {
	c := &classes{above: make([]int32, n)}
	for u := range c.above {
		c.above[u] = int32(u)
	}
	return c
}

// of returns the member that stands for an actor's class: the smallest.
func (c *classes) of(u int32) int32 {
	for c.above[u] != u {
		c.above[u] = c.above[c.above[u]] // halves the way for the next who asks
		u = c.above[u]
	}
	return u
}

// join makes one class of two, and reports whether they were two.
func (c *classes) join(u, v int32) bool {
	u, v = c.of(u), c.of(v)
	if u == v {
		return false
	}
	c.above[max(u, v)] = min(u, v)
	return true
}
