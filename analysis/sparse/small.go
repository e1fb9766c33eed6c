package sparse

import "math"

// table is a symmetric matrix of three rows.
type table [3][3]float64

// best returns how to combine the present vector, its residual and the last step to the vector of largest Rayleigh quotient in their
// span, given their products with one another and with one another's images; each is of length 1. The last step is used only when there is
// one, and when it is not so nearly in the span of the others that rounding would decide.
func best(gram, form table, stepped bool) [3]float64 {
	size := 2
	if stepped {
		size = 3
	}
	for ; size > 1; size-- {
		q, ok := orthonormal(&gram, size)
		if !ok {
			continue
		}
		var reduced table // Qᵀ·form·Q
		for i := range size {
			for j := range size {
				for a := range size {
					for b := range size {
						reduced[i][j] += q[a][i] * form[a][b] * q[b][j]
					}
				}
			}
		}
		top := largest(reduced, size)
		var c [3]float64
		for i := range size {
			for j := range size {
				c[i] += q[i][j] * top[j]
			}
		}
		return c
	}
	return [3]float64{1}
}

// orthonormal returns the columns that make a basis of the given overlaps orthonormal, by Gram and Schmidt. It returns false when the last
// of the basis lies in the span of the others as far as rounding can tell.
func orthonormal(gram *table, size int) (q table, ok bool) {
	const dependent = 1e-13
	for j := range size {
		var column [3]float64
		column[j] = 1 / math.Sqrt(max(gram[j][j], math.SmallestNonzeroFloat64))
		for range 2 { // twice, for what rounding leaves after once
			for k := range j {
				var s float64
				for a := range size {
					for b := range size {
						s += q[a][k] * gram[a][b] * column[b]
					}
				}
				for a := range size {
					column[a] -= s * q[a][k]
				}
			}
		}
		var norm float64
		for a := range size {
			for b := range size {
				norm += column[a] * gram[a][b] * column[b]
			}
		}
		if !(norm > dependent) {
			return q, false
		}
		for a := range size {
			q[a][j] = column[a] / math.Sqrt(norm)
		}
	}
	return q, true
}

// largest returns the eigenvector of the largest eigenvalue, of length 1 and with a first entry that is not negative: Jacobi's method, a turn in the plane of
// two axes at a time until nothing is left beside the diagonal.
func largest(a table, size int) (top [3]float64) {
	var v table
	for i := range size {
		v[i][i] = 1
	}
	for range 30 { // it converges quadratically: five or six are enough
		left := 0.0
		for i := range size {
			for j := range i {
				left += a[i][j] * a[i][j]
			}
		}
		if left == 0 {
			break
		}
		for p := range size {
			for q := p + 1; q < size; q++ {
				if a[p][q] == 0 {
					continue
				}
				theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
				t := 1 / (math.Abs(theta) + math.Hypot(theta, 1))
				if theta < 0 {
					t = -t
				}
				c := 1 / math.Sqrt(t*t+1)
				s := t * c
				for k := range size {
					a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
				}
				for k := range size {
					a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
				}
				a[p][q], a[q][p] = 0, 0
				for k := range size {
					v[k][p], v[k][q] = c*v[k][p]-s*v[k][q], s*v[k][p]+c*v[k][q]
				}
			}
		}
	}
	most := 0
	for i := range size {
		if a[i][i] > a[most][most] {
			most = i
		}
	}
	sign := 1.0
	if v[0][most] < 0 {
		sign = -1
	}
	for i := range size {
		top[i] = sign * v[i][most]
	}
	return top
}
