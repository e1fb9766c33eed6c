package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// The level is fitted to the earlier trees, since only these have been held to a time that they learnt nothing from. The trees that suggest have learnt from
// more, and are surer of themselves than they have shown to be right to be. So their log-shares are brought to the mean and the spread of those that the
// earlier trees give the same candidates at the day. Nothing of what comes after the day is needed for that.

// mostTimid is the least that log-shares are narrowed to. Earlier trees that found little to learn from keep to what is expected, and tell all candidates
// apart but little; that says nothing of how right the others are to be surer.
const mostTimid = 0.8

// matched is how many actors' candidates the two are compared on.
const matched = 200

// pace is a straight line from the log-shares of the trees to those of the earlier trees.
type pace struct{ shift, scale float64 }

func (p pace) of(share float64) float64 { return p.shift + p.scale*share }

// match compares both trees on the candidates of some actors who found a partner in the last horizon.
func (m *Model) match(ctx context.Context, o Options) error {
	m.pace = pace{0, 1}
	actors := someOf(m.first.finders, matched, rand.New(rand.NewPCG(o.Seed, 0x6d61746368)))
	by := [2]*trees{m.trees, m.earlier}
	var shares [len(by)][][]float64 // by either, list by list
	for i := range by {
		shares[i] = make([][]float64, len(actors))
	}
	err := eachList(ctx, m.state, actors, make([][]int32, m.state.h.Actors), asking{}, Options{Seed: o.Seed, Threads: o.Threads}, func(i int, listed, _ *table) {
		for j, t := range by {
			shares[j][i] = make([]float64, listed.len())
			t.listShares(listed.rows, shares[j][i])
		}
	})
	if err != nil {
		return err
	}
	own, spread := spreadOf(slices.Concat(shares[0]...))
	earlier, meant := spreadOf(slices.Concat(shares[1]...))
	if spread > 0 && meant > 0 && meant < spread {
		part := min(1, (1-mostTimid)/(1-meant/spread))
		m.pace.scale = 1 - part*(1-meant/spread)
		m.pace.shift = own + part*(earlier-own) - m.pace.scale*own
	}
	return nil
}

// spreadOf returns the mean and the standard deviation of some numbers.
func spreadOf(x []float64) (mean, deviation float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		deviation += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(deviation)
}
