package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// TrianglesAt counts the triangles at every actor of an undirected graph. Each is found once, from its corner of fewest ties,
// along ties that lead to corners of more: then no actor has more than √(2m) ties to follow, however large the hubs.
func TrianglesAt(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([]int64, error) {
	order := byTies(g)
	start, to, err := ranked(ctx, g, order)
	if err != nil {
		return nil, err
	}
	if n := len(order); n == 0 || len(g.Out(order[n-1])) < 1<<16 { // twice an actor's triangles, at most d·(d − 1), and one more: below 2³²
		return trianglesAt[uint32](ctx, start, to, order, a)
	}
	return trianglesAt[uint64](ctx, start, to, order, a)
}

// counting is what a worker counts in. An actor's count and whether it is marked are one number, twice the count, and one more when marked: so a step
// asks nothing and branches nowhere. Numbers half as wide miss the cache half as much.
type counting[count uint32 | uint64] struct {
	at  []count
	far [][2]int64 // where the rows of the present actor's contacts begin and end, looked up together, so that the rows can be waited for together
}

// trianglesAt counts in rows of ranked actors; order tells who they are.
func trianglesAt[count uint32 | uint64](ctx context.Context, start []int64, to, order []int32, a analysis.Args) ([]int64, error) {
	const blockSize = 512
	n := len(order)
	longest := int64(0)
	for u := range n {
		longest = max(longest, start[u+1]-start[u])
	}
	workers := make([]counting[count], parallel.Workers(n, blockSize, a.Threads))
	err := parallel.Blocks(ctx, n, blockSize, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		w, look := &workers[worker], looker{ctx: ctx}
		if w.at == nil {
			w.at, w.far = make([]count, n), make([][2]int64, longest)
		}
		for u := lo; u < hi; u++ {
			row := to[start[u]:start[u+1]]
			if len(row) < 2 {
				continue
			}
			if look.ended(w.close(u, row, start, to)) {
				return
			}
		}
	})
	all := make([]int64, n)
	for _, w := range workers { // whole numbers: the order of adding cannot show
		for u, twice := range w.at {
			all[order[u]] += int64(twice / 2)
		}
	}
	return all, err
}

// close counts the triangles that u closes with two actors of its row, and returns how many ties it looked at.
func (w *counting[count]) close(u int, row []int32, start []int64, to []int32) (ties int) {
	at, far := w.at, w.far[:len(row)]
	for i, v := range row {
		at[v]++
		far[i] = [2]int64{start[v], start[v+1]}
	}
	both := count(0)
	for i, v := range row {
		with := count(0)
		beyond := to[far[i][0]:far[i][1]]
		for _, x := range beyond {
			marked := at[x] & 1
			at[x] += 2 * marked
			with += marked
		}
		at[v] += 2 * with
		both += with
		ties += len(beyond)
	}
	at[u] += 2 * both
	for _, v := range row {
		at[v]--
	}
	return ties
}

// byTies lists the actors by how many ties they have, those of as many by index.
func byTies(g *snapshot.Graph) []int32 {
	n, most := int32(g.Len()), 0
	for u := range n {
		most = max(most, len(g.Out(u)))
	}
	next := make([]int32, most+2)
	for u := range n {
		next[len(g.Out(u))+1]++
	}
	for d := range most {
		next[d+1] += next[d]
	}
	order := make([]int32, n)
	for u := range n {
		d := len(g.Out(u))
		order[next[d]] = u
		next[d]++
	}
	return order
}

// ranked returns the graph's rows with only the ties that lead to actors later in the order, and every actor named by its place there. In the order
// of their ties the few actors that most is asked about lie side by side in memory.
func ranked(ctx context.Context, g *snapshot.Graph, order []int32) (start []int64, to []int32, err error) {
	rank := make([]int32, len(order))
	for r, u := range order {
		rank[u] = int32(r)
	}
	start = make([]int64, len(order)+1)
	to = make([]int32, g.Ties()+1) // one more to write to, of which nothing comes
	look, next := looker{ctx: ctx}, 0
	for r, u := range order {
		row := g.Out(u)
		for _, v := range row {
			to[next] = rank[v]
			next += int(uint64(int64(r)-int64(rank[v])) >> 63) // 1 when u comes first
		}
		start[r+1] = int64(next)
		if look.ended(1 + len(row)) {
			return nil, nil, ctx.Err()
		}
	}
	return start, to[:next], ctx.Err()
}
