// Package splitmix makes unlike numbers of near ones.
package splitmix

// Golden is what SplitMix64 adds to its state at each step: 2⁶⁴ over the golden ratio, made odd.
const Golden = 0x9e3779b97f4a7c15

// Mix is the finaliser of SplitMix64: a one-to-one map without pattern. Steele, G. L., Lea, D. & Flood, C. H. (2014). Fast splittable
// pseudorandom number generators. OOPSLA 2014, doi 10.1145/2660193.2660195.
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Scatter is one step of SplitMix64 from a state: near numbers become unlike ones, 0 as well.
func Scatter(x uint64) uint64 { return Mix(x + Golden) }
