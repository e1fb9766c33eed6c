package snapshot

import (
	"math"
	"slices"
)

// rows makes sorted compressed rows of the ties, each in both rows when mirrored, with parallel ties merged.
// The weights, given and returned, are nil when all of them are 1.
func rows(n int, from, to []int32, weight []float64, mirrored bool) ([]int64, []int32, []float64) {
	if weight == nil {
		start, neighbour := plainRows(n, from, to, mirrored)
		return merge(start, neighbour, nil)
	}
	// Two counting passes: the first sorts ties by their far end, the second, stable, by their near end, so every row comes out sorted.
	count := len(from)
	if mirrored {
		count *= 2
	}
	far := make([]int64, n+1)
	start := make([]int64, n+1)
	for i := range from {
		far[to[i]+1]++
		start[from[i]+1]++
		if mirrored {
			far[from[i]+1]++
			start[to[i]+1]++
		}
	}
	for i := range n {
		far[i+1] += far[i]
		start[i+1] += start[i]
	}
	byFar := make([]int32, count) // tie number; the mirrored half is encoded as its complement
	for i := range from {
		byFar[far[to[i]]] = int32(i)
		far[to[i]]++
		if mirrored {
			byFar[far[from[i]]] = ^int32(i)
			far[from[i]]++
		}
	}
	neighbour := make([]int32, count)
	w := make([]float64, count)
	next := far[:n] // no longer needed for its own purpose
	copy(next, start)
	for _, e := range byFar {
		u, v := int32(0), int32(0)
		if e >= 0 {
			u, v = from[e], to[e]
		} else {
			e = ^e
			u, v = to[e], from[e]
		}
		neighbour[next[u]], w[next[u]] = v, weight[e]
		next[u]++
	}
	return merge(start, neighbour, w)
}

// plainRows is rows without weights: the near ends are put down by their far ends, and that, read row by row, gives every actor its
// far ends in ascending order. Nothing is looked up by the number of a tie, which would miss the cache every time.
func plainRows(n int, from, to []int32, mirrored bool) (start []int64, neighbour []int32) {
	if n >= manyRows && 2*len(from) < math.MaxInt32 { // a block of all arcs is the most that can be
		return blockedRows(n, from, to, mirrored, blockShift(n))
	}
	if 2*int64(len(from)) <= math.MaxUint32 {
		return plainRowsBy[uint32](n, from, to, mirrored)
	}
	return plainRowsBy[int64](n, from, to, mirrored)
}

// plainRowsBy is plainRows with places in numbers no wider than they need be: half as wide means half as much to miss the cache by.
func plainRowsBy[place uint32 | int64](n int, from, to []int32, mirrored bool) (start []int64, neighbour []int32) {
	far := make([]place, n+1)
	near := far
	if mirrored {
		for i, u := range from {
			far[to[i]+1]++
			far[u+1]++
		}
	} else {
		near = make([]place, n+1)
		for i, u := range from {
			far[to[i]+1]++
			near[u+1]++
		}
		for i := range n {
			near[i+1] += near[i]
		}
	}
	for i := range n {
		far[i+1] += far[i]
	}
	start = make([]int64, n+1)
	for i, at := range near {
		start[i] = int64(at)
	}
	byFar := make([]int32, start[n])
	next := slices.Clone(far[:n])
	for i, u := range from {
		v := to[i]
		byFar[next[v]] = u
		next[v]++
		if mirrored {
			byFar[next[u]] = v
			next[u]++
		}
	}
	neighbour = make([]int32, start[n])
	copy(next, near)
	for v := range int32(n) {
		for _, u := range byFar[far[v]:far[v+1]] {
			neighbour[next[u]] = v
			next[u]++
		}
	}
	return start, neighbour
}

// merge joins parallel ties in sorted rows, in place, and drops the weights when all are 1.
func merge(start []int64, to []int32, w []float64) ([]int64, []int32, []float64) {
	if w == nil {
		if !parallelTies(start, to) {
			return start, to, nil
		}
		w = make([]float64, len(to))
		for i := range w {
			w[i] = 1
		}
	}
	var kept, lo int64
	for u := range len(start) - 1 {
		hi := start[u+1]
		start[u] = kept
		for lo < hi {
			run := lo + 1
			for run < hi && to[run] == to[lo] {
				run++
			}
			to[kept], w[kept] = to[lo], sum(w[lo:run])
			kept++
			lo = run
		}
	}
	start[len(start)-1] = kept
	if int(kept) < len(to) {
		// Copies, so that the room of the merged ties is given back.
		to, w = slices.Clone(to[:kept]), slices.Clone(w[:kept])
	}
	return start, to, unlessAllOne(w)
}

// parallelTies reports whether a row names a neighbour twice.
func parallelTies(start []int64, to []int32) bool {
	for u := range len(start) - 1 {
		row := to[start[u]:start[u+1]]
		for i := 1; i < len(row); i++ {
			if row[i] == row[i-1] {
				return true
			}
		}
	}
	return false
}

// sum adds the weights of parallel ties, smallest first when there are three or more: floating-point addition is not
// associative, and the order that the ties came in must not show in the bits. It may reorder w.
func sum(w []float64) float64 {
	if len(w) > 2 {
		slices.Sort(w)
	}
	total := w[0]
	for _, x := range w[1:] {
		total += x
	}
	return total
}

// unlessAllOne returns w, or nil when it holds nothing but ones.
func unlessAllOne(w []float64) []float64 {
	for _, x := range w {
		if x != 1 {
			return w
		}
	}
	return nil
}
