package silo

import "github.com/sillat/sillat/analysis/snapshot"

// unreal returns the share of the weight that the null model gives to what no network holds: an actor paired with itself and, where
// every tie is a unit of its own, a second tie between the same two. As far as it is more than a few per cent, chance is expected to
// give too much between silos of well-connected actors, whose p-values are then too small, and too little between others.
//
// With d slots of an actor and N in all, two slots of a unit are the same actor's with probability Σ d(d−1)/N(N−1); and of the n/2
// ties, Σ over pairs of actors of 2·C(d,2)·C(d′,2)/((N−1)(N−3)) pairs join the same two. With directions, o outgoing and i incoming ties
// of an actor and N ties, it is Σ o·i/N² and Σ over ordered pairs of actors of 2·C(o,2)·C(i,2)/(N(N−1)) pairs.
func unreal(g *snapshot.Graph) float64 {
	if g.Directed() {
		return unrealDirected(g)
	}
	u := g.Units()
	d := make([]float64, g.Len())
	if u != nil {
		for _, v := range u.Members {
			d[v]++
		}
	} else {
		for v := range d {
			d[v] = float64(len(g.Out(int32(v))))
		}
	}
	var slots, pairs, squares float64 // N, Σ C(d,2), Σ C(d,2)²
	for _, x := range d {
		slots += x
		c := x * (x - 1) / 2
		pairs += c
		squares += c * c
	}
	if slots < 4 {
		return 0
	}
	share := 2 * pairs / (slots * (slots - 1))
	if u == nil {
		share += (pairs*pairs - squares) / ((slots - 1) * (slots - 3)) / (slots / 2)
	}
	return min(share, 1)
}

func unrealDirected(g *snapshot.Graph) float64 {
	var ties, selves, tails, heads, both float64 // N, Σ o·i, Σ C(o,2), Σ C(i,2), Σ C(o,2)·C(i,2)
	for v := range int32(g.Len()) {
		o, i := float64(len(g.Out(v))), float64(len(g.In(v)))
		ties += o
		selves += o * i
		tails += o * (o - 1) / 2
		heads += i * (i - 1) / 2
		both += o * (o - 1) * i * (i - 1) / 4
	}
	if ties < 2 {
		return 0
	}
	return min(1, selves/(ties*ties)+2*(tails*heads-both)/(ties*(ties-1))/ties)
}
