package silo

import "math"

// hypergeometric is how many of so many pairs drawn at random, none twice, are marked.
type hypergeometric struct{ pairs, marked, drawn float64 }

func (h hypergeometric) mean() float64 {
	if h.pairs == 0 {
		return 0
	}
	return h.drawn * (h.marked / h.pairs)
}

func (h hypergeometric) variance() float64 {
	if h.pairs <= 1 {
		return 0
	}
	share := h.marked / h.pairs
	return h.drawn * share * (1 - share) * ((h.pairs - h.drawn) / (h.pairs - 1))
}

// bounds are the fewest and the most marked pairs that can be drawn.
func (h hypergeometric) bounds() (least, most float64) {
	return max(0, h.drawn-(h.pairs-h.marked)), min(h.drawn, h.marked)
}

// tails returns the probability of x or fewer and that of x or more. The terms are built outwards from the most likely one by the ratio of
// neighbours and divided by their sum, so that nothing is lost where factorials would be huge; what is below 1e-300 of the largest is 0.
func (h hypergeometric) tails(x float64) (atMost, atLeast float64) {
	least, most := h.bounds()
	top := min(max(math.Floor((h.drawn+1)/(h.pairs+2)*(h.marked+1)), least), most)
	all := 0.0
	add := func(k, term float64) {
		all += term
		if k <= x {
			atMost += term
		}
		if k >= x {
			atLeast += term
		}
	}
	unmarked := h.pairs - h.marked
	add(top, 1)
	for k, term := top+1, 1.0; k <= most; k++ {
		if term *= (h.marked - k + 1) * (h.drawn - k + 1) / (k * (unmarked - h.drawn + k)); term < 1e-300 {
			break
		}
		add(k, term)
	}
	for k, term := top-1, 1.0; k >= least; k-- {
		if term *= (k + 1) * (unmarked - h.drawn + k + 1) / ((h.marked - k) * (h.drawn - k)); term < 1e-300 {
			break
		}
		add(k, term)
	}
	return atMost / all, atLeast / all
}

// twoSided is the probability of an outcome as far out as x on either side: twice the smaller tail.
func (h hypergeometric) twoSided(x float64) float64 {
	atMost, atLeast := h.tails(x)
	return min(1, 2*min(atMost, atLeast))
}
