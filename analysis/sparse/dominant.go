package sparse

import (
	"context"
	"math"
)

// Eigen is a dominant eigenvector of length 1 and how well it is known.
type Eigen struct {
	Vector     []float64
	Value      float64
	Iterations int
	Residual   float64 // ‖A·x − λ·x‖/λ
}

// Dominant finds the eigenvector of the largest eigenvalue of a symmetric operator with non-negative entries, from a beginning that
// has no negative entries and is not zero. Apply sets y to the operator times x. Where the largest eigenvalue belongs to several components
// of the network, the result is the beginning's share of each. It stops when the residual is below tolerance, and after most
// applications in any case.
//
// The method is the locally optimal conjugate gradient: Knyazev, A. V. (2001). Toward the optimal preconditioned eigensolver,
// doi 10.1137/S1064827500366124, for one vector and without preconditioner. Each iteration takes the best vector in the span
// of the present one, its residual and the last step, and applies the operator once. It converges as fast as Lanczos' method
// does, in six vectors of memory.
func (m *Matrix) Dominant(ctx context.Context, begin []float64, tolerance float64, most int, apply func(x, y []float64) error) (Eigen, error) {
	n := m.Len()
	vector := func() []float64 { return make([]float64, n) }
	// As in the paper: x the eigenvector so far, w its residual, p the last step; ax, aw, ap their images.
	x, w, p := append([]float64(nil), begin...), vector(), vector()
	ax, aw, ap := vector(), vector(), vector()
	norm, _, err := m.Sweep(ctx, dot(x, x))
	if err != nil || norm == 0 {
		return Eigen{Vector: x}, err
	}
	scale := 1 / math.Sqrt(norm)
	for i := range x {
		x[i] *= scale
	}
	if err := apply(x, ax); err != nil {
		return Eigen{}, err
	}
	found := Eigen{Vector: x, Iterations: 1}
	if found.Value, _, err = m.Sweep(ctx, dot(x, ax)); err != nil {
		return found, err
	}
	for stepped := false; ; stepped = true {
		lambda := found.Value
		squares, _, err := m.Sweep(ctx, func(lo, hi int) (squares, _ float64) {
			x, ax, w := x[lo:hi], ax[lo:hi], w[lo:hi]
			for i := range w {
				w[i] = ax[i] - lambda*x[i]
				squares += w[i] * w[i]
			}
			return squares, 0
		})
		if err != nil {
			return found, err
		}
		length := math.Sqrt(squares)
		if found.Residual = length / max(lambda, math.SmallestNonzeroFloat64); !(found.Residual > tolerance) || found.Iterations >= most {
			return found, m.upright(ctx, x)
		}
		if err := apply(w, aw); err != nil {
			return found, err
		}
		found.Iterations++
		s, err := m.sweep(ctx, func(lo, hi int) (s sums) {
			x, w, aw, p, ap := x[lo:hi], w[lo:hi], aw[lo:hi], p[lo:hi], ap[lo:hi]
			for i := range w {
				s[0] += w[i] * aw[i]
				s[1] += x[i] * p[i]
				s[2] += w[i] * p[i]
				s[3] += p[i] * p[i]
				s[4] += aw[i] * p[i]
				s[5] += p[i] * ap[i]
			}
			return s
		})
		if err != nil {
			return found, err
		}
		// In w and p of length 1. Since A·x = λ·x + length·w and w stands upright on x, what is left of both tables follows.
		step := math.Sqrt(s[3])
		perW, perP := 1/length, 0.0
		if step > 0 {
			perP = 1 / step
		}
		xp, wp := s[1]*perP, s[2]*perW*perP
		across := lambda*xp + length*wp
		c := best(
			table{{1, 0, xp}, {0, 1, wp}, {xp, wp, 1}},
			table{{lambda, length, across}, {length, s[0] * perW * perW, s[4] * perW * perP}, {across, s[4] * perW * perP, s[5] * perP * perP}},
			stepped && step > 0,
		)
		c[1] *= perW
		c[2] *= perP
		s, err = m.sweep(ctx, func(lo, hi int) (s sums) {
			x, ax, w, aw, p, ap := x[lo:hi], ax[lo:hi], w[lo:hi], aw[lo:hi], p[lo:hi], ap[lo:hi]
			for i := range w {
				p[i] = c[1]*w[i] + c[2]*p[i]
				ap[i] = c[1]*aw[i] + c[2]*ap[i]
				x[i] = c[0]*x[i] + p[i]
				ax[i] = c[0]*ax[i] + ap[i]
				s[0] += x[i] * x[i]
				s[1] += x[i] * ax[i]
			}
			return s
		})
		if err != nil {
			return found, err
		}
		found.Value = s[1] / s[0]
		if drift := math.Abs(s[0] - 1); drift > 1e-13 { // rounding makes its length drift from 1
			scale := 1 / math.Sqrt(s[0])
			for i := range x {
				x[i] *= scale
				ax[i] *= scale
			}
		}
	}
}

// upright turns a vector around when its entries sum to less than 0: an eigenvector's sign is free, and the one sought has no negative
// entries.
func (m *Matrix) upright(ctx context.Context, x []float64) error {
	sum, _, err := m.Sweep(ctx, func(lo, hi int) (sum, _ float64) {
		for _, v := range x[lo:hi] {
			sum += v
		}
		return sum, 0
	})
	if err == nil && sum < 0 {
		for i := range x {
			x[i] = -x[i]
		}
	}
	return err
}

// dot returns the sweep of Σ a·b.
func dot(a, b []float64) func(lo, hi int) (ab, _ float64) {
	return func(lo, hi int) (ab, _ float64) {
		for i := lo; i < hi; i++ {
			ab += a[i] * b[i]
		}
		return ab, 0
	}
}
