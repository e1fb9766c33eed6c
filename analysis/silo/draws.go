package silo

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/nullmodel"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The sums over draws that are kept for each pair of silos.
const (
	sumOver   = iota // of observed less the present network's
	sumSquare        // of its square
	sumCube          // of its cube
	sumBelow         // of draws with as little weight or less
	drawKinds
)

// fewBelow is the number of draws as low as the present network below which p comes from the fitted tail: counting fewer tells p to
// no better than a third of itself.
const fewBelow = 10

// bySwaps answers by drawing networks. From the present one a walk leads to a hub, and every draw is the end of a walk of its own from there,
// with five steps a slot, so that each slot is proposed ten times on every walk. As walks are as likely backwards, the
// present network is one among the draws if chance made it, however short they are (Besag & Clifford 1989, doi
// 10.1093/biomet/76.4.633): p = (1 + draws as low)/(1 + draws) is valid exactly. Where fewer than ten draws are as low, p is at most
// that and otherwise the fitted tail, nullmodel.Tail.
func bySwaps(ctx context.Context, g *snapshot.Graph, m *Mixing, n *nest, opt GapOptions) ([]chance, error) {
	found := make([]chance, len(n.pairs))
	w := unitsOf(g)
	if len(n.pairs) == 0 || len(w.weight) == 0 {
		return byStubs(ctx, m, n.pairs, opt.Threads)
	}
	silos := len(n.Values)
	here := make([]float64, silos*silos) // as added up for the draws, so that equal networks are equal to the last bit
	w.mix(w.swaps.Slots(), n.Of, silos, make([]float64, silos), here)
	steps := int64(len(w.swaps.Slots())) * 5
	hub := w.swaps
	if err := hub.Walk(ctx, rand.New(rand.NewPCG(opt.Seed, 0)), steps); err != nil {
		return nil, err
	}
	type scratch struct {
		swaps        *nullmodel.Swaps
		members, mix []float64
	}
	workers := make([]*scratch, parallel.Workers(opt.Draws, 4, opt.Threads))
	sums := make([]float64, len(n.pairs)*drawKinds)
	err := parallel.Sum(ctx, opt.Draws, 4, opt.Threads, opt.Progress, sums, func(worker, lo, hi int, part []float64) {
		s := workers[worker]
		if s == nil {
			s = &scratch{hub.Clone(), make([]float64, silos), make([]float64, silos*silos)}
			workers[worker] = s
		}
		for draw := lo; draw < hi; draw++ {
			s.swaps.Reset(hub)
			if s.swaps.Walk(ctx, rand.New(rand.NewPCG(opt.Seed, uint64(draw)+1)), steps) != nil {
				return // the loop returns the context's error
			}
			w.mix(s.swaps.Slots(), n.Of, silos, s.members, s.mix)
			for i, p := range n.pairs {
				at := m.at(p.from, p.to)
				over := s.mix[at] - here[at]
				sum := part[i*drawKinds:][:drawKinds]
				sum[sumOver] += over
				sum[sumSquare] += over * over
				sum[sumCube] += over * over * over
				if over <= 1e-9*max(1, here[at]) { // equal weights may add up in another order
					sum[sumBelow]++
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for i, p := range n.pairs {
		found[i] = fromDraws(sums[i*drawKinds:][:drawKinds], here[m.at(p.from, p.to)], float64(opt.Draws), w.step)
	}
	return found, nil
}

// fromDraws turns the sums of a pair into what chance gives it. Step is the weight of every unit when all are ties of the same, else 0.
func fromDraws(sum []float64, observed, draws, step float64) chance {
	over := sum[sumOver] / draws
	variance := max(0, sum[sumSquare]-sum[sumOver]*over) / max(1, draws-1)
	c := chance{mean: observed + over, sd: math.Sqrt(variance), p: (1 + sum[sumBelow]) / (1 + draws)}
	if sum[sumBelow] < fewBelow && variance > 1e-12*c.mean*c.mean {
		third := sum[sumCube]/draws - 3*over*sum[sumSquare]/draws + 2*over*over*over
		c.p = min(c.p, nullmodel.Tail(observed, nullmodel.Moments{Mean: c.mean, Variance: variance, Third: third}, step))
	}
	return c
}

// weighed is a network as units that can be swapped, with their weights.
type weighed struct {
	swaps    *nullmodel.Swaps
	start    []int64   // of activities' slots; nil for ties, which have two each
	weight   []float64 // per unit
	step     float64   // the weight of all ties when it is the same, else 0
	directed bool
}

// unitsOf takes a network apart: into its units, or into its ties when it has none.
func unitsOf(g *snapshot.Graph) *weighed {
	if u := g.Units(); u != nil {
		return &weighed{swaps: nullmodel.SwapUnits(u.Start, u.Members), start: u.Start, weight: u.Weight}
	}
	w := &weighed{directed: g.Directed(), weight: make([]float64, 0, g.Ties())}
	slots := make([]int32, 0, 2*g.Ties())
	same := true
	for u := range int32(g.Len()) {
		for i, v := range g.Out(u) {
			if w.directed || u < v {
				slots = append(slots, u, v)
				w.weight = append(w.weight, strength(g, u, i))
				same = same && w.weight[len(w.weight)-1] == w.weight[0]
			}
		}
	}
	if same && len(w.weight) > 0 {
		w.step = w.weight[0]
	}
	w.swaps = nullmodel.SwapTies(slots, w.directed)
	return w
}

// mix adds up the weight between different silos when the slots are filled as given, as Mixing keeps it. Members is scratch space of one
// place a silo, all zero.
func (w *weighed) mix(slots, of []int32, silos int, members []float64, into []float64) {
	clear(into)
	if w.start == nil {
		for i, weight := range w.weight {
			a, b := of[slots[2*i]], of[slots[2*i+1]]
			if a < 0 || b < 0 {
				continue
			}
			if !w.directed && b < a {
				a, b = b, a
			}
			into[int(a)*silos+int(b)] += weight
		}
		return
	}
	var present []int32
	for i, weight := range w.weight {
		present = present[:0]
		for _, v := range slots[w.start[i]:w.start[i+1]] {
			if a := of[v]; a >= 0 {
				if members[a] == 0 {
					present = append(present, a)
				}
				members[a]++
			}
		}
		for j, a := range present {
			for _, b := range present[j+1:] {
				into[int(min(a, b))*silos+int(max(a, b))] += weight * members[a] * members[b]
			}
		}
		for _, a := range present {
			members[a] = 0
		}
	}
}
