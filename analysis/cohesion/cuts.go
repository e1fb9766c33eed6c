package cohesion

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// cuts is where an undirected network would come apart.
type cuts struct {
	pieces  []int32             // per actor how many more components there would be without it
	cutOff  []int32             // per actor how many others would no longer be joined to the largest piece of its component
	bridges []analysis.TieScore // ties whose end would part a component, with the actors on the smaller side; From < To, ascending
}

// search is one depth-first sweep after Hopcroft and Tarjan, with its own stack instead of recursion.
type search struct {
	g       *snapshot.Graph
	met     []int32 // when the sweep met the actor within its component, from 1; 0 before
	low     []int32 // earliest actor reachable from the actor's subtree by at most one tie outside the tree
	parent  []int32 // -1 for a root
	cursor  []int32 // next tie of the actor to follow
	size    []int32 // actors in the subtree
	hanging []int32 // actors in those subtrees below the actor that hang on it alone
	heavy   []int32 // the largest of those subtrees
	order   []int32 // actors of the component at hand, as met
	cuts    cuts
}

// findCuts finds what a network hangs on. Directions are ignored.
func findCuts(ctx context.Context, g *snapshot.Graph, a analysis.Args) (*cuts, error) {
	g = g.Symmetric()
	n := g.Len()
	column := func() []int32 { return make([]int32, n) }
	s := &search{
		g: g, met: column(), low: column(), parent: column(), cursor: column(), size: column(), hanging: column(), heavy: column(),
		cuts: cuts{pieces: column(), cutOff: column()},
	}
	done := 0
	for root := range int32(n) {
		if s.met[root] != 0 {
			continue
		}
		if err := s.component(ctx, root); err != nil {
			return nil, err
		}
		if before := done; before/patience != (before+len(s.order))/patience {
			a.Report(int64(before+len(s.order)), int64(n))
		}
		done += len(s.order)
	}
	slices.SortFunc(s.cuts.bridges, func(x, y analysis.TieScore) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
	})
	a.Report(int64(n), int64(n))
	return &s.cuts, ctx.Err()
}

// component sweeps the component of root.
func (s *search) component(ctx context.Context, root int32) error {
	firstBridge := len(s.cuts.bridges)
	s.order = s.order[:0]
	s.enter(root, -1)
	seen := 0
	for u := root; u >= 0; {
		row := s.g.Out(u)
		deeper := false
		for int(s.cursor[u]) < len(row) && !deeper {
			v := row[s.cursor[u]]
			s.cursor[u]++
			seen++
			switch {
			case s.met[v] == 0:
				s.enter(v, u)
				u, deeper = v, true
			case v != s.parent[u]: // parallel ties are one tie, so the tie to the parent is met once
				s.low[u] = min(s.low[u], s.met[v])
			}
		}
		if deeper {
			continue
		}
		if seen > patience {
			if seen = 0; ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if s.parent[u] >= 0 {
			s.leave(u, s.parent[u])
		}
		u = s.parent[u]
	}
	s.settle(root, firstBridge)
	return nil
}

func (s *search) enter(u, parent int32) {
	s.order = append(s.order, u)
	s.parent[u] = parent
	s.size[u] = 1
	s.met[u] = int32(len(s.order))
	s.low[u] = s.met[u]
}

// leave carries what the sweep found below u up to its parent.
func (s *search) leave(u, parent int32) {
	s.size[parent] += s.size[u]
	s.low[parent] = min(s.low[parent], s.low[u])
	if s.low[u] < s.met[parent] {
		return // u's subtree has another way up
	}
	s.cuts.pieces[parent]++
	s.hanging[parent] += s.size[u]
	s.heavy[parent] = max(s.heavy[parent], s.size[u])
	if s.low[u] > s.met[parent] {
		s.cuts.bridges = append(s.cuts.bridges, analysis.TieScore{
			From: min(u, parent), To: max(u, parent), Value: float64(s.size[u]),
		})
	}
}

// settle finishes what needs the size of the whole component.
func (s *search) settle(root int32, firstBridge int) {
	all := s.size[root]
	if s.cuts.pieces[root] > 0 {
		s.cuts.pieces[root]-- // above a root there is no piece, so one of those below stays the component
	}
	for _, u := range s.order {
		if s.cuts.pieces[u] > 0 {
			above := all - 1 - s.hanging[u]
			s.cuts.cutOff[u] = all - 1 - max(above, s.heavy[u])
		}
	}
	for i := firstBridge; i < len(s.cuts.bridges); i++ {
		b := &s.cuts.bridges[i]
		b.Value = min(b.Value, float64(all)-b.Value)
	}
}
