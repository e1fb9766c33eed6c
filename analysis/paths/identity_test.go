package paths_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// ring, star and chain are the graphs whose scores can be worked out by hand.
func ring(n int32) (ties []graphs.Tie) {
	for u := range n {
		ties = append(ties, graphs.Tie{From: u, To: (u + 1) % n, Weight: 1})
	}
	return ties
}

func star(n int32) (ties []graphs.Tie) {
	for u := int32(1); u < n; u++ {
		ties = append(ties, graphs.Tie{From: 0, To: u, Weight: 1})
	}
	return ties
}

func chain(n int32) []graphs.Tie { return ring(n)[:n-1] }

func TestClosedForms(t *testing.T) {
	plain := func(n int, ties []graphs.Tie) *snapshot.Graph {
		return graphs.Of(n, false, snapshot.Unweighted, ties...)
	}
	for _, c := range []struct {
		name   string
		g      *snapshot.Graph
		metric *analysis.Metric
		args   []string
		want   []float64
	}{
		{"star: only the hub lies between others, on all 4·3/2 pairs", plain(5, star(5)), &paths.Betweenness, nil, []float64{6, 0, 0, 0, 0}},
		{"star, normalised: the hub has all pairs", plain(5, star(5)), &paths.Betweenness, []string{"normalised", "true"}, []float64{1, 0, 0, 0, 0}},
		{"chain: left times right", plain(5, chain(5)), &paths.Betweenness, nil, []float64{0, 3, 4, 3, 0}},
		{"ring of 6: one whole and two half pairs each", plain(6, ring(6)), &paths.Betweenness, nil, []float64{2, 2, 2, 2, 2, 2}},
		{"ring one way: every path passes all between", graphs.Of(4, true, snapshot.Unweighted, ring(4)...), &paths.Betweenness, nil, []float64{3, 3, 3, 3}},
		{"ring one way, normalised by ordered pairs", graphs.Of(4, true, snapshot.Unweighted, ring(4)...), &paths.Betweenness,
			[]string{"normalised", "true"}, []float64{0.5, 0.5, 0.5, 0.5}},
		{"star: the hub is one step from all, the others two from each other", plain(4, star(4)), &paths.Harmonic, nil, []float64{3, 2, 2, 2}},
		{"star, normalised: 1 is a tie to everyone", plain(4, star(4)), &paths.Harmonic, []string{"normalised", "true"}, []float64{1, 2. / 3, 2. / 3, 2. / 3}},
		{"star: closeness is the inverse mean distance", plain(4, star(4)), &paths.Closeness, nil, []float64{1, 3. / 5, 3. / 5, 3. / 5}},
		{"two pairs: classic closeness looks at the pair alone", plain(4, graphs.Pairs(0, 1, 2, 3)), &paths.Closeness,
			[]string{"variant", "classic"}, []float64{1, 1, 1, 1}},
		{"two pairs: scaled by the third reached", plain(4, graphs.Pairs(0, 1, 2, 3)), &paths.Closeness, nil, []float64{1. / 3, 1. / 3, 1. / 3, 1. / 3}},
		{"chain: within two steps", plain(5, chain(5)), &paths.Reach, nil, []float64{0.5, 0.75, 1, 0.75, 0.5}},
		{"0.1 + 0.2 ties with 0.3, though not in binary: half of 0–2 passes 1", graphs.Of(3, false, snapshot.Distance,
			graphs.Tie{From: 0, To: 1, Weight: 0.1}, graphs.Tie{From: 1, To: 2, Weight: 0.2}, graphs.Tie{From: 0, To: 2, Weight: 0.3}),
			&paths.Betweenness, nil, []float64{0, 0.5, 0}},
		{"a strong detour beats a weak tie", graphs.Of(3, false, snapshot.Strength,
			graphs.Tie{From: 0, To: 1, Weight: 4}, graphs.Tie{From: 1, To: 2, Weight: 4}, graphs.Tie{From: 0, To: 2, Weight: 1}),
			&paths.Betweenness, nil, []float64{0, 1, 0}},
		{"a long detour does not beat a short tie", graphs.Of(3, false, snapshot.Distance,
			graphs.Tie{From: 0, To: 1, Weight: 4}, graphs.Tie{From: 1, To: 2, Weight: 4}, graphs.Tie{From: 0, To: 2, Weight: 1}),
			&paths.Betweenness, nil, []float64{0, 0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) { agree(t, c.name, c.want, scores(t, c.g, c.metric, c.args...), 1e-12) })
	}
}

// A chain of k diamonds has 2^k shortest paths from end to end, more than a float64 can count from k = 1024 on. An actor of
// diamond i's middle lies on half the paths between what is left and what is right of the diamond; a joint lies on all of
// those across it, and on half of those between the two middles of each diamond beside it.
func TestMorePathsThanAFloatCounts(t *testing.T) {
	const k = 1030
	var ties []graphs.Tie
	for i := range int32(k) {
		joint, next := 3*i, 3*i+3
		ties = append(ties, graphs.Pairs(joint, joint+1, joint, joint+2, joint+1, next, joint+2, next)...)
	}
	want := make([]float64, 3*k+1)
	for i := range k {
		left, right := float64(3*i+1), float64(3*(k-1-i)+1)
		want[3*i+1], want[3*i+2] = left*right/2, left*right/2
		want[3*i] += 0.5
		want[3*i+3] += 0.5
	}
	for i := 1; i < k; i++ {
		want[3*i] += float64(3*i) * float64(3*(k-i))
	}
	agree(t, "diamonds", want, scores(t, graphs.Of(len(want), false, snapshot.Unweighted, ties...), &paths.Betweenness), 1e-9)
	agree(t, "diamonds with lengths", want, scores(t, graphs.Of(len(want), false, snapshot.Distance, doubled(ties)...), &paths.Betweenness), 1e-9)
}

