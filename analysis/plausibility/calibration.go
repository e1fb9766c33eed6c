package plausibility

import (
	"math"
	"slices"
)

// curve turns a score into a probability: the isotonic regression of what came true on the score, with straight lines between the
// middles of its steps. B. Zadrozny, C. Elkan (2002), doi:10.1145/775047.775151.
type curve struct {
	score, share []float64 // both ascending
}

// fitCurve fits a curve to scores and what came true. Steps hold at least least pairs, so that no probability rests on a handful. Weight says for
// how many pairs each stands; nil means one each.
func fitCurve(score []float64, came []bool, weight []float64, least int) curve {
	order := make([]int, len(score))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case score[a] < score[b]:
			return -1
		case score[a] > score[b]:
			return 1
		}
		return a - b
	})
	type step struct{ n, sum, came float64 }
	var steps []step
	for lo := 0; lo < len(order); lo += least {
		hi := min(lo+least, len(order))
		if len(order)-hi < least {
			hi = len(order)
		}
		var s step
		for _, i := range order[lo:hi] {
			w := 1.0
			if weight != nil {
				w = weight[i]
			}
			s.n += w
			s.sum += w * score[i]
			if came[i] {
				s.came += w
			}
		}
		for len(steps) > 0 && steps[len(steps)-1].came/steps[len(steps)-1].n >= s.came/s.n {
			last := steps[len(steps)-1]
			s = step{s.n + last.n, s.sum + last.sum, s.came + last.came}
			steps = steps[:len(steps)-1]
		}
		steps = append(steps, s)
		if hi == len(order) {
			break
		}
	}
	var c curve
	for _, s := range steps {
		c.score = append(c.score, s.sum/s.n)
		// What has not been seen yet is not impossible, and what always came is not certain: half a pair is allowed for the unseen.
		c.share = append(c.share, max(min(s.came, s.n-0.5), 0.5)/s.n)
	}
	for i := len(c.share) - 2; i >= 0; i-- {
		c.share[i] = min(c.share[i], c.share[i+1])
	}
	return c
}

// at returns the probability for a score.
func (c curve) at(score float64) float64 {
	if len(c.score) == 0 {
		return math.NaN()
	}
	i, exact := slices.BinarySearch(c.score, score)
	switch {
	case exact:
		return c.share[i]
	case i == 0:
		return c.share[0]
	case i == len(c.score):
		return c.share[i-1]
	}
	part := (score - c.score[i-1]) / (c.score[i] - c.score[i-1])
	return c.share[i-1] + part*(c.share[i]-c.share[i-1])
}

// Band is the pairs with about the same stated probability: one point of a reliability curve.
type Band struct {
	Pairs  int     `json:"pairs"`
	Stated float64 `json:"stated"` // mean probability
	Came   float64 `json:"came"`   // share that came true
}

// Reliability compares stated probabilities with what came true.
type Reliability struct {
	Bands []Band  `json:"bands"` // ascending by stated probability
	Error float64 `json:"error"` // expected calibration error: the mean of |stated − came| over pairs, by their bands
}

// reliabilityBands is how many bands of equally many pairs a reliability curve has.
const reliabilityBands = 10

// reliable compares probabilities with what came true, in bands of equally many pairs: C. Guo et al. (2017), arXiv:1706.04599, with
// bands by rank, so that none is empty.
func reliable(stated []float64, came []bool) Reliability {
	order := make([]int, len(stated))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case stated[a] < stated[b]:
			return -1
		case stated[a] > stated[b]:
			return 1
		}
		return 0
	})
	var r Reliability
	for i := range reliabilityBands {
		lo, hi := i*len(order)/reliabilityBands, (i+1)*len(order)/reliabilityBands
		if lo == hi {
			continue
		}
		b := Band{Pairs: hi - lo}
		for _, at := range order[lo:hi] {
			b.Stated += stated[at]
			if came[at] {
				b.Came++
			}
		}
		b.Stated /= float64(b.Pairs)
		b.Came /= float64(b.Pairs)
		r.Bands = append(r.Bands, b)
		r.Error += math.Abs(b.Stated-b.Came) * float64(b.Pairs) / float64(len(order))
	}
	return r
}
