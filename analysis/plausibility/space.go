package plausibility

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/parallel"
)

const (
	spaceSize   = 32 // directions
	spaceRounds = 6  // of subspace iteration: the order of actors by their nearness settles sooner than the last directions do
	spaceDamp   = 3  // added to every number of partners, so that two who know only each other are no direction of their own
)

// space gives every actor a place such that actors who move in the same circles are near each other, whether or not they have a partner in common:
// the leading directions of the network, each tie divided by the roots of both ends' numbers of partners (normalised spectral embedding;
// L. Lü, T. Zhou 2011, doi:10.1016/j.physa.2010.11.027, review how this foretells ties). It sees what counting paths of two or three steps cannot.
type space struct {
	at     []float64 // actor a is at at[a*spaceSize : (a+1)*spaceSize]
	pull   []float64 // direction × direction: how much of one the network turns into the other
	length []float64 // of every actor's place
}

// newSpace finds the space of a state's partners. The start is drawn with a fixed seed: the space belongs to the state.
func newSpace(ctx context.Context, s *state, threads int) (*space, error) {
	n := s.h.Actors
	damp := make([]float64, n)
	for a, d := range s.degree {
		damp[a] = 1 / math.Sqrt(d+spaceDamp)
	}
	q, z := make([]float64, n*spaceSize), make([]float64, n*spaceSize)
	random := rand.New(rand.NewPCG(0x7370, 0x616365))
	for i := range q {
		q[i] = random.NormFloat64()
	}
	if err := straighten(ctx, q, n, threads); err != nil {
		return nil, err
	}
	for range spaceRounds {
		if err := s.through(ctx, q, z, damp, threads); err != nil {
			return nil, err
		}
		q, z = z, q
		if err := straighten(ctx, q, n, threads); err != nil {
			return nil, err
		}
	}
	if err := s.through(ctx, q, z, damp, threads); err != nil {
		return nil, err
	}
	p := &space{at: q, pull: make([]float64, spaceSize*spaceSize), length: make([]float64, n)}
	err := parallel.Sum(ctx, n, 1024, threads, nil, p.pull, func(_, lo, hi int, part []float64) {
		for a := lo; a < hi; a++ {
			for j, x := range q[a*spaceSize : (a+1)*spaceSize] {
				for k, y := range z[a*spaceSize : (a+1)*spaceSize] {
					part[j*spaceSize+k] += x * y
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for a := range n {
		row := q[a*spaceSize : (a+1)*spaceSize]
		for k := range row {
			row[k] /= damp[a]
			p.length[a] += row[k] * row[k]
		}
		p.length[a] = math.Sqrt(p.length[a])
	}
	return p, nil
}

// through multiplies places by the damped network, eight directions at a time: so many sums need not be put down between two partners.
func (s *state) through(ctx context.Context, q, z, damp []float64, threads int) error {
	return parallel.Blocks(ctx, s.h.Actors, 256, threads, nil, func(_, _, lo, hi int) {
		for a := lo; a < hi; a++ {
			partners, own := s.partners(int32(a)), damp[a]
			for k := a * spaceSize; k < (a+1)*spaceSize; k += 8 {
				var x0, x1, x2, x3, x4, x5, x6, x7 float64
				for _, b := range partners {
					d, from := damp[b], (*[8]float64)(q[int(b)*spaceSize+k%spaceSize:])
					x0, x1, x2, x3 = x0+d*from[0], x1+d*from[1], x2+d*from[2], x3+d*from[3]
					x4, x5, x6, x7 = x4+d*from[4], x5+d*from[5], x6+d*from[6], x7+d*from[7]
				}
				*(*[8]float64)(z[k:]) = [8]float64{x0 * own, x1 * own, x2 * own, x3 * own, x4 * own, x5 * own, x6 * own, x7 * own}
			}
		}
	})
}

// straighten makes the directions orthogonal and of length 1: Cholesky's way, by the products of all pairs of directions.
func straighten(ctx context.Context, q []float64, n, threads int) error {
	const r = spaceSize
	products := make([]float64, r*r)
	err := parallel.Sum(ctx, n, 1024, threads, nil, products, func(_, lo, hi int, part []float64) {
		for a := lo; a < hi; a += 4 {
			row0, row1, row2, row3 := fourRows(q[a*r : hi*r])
			for j := range r {
				into := part[j*r : j*r+j+1]
				for k, sum := range into {
					into[k] = sum + row0[j]*row0[k] + row1[j]*row1[k] + row2[j]*row2[k] + row3[j]*row3[k]
				}
			}
		}
	})
	if err != nil {
		return err
	}
	for j := range r { // the lower triangle becomes the factor
		for k := range j + 1 {
			sum := products[j*r+k]
			for i := range k {
				sum -= products[j*r+i] * products[k*r+i]
			}
			switch {
			case j != k && products[k*r+k] > 0:
				products[j*r+k] = sum / products[k*r+k]
			case j != k:
				products[j*r+k] = 0
			case sum > 1e-9*products[j*r+j]:
				products[j*r+j] = math.Sqrt(sum)
			default:
				products[j*r+j] = 0 // there are fewer directions than asked for: this one is left empty
			}
		}
	}
	return parallel.Blocks(ctx, n, 1024, threads, nil, func(_, _, lo, hi int) {
		for a := lo; a < hi; a += 4 {
			row0, row1, row2, row3 := fourRows(q[a*r : hi*r])
			for j := range r {
				pivot := products[j*r+j]
				if pivot == 0 {
					row0[j], row1[j], row2[j], row3[j] = 0, 0, 0, 0
					continue
				}
				x0, x1, x2, x3 := row0[j], row1[j], row2[j], row3[j]
				for k, x := range products[j*r : j*r+j] {
					x0, x1, x2, x3 = x0-x*row0[k], x1-x*row1[k], x2-x*row2[k], x3-x*row3[k]
				}
				row0[j], row1[j], row2[j], row3[j] = x0/pivot, x1/pivot, x2/pivot, x3/pivot
			}
		}
	})
}

// fourRows returns the first four rows of some, because four at a time take little longer than one. Where there are fewer, empty ones stand for nobody.
func fourRows(q []float64) (r0, r1, r2, r3 *[spaceSize]float64) {
	row := func(i int) *[spaceSize]float64 {
		if i*spaceSize < len(q) {
			return (*[spaceSize]float64)(q[i*spaceSize:])
		}
		return new([spaceSize]float64)
	}
	return row(0), row(1), row(2), row(3)
}

// nearTile is how many actors are looked at for one source before the next: their places stay at hand meanwhile.
const nearTile = 512

// near fills in, for everybody, how strongly the space draws it to each of some actors.
func (p *space) near(of []int32, draw [][]float64) {
	pulled := make([][spaceSize]float64, len(of))
	for i, u := range of {
		for j, x := range p.of(u) {
			for k := range pulled[i] {
				pulled[i][k] += x * p.pull[j*spaceSize+k]
			}
		}
	}
	n := len(p.length)
	for lo := 0; lo < n; lo += nearTile {
		hi := min(lo+nearTile, n)
		for i := range of {
			p.drawn(&pulled[i], draw[i][lo:hi], lo)
		}
	}
}

// drawn fills in how strongly some actors, numbered from one on, are drawn. Four at a time, because each sum must wait for the term before.
func (p *space) drawn(pulled *[spaceSize]float64, draw []float64, from int) {
	v := 0
	for ; v+4 <= len(draw); v += 4 {
		at := (*[4 * spaceSize]float64)(p.at[(from+v)*spaceSize:])
		var a, b, c, d float64
		for k, pull := range pulled {
			a += pull * at[k]
			b += pull * at[k+spaceSize]
			c += pull * at[k+2*spaceSize]
			d += pull * at[k+3*spaceSize]
		}
		draw[v], draw[v+1], draw[v+2], draw[v+3] = a, b, c, d
	}
	for ; v < len(draw); v++ {
		var d float64
		for k, x := range p.of(int32(from + v)) {
			d += pulled[k] * x
		}
		draw[v] = d
	}
}

// alike writes, for some actors, how much each of them and one more look the same way. Four at a time, as in drawn.
func (p *space) alike(u int32, of []int32, alike []float64) {
	put := func(v int32, c float64) {
		if alike[v] = 0; p.length[u]*p.length[v] > 0 {
			alike[v] = c / (p.length[u] * p.length[v])
		}
	}
	for i := 0; i < len(of); i += 4 {
		last := len(of) - 1
		v0, v1, v2, v3 := of[i], of[min(i+1, last)], of[min(i+2, last)], of[min(i+3, last)]
		at0, at1, at2, at3 := p.of(v0), p.of(v1), p.of(v2), p.of(v3)
		var c0, c1, c2, c3 float64
		for k, x := range p.of(u) {
			c0 += x * at0[k]
			c1 += x * at1[k]
			c2 += x * at2[k]
			c3 += x * at3[k]
		}
		put(v0, c0)
		put(v1, c1)
		put(v2, c2)
		put(v3, c3)
	}
}

// of returns the place of an actor.
func (p *space) of(a int32) *[spaceSize]float64 {
	return (*[spaceSize]float64)(p.at[int(a)*spaceSize:])
}
