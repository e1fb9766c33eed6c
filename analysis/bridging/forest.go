package bridging

import (
	"context"
	"errors"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// tile is the side of the squares that matrices are worked on in; it must not depend on the number of threads.
const tile = 64

// forest holds the resistances of a network in which every actor is also tied, with a tie like any other, to one common ground. So there is a
// resistance between any two actors, however many parts the network is in.
//
//	Q = (I + L)⁻¹ with L the Laplacian of the undirected, unweighted network; L is of the ties that there are now
//	ρ(s,t) = Q_ss + Q_tt − 2·Q_st, the forest distance, between 0 and 2
//	M = the Laplacian of the graph in which all actors of different silos are tied, so Σ over cross-silo pairs of ρ = tr(MQ)
//	H = QMQ
//
// A tie (u,v) changes Q by a matrix of rank one (Sherman & Morrison 1950). With b = e_u − e_v and y = Qb, the sum of resistances falls by
//
//	yᵀMy / (1 + bᵀQb) = (H_uu + H_vv − 2·H_uv) / (1 + ρ(u,v))
//
// so Q and H give what every possible tie would change, exactly, and both follow a tie in n² steps.
//
// Sources: Chebotarev & Shamis 1997, Automation and Remote Control 58(9), 1505–1514; Klein & Randić 1993, doi 10.1007/BF01164627.
type forest struct {
	n       int
	sc      *scope
	threads int
	q, h    []float64 // row by row, symmetric
}

// newForest inverts and multiplies: about 3n³ operations, 24n² bytes at its height and 16n² afterwards.
func newForest(ctx context.Context, g *snapshot.Graph, sc *scope, threads int) (*forest, error) {
	n := g.Len()
	f := &forest{n: n, sc: sc, threads: threads, q: make([]float64, n*n)}
	factor := make([]float64, n*n)
	for u := range int32(n) {
		row := factor[int(u)*n : int(u+1)*n]
		for _, v := range g.Out(u) {
			row[v] = -1
		}
		row[u] = 1 + float64(len(g.Out(u)))
	}
	if err := f.factorise(ctx, factor); err != nil {
		return nil, err
	}
	if err := f.invert(ctx, factor); err != nil {
		return nil, err
	}
	f.h = factor // its room is free now
	return f, f.multiply(ctx)
}

// block is a part of a row-by-row n×n matrix.
func (f *forest) block(a []float64, row, rows, column, columns int) blas64.General {
	return blas64.General{Rows: rows, Cols: columns, Stride: f.n, Data: a[row*f.n+column:]}
}

// triangle is a lower triangle on the diagonal.
func (f *forest) triangle(a []float64, at, size int) blas64.Triangular {
	return blas64.Triangular{Uplo: blas.Lower, Diag: blas.NonUnit, N: size, Stride: f.n, Data: a[at*f.n+at:]}
}

// factorise replaces the lower triangle of I+L by its Cholesky factor, a column of tiles at a time so that it can stop in between.
func (f *forest) factorise(ctx context.Context, a []float64) error {
	for k := 0; k < f.n; k += tile {
		width := min(tile, f.n-k)
		corner := blas64.Symmetric{Uplo: blas.Lower, N: width, Stride: f.n, Data: a[k*f.n+k:]}
		if _, ok := lapack64.Potrf(corner); !ok {
			return errors.New("I + L is not positive definite: the network's rows are not symmetric")
		}
		below := k + width
		left := f.n - below
		err := parallel.Blocks(ctx, left, tile, f.threads, nil, func(_, _, lo, hi int) {
			blas64.Trsm(blas.Right, blas.Trans, 1, f.triangle(a, k, width), f.block(a, below+lo, hi-lo, k, width))
		})
		if err != nil {
			return err
		}
		err = parallel.Blocks(ctx, left, tile, f.threads, nil, func(_, _, lo, hi int) {
			blas64.Gemm(blas.NoTrans, blas.Trans, -1, f.block(a, below+lo, hi-lo, k, width), f.block(a, below, hi, k, width),
				1, f.block(a, below+lo, hi-lo, below, hi))
		})
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// invert fills Q from the Cholesky factor, some columns at a time; by symmetry columns are rows.
func (f *forest) invert(ctx context.Context, factor []float64) error {
	err := parallel.Blocks(ctx, f.n, tile, f.threads, nil, func(_, _, lo, hi int) {
		rows := f.n - lo // above them the solution of the first step is zero
		x := blas64.General{Rows: rows, Cols: hi - lo, Stride: hi - lo, Data: make([]float64, rows*(hi-lo))}
		for i := range hi - lo {
			x.Data[i*x.Stride+i] = 1
		}
		f.solve(factor, lo, x)
		// Only rows from lo on are needed: the others are other columns' by symmetry.
		for i := range rows {
			copy(f.q[(lo+i)*f.n+lo:], x.Data[i*x.Stride:(i+1)*x.Stride])
		}
	})
	if err != nil {
		return err
	}
	mirror(f.q, f.n)
	return nil
}

// solve replaces x by the solution of LLᵀ·X = x, where x and the part of L that counts begin at row lo. It goes by tiles: whole columns of L at
// once would miss the cache at every step.
func (f *forest) solve(factor []float64, lo int, x blas64.General) {
	part := func(at, rows int) blas64.General {
		return blas64.General{Rows: rows, Cols: x.Cols, Stride: x.Stride, Data: x.Data[(at-lo)*x.Stride:]}
	}
	for k := lo; k < f.n; k += tile {
		size := min(tile, f.n-k)
		if k > lo {
			blas64.Gemm(blas.NoTrans, blas.NoTrans, -1, f.block(factor, k, size, lo, k-lo), part(lo, k-lo), 1, part(k, size))
		}
		blas64.Trsm(blas.Left, blas.NoTrans, 1, f.triangle(factor, k, size), part(k, size))
	}
	for k := lo + (f.n-1-lo)/tile*tile; k >= lo; k -= tile {
		size := min(tile, f.n-k)
		if below := k + size; below < f.n {
			blas64.Gemm(blas.Trans, blas.NoTrans, -1, f.block(factor, below, f.n-below, k, size), part(below, f.n-below), 1, part(k, size))
		}
		blas64.Trsm(blas.Left, blas.Trans, 1, f.triangle(factor, k, size), part(k, size))
	}
}

// mirror copies the lower triangle to the upper.
func mirror(a []float64, n int) {
	for i := range n {
		for j := range i {
			a[j*n+i] = a[i*n+j]
		}
	}
}

// multiply fills H = Q·(MQ).
func (f *forest) multiply(ctx context.Context) error {
	mq := f.crossed()
	err := parallel.Blocks(ctx, f.n, tile, f.threads, nil, func(_, _, lo, hi int) {
		blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, f.block(f.q, lo, hi-lo, 0, f.n), f.block(mq, 0, f.n, 0, hi), 0, f.block(f.h, lo, hi-lo, 0, hi))
	})
	if err != nil {
		return err
	}
	mirror(f.h, f.n)
	return nil
}

// crossed returns MQ: for an actor s of silo a, (N − n_a)·Q_s less the rows of all actors in other silos.
func (f *forest) crossed() []float64 {
	sums := make([]float64, (f.sc.silos+1)*f.n) // per silo the sum of its rows; the last of all
	size := make([]float64, f.sc.silos)
	for _, s := range f.sc.known {
		a := int(f.sc.silo[s])
		size[a]++
		for t, x := range f.q[int(s)*f.n : int(s+1)*f.n] {
			sums[a*f.n+t] += x
			sums[f.sc.silos*f.n+t] += x
		}
	}
	mq := make([]float64, f.n*f.n)
	for _, s := range f.sc.known {
		a := int(f.sc.silo[s])
		degree := float64(len(f.sc.known)) - size[a]
		own, all := sums[a*f.n:(a+1)*f.n], sums[f.sc.silos*f.n:]
		row := mq[int(s)*f.n : int(s+1)*f.n]
		for t, x := range f.q[int(s)*f.n : int(s+1)*f.n] {
			row[t] = degree*x - (all[t] - own[t])
		}
	}
	return mq
}

// total returns the sum of resistances over the pairs of the scope.
func (f *forest) total() float64 {
	var sum float64
	for i, s := range f.sc.known {
		for _, t := range f.sc.known[:i] {
			if f.sc.silo[s] != f.sc.silo[t] {
				sum += f.q[int(s)*f.n+int(s)] + f.q[int(t)*f.n+int(t)] - 2*f.q[int(s)*f.n+int(t)]
			}
		}
	}
	return sum
}

// eases returns by how much a new tie lowers the sum of resistances.
func (f *forest) eases(u, v int32) float64 {
	uu, vv, uv := int(u)*f.n+int(u), int(v)*f.n+int(v), int(u)*f.n+int(v)
	return (f.h[uu] + f.h[vv] - 2*f.h[uv]) / (1 + f.q[uu] + f.q[vv] - 2*f.q[uv])
}

// add makes a tie; remove takes one away that was made.
func (f *forest) add(ctx context.Context, t pair) error    { return f.change(ctx, t, 1) }
func (f *forest) remove(ctx context.Context, t pair) error { return f.change(ctx, t, -1) }

// change follows L + sign·bbᵀ: Q loses s·yyᵀ with s = sign/(1 + sign·bᵀy), and H, with h = Hb and η = bᵀh, loses s·(yhᵀ + hyᵀ) − s²η·yyᵀ.
func (f *forest) change(ctx context.Context, t pair, sign float64) error {
	y, h := make([]float64, f.n), make([]float64, f.n)
	u, v := int(t.u)*f.n, int(t.v)*f.n
	for i := range f.n {
		y[i] = f.q[u+i] - f.q[v+i]
		h[i] = f.h[u+i] - f.h[v+i]
	}
	s := sign / (1 + sign*(y[t.u]-y[t.v]))
	eta := h[t.u] - h[t.v]
	return parallel.Blocks(ctx, f.n, tile, f.threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			q, row := f.q[i*f.n:(i+1)*f.n], f.h[i*f.n:(i+1)*f.n]
			a, b := s*y[i], s*s*eta*y[i]-s*h[i]
			for j := range q {
				q[j] -= a * y[j]
				row[j] += b*y[j] - a*h[j]
			}
		}
	})
}
