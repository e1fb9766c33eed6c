package bridging

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// fewest is the smallest number of sampled actors that a stratum needs before its spread is believed.
const fewest = 5

// certainNearEnds is how many actors near each end of a described tie are measured instead of sampled. While ties are chosen only the ends are.
const certainNearEnds = 50

// estimate is a measured change, or one estimated from a sample.
type estimate struct {
	sum      float64 // increase of the sum of 1/distance over pairs
	half     float64 // half the width of its 95 % interval; 0 when exact
	improved float64 // pairs that come nearer
}

// draw is one sampled actor's part in a tie's change.
type draw struct{ sum, improved float64 }

// estimate estimates a tie's change from sampled actors, all of them sources of the field beside the two ends.
//
// The pairs that come nearer have one end on each side, so the sum over either side's actors of what they gain is the whole
// gain. A side that is measured whole gives it exactly; otherwise the mean of the two sides is used. A side is post-stratified
// by distance from the tie's end, because that distance decides most of what an actor gains and the size of every stratum is
// known exactly: estimate N_h·mean_h, variance N_h²(1−n_h/N_h)s²_h/n_h, summed. The ends themselves, and the actors nearest to
// them up to the meter's certain number, are measured, not sampled: they are few and gain most. Neighbouring strata with fewer than five sampled actors are joined. The interval uses
// Student's t with Satterthwaite's degrees of freedom.
//
// The second result is false when the sample says too little: both sides have fewer than five sampled actors.
func (m *meter) estimate(f *field, p pair, sampled []bool) (estimate, bool) {
	if m.prepare(f, p) {
		return estimate{sum: m.change.sum(), improved: float64(m.change.improved())}, true
	}
	var mean estimate
	var variance, spread float64
	sides := 0
	for side := range m.sides {
		if part, parts, ok := m.side(f, side, sampled); ok {
			if parts == nil {
				return part, true
			}
			sides++
			mean.sum += part.sum
			mean.improved += part.improved
			for _, v := range parts {
				variance += v.variance
				spread += v.variance * v.variance / v.freedom
			}
		}
	}
	if sides == 0 {
		return estimate{}, false
	}
	mean.sum /= float64(sides)
	mean.improved /= float64(sides)
	if variance > 0 {
		t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: variance * variance / spread}.Quantile(0.975)
		mean.half = t * math.Sqrt(variance) / float64(sides)
	}
	return mean, true
}

// stratum is a part of a side with its variance and degrees of freedom.
type stratum struct{ variance, freedom float64 }

// side estimates the change from one side's actors, or returns false when too few of them are sampled. It returns no strata when the side is
// small enough to be measured whole: then the change is exact.
func (m *meter) side(f *field, side int, sampled []bool) (estimate, []stratum, bool) {
	near, far := &m.sides[side], &m.sides[1-side]
	sure := 1 // levels measured whole: the end itself, and what is near it while that is few
	for sure < near.levels() && near.start[sure+1] <= m.certain {
		sure++
	}
	left := 0 // sampled actors not yet in a stratum
	for _, s := range near.actors[near.start[sure]:] {
		if sampled[s] {
			left++
		}
	}
	if left < fewest && left < len(near.actors)-near.start[sure] {
		return estimate{}, nil, false
	}
	var whole estimate
	for i := range sure {
		for _, s := range near.at(i) {
			d := m.drawn(f, s, i, far)
			whole.sum += d.sum
			whole.improved += d.improved
		}
	}
	if sure == near.levels() {
		return whole, nil, true
	}
	strata := make([]stratum, 0, near.levels()-sure)
	var draws []draw
	population := 0
	for i := sure; i < near.levels(); i++ {
		for _, s := range near.at(i) {
			population++
			if sampled[s] {
				draws = append(draws, m.drawn(f, s, i, far))
				left--
			}
		}
		// What remains must be able to make a stratum of its own.
		last := i == near.levels()-1
		if population == 0 || !last && (len(draws) < fewest || left < fewest) {
			continue
		}
		mean, s2 := meanAndVariance(draws)
		n, size := float64(len(draws)), float64(population)
		whole.sum += size * mean.sum
		whole.improved += size * mean.improved
		if v := size * size * (1 - n/size) * s2 / n; v > 0 {
			strata = append(strata, stratum{v, n - 1})
		}
		draws, population = draws[:0], 0
	}
	return whole, strata, true
}

// drawn returns one actor's part in the change.
func (m *meter) drawn(f *field, s int32, i int, far *shells) draw {
	m.change.clear(len(m.change.plus))
	row, ecc := m.distances(f, s)
	m.fromSource(row, i, m.sc.silo[s], ecc, far)
	return draw{m.change.sum(), float64(m.change.improved())}
}

// distances returns an actor's row, searching when the field has none.
func (m *meter) distances(f *field, s int32) ([]uint16, int32) {
	if f.row[s] != nil {
		return f.row[s], f.ecc[s]
	}
	if m.queue == nil {
		m.queue = make([]int32, f.g.Len())
	}
	return f.breadthFirst(s, m.queue)
}

// meanAndVariance returns the mean of both parts and the sample variance of the sums.
func meanAndVariance(draws []draw) (draw, float64) {
	var mean draw
	for _, d := range draws {
		mean.sum += d.sum
		mean.improved += d.improved
	}
	n := float64(len(draws))
	mean.sum /= n
	mean.improved /= n
	if len(draws) < 2 {
		return mean, 0
	}
	var squares float64
	for _, d := range draws {
		squares += (d.sum - mean.sum) * (d.sum - mean.sum)
	}
	return mean, squares / (n - 1)
}

// estimateOrCount is estimate with a sample, and the exact change without one or where the sample says too little: then the actors of the smaller
// side are gone over, searching from each.
func (m *meter) estimateOrCount(f *field, p pair, sampled []bool) estimate {
	if sampled != nil {
		if e, ok := m.estimate(f, p, sampled); ok {
			return e
		}
		near, far := &m.sides[0], &m.sides[1]
		if len(far.actors) < len(near.actors) {
			near, far = far, near
		}
		m.change.clear(len(m.change.plus))
		for i := range near.levels() {
			for _, s := range near.at(i) {
				row, ecc := m.distances(f, s)
				m.fromSource(row, i, m.sc.silo[s], ecc, far)
			}
		}
	} else {
		m.measure(f, p)
	}
	return estimate{sum: m.change.sum(), improved: float64(m.change.improved())}
}
