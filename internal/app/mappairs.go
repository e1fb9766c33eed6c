package app

import (
	"cmp"
	"slices"
)

// UsualPairs is how many ties between silos a map holds over HTTP unless more are asked for: all pairs of 200 silos. Those of a thousand are half
// a million, 34 MB that a page reads for minutes to draw what nobody can tell apart.
const UsualPairs = 20_000

// cutPairs keeps so many ties between silos, in their order: those with the most between them or the most to be expected, whichever is more. So
// nothing is left out that is heavier, or misses more, than everything that is kept. All of them for 0.
func cutPairs(ties []SiloTie, most int) []SiloTie {
	if most == 0 || len(ties) <= most {
		return ties
	}
	kept := slices.Clone(ties)
	slices.SortFunc(kept, func(s, t SiloTie) int { return cmp.Or(cmp.Compare(t.most(), s.most()), byPlace(s, t)) })
	kept = slices.Clone(kept[:most])
	slices.SortFunc(kept, byPlace)
	return kept
}

// most is the weight between two silos, or what was to be expected where that is more.
func (t SiloTie) most() float64 {
	if !t.Expected.Defined() {
		return float64(t.Weight)
	}
	return max(float64(t.Weight), float64(t.Expected))
}

// byPlace orders ties by the silos that they join.
func byPlace(s, t SiloTie) int { return cmp.Or(cmp.Compare(s.A, t.A), cmp.Compare(s.B, t.B)) }