func doubled(ties []graphs.Tie) []graphs.Tie {
	twice := make([]graphs.Tie, len(ties))
	for i, t := range ties {
		twice[i] = graphs.Tie{From: t.From, To: t.To, Weight: 2 * t.Weight}
	}
	return twice
}

// anyGraph draws a graph of up to 12 actors and the same ties twice as long.
func anyGraph(t *rapid.T) (g, twice *snapshot.Graph) {
	n := rapid.IntRange(1, 12).Draw(t, "actors")
	directed := rapid.Bool().Draw(t, "directed")
	meaning := rapid.SampledFrom([]snapshot.Meaning{snapshot.Unweighted, snapshot.Distance}).Draw(t, "meaning")
	end := rapid.Int32Range(0, int32(n-1))
	ties := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graphs.Tie {
		return graphs.Tie{From: end.Draw(t, "from"), To: end.Draw(t, "to"), Weight: float64(rapid.IntRange(1, 5).Draw(t, "weight"))}
	}), 0, 30).Draw(t, "ties")
	return graphs.Of(n, directed, meaning, ties...), graphs.Of(n, directed, meaning, doubled(ties)...)
}

func sumOf(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}

func TestIdentities(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g, twice := anyGraph(r)
		between := scores(t, g, &paths.Betweenness)
		out, in := scores(t, g, &paths.Harmonic), scores(t, g, &paths.Harmonic, "direction", "in")
		if math.Abs(sumOf(out)-sumOf(in)) > 1e-9 {
			r.Fatalf("inverse distances sum to %v outward and to %v inward", sumOf(out), sumOf(in))
		}
		agree(t, "ties twice as long: betweenness", between, scores(t, twice, &paths.Betweenness), 1e-12)
		if g.Meaning() == snapshot.Distance {
			for u := range out {
				out[u] /= 2
			}
		}
		agree(t, "ties twice as long: harmonic", out, scores(t, twice, &paths.Harmonic), 1e-12)
		if !g.Directed() {
			agree(t, "undirected: both directions are one", out, scores(t, twice, &paths.Harmonic, "direction", "in"), 1e-12)
		}
	})
}

// Every shortest path of d steps passes d − 1 actors, so betweenness sums to the distances less the pairs.
func TestBetweennessSumsToTheInnerSteps(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := graphs.Random(3, 900, 2000, directed, snapshot.Unweighted)
		r, err := analysis.Run(t.Context(), g, &paths.Closeness, analysis.Args{})
		if err != nil {
			t.Fatal(err)
		}
		mean, share := r.Values[0].Value, r.Values[1].Value
		pairs := share * float64(g.Len()*(g.Len()-1))
		want := pairs * (mean - 1)
		if !directed {
			want /= 2
		}
		if got := sumOf(scores(t, g, &paths.Betweenness)); math.Abs(got-want) > 1e-6*want {
			t.Errorf("directed %v: betweenness sums to %v, expected %v", directed, got, want)
		}
	}
}

// Equal lengths make no difference, so the search with a heap must agree with the one without, on a graph larger than the oracle can take.
func TestBothSearchesAgree(t *testing.T) {
	plain := graphs.Preferential(5, 1500, 3)
	var ties []graphs.Tie
	for u := range int32(plain.Len()) {
		for _, v := range plain.Out(u) {
			if u < v {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: 0.7})
			}
		}
	}
	g, long := graphs.Of(plain.Len(), false, snapshot.Unweighted, ties...), graphs.Of(plain.Len(), false, snapshot.Distance, ties...)
	agree(t, "betweenness", scores(t, g, &paths.Betweenness), scores(t, long, &paths.Betweenness), 1e-9)
	near := scores(t, long, &paths.Harmonic)
	for u := range near {
		near[u] *= 0.7
	}
	agree(t, "harmonic", scores(t, g, &paths.Harmonic), near, 1e-9)
}

// gonum counts undirected pairs twice and leaves zeros out.
func TestGonumAgrees(t *testing.T) {
	for seed := range uint64(5) {
		g := graphs.Random(seed, 120, 260, false, snapshot.Unweighted)
		other := simple.NewUndirectedGraph()
		for u := range int64(g.Len()) {
			other.AddNode(simple.Node(u))
		}
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				if u < v {
					other.SetEdge(simple.Edge{F: simple.Node(u), T: simple.Node(v)})
				}
			}
		}
		between, harmonic := network.Betweenness(other), network.Harmonic(other, path.DijkstraAllPaths(other))
		wantBetween, wantHarmonic := make([]float64, g.Len()), make([]float64, g.Len())
		for u := range wantBetween {
			wantBetween[u], wantHarmonic[u] = between[int64(u)]/2, harmonic[int64(u)]
		}
		agree(t, "betweenness", wantBetween, scores(t, g, &paths.Betweenness), 1e-9)
		agree(t, "harmonic", wantHarmonic, scores(t, g, &paths.Harmonic), 1e-9)
	}
}
