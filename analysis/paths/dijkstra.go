package paths

import (
	"context"
	"math"
)

// dijkstra finds the lengths of the shortest paths from one source over ways that have lengths.
//
// The heap is binary and indexed: place[v] is where v stands in it, so a shorter way moves v up instead of entering it twice.
// Actors leave it by distance, equal ones by their number, so the order never depends on the heap's history.
// Time O((n + m) log n) a source; memory 16 bytes an actor and thread.
type dijkstra struct {
	distance []float64 // from the source; +Inf for the actors not reached
	order    []int32   // the actors reached, nearest first; the source is the first
	heap     []int32
	place    []int32
}

func newDijkstra(n int) *dijkstra {
	d := &dijkstra{distance: make([]float64, n), order: make([]int32, 0, n), heap: make([]int32, 0, n), place: make([]int32, n)}
	for v := range d.distance {
		d.distance[v] = math.Inf(1)
	}
	return d
}

// search fills distance and order from a source. It returns false when ctx ended; then d is of no further use.
func (d *dijkstra) search(ctx context.Context, w *ways, source int32) bool {
	for _, v := range d.order {
		d.distance[v] = math.Inf(1)
	}
	d.order, d.heap = d.order[:0], d.heap[:0]
	d.reach(source, 0)
	for len(d.heap) > 0 {
		if len(d.order)%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := d.pop()
		d.order = append(d.order, u)
		for e := w.start[u]; e < w.start[u+1]; e++ {
			if v, far := w.to[e], d.distance[u]+w.length[e]; far < d.distance[v] {
				d.reach(v, far)
			}
		}
	}
	return true
}

// reach notes a shorter way to v. A step is longer than nothing, so v never is one that has left the heap.
func (d *dijkstra) reach(v int32, far float64) {
	if math.IsInf(d.distance[v], 1) {
		d.place[v] = int32(len(d.heap))
		d.heap = append(d.heap, v)
	}
	d.distance[v] = far
	d.up(int(d.place[v]))
}

func (d *dijkstra) pop() int32 {
	top, last := d.heap[0], d.heap[len(d.heap)-1]
	d.heap = d.heap[:len(d.heap)-1]
	if len(d.heap) > 0 {
		d.put(0, last)
		d.down()
	}
	return top
}

func (d *dijkstra) before(u, v int32) bool {
	return d.distance[u] < d.distance[v] || d.distance[u] == d.distance[v] && u < v
}

func (d *dijkstra) put(i int, v int32) { d.heap[i], d.place[v] = v, int32(i) }

func (d *dijkstra) up(i int) {
	v := d.heap[i]
	for i > 0 {
		above := (i - 1) / 2
		if !d.before(v, d.heap[above]) {
			break
		}
		d.put(i, d.heap[above])
		i = above
	}
	d.put(i, v)
}

func (d *dijkstra) down() {
	v, i := d.heap[0], 0
	for {
		child := 2*i + 1
		if child >= len(d.heap) {
			break
		}
		if child+1 < len(d.heap) && d.before(d.heap[child+1], d.heap[child]) {
			child++
		}
		if !d.before(d.heap[child], v) {
			break
		}
		d.put(i, d.heap[child])
		i = child
	}
	d.put(i, v)
}
