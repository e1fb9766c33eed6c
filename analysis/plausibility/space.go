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

// through multiplies places by the damped network.
func (s *state) through(ctx context.Context, q, z, damp []float64, threads int) error {
	return parallel.Blocks(ctx, s.h.Actors, 256, threads, nil, func(_, _, lo, hi int) {
		for a := lo; a < hi; a++ {
			into := z[a*spaceSize : (a+1)*spaceSize]
			clear(into)
			for _, b := range s.partners(int32(a)) {
				from := q[int(b)*spaceSize : int(b+1)*spaceSize]
				d := damp[b]
				for k, x := range from {
					into[k] += d * x
				}
			}
			for k := range into {
				into[k] *= damp[a]
			}
		}
	})
}

// straighten makes the directions orthogonal and of length 1: Cholesky's way, by the products of all pairs of directions.
func straighten(ctx context.Context, q []float64, n, threads int) error {
	const r = spaceSize
	products := make([]float64, r*r)
	err := parallel.Sum(ctx, n, 1024, threads, nil, products, func(_, lo, hi int, part []float64) {
		for a := lo; a < hi; a++ {
			row := q[a*r : (a+1)*r]
			for j, x := range row {
				for k, y := range row[:j+1] {
					part[j*r+k] += x * y
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
		for a := lo; a < hi; a++ {
			row := q[a*r : (a+1)*r]
			for j := range r {
				if products[j*r+j] == 0 {
					row[j] = 0
					continue
				}
				sum := row[j]
				for k := range j {
					sum -= products[j*r+k] * row[k]
				}
				row[j] = sum / products[j*r+j]
			}
		}
	})
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

// alike returns how much two actors look the same way.
func (p *space) alike(u, v int32) float64 {
	lengths := p.length[u] * p.length[v]
	if lengths == 0 {
		return 0
	}
	var c float64
	for k, x := range p.of(u) {
		c += x * p.of(v)[k]
	}
	return c / lengths
}

// of returns the place of an actor.
func (p *space) of(a int32) []float64 {
	return p.at[int(a)*spaceSize : int(a+1)*spaceSize : int(a+1)*spaceSize]
}
