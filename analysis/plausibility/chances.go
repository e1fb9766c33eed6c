package plausibility

import (
	"math"
	"sync"
	"sync/atomic"
)

// Chances tells, for any pair of actors, the probability that the two start to work together within the model's horizon as things go, whoever of them
// looks for a partner: the probability that one of them finds any new partner, times the plausibility of the other given that it does.
// It makes one row of all partners at the first question about a source and keeps it, 4 bytes an actor. It is safe for concurrent use, and the
// order of questions changes no answer.
type Chances struct {
	m       *Model
	meeting *Meeting
	rows    []atomic.Pointer[[]float32]
	scratch sync.Pool
}

// Chances returns the model's chances, corrected by a Meeting of the model; nil when the model has learnt nothing.
func (m *Model) Chances(meeting *Meeting) *Chances {
	if !m.Learnt {
		return nil
	}
	c := &Chances{m: m, meeting: meeting, rows: make([]atomic.Pointer[[]float32], m.state.h.Actors)}
	c.scratch.New = func() any { return newParty(m.state) }
	return c
}

// Horizon returns how many days ahead the chances speak of.
func (c *Chances) Horizon() int { return c.m.Horizon }

// Of returns the chance of a pair, seen from the end that is likelier to find a partner: there the most is known. It is NaN where the history does not
// tell: of an actor that took part in nothing before the day, and of two who have worked together.
func (c *Chances) Of(u, v int32) float64 {
	if c.m.finds[v] > c.m.finds[u] || c.m.finds[v] == c.m.finds[u] && v < u {
		u, v = v, u
	}
	return c.From(u, v)
}

// From is Of seen from u. The two differ only by what the model errs; asking one actor about many others is cheap.
func (c *Chances) From(u, v int32) float64 {
	if !c.m.state.known[u] {
		return math.NaN()
	}
	row := c.rows[u].Load()
	if row == nil {
		made := c.row(u)
		row = &made
		c.rows[u].Store(row)
	}
	return float64((*row)[v])
}

// row returns the chances of a source with everybody.
func (c *Chances) row(u int32) []float32 {
	p := c.scratch.Get().(*party)
	defer c.scratch.Put(p)
	s := p.look([]int32{u}, nil)[0]
	made := make([]float32, len(s.open))
	listed := make([]bool, len(s.open))
	for _, v := range s.candidates(0) {
		listed[v] = true
	}
	others := 0.0
	for v, open := range s.open {
		if open && !listed[v] {
			others++
		}
	}
	features := make([]float32, c.m.state.width())
	sum := c.m.sum(s)
	for v, open := range s.open {
		if !open {
			made[v] = float32(math.NaN())
			continue
		}
		s.row(int32(v), features)
		share := c.m.pace.of(c.m.trees.score(features) - sum)
		var given float64
		if listed[v] {
			given = c.m.listed.at(share, features)
		} else {
			given = c.m.beyond.at(outerScore(share, 0, others), features)
		}
		apart := afar{s.pair[commonNeighbours][v], s.pair[threeSteps][v] > 0, c.meeting.path(u, int32(v))}
		made[v] = float32(c.meeting.meet(c.m.finds[u]*given, c.m.finds[u], c.m.finds[v], apart))
	}
	return made
}
