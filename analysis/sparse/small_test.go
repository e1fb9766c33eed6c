package sparse

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Gonum's solver is the second opinion; a table with equal eigenvalues has many vectors, so their quotients are compared.
func TestLargestEigenvectorOfASmallTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for round := range 2000 {
		size := 2 + round%2
		var a table
		dense := mat.NewSymDense(size, nil)
		for i := range size {
			for j := range i + 1 {
				a[i][j] = math.Round(r.NormFloat64()*4) * math.Pow(10, float64(round%7-3)) // zeros and equal entries among them
				a[j][i] = a[i][j]
				dense.SetSym(i, j, a[i][j])
			}
		}
		var eigen mat.EigenSym
		if !eigen.Factorize(dense, false) {
			t.Fatal("gonum does not converge")
		}
		want := eigen.Values(nil)[size-1]
		top := largest(a, size)
		var square, quotient float64
		for i := range size {
			square += top[i] * top[i]
			for j := range size {
				quotient += top[i] * a[i][j] * top[j]
			}
		}
		scale := math.Pow(10, float64(round%7-3))
		if math.Abs(square-1) > 1e-12 || math.Abs(quotient-want) > 1e-12*scale*20 || top[0] < 0 {
			t.Fatalf("%v: %v has length² %v and quotient %v, largest eigenvalue %v", a, top, square, quotient, want)
		}
	}
}

// Two directions that are the same as far as rounding can tell leave one to combine.
func TestAStepInTheSpanOfTheOthersIsLeftOut(t *testing.T) {
	gram := table{{1, 0, 1}, {0, 1, 0}, {1, 0, 1}}
	form := table{{2, 1, 2}, {1, 1, 1}, {2, 1, 2}}
	c := best(gram, form, true)
	if c[2] != 0 || !(c[0] > 0 && c[1] > 0) {
		t.Errorf("combined by %v, expected the first two only", c)
	}
}
