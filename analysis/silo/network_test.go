package silo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// network is a small network written down or drawn in a test.
type network struct {
	silo  []string // per actor; "" for none
	ties  [][2]int32
	units [][]int32 // activities, each pair with 1/(k−1); nil for none
	more  map[string][]string
}

// graph makes the network with its actors in the given order of adding; nil for their own. Ids do not depend on the order.
func (n *network) graph(order []int) *snapshot.Graph {
	var b snapshot.Builder
	if order == nil {
		for v := range n.silo {
			order = append(order, v)
		}
	}
	place := make([]int32, len(order))
	for _, v := range order {
		place[v] = b.Actor(fmt.Sprintf("a%04d", v), fmt.Sprintf("actor %d", v))
	}
	column := func(values []string) []string {
		moved := make([]string, len(order))
		for v, x := range values {
			moved[place[v]] = x
		}
		return moved
	}
	b.Dimension("silo", column(n.silo))
	for _, name := range []string{"region", "role", "town"} {
		if values := n.more[name]; values != nil {
			b.Dimension(name, column(values))
		}
	}
	if n.units != nil {
		u := &snapshot.Units{Start: []int64{0}}
		add := func(weight float64, members ...int32) {
			for _, v := range members {
				u.Members = append(u.Members, place[v])
			}
			slices.Sort(u.Members[u.Start[u.Len()]:])
			u.Start = append(u.Start, int64(len(u.Members)))
			u.Weight = append(u.Weight, weight)
		}
		for _, unit := range n.units {
			add(1/float64(len(unit)-1), unit...)
		}
		for _, t := range n.ties {
			add(1, t[0], t[1])
		}
		b.Join(u)
		return b.Graph()
	}
	for _, t := range n.ties {
		b.Tie(place[t[0]], place[t[1]], 1)
	}
	return b.Graph()
}

// drawn makes a random network of several components, with actors without a silo and, on request, activities.
func drawn(seed uint64, n, silos, ties, activities int) *network {
	r := rand.New(rand.NewPCG(seed, 9))
	made := &network{}
	for range n {
		name := ""
		if s := r.IntN(silos + 1); s < silos {
			name = string(rune('a' + s))
		}
		made.silo = append(made.silo, name)
	}
	half := n * 2 / 3 // ties never lead from the first two thirds to the rest
	for range ties {
		u, v := r.IntN(n), r.IntN(n)
		if u != v && (u < half) == (v < half) {
			made.ties = append(made.ties, [2]int32{int32(u), int32(v)})
		}
	}
	for range activities {
		var unit []int32
		for _, v := range r.Perm(half)[:2+r.IntN(5)] {
			unit = append(unit, int32(v))
		}
		made.units = append(made.units, unit)
	}
	return made
}

// steps returns the distances from an actor by plain breadth-first search; -1 where there is no path.
func steps(g *snapshot.Graph, from int32, gone ...int32) []int {
	d := make([]int, g.Len())
	for v := range d {
		d[v] = -1
	}
	if slices.Contains(gone, from) {
		return d
	}
	d[from] = 0
	for queue := []int32{from}; len(queue) > 0; queue = queue[1:] {
		for _, u := range g.Out(queue[0]) {
			if d[u] < 0 && !slices.Contains(gone, u) {
				d[u] = d[queue[0]] + 1
				queue = append(queue, u)
			}
		}
	}
	return d
}

func mustGaps(t testing.TB, g *snapshot.Graph, dimension string, opt GapOptions) *GapList {
	t.Helper()
	l, err := Gaps(t.Context(), g, dimension, opt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// pair returns the gap of two silos.
func pair(t testing.TB, l *GapList, a, b string) Gap {
	t.Helper()
	i := slices.IndexFunc(l.Gaps, func(g Gap) bool { return g.A == a && g.B == b })
	if i < 0 {
		t.Fatalf("no pair %s–%s among %d", a, b, len(l.Gaps))
	}
	return l.Gaps[i]
}
