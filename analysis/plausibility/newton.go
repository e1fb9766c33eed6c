package plausibility

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

const (
	newtonRounds = 40   // steps tried at most; about six are needed
	newtonDone   = 1e-8 // largest change of a weight that ends it
)

// descend finds the weights at which a loss with a ridge is least, by Newton's method, and writes them over those it starts from. At some weights, sums tells
// the loss, then its slope and the lower half of its curvature, row by row. The ridge pulls every weight to where it is expected.
//
// A step that does not lower the loss is halved: far from its lowest point the loss may be so flat that a whole step leads away from it.
func descend(weight, ridge, expected []float64, sums func(weight []float64) ([]float64, error)) error {
	d := len(weight)
	from, step := make([]float64, d), make([]float64, d)
	least := math.Inf(1)
	for range newtonRounds {
		s, err := sums(weight)
		if err != nil {
			return err
		}
		loss, slope, curvature := s[0], s[1:1+d], mat.NewSymDense(d, nil)
		for j, w := range weight {
			off := w - expected[j]
			loss += ridge[j] * off * off / 2
			slope[j] += ridge[j] * off
			for k := range j + 1 {
				curvature.SetSym(j, k, s[1+d+j*d+k])
			}
			curvature.SetSym(j, j, curvature.At(j, j)+ridge[j])
		}
		if !(loss <= least) {
			for j := range step {
				step[j] /= 2
			}
		} else {
			var factors mat.Cholesky
			var to mat.VecDense
			if !factors.Factorize(curvature) || factors.SolveVecTo(&to, mat.NewVecDense(d, slope)) != nil {
				return nil // a weight is left undetermined, by a table in which nothing came or all did
			}
			least = loss
			copy(from, weight)
			for j := range step {
				step[j] = -to.AtVec(j)
			}
		}
		largest := 0.0
		for j := range weight {
			weight[j] = from[j] + step[j]
			largest = max(largest, math.Abs(step[j]))
		}
		if largest < newtonDone {
			break
		}
	}
	return nil
}
