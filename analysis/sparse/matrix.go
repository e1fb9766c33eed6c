// Package sparse is a network's ties as a matrix, with what the spectral metrics need of linear algebra: products, systems of
// equations and the dominant eigenvector. Every sum is made block by block in a fixed order, so the number of threads
// never shows in a bit.
package sparse

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// block is how many rows one worker takes at a time. Sums are made block by block, so it must not depend on the threads.
const block = 2048

// cached is how many rows a vector may have and still stay in a processor's cache whatever their order.
const cached = 1 << 17

// Matrix holds the strengths of a network's ties as analysis.TieStrength gives them: entry (v, u) is the strength of the tie from u
// to v, 0 without one. Rows stand in an order of the matrix's own, in which those of a large undirected network find their
// neighbours near; Scores puts a vector back into the snapshot's.
type Matrix struct {
	actor    []int32 // actor[i] is the snapshot's index of row i; nil when they are the same
	start    []int64
	from     []int32
	strength []float64 // beside from; nil when all are 1
	threads  int
	partial  []sums // by block
}

// Incoming returns the matrix whose rows are the actors' incoming ties, to compute with on so many threads. It returns ctx's error when
// ctx ends first.
func Incoming(ctx context.Context, g *snapshot.Graph, threads int) (*Matrix, error) {
	m := &Matrix{threads: threads}
	var weight []float64
	m.start, m.from, weight = g.InRows()
	return m, m.prepare(ctx, g, weight)
}

// Outgoing returns the matrix whose rows are the actors' outgoing ties: the transposed of Incoming, with rows in the same order.
func Outgoing(ctx context.Context, g *snapshot.Graph, threads int) (*Matrix, error) {
	m := &Matrix{threads: threads}
	var weight []float64
	m.start, m.from, weight = g.Rows()
	return m, m.prepare(ctx, g, weight)
}

// prepare takes over the strengths, and a better order where it pays.
func (m *Matrix) prepare(ctx context.Context, g *snapshot.Graph, weight []float64) error {
	blocks := (g.Len() + block - 1) / block
	m.partial = make([]sums, blocks)
	if g.Len() == 0 {
		m.start = []int64{0}
	}
	if g.Meaning() != snapshot.Unweighted && weight != nil {
		m.strength = make([]float64, len(weight))
		err := parallel.Blocks(ctx, len(weight), 1<<16, m.threads, nil, func(_, _, lo, hi int) {
			for e, w := range weight[lo:hi] {
				m.strength[lo+e] = analysis.TieStrength(g.Meaning(), w)
			}
		})
		if err != nil {
			return err
		}
	}
	if g.Directed() || g.Len() <= cached {
		return ctx.Err()
	}
	return m.bringNear(ctx)
}

// Len returns the number of rows.
func (m *Matrix) Len() int { return len(m.start) - 1 }

// Times sets into[lo:hi] to those rows of the matrix times x.
func (m *Matrix) Times(x, into []float64, lo, hi int) {
	for v := lo; v < hi; v++ {
		row := m.from[m.start[v]:m.start[v+1]]
		if m.strength != nil {
			var sum float64
			strength := m.strength[m.start[v]:m.start[v+1]]
			for i, u := range row {
				sum += x[u] * strength[i]
			}
			into[v] = sum
			continue
		}
		// Four sums side by side: an addition need not wait for the one before.
		var a, b, c, d float64
		for len(row) >= 4 {
			a += x[row[0]]
			b += x[row[1]]
			c += x[row[2]]
			d += x[row[3]]
			row = row[4:]
		}
		for _, u := range row {
			a += x[u]
		}
		into[v] = (a + b) + (c + d)
	}
}

// RowSums returns what the ties of every row carry together.
func (m *Matrix) RowSums(ctx context.Context) ([]float64, error) {
	sums := make([]float64, m.Len())
	_, _, err := m.Sweep(ctx, func(lo, hi int) (_, _ float64) {
		for v := lo; v < hi; v++ {
			sums[v] = float64(m.start[v+1] - m.start[v])
			if m.strength != nil {
				sums[v] = 0
				for _, s := range m.strength[m.start[v]:m.start[v+1]] {
					sums[v] += s
				}
			}
		}
		return
	})
	return sums, err
}

// Sweep calls do for every block of rows and returns the sums of the two numbers that it gives. It returns ctx's error when
// ctx ends first.
func (m *Matrix) Sweep(ctx context.Context, do func(lo, hi int) (a, b float64)) (a, b float64, err error) {
	total, err := m.sweep(ctx, func(lo, hi int) (s sums) {
		s[0], s[1] = do(lo, hi)
		return s
	})
	return total[0], total[1], err
}

// sums are what one sweep adds up at once.
type sums [6]float64

func (m *Matrix) sweep(ctx context.Context, do func(lo, hi int) sums) (total sums, err error) {
	err = parallel.Blocks(ctx, m.Len(), block, m.threads, nil, func(_, i, lo, hi int) {
		m.partial[i] = do(lo, hi)
	})
	for i := range m.partial {
		for k, s := range m.partial[i] {
			total[k] += s
		}
	}
	return total, err
}

// Scores returns a vector of the matrix in the snapshot's order.
func (m *Matrix) Scores(x []float64) []float64 {
	if m.actor == nil {
		return x
	}
	scores := make([]float64, len(x))
	for i, u := range m.actor {
		scores[u] = x[i]
	}
	return scores
}
