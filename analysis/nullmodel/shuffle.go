package nullmodel

import "math/rand/v2"

// Arrangement is units filled with labelled slots, to be drawn anew as often as wanted. It answers by simulation what Model
// answers by formula.
type Arrangement struct {
	size   []int
	weight []float64
	label  []int32 // slot by slot, unit after unit
	random *rand.Rand
}

// Arrange prepares units of the given sizes and pair weights, filled in order with the labels of all slots; a negative label
// belongs to no silo. The sizes must add up to the number of labels. The same seed gives the same draws.
func Arrange(size []int, weight []float64, label []int32, seed uint64) *Arrangement {
	return &Arrangement{
		size: size, weight: weight, label: append([]int32(nil), label...),
		random: rand.New(rand.NewPCG(seed, 0x51_11a7)),
	}
}

// Draw puts the slots into a new uniformly random order.
func (a *Arrangement) Draw() {
	a.random.Shuffle(len(a.label), func(i, j int) { a.label[i], a.label[j] = a.label[j], a.label[i] })
}

// Mix adds up the weight between silos in the present order: into[a*silos+b] for a < b, and within silos for a = b. It
// overwrites into, which has silos² places.
func (a *Arrangement) Mix(silos int, into []float64) {
	clear(into)
	at := 0
	for i, k := range a.size {
		unit := a.label[at : at+k]
		at += k
		for s, x := range unit {
			for _, y := range unit[s+1:] {
				if x >= 0 && y >= 0 {
					into[int(min(x, y))*silos+int(max(x, y))] += a.weight[i]
				}
			}
		}
	}
}
