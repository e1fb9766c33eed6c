package sparse

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"
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
	for stepped := false; ; {
		if found.Value, _, err = m.Sweep(ctx, dot(x, ax)); err != nil {
			return found, err
		}
		lambda := found.Value
		squares, _, err := m.Sweep(ctx, func(lo, hi int) (squares, _ float64) {
			for i := lo; i < hi; i++ {
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
		for i := range w {
			w[i] /= length
		}
		if err := apply(w, aw); err != nil {
			return found, err
		}
		found.Iterations++
		s, err := m.sweep(ctx, func(lo, hi int) (s sums) {
			for i := lo; i < hi; i++ {
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
		// Since A·x = λ·x + length·w and w stands upright on x, what is left of both tables follows.
		c := best(
			mat.NewSymDense(3, []float64{1, 0, s[1], 0, 1, s[2], s[1], s[2], s[3]}),
			mat.NewSymDense(3, []float64{lambda, length, lambda*s[1] + length*s[2], length, s[0], s[4], lambda*s[1] + length*s[2], s[4], s[5]}),
			stepped,
		)
		stepped = true
		squares, _, err = m.Sweep(ctx, func(lo, hi int) (squares, _ float64) {
			for i := lo; i < hi; i++ {
				p[i] = c[1]*w[i] + c[2]*p[i]
				ap[i] = c[1]*aw[i] + c[2]*ap[i]
				x[i] = c[0]*x[i] + p[i]
				ax[i] = c[0]*ax[i] + ap[i]
				squares += x[i] * x[i]
			}
			return squares, 0
		})
		if err != nil {
			return found, err
		}
		scale := 1 / math.Sqrt(squares) // rounding makes it drift from 1
		for i := range x {
			x[i] *= scale
			ax[i] *= scale
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

// best returns how to combine the present vector, its residual and the last step to the vector of largest Rayleigh quotient in their
// span, given their products with one another and with one another's images. The last step is used only when there is one, and when
// it is not so nearly in the span of the others that rounding would decide.
func best(gram, form *mat.SymDense, stepped bool) [3]float64 {
	size := 2
	if stepped {
		size = 3
	}
	for ; size > 1; size-- {
		// The basis made orthonormal: columns of Q with Qᵀ·gram·Q = 1, by Gram and Schmidt.
		q := mat.NewDense(size, size, nil)
		if !orthonormal(gram, size, q) {
			continue
		}
		var half, reduced mat.Dense
		half.Mul(form.SliceSym(0, size), q)
		reduced.Mul(q.T(), &half)
		small := mat.NewSymDense(size, nil)
		for i := range size {
			for j := i; j < size; j++ {
				small.SetSym(i, j, (reduced.At(i, j)+reduced.At(j, i))/2)
			}
		}
		var eigen mat.EigenSym
		if !eigen.Factorize(small, true) {
			continue
		}
		var vectors mat.Dense
		eigen.VectorsTo(&vectors) // eigenvalues ascend: the last is the largest
		var c [3]float64
		for i := range size {
			for j := range size {
				c[i] += q.At(i, j) * vectors.At(j, size-1)
			}
		}
		return c
	}
	return [3]float64{1}
}

// orthonormal fills q with the columns that make a basis of the given overlaps orthonormal. It returns false when the last of
// the basis lies in the span of the others as far as rounding can tell.
func orthonormal(gram *mat.SymDense, size int, q *mat.Dense) bool {
	const dependent = 1e-13
	for j := range size {
		column := make([]float64, size)
		column[j] = 1 / math.Sqrt(max(gram.At(j, j), math.SmallestNonzeroFloat64))
		overlap := func(k int) (s float64) {
			for a := range size {
				for b := range size {
					s += q.At(a, k) * gram.At(a, b) * column[b]
				}
			}
			return s
		}
		for range 2 { // twice, for what rounding leaves after once
			for k := range j {
				s := overlap(k)
				for a := range size {
					column[a] -= s * q.At(a, k)
				}
			}
		}
		var norm float64
		for a := range size {
			for b := range size {
				norm += column[a] * gram.At(a, b) * column[b]
			}
		}
		if !(norm > dependent) {
			return false
		}
		for a := range size {
			q.Set(a, j, column[a]/math.Sqrt(norm))
		}
	}
	return true
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
