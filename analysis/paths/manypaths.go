package paths

import (
	"context"
	"math"
)

// dependOnMany is depend in logarithms, for sources with more than 1e308 shortest paths to someone: long chains of
// alternatives, such as large grids, have that many. The actors after last in the order are done already.
// It returns false when ctx ended.
func (s *search) dependOnMany(ctx context.Context, part []float64, last int) bool {
	none := math.Inf(-1)
	paths := make([]float64, len(s.paths)) // ln σ
	credit := make([]float64, len(s.paths))
	for _, v := range s.order {
		paths[v], credit[v] = none, none
	}
	paths[s.order[0]] = 0
	for i, u := range s.order {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			paths[v] = logSum(paths[v], paths[u])
		}
	}
	for i := len(s.order) - 1; i > 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u, earned := s.order[i], none
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			earned = logSum(earned, credit[v])
		}
		if i <= last {
			part[u] += math.Exp(paths[u] + earned)
		}
		credit[u] = logSum(-paths[u], earned)
	}
	return true
}

// logSum returns ln(e^x + e^y).
func logSum(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	if math.IsInf(y, -1) {
		return x
	}
	return x + math.Log1p(math.Exp(y-x))
}
