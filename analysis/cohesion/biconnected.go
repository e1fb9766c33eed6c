package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Biconnected finds the blocks of the network: parts that no single actor's leaving would break.
var Biconnected = analysis.Metric{
	ID: "biconnected", Title: "Biconnected components",
	Meaning: "In how many blocks an actor is: within a block everyone stays joined whoever leaves, and only actors in several blocks join one block to another.",
	Formula: "the classes of ties of which any two lie on a common circle; an actor is in the blocks of its ties. Value of a tie: the actors of its block",
	Sources: []analysis.Reference{hopcroftTarjan},
	Conventions: analysis.Conventions{
		Normalised:  "no: counts",
		Directed:    "directions are ignored",
		Weights:     "not used: a tie of weight 0 joins too",
		Unreachable: "components are looked at one by one; an actor without ties is in no block",
		Loops:       "left out; parallel ties are one tie, so that a bridge tie is a block of two actors however often it is recorded",
		Cost:        "time O(n + m), memory O(n), and 16 bytes a tie for the result",
	},
	Columns: []analysis.Column{{ID: "biconnected", Title: "Blocks", Unit: "blocks"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		b, err := findBlocks(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, g.Len())
		joining, bridges, largest := 0, 0, int32(0)
		for u, in := range b.in {
			scores[u] = float64(in)
			if in > 1 {
				joining++
			}
		}
		for _, size := range b.size {
			largest = max(largest, size)
			if size == 2 {
				bridges++
			}
		}
		ties := make([]analysis.TieScore, 0, g.Ties())
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				if u < v {
					deeper := u
					if b.met[v] > b.met[u] {
						deeper = v
					}
					ties = append(ties, analysis.TieScore{From: u, To: v, Value: float64(b.size[b.of[deeper]])})
				}
			}
			if u%patience == 0 && ctx.Err() != nil {
				return analysis.Result{}, ctx.Err()
			}
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Ties:   ties,
			Values: []analysis.Value{
				{Name: "biconnected-components", Value: float64(len(b.size))},
				{Name: "largest", Value: float64(largest)},
				{Name: "articulation-actors", Value: float64(joining)},
				{Name: "bridge-ties", Value: float64(bridges)},
			},
		}, nil
	},
}

// blocks are the biconnected components. A tie belongs to the block of that of its ends which the sweep met later.
type blocks struct {
	met  []int32 // when the sweep met the actor, from 1
	of   []int32 // the block of the tie over which the sweep came to the actor; -1 for where it began
	in   []int32 // in how many blocks the actor is
	size []int32 // actors of each block
}

// findBlocks sweeps an undirected graph depth first, after Hopcroft and Tarjan, with its own stack.
func findBlocks(ctx context.Context, g *snapshot.Graph, a analysis.Args) (*blocks, error) {
	n := int32(g.Len())
	b := &blocks{met: make([]int32, n), of: make([]int32, n), in: make([]int32, n)}
	type visit struct {
		actor, parent int32
		next          int32 // the tie to follow
		low           int32 // earliest actor reachable from below by at most one tie outside the tree
	}
	var (
		path  []visit // from the root to where the sweep stands
		open  []int32 // met, block of the tie above not yet known
		clock int32
		seen  int
	)
	for root := range n {
		if b.met[root] != 0 {
			continue
		}
		clock++
		b.met[root], b.of[root] = clock, -1
		path = append(path[:0], visit{root, -1, 0, clock})
		for len(path) > 0 {
			top := &path[len(path)-1]
			row := g.Out(top.actor)
			deeper := int32(-1)
			for int(top.next) < len(row) && deeper < 0 {
				v := row[top.next]
				top.next++
				switch {
				case b.met[v] == 0:
					deeper = v
				case v != top.parent:
					top.low = min(top.low, b.met[v])
				}
			}
			if deeper >= 0 {
				clock++
				b.met[deeper] = clock
				open = append(open, deeper)
				path = append(path, visit{deeper, top.actor, 0, clock})
				continue
			}
			if seen += 1 + len(row); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, ctx.Err()
				}
				a.Report(int64(clock)-1, int64(n))
			}
			done := *top
			path = path[:len(path)-1]
			if len(path) == 0 {
				continue
			}
			above := &path[len(path)-1]
			above.low = min(above.low, done.low)
			if done.low < b.met[above.actor] {
				continue // what is below has another way up
			}
			block, size := int32(len(b.size)), int32(1)
			b.in[above.actor]++
			for {
				v := open[len(open)-1]
				open = open[:len(open)-1]
				b.of[v] = block
				b.in[v]++
				size++
				if v == done.actor {
					break
				}
			}
			b.size = append(b.size, size)
		}
	}
	a.Report(int64(n), int64(n))
	return b, ctx.Err()
}
