package plausibility

import "math"

// sortFloats sorts numbers, none of which is NaN, by their bits, eleven at a time: in a tenth of the time that comparing them takes.
func sortFloats(x []float32) {
	const digit, digits = 11, 3
	from, to := make([]uint32, len(x)), make([]uint32, len(x))
	var counts [digits][1 << digit]int32
	for i, v := range x {
		key := math.Float32bits(v)
		key ^= uint32(int32(key)>>31) | 1<<31 // negative numbers before the others, the largest last
		from[i] = key
		for d := range counts {
			counts[d][key>>(digit*d)%(1<<digit)]++
		}
	}
	for d := range counts {
		before := int32(0)
		for i, n := range counts[d] {
			counts[d][i] = before
			before += n
		}
		for _, key := range from {
			place := &counts[d][key>>(digit*d)%(1<<digit)]
			to[*place] = key
			*place++
		}
		from, to = to, from
	}
	for i, key := range from {
		key ^= uint32(int32(^key)>>31) | 1<<31
		x[i] = math.Float32frombits(key)
	}
}
