package difference

import (
	"cmp"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// rounding is how far two sums of the same weights may lie apart: adding them in another order may change their last bits.
const rounding = 1e-9

// ties says which ties came and went and which grew or shrank.
func (m *matched) ties(into *Difference) {
	for at := range m.ids {
		old, now := row(m.before, m.inBefore[at], m.ofBefore), row(m.after, m.inAfter[at], m.ofAfter)
		for len(old) > 0 || len(now) > 0 {
			var t Tie
			switch {
			case len(now) == 0 || len(old) > 0 && old[0].to < now[0].to:
				t = Tie{Source: int32(at), Target: old[0].to, Before: old[0].weight}
				into.Lost = append(into.Lost, t)
				old = old[1:]
			case len(old) == 0 || now[0].to < old[0].to:
				t = Tie{Source: int32(at), Target: now[0].to, After: now[0].weight}
				into.New = append(into.New, t)
				now = now[1:]
			default:
				t = Tie{Source: int32(at), Target: old[0].to, Before: old[0].weight, After: now[0].weight}
				switch change := t.After - t.Before; {
				case math.Abs(change) <= rounding*max(1, t.Before, t.After):
				case change > 0:
					into.Stronger = append(into.Stronger, t)
				default:
					into.Weaker = append(into.Weaker, t)
				}
				old, now = old[1:], now[1:]
			}
		}
	}
	for _, list := range [][]Tie{into.New, into.Lost, into.Stronger, into.Weaker} {
		slices.SortStableFunc(list, func(a, b Tie) int {
			return cmp.Compare(math.Abs(b.After-b.Before), math.Abs(a.After-a.Before))
		})
	}
}

// end is the other end of a tie, as listed, and its weight.
type end struct {
	to     int32
	weight float64
}

// row lists an actor's ties, each of an undirected snapshot once, ascending.
func row(g *snapshot.Graph, u int32, listed []int32) []end {
	if u < 0 {
		return nil
	}
	var ends []end
	weights := g.OutWeights(u)
	for i, v := range g.Out(u) {
		if !g.Directed() && v < u {
			continue
		}
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		ends = append(ends, end{listed[v], w})
	}
	return ends
}
