package diffusion

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// mean is the mean of counts that lie between 0 and most, with Student's 95 % interval cut there.
func mean(counts []int32, most float64) Estimate {
	n := float64(len(counts))
	var sum, squares int64
	for _, c := range counts {
		sum += int64(c)
		squares += int64(c) * int64(c)
	}
	m := float64(sum) / n
	if len(counts) < 2 {
		return Estimate{m, [2]float64{m, m}}
	}
	variance := max(0, (float64(squares)-m*float64(sum))/(n-1))
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975) * math.Sqrt(variance/n)
	return Estimate{m, [2]float64{max(0, m-half), min(most, m+half)}}
}

// share is the share of draws with some outcome, with the 95 % interval of Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404, which is never
// too narrow.
func share(hits, draws int) Estimate {
	k, n := float64(hits), float64(draws)
	e := Estimate{k / n, [2]float64{0, 1}}
	if hits > 0 {
		e.CI[0] = distuv.Beta{Alpha: k, Beta: n - k + 1}.Quantile(0.025)
	}
	if hits < draws {
		e.CI[1] = distuv.Beta{Alpha: k + 1, Beta: n - k}.Quantile(0.975)
	}
	return e
}

// membership is the groups of every actor.
type membership struct {
	start []int32
	group []int32
}

func members(n int, groups []Group) membership {
	m := membership{start: make([]int32, n+1)}
	for _, g := range groups {
		for _, u := range g.Actors {
			m.start[u+1]++
		}
	}
	for u := range n {
		m.start[u+1] += m.start[u]
	}
	m.group = make([]int32, m.start[n])
	next := make([]int32, n)
	copy(next, m.start)
	for i, g := range groups {
		for _, u := range g.Actors {
			m.group[next[u]] = int32(i)
			next[u]++
		}
	}
	return m
}

func (m membership) of(u int32) []int32 { return m.group[m.start[u]:m.start[u+1]] }
