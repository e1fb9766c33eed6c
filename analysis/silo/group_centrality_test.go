package silo

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func runGroups(t testing.TB, g *snapshot.Graph, silo, direction string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &GroupCentrality, analysis.Args{Silo: silo, Threads: 2,
		Values: map[string]string{"direction": direction, "betweenness": "true"}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// published_figures.json, entries kp-group-degree and kp-set-indegree: An & Liu (2016), printed output of their R package. Its degree of a group is of both
// directions together, by the strongest (max) or weakest (min) tie with each outsider.
func TestPublishedGroupDegree(t *testing.T) {
	strengths := [][]float64{{0, 1, 3, 0, 0}, {0, 0, 0, 4, 0}, {1, 1, 0, 2, 0}, {0, 0, 0, 0, 3}, {0, 2, 0, 0, 0}}
	var ties []graphs.Tie
	for u, row := range strengths {
		for v, w := range row {
			if w > 0 {
				ties = append(ties, graphs.Tie{From: int32(u), To: int32(v), Weight: w})
			}
		}
	}
	degree := func(u, v int, direction, by string) float64 {
		silos := make([]string, 5)
		silos[u], silos[v] = "set", "set"
		return valueOf(t, runGroups(t, directed(snapshot.Strength, silos, ties...), "silo", direction).Groups[0].Values, by)
	}
	figure := graphs.Published(t, "kp-group-degree")
	for by, name := range map[string]string{"max": "strongest", "min": "weakest"} {
		if got, want := degree(1, 2, "in", name)+degree(1, 2, "out", name), figure.Values[by].(float64); got != want {
			t.Errorf("group degree of {2,3} by %s is %v, published %v", by, got, want)
		}
	}
	best, set := 0.0, [2]int{}
	for u := range 5 {
		for v := range u {
			if x := degree(v, u, "in", "strongest"); x > best {
				best, set = x, [2]int{v + 1, u + 1}
			}
		}
	}
	if want := graphs.Published(t, "kp-set-indegree").Values["value"].(float64); best != want || set != [2]int{3, 4} {
		t.Errorf("the pair of largest in-degree is %v with %v, published [3 4] with %v", set, best, want)
	}
}

// slowBetween writes down the shortest paths between outsiders by walking them, and counts those through the silo.
func slowBetween(ties, d [][]float64, inSilo func(int) bool, half bool) (sum float64) {
	var count func(at, to int, met bool) (all, through float64)
	count = func(at, to int, met bool) (all, through float64) {
		if at == to {
			if met {
				return 1, 1
			}
			return 1, 0
		}
		for v := range ties {
			if ties[at][v] != 0 && d[v][to] == d[at][to]-1 {
				a, b := count(v, to, met || inSilo(v))
				all, through = all+a, through+b
			}
		}
		return all, through
	}
	for s := range ties {
		for e := range ties {
			if s != e && !inSilo(s) && !inSilo(e) && !math.IsInf(d[s][e], 1) && !(half && s > e) {
				all, through := count(s, e, false)
				sum += through / all
			}
		}
	}
	return sum
}

func checkGroups(t *testing.T, g *snapshot.Graph, direction, what string) {
	t.Helper()
	d, _ := g.Dimension("silo")
	walked := g
	if direction == "any" {
		walked = g.Symmetric()
	}
	hops := oracle.Hops(walked)
	ties, _ := oracle.Matrices(walked)
	strengths := oracle.Strengths(g)
	r := runGroups(t, g, "silo", direction)
	for s, group := range r.Groups {
		inSilo := func(u int) bool { return d.Of[u] == int32(s) }
		outsiders, degree, reached, steps, strongest, weakest := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
		for v := range hops {
			if inSilo(v) {
				continue
			}
			outsiders++
			near, high, low := math.Inf(1), 0.0, math.Inf(1)
			for u := range hops {
				if !inSilo(u) {
					continue
				}
				far, with := hops[u][v], []float64{strengths[u][v]}
				has := []bool{g.HasTie(int32(u), int32(v))}
				switch direction {
				case "in":
					far, with, has = hops[v][u], []float64{strengths[v][u]}, []bool{g.HasTie(int32(v), int32(u))}
				case "any":
					with, has = append(with, strengths[v][u]), append(has, g.HasTie(int32(v), int32(u)))
				}
				near = min(near, far)
				for i, x := range with {
					if has[i] {
						high, low = max(high, x), min(low, x)
					}
				}
			}
			if near == 1 {
				degree++
				strongest += high
				weakest += low
			}
			if !math.IsInf(near, 1) {
				reached++
				steps += near
			}
		}
		closeness := reached / outsiders * reached / steps
		if steps == 0 && outsiders > 0 {
			closeness = 0
		}
		both := !g.Directed() || direction == "any"
		between := slowBetween(ties, hops, inSilo, both)
		pairs := outsiders * (outsiders - 1)
		if both {
			pairs /= 2
		}
		for name, want := range map[string]float64{"degree": degree, "degree-share": degree / outsiders, "strongest": strongest, "weakest": weakest,
			"closeness": closeness, "betweenness": between, "betweenness-share": between / pairs} {
			got := valueOf(t, group.Values, name)
			if !(math.Abs(got-want) < 1e-9) && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Fatalf("%s, direction %s, %s: %s is %v, want %v", what, direction, group.Name, name, got, want)
			}
		}
	}
}

func TestGroupCentralityOfSmallAndRandomGraphs(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		checkGroups(t, inSilos(g, 2, uint64(g.Ties())), "any", fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
	}
	for seed := range uint64(40) {
		for _, direction := range []string{"any", "out", "in"} {
			g := graphs.Random(seed, 4+int(seed)%10, 6+int(seed), seed%2 == 0, snapshot.Meaning(seed%3))
			checkGroups(t, inSilos(g, 1+int(seed)%4, seed), direction, fmt.Sprintf("seed %d", seed))
		}
	}
}

// A silo of one actor is as central as the actor: the metrics of single actors are the slow oracle of the same loops.
func TestASiloOfOneIsItsActor(t *testing.T) {
	g := graphs.Read(t, "kite", "", snapshot.Unweighted)
	published := graphs.Published(t, "kite-betweenness")
	b := snapshot.Builder{}
	var ids []string
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), "")
		ids = append(ids, g.ID(u))
	}
	b.Dimension("silo", ids)
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if u < v {
				b.Tie(u, v, 1)
			}
		}
	}
	for _, group := range runGroups(t, b.Graph(), "silo", "any").Groups {
		if got, want := valueOf(t, group.Values, "betweenness"), published.Values[group.Name].(float64); math.Abs(got-want) > published.Tolerance {
			t.Errorf("%s: betweenness %v, published %v", group.Name, got, want)
		}
	}
}

func FuzzGroupCentrality(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), uint8(3), true)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8, isDirected bool) {
		g := inSilos(graphs.Random(seed, int(n)%10+1, int(m)%30, isDirected, snapshot.Strength), int(silos)%4+1, seed)
		checkGroups(t, g, []string{"any", "out", "in"}[seed%3], "fuzzed")
	})
}

func BenchmarkGroupCentrality(b *testing.B) {
	for _, n := range []int{500, 1000, 2000} {
		g := inSilos(graphs.Preferential(1, n, 5), 10, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runGroups(b, g, "silo", "any")
			}
		})
	}
}
