package graphs

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Tie is one tie of a graph written down in a test.
type Tie struct {
	From, To int32
	Weight   float64
}

// Of returns a graph of n actors whose indexes are the numbers that the ties name them by.
func Of(n int, directed bool, meaning snapshot.Meaning, ties ...Tie) *snapshot.Graph {
	b := snapshot.Builder{Directed: directed, Meaning: meaning}
	for u := range n {
		id := fmt.Sprintf("a%07d", u)
		b.Actor(id, id)
	}
	for _, t := range ties {
		b.Tie(t.From, t.To, t.Weight)
	}
	return b.Graph()
}

// Pairs returns ties of weight 1 between the numbers taken two by two.
func Pairs(ends ...int32) []Tie {
	ties := make([]Tie, 0, len(ends)/2)
	for i := 0; i+1 < len(ends); i += 2 {
		ties = append(ties, Tie{ends[i], ends[i+1], 1})
	}
	return ties
}

// Small walks every undirected graph on 0 to most actors, labelled: 2^(n(n−1)/2) of them for n actors.
func Small(most int) iter.Seq[*snapshot.Graph] {
	return func(yield func(*snapshot.Graph) bool) {
		for n := range most + 1 {
			var pairs []Tie
			for u := range int32(n) {
				for v := range u {
					pairs = append(pairs, Tie{v, u, 1})
				}
			}
			for chosen := range 1 << len(pairs) {
				var ties []Tie
				for i, pair := range pairs {
					if chosen>>i&1 == 1 {
						ties = append(ties, pair)
					}
				}
				if !yield(Of(n, false, snapshot.Unweighted, ties...)) {
					return
				}
			}
		}
	}
}

// Random returns n actors with about m ties between uniform ends, loops and parallel ties among them, of weights 0 to 4.
func Random(seed uint64, n, m int, directed bool, meaning snapshot.Meaning) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 1))
	ties := make([]Tie, m)
	for i := range ties {
		ties[i] = Tie{r.Int32N(int32(n)), r.Int32N(int32(n)), float64(r.IntN(5))}
	}
	return Of(n, directed, meaning, ties...)
}

// Preferential returns a graph grown by preferential attachment, each newcomer tying itself to k actors: few have many ties.
func Preferential(seed uint64, n, k int) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 2))
	ends := make([]int32, 0, 2*n*k) // every end of every tie, so that a uniform draw prefers the well connected
	ties := make([]Tie, 0, n*k)
	for u := range int32(n) {
		for range min(int32(k), u) {
			v := r.Int32N(u)
			if len(ends) > 0 && r.IntN(4) > 0 {
				v = ends[r.IntN(len(ends))]
			}
			ties = append(ties, Tie{u, v, 1})
			ends = append(ends, u, v)
		}
	}
	return Of(n, false, snapshot.Unweighted, ties...)
}

// Planted returns a graph of groups of equal size in which each actor draws inside ties within its group and outside ties anywhere.
// Actor u belongs to group u mod groups.
func Planted(seed uint64, n, groups, inside, outside int) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 3))
	ties := make([]Tie, 0, n*(inside+outside))
	for u := range n {
		for range inside {
			v := r.IntN(n/groups)*groups + u%groups
			ties = append(ties, Tie{int32(u), int32(v), 1})
		}
		for range outside {
			ties = append(ties, Tie{int32(u), r.Int32N(int32(n)), 1})
		}
	}
	return Of(n, false, snapshot.Unweighted, ties...)
}
