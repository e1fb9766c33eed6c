package bridging_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// drawn returns a random network: silos s0, s1, …, ties drawn uniformly, except that a share of them stays within the actors' silo. Every
// actor whose number is a multiple of unknown (0: none) has no silo.
func drawn(n, ties, silos, unknown int, within float64, seed uint64) *snapshot.Graph {
	random := rand.New(rand.NewPCG(seed, 1))
	b := &snapshot.Builder{}
	silo := make([]string, n)
	for a := range n {
		b.Actor(fmt.Sprintf("a%05d", a), "")
		if unknown == 0 || a%unknown != 0 {
			silo[a] = fmt.Sprintf("s%d", random.IntN(silos))
		}
	}
	b.Dimension("silo", silo)
	for placed := 0; placed < ties; {
		u, v := random.IntN(n), random.IntN(n)
		if u != v && (silo[u] == silo[v] || random.Float64() > within) {
			b.Tie(int32(u), int32(v), 1)
			placed++
		}
	}
	return b.Graph()
}

// scaleFree returns a random network with hubs: each newcomer ties to some earlier actors, preferring those with many ties.
func scaleFree(n, each, silos int, seed uint64) *snapshot.Graph {
	random := rand.New(rand.NewPCG(seed, 2))
	b := &snapshot.Builder{}
	silo := make([]string, n)
	var ends []int32
	for a := range n {
		b.Actor(fmt.Sprintf("a%05d", a), "")
		silo[a] = fmt.Sprintf("s%d", random.IntN(silos))
		for range min(a, each) {
			to := int32(random.IntN(a))
			if len(ends) > 0 && random.Float64() < 0.7 {
				to = ends[random.IntN(len(ends))]
			}
			if int(to) != a {
				b.Tie(int32(a), to, 1)
				ends = append(ends, int32(a), to)
			}
		}
	}
	b.Dimension("silo", silo)
	return b.Graph()
}

// reach is the slow way: a breadth-first search from every actor of the network with some ties added, and the mean of 1/distance
// over the pairs in different silos.
func reach(t testing.TB, g *snapshot.Graph, dimension string, added ...[2]int32) float64 {
	t.Helper()
	dim, ok := g.Dimension(dimension)
	if !ok {
		t.Fatalf("the network has no dimension %q", dimension)
	}
	neighbours := make([][]int32, g.Len())
	for u := range int32(g.Len()) {
		neighbours[u] = append(append(neighbours[u], g.Out(u)...), g.In(u)...)
	}
	for _, a := range added {
		neighbours[a[0]] = append(neighbours[a[0]], a[1])
		neighbours[a[1]] = append(neighbours[a[1]], a[0])
	}
	var sum float64
	var pairs int
	for s := range int32(g.Len()) {
		if dim.Of[s] < 0 {
			continue
		}
		distance := map[int32]int{s: 0}
		for queue := []int32{s}; len(queue) > 0; queue = queue[1:] {
			for _, v := range neighbours[queue[0]] {
				if _, seen := distance[v]; !seen {
					distance[v] = distance[queue[0]] + 1
					queue = append(queue, v)
				}
			}
		}
		for v := s + 1; int(v) < g.Len(); v++ {
			if dim.Of[v] >= 0 && dim.Of[v] != dim.Of[s] {
				pairs++
				if d, ok := distance[v]; ok {
					sum += 1 / float64(d)
				}
			}
		}
	}
	return sum / float64(pairs)
}
