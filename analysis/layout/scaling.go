package layout

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// pivots is how many landmarks give a component its first shape; a few dozen do for any size.
const pivots = 32

// scaled returns a first placement of a component, about one actor a unit of area: the two main directions of the actors' squared
// distances to landmarks, doubly centred. U. Brandes, C. Pich (2007), Eigensolver methods for progressive multidimensional scaling of
// large data, doi:10.1007/978-3-540-70904-6_6. A small sunflower is added, since actors with the same neighbours would coincide and never part.
func scaled(c *component) []point {
	n := c.len()
	columns := squaredDistances(c)
	k := len(columns)
	products := mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			var sum float64
			for u := range n {
				sum += columns[i][u] * columns[j][u]
			}
			products.SetSym(i, j, sum)
		}
	}
	var eigen mat.EigenSym
	var vectors mat.Dense
	if eigen.Factorize(products, true) {
		eigen.VectorsTo(&vectors)
	}
	at := make([]point, n)
	var size float64
	for u := range at {
		for i := range columns {
			if !vectors.IsEmpty() {
				// Eigenvalues ascend: the main directions are the last.
				at[u].x += columns[i][u] * vectors.At(i, k-1)
				if k > 1 {
					at[u].y += columns[i][u] * vectors.At(i, k-2)
				}
			}
		}
		size += at[u].x*at[u].x + at[u].y*at[u].y
	}
	// The radius of a disc of n unit areas is √(n/π), and the mean square of its points' distances half of that radius squared.
	scale := 0.0
	if size > 0 {
		scale = math.Sqrt(float64(n) / (2 * math.Pi) / (size / float64(n)))
	}
	for u := range at {
		jitter := sunflower(u, 0.1)
		at[u] = point{at[u].x*scale + jitter.x, at[u].y*scale + jitter.y}
	}
	return at
}

// squaredDistances returns, for each landmark, minus half its squared distances to all actors, doubly centred. The first landmark is
// actor 0, each next one the actor farthest from those before.
func squaredDistances(c *component) [][]float64 {
	n := c.len()
	d, queue := make([]int32, n), make([]int32, 0, n)
	nearest := make([]int32, n)
	for u := range nearest {
		nearest[u] = math.MaxInt32
	}
	columns := make([][]float64, min(pivots, n))
	next := int32(0)
	for i := range columns {
		c.distances(next, d, queue)
		columns[i] = make([]float64, n)
		next = 0
		for u, steps := range d {
			columns[i][u] = -float64(steps) * float64(steps) / 2
			nearest[u] = min(nearest[u], steps)
			if nearest[u] > nearest[next] {
				next = int32(u)
			}
		}
	}
	centre(columns)
	return columns
}

// centre subtracts from every element its row's and its column's mean and adds the mean of all.
func centre(columns [][]float64) {
	n, k := len(columns[0]), len(columns)
	rowMean := make([]float64, n)
	for _, column := range columns {
		for u, x := range column {
			rowMean[u] += x / float64(k)
		}
	}
	for _, column := range columns {
		var mean float64
		for _, x := range column {
			mean += x / float64(n)
		}
		for u := range column {
			column[u] -= mean + rowMean[u]
		}
	}
	var all float64
	for _, x := range rowMean {
		all += x / float64(n)
	}
	for _, column := range columns {
		for u := range column {
			column[u] += all
		}
	}
}
