package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Weak returns each actor's weak component, numbered from 0 as partition.Number does, and the components' sizes.
// It returns ctx's error when it ends first.
//
// Most networks have one component that most actors are in, and a few ties of each actor are enough to find it. So first at most two ties of
// each actor are joined, and then all ties of the actors outside the part that came out largest: a tie that leads out of that part has
// an end outside. Sutton, M., Ben-Nun, T. & Barak, A. (2018). Optimizing parallel graph connectivity computation via subgraph
// sampling. IPDPS 2018, 12–21, doi 10.1109/IPDPS.2018.00012. Time O(n + m), for most networks O(n).
func Weak(ctx context.Context, g *snapshot.Graph) (of []int32, sizes []int, err error) {
	n := int32(g.Len())
	p := make(parts, n)
	look := looker{ctx: ctx}
	for u := range n {
		p[u] = u
		if row := g.Out(u); len(row) > 0 {
			p[u] = min(u, row[0])
		}
		if look.ended(1) {
			return nil, nil, ctx.Err()
		}
	}
	for u := range n {
		if row := g.Out(u); len(row) > 1 {
			p.join(u, row[1])
		}
		if look.ended(1) {
			return nil, nil, ctx.Err()
		}
	}
	large := p.common()
	for u := range n {
		if p.root(u) == large {
			continue
		}
		out, in := g.Out(u), g.In(u)
		if !g.Directed() {
			in = nil // the same once more
		}
		for _, v := range out {
			p.join(u, v)
		}
		for _, v := range in {
			p.join(u, v)
		}
		if look.ended(1 + len(out) + len(in)) {
			return nil, nil, ctx.Err()
		}
	}
	for u := range n {
		p[u] = p.root(u)
	}
	return p, partition.Number(p), ctx.Err()
}

// parts are the actors joined so far: each names an earlier actor of its part, the first one of the part itself.
type parts []int32

// root returns the first actor of u's part, and halves the way there for the next time.
func (p parts) root(u int32) int32 {
	for p[u] != u {
		p[u] = p[p[u]]
		u = p[u]
	}
	return u
}

// join makes one part of those of two actors.
func (p parts) join(u, v int32) {
	u, v = p.root(u), p.root(v)
	p[max(u, v)] = min(u, v)
}

// common returns the first actor of the part that most of some evenly spread actors are in.
func (p parts) common() int32 {
	const spread = 1024
	count := make(map[int32]int)
	most := int32(-1)
	for u := 0; u < len(p); u += 1 + len(p)/spread {
		r := p.root(int32(u))
		if count[r]++; most < 0 || count[r] > count[most] {
			most = r
		}
	}
	return most
}

// looker looks at ctx after every so many ties, well under 100 ms apart.
type looker struct {
	ctx  context.Context
	seen int
}

func (l *looker) ended(ties int) bool {
	if l.seen += ties; l.seen <= patience {
		return false
	}
	l.seen = 0
	return l.ctx.Err() != nil
}
