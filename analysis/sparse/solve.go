package sparse

import "context"

// System is the equations (S − c·A)·x = b of a symmetric matrix A with non-negative entries. They must be positive definite, as
// they are when the sum of every row of c·A is below its entry of S, or when c is below the inverse of A's largest eigenvalue and S
// is 1.
type System struct {
	A *Matrix
	S []float64 // the diagonal; a row where it is 0 is left out, and its x is 0
	C float64
	B float64 // the same for every row

	// Begin is what every x begins with. When the vector of ones is an eigenvector of S⁻¹A, the Begin that makes the residuals sum to 0
	// takes its eigenvalue, often the one farthest from the others, out of the way. Rows are the sums of A's rows, needed for it.
	Begin float64
	Rows  []float64
}

// Solution is where solving stopped.
type Solution struct {
	X          []float64
	Iterations int     // products with A
	Residual   float64 // Σ|b − (S − c·A)·x| over the rows
	Sum        float64 // Σ S·x
	Indefinite bool    // the equations are not positive definite, so X is of no use
}

// Solve finds x by conjugate gradients with the diagonal as preconditioner: Hestenes, M. R. & Stiefel, E. (1952). Methods of
// conjugate gradients for solving linear systems, doi 10.6028/jres.049.044. It stops when enough says so of the solution so far, and
// after most iterations in any case. The error shrinks by (√κ − 1)/(√κ + 1) an iteration at least, κ the condition of S⁻¹(S − cA),
// where fixed-point iteration takes (κ − 1)/(κ + 1). Time O(n + m) an iteration; memory 4 vectors. It returns ctx's error when
// ctx ends first.
func (s System) Solve(ctx context.Context, most int, enough func(Solution) bool) (Solution, error) {
	n := s.A.Len()
	// As in the paper: x the solution, r the residual, p the direction, q its image; z = r/S is never stored.
	found := Solution{X: make([]float64, n)}
	r, p, q, inverse := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	x := found.X
	rz, residual, err := s.A.Sweep(ctx, func(lo, hi int) (rz, residual float64) {
		for v := lo; v < hi; v++ {
			if s.S[v] == 0 {
				continue
			}
			inverse[v] = 1 / s.S[v]
			x[v], r[v] = s.Begin, s.B
			if s.Begin != 0 {
				r[v] -= s.Begin * (s.S[v] - s.C*s.Rows[v])
			}
			p[v] = r[v] * inverse[v]
			rz += r[v] * p[v]
			residual += max(r[v], -r[v])
		}
		return rz, residual
	})
	found.Residual = residual
	for err == nil && found.Residual > 0 && found.Iterations < most && !enough(found) {
		var pq float64
		if pq, _, err = s.A.Sweep(ctx, func(lo, hi int) (pq, _ float64) {
			s.A.Times(p, q, lo, hi)
			for v := lo; v < hi; v++ {
				q[v] = s.S[v]*p[v] - s.C*q[v]
				pq += p[v] * q[v]
			}
			return pq, 0
		}); err != nil {
			break
		}
		if !(pq > 0) {
			found.Indefinite = true
			break
		}
		step, before := rz/pq, rz
		var squares float64
		if squares, found.Residual, err = s.A.Sweep(ctx, func(lo, hi int) (squares, residual float64) {
			for v := lo; v < hi; v++ {
				x[v] += step * p[v]
				r[v] -= step * q[v]
				squares += r[v] * r[v] * inverse[v]
				residual += max(r[v], -r[v])
			}
			return squares, residual
		}); err != nil {
			break
		}
		rz = squares
		turn := rz / before
		_, found.Sum, err = s.A.Sweep(ctx, func(lo, hi int) (_, sum float64) {
			for v := lo; v < hi; v++ {
				p[v] = r[v]*inverse[v] + turn*p[v]
				sum += s.S[v] * x[v]
			}
			return 0, sum
		})
		found.Iterations++
	}
	return found, err
}
