package nullmodel

import "math"

// exactSlots is the largest smaller silo, in slots, for which the exact distribution over matchings is summed; a pair of that
// size takes about a millisecond.
const exactSlots = 10_000

// matched returns the exact probability of at most x ties between silos of a and b of the n slots that a random perfect matching joins into ties.
//
// The first silo keeps i ties to itself with a probability that follows from counting matchings. Its other e = a − 2i slots
// then meet a uniformly random e of the n − a slots outside, so the ties to the second silo are hypergeometric. The sum over i goes
// up and down from its most likely value and stops where nothing is left to add.
func matched(x, a, b, n int64) float64 {
	if b < a {
		a, b = b, a
	}
	if x < 0 {
		return 0
	}
	least := max(0, (2*a-n+1)/2) // so that the outside has partners enough
	likely := min(max(int64(float64(a)*float64(a-1)/float64(2*(n-1))), least), a/2)
	sum := 0.0
	for i := likely; i <= a/2; i++ {
		p := inside(i, a, n)
		sum += p * hypergeometric(x, a-2*i, b, n-a)
		if p < 1e-17*sum || p == 0 {
			break
		}
	}
	for i := likely - 1; i >= least; i-- {
		term := inside(i, a, n) * hypergeometric(x, a-2*i, b, n-a)
		sum += term
		if term <= 1e-17*sum {
			break
		}
	}
	return min(sum, 1)
}

// inside returns the probability that exactly i ties of a random matching of n slots lie among a given a of them.
func inside(i, a, n int64) float64 {
	e := a - 2*i
	return math.Exp(logChoose(a, 2*i) + logMatchings(2*i) + // which slots stay inside, and who with whom
		logFactorial(n-a) - logFactorial(n-a-e) + // the others' partners, in order
		logMatchings(n-a-e) - logMatchings(n))
}

// hypergeometric returns the probability of at most x marked among e drawn from m of which b are marked.
func hypergeometric(x, e, b, m int64) float64 {
	low, high := max(0, e+b-m), min(e, b)
	switch {
	case x < low:
		return 0
	case x >= high:
		return 1
	}
	chance := func(x int64) float64 { return math.Exp(logChoose(b, x) + logChoose(m-b, e-x) - logChoose(m, e)) }
	sum := 0.0
	if float64(x) < float64(e)*float64(b)/float64(m) {
		// The terms fall from x downwards.
		for y, p := x, chance(x); y >= low && p > 1e-17*sum; y-- {
			sum += p
			p *= float64(y) * float64(m-b-e+y) / (float64(b-y+1) * float64(e-y+1))
		}
		return sum
	}
	for y, p := x+1, chance(x+1); y <= high && p > 1e-17*sum; y++ {
		sum += p
		p *= float64(b-y) * float64(e-y) / (float64(y+1) * float64(m-b-e+y+1))
	}
	return max(0, 1-sum)
}

func logFactorial(x int64) float64 {
	v, _ := math.Lgamma(float64(x) + 1)
	return v
}

func logChoose(n, k int64) float64 { return logFactorial(n) - logFactorial(k) - logFactorial(n-k) }

// logMatchings returns the logarithm of the number of ways to join x slots, an even number, into pairs: x!/(2^(x/2)·(x/2)!).
func logMatchings(x int64) float64 {
	return logFactorial(x) - logFactorial(x/2) - float64(x/2)*math.Ln2
}
