package nullmodel

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// AtMost returns the probability that chance puts as little weight as observed, or less, between two silos with a and b
// slots: the p-value of a gap. Over ties of equal weight it is exact (see matched), unless the smaller silo has more than 10,000
// slots. Otherwise it is Tail with the exact mean and variance of the weight.
func (m *Model) AtMost(observed float64, a, b int64) float64 {
	step := 0.0
	if m.sameWeight {
		step = m.weight
	}
	mean, variance := m.Between(a, b)
	if m.allTies && m.sameWeight && step > 0 && variance > 0 && min(a, b) <= exactSlots {
		return matched(steps(observed, step), a, b, m.slots)
	}
	return Tail(observed, Moments{mean, variance, m.third(a, b, mean, variance)}, step)
}

// Moments is what Tail fits a distribution to: mean, variance, and the third central moment.
type Moments struct{ Mean, Variance, Third float64 }

// mostSkew is the skewness up to which Tail trusts a distribution with three moments: beyond, its sharp lower end makes small p-values too small.
const mostSkew = 0.3

// Tail returns the probability of at most the observed weight under a distribution that is fitted to moments μ, σ², μ₃. Step is the
// weight of every unit when all are the same, so that the weight can only be a multiple of it, and 0 otherwise.
//
// Counts that vary less than Poisson ones, as ties do when slots are drawn without replacement, are taken for binomial ones with the first two
// moments: with n = μ²/(μ−σ²) in steps and π = μ/n, P(≤ o) = I(1−π; n−o, o+1), I being the regularised incomplete beta function. Against the
// exact distribution of ties it errs by a few per cent down to 10⁻⁵. Everything else is taken for a shifted gamma variable with all three
// moments (Pearson's type III), up to half a step above the observed weight. Where the skewness μ₃/σ³ exceeds 0.3 the larger of this and of a
// scaled Poisson variable's is returned (Bohm and Zech 2014, doi 10.1016/j.nima.2014.02.021): with s = σ²/μ and λ = μ²/σ², Q(o/s + 1, λ),
// Q being the regularised upper incomplete gamma function.
//
// Simulation in this package's tests shows these p-values to be uniform or, where the weight can take few values, too high. In the far
// tail of the latter two (p below 0.001) they tell the order of magnitude and no more.
func Tail(observed float64, m Moments, step float64) float64 {
	// The incomplete functions may leave the range of probabilities by some units in the last place.
	return min(max(fitted(observed, m, step), 0), 1)
}

// fitted is Tail before rounding is put right.
func fitted(observed float64, m Moments, step float64) float64 {
	if m.Variance == 0 {
		// Every arrangement gives the mean; what lies below it, by more than rounding, is then impossible.
		if observed < m.Mean*(1-1e-9) {
			return 0
		}
		return 1
	}
	s := m.Variance / m.Mean
	if s < step*(1-1e-9) {
		n := m.Mean / (step - s) // the most steps there can be
		x := float64(steps(observed, step))
		if x >= n {
			return 1
		}
		return mathext.RegIncBeta(n-x, x+1, s/step) // s/step is 1−π
	}
	sd := math.Sqrt(m.Variance)
	skew := m.Third / (m.Variance * sd)
	p := pearson((observed+step/2-m.Mean)/sd, skew)
	if skew > mostSkew {
		p = max(p, mathext.GammaIncRegComp(max(observed, 0)/s+1, m.Mean/s))
	}
	return min(1, p)
}

// pearson is the cumulative distribution of Pearson's type III with mean 0, variance 1 and a skewness: a gamma variable with 4/skew²
// degrees, shifted, and turned round when the skewness is negative.
func pearson(z, skew float64) float64 {
	if math.Abs(skew) < 1e-3 {
		return math.Erfc(-z/math.Sqrt2) / 2 // what the gamma variable tends to; nearer to it, its own formula loses digits
	}
	degrees := 4 / (skew * skew)
	at := degrees + z*math.Sqrt(degrees)*math.Copysign(1, skew)
	switch {
	case skew > 0 && at <= 0:
		return 0
	case skew > 0:
		return mathext.GammaIncReg(degrees, at)
	case at <= 0:
		return 1
	}
	return mathext.GammaIncRegComp(degrees, at)
}

// steps returns how many whole steps a weight is, rounding errors of its sum aside.
func steps(weight, step float64) int64 { return int64(math.Floor(weight/step + 1e-9)) }

// Adjust returns the q-values of p-values by Benjamini and Hochberg (1995, doi 10.1111/j.2517-6161.1995.tb02031.x): calling
// every gap with q below x significant keeps the expected share of false ones below x. The order of the p-values does not matter.
func Adjust(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(p[x], p[y]) })
	q := make([]float64, len(p))
	least := 1.0
	for i := len(order) - 1; i >= 0; i-- {
		x := p[order[i]]
		least = min(least, max(x, x*float64(len(p))/float64(i+1))) // rounding must not take q below p
		q[order[i]] = least
	}
	return q
}
