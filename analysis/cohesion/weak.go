package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Weak returns each actor's weak component, numbered from 0 as partition.Number does, and the components' sizes.
// It returns ctx's error when it ends first.
//
// Most networks have one component that most actors are in. So first a part of it is found cheaply, by hearsay where ways are short and by a few
// ties of each actor where they are long, and then all ties of the actors outside that part are joined: a tie that leads out of it has an
// end outside. After Sutton, M., Ben-Nun, T. & Barak, A. (2018). Optimizing parallel graph connectivity computation via subgraph
// sampling. IPDPS 2018, 12–21, doi 10.1109/IPDPS.2018.00012. Time O(n + m), for most networks O(n).
func Weak(ctx context.Context, g *snapshot.Graph) (of []int32, sizes []int, err error) {
	n := int32(g.Len())
	look := looker{ctx: ctx}
	p, large, ok := heard(g, &look)
	if ok && large < 0 {
		p, large, ok = sampled(g, &look)
	}
	if !ok {
		return nil, nil, ctx.Err()
	}
	for u := range n {
		if p[u] == large {
			continue
		}
		out, in := g.Out(u), in(g, u)
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
	p.flatten()
	return p, partition.Number(p), ctx.Err()
}

// in returns an actor's incoming ties, none without directions: they would be the same once more.
func in(g *snapshot.Graph, u int32) []int32 {
	if !g.Directed() {
		return nil
	}
	return g.In(u)
}

// heard finds most of the largest component where ways are short: a few actors around the one of most ties are told, and then every actor asks
// those beside it until one has been told, which is soon when many have. It returns large below 0 when few would hear of it, and ok false when ctx ended.
func heard(g *snapshot.Graph, look *looker) (p parts, large int32, ok bool) {
	n := int32(g.Len())
	told := marks.Take(int(n))
	defer marks.Give(told)
	clear(told)
	tell(g, told)
	hears := func(u int32) bool {
		for _, v := range g.Out(u) {
			if told[v] {
				return true
			}
		}
		for _, v := range in(g, u) {
			if told[v] {
				return true
			}
		}
		return false
	}
	const asked, fewest = 512, 50
	hearing := 0
	for u := int32(0); u < n; u += 1 + n/asked {
		if hears(u) {
			hearing++
		}
	}
	if hearing < fewest {
		return nil, -1, true
	}
	for gained := n; gained > n/64; {
		gained = 0
		for u := range n {
			if told[u] {
				continue
			}
			if hears(u) {
				told[u] = true
				gained++
			}
			if look.ended(1 + len(g.Out(u))) {
				return nil, 0, false
			}
		}
	}
	p, large = numbers.Take(int(n)), -1
	for u := range n {
		switch {
		case !told[u]:
			p[u] = u
			continue
		case large < 0:
			large = u
		}
		p[u] = large
	}
	return p, large, true
}

// tell marks the actor of most ties among some evenly spread ones and those around it, about one in 32 of all.
func tell(g *snapshot.Graph, told []bool) {
	n := int32(len(told))
	if n == 0 {
		return
	}
	const asked = 4096
	hub := int32(0)
	for u := int32(0); u < n; u += 1 + n/asked {
		if len(g.Out(u)) > len(g.Out(hub)) {
			hub = u
		}
	}
	queue := append(make([]int32, 0, n/32+1), hub)
	told[hub] = true
	for head := 0; head < len(queue) && len(queue) < cap(queue); head++ {
		for _, v := range g.Out(queue[head]) {
			if !told[v] {
				told[v] = true
				if queue = append(queue, v); len(queue) == cap(queue) {
					break
				}
			}
		}
	}
}

// sampled joins at most two ties of each actor and returns the part that most are in then. It returns ok false when ctx ended.
func sampled(g *snapshot.Graph, look *looker) (p parts, large int32, ok bool) {
	n := int32(g.Len())
	p = numbers.Take(int(n))
	for u := range n {
		p[u] = u
		if row := g.Out(u); len(row) > 0 && row[0] < u {
			p[u] = p[row[0]] // names the first of its part already
		}
		if look.ended(1) {
			return nil, 0, false
		}
	}
	for u := range n {
		if row := g.Out(u); len(row) > 1 {
			p.join(u, row[1])
		}
		if look.ended(1) {
			return nil, 0, false
		}
	}
	p.flatten()
	return p, p.common(), true
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

// flatten lets every actor name the first one of its part: the one it names is earlier, and has been seen to.
func (p parts) flatten() {
	for u, v := range p {
		p[u] = p[v]
	}
}

// common returns the first actor of the part that most of some evenly spread actors are in, where all name it.
func (p parts) common() int32 {
	const spread = 1024
	count := make(map[int32]int)
	most := int32(-1)
	for u := 0; u < len(p); u += 1 + len(p)/spread {
		r := p[u]
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
