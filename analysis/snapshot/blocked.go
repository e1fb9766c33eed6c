package snapshot

import "math/bits"

const (
	// manyRows is from how many actors on rows are made block by block: from there on the rows' places no longer fit a core's cache.
	manyRows = 1 << 18
	// blocksAtMost limits the blocks, since each is written to at its own place in memory.
	blocksAtMost = 512
)

// arc is one direction of a tie.
type arc struct{ near, far int32 }

// blockedRows is plainRows for many actors. Arcs are first dealt out to blocks of actors by their far end; each block, small enough for the
// cache, is put in order of the far ends and dealt out by the near end; each of those blocks then fills its rows, which so come out ascending.
// A block holds 1<<shift actors.
func blockedRows(n int, from, to []int32, mirrored bool, shift uint) (start []int64, neighbour []int32) {
	blocks := (n + 1<<shift - 1) >> shift
	byFar, byNear := make([]int64, blocks+1), make([]int64, blocks+1) // where blocks begin
	for i, u := range from {
		byFar[to[i]>>shift+1]++
		byNear[u>>shift+1]++
	}
	if mirrored { // every end is a near one and a far one
		for b := range byFar {
			byFar[b] += byNear[b]
		}
		copy(byNear, byFar)
	}
	for b := range blocks {
		byFar[b+1] += byFar[b]
		byNear[b+1] += byNear[b]
	}
	arcs := make([]arc, byFar[blocks])
	next := append([]int64(nil), byFar[:blocks]...)
	for i, u := range from {
		v := to[i]
		arcs[next[v>>shift]] = arc{u, v}
		next[v>>shift]++
		if mirrored {
			arcs[next[u>>shift]] = arc{v, u}
			next[u>>shift]++
		}
	}
	dealt := make([]arc, len(arcs))
	copy(next, byNear)
	ordered := []arc(nil)
	at := make([]int32, 1<<shift+1)
	for b := range blocks {
		block := arcs[byFar[b]:byFar[b+1]]
		if len(block) > cap(ordered) {
			ordered = make([]arc, len(block))
		}
		ordered = ordered[:len(block)]
		first := int32(b << shift)
		clear(at)
		for _, a := range block {
			at[a.far-first+1]++
		}
		for i := range len(at) - 1 {
			at[i+1] += at[i]
		}
		for _, a := range block {
			ordered[at[a.far-first]] = a
			at[a.far-first]++
		}
		for _, a := range ordered {
			dealt[next[a.near>>shift]] = a
			next[a.near>>shift]++
		}
	}
	start, neighbour = make([]int64, n+1), make([]int32, len(arcs))
	for b := range blocks {
		fillRows(start, neighbour, dealt[byNear[b]:byNear[b+1]], byNear[b], b<<shift, min((b+1)<<shift, n))
	}
	return start, neighbour
}

// fillRows lays out the rows of the actors from first on, before last; their arcs come in order of the far ends and begin at the given place.
func fillRows(start []int64, neighbour []int32, arcs []arc, begin int64, first, last int) {
	for _, a := range arcs {
		start[a.near+1]++
	}
	start[first] = begin
	for u := first; u < last; u++ {
		start[u+1] += start[u]
	}
	for _, a := range arcs {
		neighbour[start[a.near]] = a.far
		start[a.near]++
	}
	// Every start has moved on to its row's end, which is the next row's start.
	copy(start[first+1:last+1], start[first:last])
	start[first] = begin
}

// blockShift is how large the blocks of so many actors are.
func blockShift(n int) uint {
	return uint(max(12, bits.Len(uint((n-1)/blocksAtMost))))
}
