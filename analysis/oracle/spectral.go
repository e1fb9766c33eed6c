package oracle

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Eigenvector returns the share that equal scores for all tied actors have in the space of the largest eigenvalue of an undirected network, at
// length 1, and that eigenvalue; zeros without ties that carry anything. All eigenvalues are computed.
func Eigenvector(g *snapshot.Graph) ([]float64, float64) {
	return share(Strengths(g))
}

// Authorities returns the same for AᵀA, the network directed or not, and the largest eigenvalue of AᵀA.
func Authorities(g *snapshot.Graph) ([]float64, float64) {
	a := Strengths(g)
	square := make([][]float64, len(a))
	for u := range a {
		square[u] = make([]float64, len(a))
		for v := range a {
			for t := range a {
				square[u][v] += a[t][u] * a[t][v]
			}
		}
	}
	return share(square)
}

// share projects the vector that is 1 wherever a row is not zero on the space of the largest eigenvalue.
func share(a [][]float64) ([]float64, float64) {
	n := len(a)
	scores := make([]float64, n)
	if n == 0 {
		return scores, 0
	}
	dense := mat.NewSymDense(n, nil)
	begin := make([]float64, n)
	for u := range a {
		for v := range a {
			if v >= u {
				dense.SetSym(u, v, a[u][v])
			}
			if a[u][v] > 0 {
				begin[u] = 1
			}
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(dense, true) {
		panic("oracle: no eigenvalues of a symmetric matrix")
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	largest := values[n-1]
	if largest <= 0 {
		return scores, 0
	}
	for k := range n {
		if values[k] < largest*(1-1e-9) {
			continue
		}
		var along float64
		for u := range n {
			along += vectors.At(u, k) * begin[u]
		}
		for u := range n {
			scores[u] += along * vectors.At(u, k)
		}
	}
	var squares float64
	for _, x := range scores {
		squares += x * x
	}
	for u := range scores {
		scores[u] /= math.Sqrt(squares)
	}
	return scores, largest
}

// Radius returns the largest absolute eigenvalue of a network, directed or not.
func Radius(g *snapshot.Graph) float64 {
	a := Strengths(g)
	if len(a) == 0 {
		return 0
	}
	dense := mat.NewDense(len(a), len(a), nil)
	for u := range a {
		dense.SetRow(u, a[u])
	}
	var eigen mat.Eigen
	if !eigen.Factorize(dense, mat.EigenNone) {
		panic("oracle: no eigenvalues of a matrix")
	}
	var radius float64
	for _, v := range eigen.Values(nil) {
		radius = max(radius, math.Hypot(real(v), imag(v)))
	}
	return radius
}

// Katz solves x = β + α·Aᵀx.
func Katz(g *snapshot.Graph, alpha, base float64) []float64 {
	a := Strengths(g)
	n := len(a)
	if n == 0 {
		return nil
	}
	system, rest := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	for u := range n {
		for v := range n {
			system.Set(v, u, -alpha*a[u][v])
		}
	}
	for u := range n {
		system.Set(u, u, 1+system.At(u, u))
		rest.SetVec(u, base)
	}
	var x mat.VecDense
	if err := x.SolveVec(system, rest); err != nil {
		panic(err) // below the inverse of the largest eigenvalue there is a solution
	}
	return x.RawVector().Data
}
