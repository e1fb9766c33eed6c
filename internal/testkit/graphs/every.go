package graphs

import (
	"cmp"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/sillat/sillat/analysis/snapshot"
)

// EveryCount is how many graphs EveryUpTo(7) walks: 1, 1, 2, 4, 11, 34, 156 and 1,044 of 0 to 7 actors (OEIS A000088).
const EveryCount = 1253

// EveryUpTo walks every undirected graph on 0 to most actors, at most 7, once whatever its actors are called: no two are the same but for
// names. Which actor comes where is shuffled, so that no order is met always.
func EveryUpTo(most int) iter.Seq[*snapshot.Graph] {
	return func(yield func(*snapshot.Graph) bool) {
		r := rand.New(rand.NewPCG(7, 7))
		for n, all := range unlabelled()[:most+1] {
			for _, g := range all {
				place := r.Perm(n)
				var ties []Tie
				for u := range n {
					for v := range u {
						if g.tied(u, v) {
							ties = append(ties, Tie{int32(place[u]), int32(place[v]), 1})
						}
					}
				}
				if !yield(Of(n, false, snapshot.Unweighted, ties...)) {
					return
				}
			}
		}
	}
}

// small is a graph on at most 7 actors: a bit for each pair, that of u > v at u(u − 1)/2 + v.
type small uint32

func (g small) tied(u, v int) bool { return g>>bitOf(u, v)&1 == 1 }

func bitOf(u, v int) int { return max(u, v)*(max(u, v)-1)/2 + min(u, v) }

// unlabelled returns by number of actors, up to 7, one graph of every kind: those of one actor less with a newcomer tied in every way.
var unlabelled = sync.OnceValue(func() [][]small {
	all := [][]small{{0}}
	for n := 1; n <= 7; n++ {
		seen := map[small]bool{}
		var kinds []small
		for _, g := range all[n-1] {
			for ties := range small(1) << (n - 1) {
				if k := (g | ties<<bitOf(n-1, 0)).canonical(n); !seen[k] {
					seen[k] = true
					kinds = append(kinds, k)
				}
			}
		}
		all = append(all, kinds)
	}
	return all
})

// canonical returns the smallest of the graphs that differ from g only in who is called what, among those whose actors come in the order of
// their degree and their neighbours' degrees.
func (g small) canonical(n int) small {
	order, mark := make([]int, n), make([]int, n)
	degree := func(u int) (d int) {
		for v := range n {
			if v != u && g.tied(u, v) {
				d++
			}
		}
		return d
	}
	for u := range n {
		order[u] = u
		mark[u] = degree(u) * 1000
		for v := range n {
			if v != u && g.tied(u, v) {
				mark[u] += degree(v) * degree(v)
			}
		}
	}
	slices.SortFunc(order, func(u, v int) int { return cmp.Compare(mark[u], mark[v]) })
	best := ^small(0)
	var arrange func(k int)
	arrange = func(k int) {
		if k == n {
			var h small
			for u := range n {
				for v := range u {
					if g.tied(order[u], order[v]) {
						h |= 1 << bitOf(u, v)
					}
				}
			}
			best = min(best, h)
			return
		}
		for i := k; i < n && mark[order[i]] == mark[order[k]]; i++ {
			order[k], order[i] = order[i], order[k]
			arrange(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	arrange(0)
	return best
}
