package brokerage

import (
	"context"

	"github.com/sillat/sillat/analysis/snapshot"
)

// pieces tells for every actor at once how many pairs of others stay connected when it leaves too: one depth-first sweep after Hopcroft and Tarjan
// (1973, doi 10.1145/362248.362272) finds the subtrees that hang on an actor alone, and those are the pieces that its leaving makes.
type pieces struct {
	g       *snapshot.Graph // undirected
	gone    []bool
	met     []int32 // when the sweep met the actor within its component, from 1; 0 before
	low     []int32 // earliest actor reachable from the actor's subtree by at most one tie outside the tree
	parent  []int32
	cursor  []int32
	size    []int32 // actors in the subtree
	hanging []int32 // actors in those subtrees below the actor that hang on it alone
	inside  []int64 // pairs within those subtrees
	order   []int32 // actors of the component at hand, as met

	connected int64   // pairs that have a path now
	without   []int64 // and those of them that have one without the actor
}

func newPieces(g *snapshot.Graph) *pieces {
	n := g.Len()
	column := func() []int32 { return make([]int32, n) }
	return &pieces{
		g: g, gone: make([]bool, n), met: column(), low: column(), parent: column(), cursor: column(), size: column(), hanging: column(),
		inside: make([]int64, n), without: make([]int64, n),
	}
}

func pairsOf(n int32) int64 { return int64(n) * int64(n-1) / 2 }

// sweep sets connected and without anew, for the actors that are not gone.
func (p *pieces) sweep(ctx context.Context) error {
	p.connected = 0
	clear(p.met)
	clear(p.cursor)
	clear(p.hanging)
	clear(p.inside)
	for root := range int32(p.g.Len()) {
		if p.met[root] == 0 && !p.gone[root] {
			if err := p.component(ctx, root); err != nil {
				return err
			}
		}
	}
	for u := range p.without {
		p.without[u] += p.connected // component left there by how much less
	}
	return ctx.Err()
}

func (p *pieces) enter(u, parent int32) {
	p.order = append(p.order, u)
	p.parent[u] = parent
	p.size[u] = 1
	p.met[u] = int32(len(p.order))
	p.low[u] = p.met[u]
}

func (p *pieces) component(ctx context.Context, root int32) error {
	p.order = p.order[:0]
	p.enter(root, -1)
	seen := 0
	for u := root; u >= 0; {
		row := p.g.Out(u)
		deeper := false
		for int(p.cursor[u]) < len(row) && !deeper {
			v := row[p.cursor[u]]
			p.cursor[u]++
			seen++
			switch {
			case p.gone[v]:
			case p.met[v] == 0:
				p.enter(v, u)
				u, deeper = v, true
			case v != p.parent[u]:
				p.low[u] = min(p.low[u], p.met[v])
			}
		}
		if deeper {
			continue
		}
		if seen > patience {
			if seen = 0; ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if parent := p.parent[u]; parent >= 0 {
			p.size[parent] += p.size[u]
			p.low[parent] = min(p.low[parent], p.low[u])
			if p.low[u] >= p.met[parent] { // u's subtree has no other way up
				p.hanging[parent] += p.size[u]
				p.inside[parent] += pairsOf(p.size[u])
			}
		}
		u = p.parent[u]
	}
	all := p.size[root]
	p.connected += pairsOf(all)
	for _, u := range p.order {
		p.without[u] = p.inside[u] + pairsOf(all-1-p.hanging[u]) - pairsOf(all)
	}
	return nil
}
