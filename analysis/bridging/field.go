package bridging

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// unreachable stands for "no path". Longer finite distances than 65,534 hops do not fit and count as no path.
const unreachable = math.MaxUint16

// field holds hop distances from some actors, its sources, to every actor, in the network with the ties chosen so far.
// When every actor is a source it is the whole distance matrix.
type field struct {
	g       *snapshot.Graph // symmetric
	added   [][]int32       // per actor its new neighbours
	row     [][]uint16      // per actor its distances; nil when it is not a source
	ecc     []int32         // per source its largest finite distance
	sources []int32
	moved   []sides // of the ties added since a screen looked
}

func newField(g *snapshot.Graph) *field {
	n := g.Len()
	return &field{g: g, added: make([][]int32, n), row: make([][]uint16, n), ecc: make([]int32, n)}
}

// clone returns a field that changes independently.
func (f *field) clone() *field {
	c := &field{g: f.g, added: make([][]int32, len(f.added)), row: make([][]uint16, len(f.row)), ecc: slices.Clone(f.ecc), sources: slices.Clone(f.sources)}
	for a := range f.added {
		c.added[a] = slices.Clone(f.added[a])
	}
	for _, s := range f.sources {
		c.row[s] = slices.Clone(f.row[s])
	}
	return c
}

// ensure makes the actors sources.
func (f *field) ensure(ctx context.Context, threads int, actors ...int32) error {
	var missing []int32
	for _, a := range actors {
		if f.row[a] == nil && !slices.Contains(missing, a) {
			missing = append(missing, a)
		}
	}
	return f.search(ctx, threads, missing)
}

// search fills the rows of actors that have none, given once each.
func (f *field) search(ctx context.Context, threads int, actors []int32) error {
	err := f.each(ctx, threads, actors, func(a int32, row []uint16, ecc int32) { f.row[a], f.ecc[a] = row, ecc })
	if err != nil {
		for _, a := range actors {
			f.row[a] = nil // a field keeps no row that sources does not name
		}
		return err
	}
	f.sources = append(f.sources, actors...)
	return nil
}

// each searches from actors, given once each, and hands over what is found, of different actors from several goroutines at a time.
func (f *field) each(ctx context.Context, threads int, actors []int32, found func(a int32, row []uint16, ecc int32)) error {
	searches := make([]together, parallel.Workers(len(actors), atOnce, threads))
	return parallel.Blocks(ctx, len(actors), atOnce, threads, nil, func(worker, _, lo, hi int) {
		rows, ecc := searches[worker].search(ctx, f, actors[lo:hi])
		for i, a := range actors[lo:hi] {
			found(a, rows[i], ecc[i])
		}
	})
}

// breadthFirst returns the distances from one actor and the largest finite one. The queue is scratch space for all actors.
func (f *field) breadthFirst(from int32, queue []int32) ([]uint16, int32) {
	d := make([]uint16, f.g.Len())
	for i := range d {
		d[i] = unreachable
	}
	start, to, _ := f.g.Rows()
	d[from] = 0
	queue[0] = from
	head, tail := 0, 1
	for head < tail && tail < len(queue) {
		u := queue[head]
		head++
		next := min(d[u]+1, unreachable-1)
		for _, v := range to[start[u]:start[u+1]] {
			if d[v] == unreachable {
				d[v] = next
				queue[tail] = v
				tail++
			}
		}
		for _, v := range f.added[u] {
			if d[v] == unreachable {
				d[v] = next
				queue[tail] = v
				tail++
			}
		}
	}
	return d, int32(d[queue[tail-1]])
}

// apply adds the tie between two sources and brings every distance up to date: a new shortest path uses the tie once, so
// d′(s,x) = min(d(s,x), d(s,u)+1+d(v,x), d(s,v)+1+d(u,x)).
//
// Only who is nearer to one end than to the other by more than the tie can come nearer to anybody: from an s for whom the way by u and the tie is the shorter,
// d(s,u)+1+d(v,x) < d(s,x) ≤ d(s,u)+d(u,x).
func (f *field) apply(ctx context.Context, threads int, p pair) error {
	du, dv := slices.Clone(f.row[p.u]), slices.Clone(f.row[p.v])
	sideU, sideV := nearer(du, dv), nearer(dv, du)
	err := parallel.Blocks(ctx, len(f.sources), 16, threads, nil, func(_, _, lo, hi int) {
		for _, s := range f.sources[lo:hi] {
			row := f.row[s]
			switch u, v := uint32(row[p.u]), uint32(row[p.v]); {
			case u+1 < v:
				f.ecc[s] = relax(row, f.ecc[s], u+1, dv, sideV)
			case v+1 < u:
				f.ecc[s] = relax(row, f.ecc[s], v+1, du, sideU)
			}
		}
	})
	f.added[p.u] = append(f.added[p.u], p.v)
	f.added[p.v] = append(f.added[p.v], p.u)
	f.moved = append(f.moved, sides{sideU, sideV})
	return err
}

// sides are the actors of a new tie's one end and of its other: only distances between the two change.
type sides [2][]int32

// nearer returns the actors that are nearer to one end of a tie than to the other by more than the tie.
func nearer(near, far []uint16) []int32 {
	var side []int32
	for x, d := range near {
		if uint32(d)+1 < uint32(far[x]) {
			side = append(side, int32(x))
		}
	}
	return side
}

// relax lowers a row to the paths that reach the far end of the new tie in so many steps and go on to the actors of its side, and returns the row's largest
// distance. An unreachable distance needs no case of its own: it is larger than every sum it is compared with.
func relax(row []uint16, ecc int32, steps uint32, far []uint16, side []int32) int32 {
	was, now := ecc, ecc
	shrinks := false
	for _, x := range side {
		if via := steps + uint32(far[x]); via < uint32(row[x]) {
			shrinks = shrinks || int32(row[x]) == was
			row[x] = uint16(via)
			now = max(now, int32(via))
		}
	}
	if shrinks { // who was farthest may not be any more
		return largest(row)
	}
	return now
}

func largest(row []uint16) int32 {
	var most uint16
	for _, d := range row {
		if d != unreachable {
			most = max(most, d)
		}
	}
	return int32(most)
}
