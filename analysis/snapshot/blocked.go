package snapshot

import "math/bits"

const (
	// manyRows is from how many actors on rows are made block by block: from there on the rows' places no longer fit a core's cache.
	manyRows = 1 << 18
	// blocksAtMost limits the blocks, since each is written to at its own place in memory.
	blocksAtMost = 512
	// digitAtMost is how many binary digits arcs are put in order by at a time: one count for each value must stay in the cache.
	digitAtMost = 11
)

// blockedRows is plainRows for many actors. Arcs, the directions of ties, are dealt out to blocks of actors by their near end, and each block, small enough
// for the cache, is put in order there and fills its rows. A block holds 1<<shift actors.
func blockedRows(n int, from, to []int32, mirrored bool, shift uint) (start []int64, neighbour []int32) {
	far := uint(bits.Len(uint(n - 1)))
	if far+shift <= 32 {
		return blockedRowsBy[uint32](n, from, to, mirrored, shift, far)
	}
	return blockedRowsBy[uint64](n, from, to, mirrored, shift, far)
}

// blockedRowsBy is blockedRows with an arc in one number: which of its block's actors the near end is, and below it, in so many binary digits, the far
// end. Memory that is touched once costs more here than what is done with it, so an arc is no wider than it need be and is dealt out once.
func blockedRowsBy[arc uint32 | uint64](n int, from, to []int32, mirrored bool, shift, far uint) (start []int64, neighbour []int32) {
	blocks := (n + 1<<shift - 1) >> shift
	begin := make([]int64, blocks+1)
	for i, u := range from {
		begin[u>>shift+1]++
		if mirrored {
			begin[to[i]>>shift+1]++
		}
	}
	largest := int64(0)
	for b := range blocks {
		largest = max(largest, begin[b+1])
		begin[b+1] += begin[b]
	}
	arcs := make([]arc, begin[blocks])
	next := append([]int64(nil), begin[:blocks]...)
	within := int32(1)<<shift - 1
	for i, u := range from {
		v := to[i]
		arcs[next[u>>shift]] = arc(u&within)<<far | arc(v)
		next[u>>shift]++
		if mirrored {
			arcs[next[v>>shift]] = arc(v&within)<<far | arc(u)
			next[v>>shift]++
		}
	}
	start, neighbour = make([]int64, n+1), make([]int32, len(arcs))
	spare := make([]arc, largest)
	for b := range blocks {
		block := byFarEnd(arcs[begin[b]:begin[b+1]], spare, far)
		fillRows(start, neighbour, block, begin[b], b<<shift, min((b+1)<<shift, n), far)
	}
	return start, neighbour
}

// byFarEnd puts arcs in order of their far ends, digit by digit from the lowest; they come back in the one or the other of the two slices.
func byFarEnd[arc uint32 | uint64](arcs, spare []arc, far uint) []arc {
	spare = spare[:len(arcs)]
	rounds := (far + digitAtMost - 1) / digitAtMost
	for done := range rounds {
		low, high := far*done/rounds, far*(done+1)/rounds
		var at [1 << digitAtMost]int32
		mask := arc(1)<<(high-low) - 1
		for _, a := range arcs {
			at[a>>low&mask]++
		}
		before := int32(0)
		for d, count := range at[:mask+1] {
			at[d] = before
			before += count
		}
		for _, a := range arcs {
			d := a >> low & mask
			spare[at[d]] = a
			at[d]++
		}
		arcs, spare = spare, arcs
	}
	return arcs
}

// fillRows lays out the rows of the actors from first on, before last; their arcs come in order of the far ends and begin at the given place.
func fillRows[arc uint32 | uint64](start []int64, neighbour []int32, arcs []arc, begin int64, first, last int, far uint) {
	own := start[first : last+1]
	for _, a := range arcs {
		own[a>>far+1]++
	}
	own[0] = begin
	for u := range len(own) - 1 {
		own[u+1] += own[u]
	}
	mask := arc(1)<<far - 1
	for _, a := range arcs {
		neighbour[own[a>>far]] = int32(a & mask)
		own[a>>far]++
	}
	// Every start has moved on to its row's end, which is the next row's start.
	copy(own[1:], own[:len(own)-1])
	own[0] = begin
}

// blockShift is how large the blocks of so many actors are.
func blockShift(n int) uint {
	return uint(max(12, bits.Len(uint((n-1)/blocksAtMost))))
}
