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

func runSegregation(t testing.TB, g *snapshot.Graph, silo string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &Segregation, analysis.Args{Silo: silo, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// directed returns a graph of actors 0… in the silos given, with the ties given.
func directed(meaning snapshot.Meaning, silos []string, ties ...graphs.Tie) *snapshot.Graph {
	b := snapshot.Builder{Directed: true, Meaning: meaning}
	for u := range silos {
		b.Actor(fmt.Sprintf("%04d", u), "")
	}
	b.Dimension("silo", silos)
	for _, tie := range ties {
		b.Tie(tie.From, tie.To, tie.Weight)
	}
	return b.Graph()
}

// published_figures.json, entries catania-assortativity (Newman 2003: couples of San Francisco, as one tie of that strength between each
// two groups) and white-assortativity; netseg's tests, from which they are, also round Freeman's index of White's data to 0.26.
func TestPublishedAssortativity(t *testing.T) {
	couples := [4][4]float64{{506, 32, 26, 69}, {23, 308, 38, 114}, {10, 14, 32, 47}, {26, 46, 68, 599}}
	var silos []string
	var ties []graphs.Tie
	for i := range int32(4) {
		silos = append(silos, fmt.Sprint(i), fmt.Sprint(i)) // two actors a group, so that a tie inside has two ends
		for j := range int32(4) {
			ties = append(ties, graphs.Tie{From: 2 * i, To: 2*j + 1, Weight: couples[i][j]})
		}
	}
	catania := graphs.Published(t, "catania-assortativity")
	r := runSegregation(t, directed(snapshot.Strength, silos, ties...), "silo")
	if got := valueOf(t, r.Values, "assortativity"); math.Abs(got-catania.Values["r"].(float64)) > catania.Tolerance || math.Abs(got-0.621446) > 1e-6 {
		t.Errorf("assortativity of the couples is %v, published %v, exactly 0.621446", got, catania.Values["r"])
	}
	white := graphs.Published(t, "white-assortativity")
	r = runSegregation(t, graphs.Read(t, "white_kinship", "", snapshot.Unweighted), "silo_gender")
	if got := valueOf(t, r.Values, "assortativity"); math.Abs(got-white.Values["r"].(float64)) > white.Tolerance {
		t.Errorf("assortativity of White's kinship is %v, published %v", got, white.Values["r"])
	}
	if got := valueOf(t, r.Values, "freeman"); math.Abs(got-0.26) > 0.005 {
		t.Errorf("Freeman's index of White's kinship is %v, published 0.26", got)
	}
}

// published_figures.json, entry coleman-example: 60 boys and 40 girls with one choice each. And netseg's test of a directed ring of six actors
// in three pairs: half of each pair's two ties stay, of 2/5 expected by chance: (1 − 0.4)/(2 − 0.4) = 0.375.
func TestPublishedColeman(t *testing.T) {
	var silos []string
	var ties []graphs.Tie
	for u := range int32(100) {
		silo, to := "boys", (u+1)%60
		switch {
		case u >= 60 && u < 80:
			silo, to = "girls", u-60 // 20 girls choose boys
		case u >= 80:
			silo, to = "girls", u-1
		case u >= 45:
			to = 60 + u%40 // 15 boys choose girls
		}
		silos = append(silos, silo)
		ties = append(ties, graphs.Tie{From: u, To: to, Weight: 1})
	}
	r := runSegregation(t, directed(snapshot.Unweighted, silos, ties...), "silo")
	figure := graphs.Published(t, "coleman-example")
	for _, group := range r.Groups {
		if got, want := valueOf(t, group.Values, "coleman"), figure.Values[group.Name].(float64); math.Abs(got-want) > figure.Tolerance {
			t.Errorf("%s: %v, published %v", group.Name, got, want)
		}
	}
	r = runSegregation(t, directed(snapshot.Unweighted, []string{"a", "a", "b", "b", "c", "c"}, graphs.Pairs(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0)...), "silo")
	for _, group := range r.Groups {
		if got := valueOf(t, group.Values, "coleman"); math.Abs(got-0.375) > 1e-12 {
			t.Errorf("ring, silo %s: %v, published 0.375", group.Name, got)
		}
	}
}

// computed_oracle.json: attribute assortativity by networkx 3.6.1 of real networks without weights.
func TestAssortativityOfRealNetworks(t *testing.T) {
	var file struct {
		Graphs []struct {
			Dataset, Relation, Silo string
			Assortativity           *float64
		}
	}
	graphs.Reference(t, "computed_oracle.json", &file)
	compared := 0
	for _, want := range file.Graphs {
		if want.Assortativity == nil {
			continue
		}
		compared++
		r := runSegregation(t, graphs.Read(t, want.Dataset[len("open/"):], want.Relation, snapshot.Unweighted), want.Silo)
		if got := valueOf(t, r.Values, "assortativity"); math.Abs(got-*want.Assortativity) > 1e-12 {
			t.Errorf("%s %s: %v, networkx %v", want.Dataset, want.Relation, got, *want.Assortativity)
		}
	}
	if compared != 7 {
		t.Errorf("%d networks compared", compared)
	}
}

// checkSegregation compares with the definitions on a whole mixing matrix.
func checkSegregation(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	d, _ := g.Dimension("silo")
	strengths := oracle.Strengths(g)
	k := len(d.Values)
	e := make([][]float64, k)
	for i := range e {
		e[i] = make([]float64, k)
	}
	size, n, all := make([]float64, k), 0.0, 0.0
	for u, a := range d.Of {
		if a < 0 {
			continue
		}
		size[a]++
		n++
		for v, b := range d.Of {
			if b >= 0 {
				e[a][b] += strengths[u][v]
				all += strengths[u][v]
			}
		}
	}
	trace, squared, cross, expectedCross := 0.0, 0.0, 0.0, 0.0
	for i := range e {
		trace += e[i][i] / all
		for j := range e {
			for l := range e {
				squared += e[i][j] / all * e[j][l] / all // ‖e²‖, the sum of all fields of the matrix's square
			}
			if i != j {
				cross += e[i][j]
				expectedCross += all * size[i] * size[j] / (n * (n - 1))
			}
		}
	}
	same := func(name string, got, want float64) {
		if math.IsInf(want, 0) {
			want = math.NaN()
		}
		if !(math.Abs(got-want) <= 1e-9) && !(math.IsNaN(got) && math.IsNaN(want)) || got > 1+1e-12 {
			t.Fatalf("%s: %s is %v, want %v", what, name, got, want)
		}
	}
	r := runSegregation(t, g, "silo")
	want := (trace - squared) / (1 - squared)
	if all == 0 || 1-squared < 1e-12 {
		want = math.NaN()
	}
	same("assortativity", valueOf(t, r.Values, "assortativity"), want)
	same("freeman", valueOf(t, r.Values, "freeman"), 1-cross/expectedCross)
	for i, group := range r.Groups {
		out := 0.0
		for _, x := range e[i] {
			out += x
		}
		expected := out * (size[i] - 1) / (n - 1)
		coleman := (e[i][i] - expected) / (out - expected)
		if e[i][i] < expected {
			coleman = (e[i][i] - expected) / expected
		}
		in, to := e[i][i]/size[i]/(size[i]-1), (out-e[i][i])/size[i]/(n-size[i])
		index := (in - to) / (in + to)
		if size[i] == n {
			coleman, index = math.NaN(), math.NaN()
		}
		same("coleman of "+group.Name, valueOf(t, group.Values, "coleman"), coleman)
		same("matrix index of "+group.Name, valueOf(t, group.Values, "matrix-index"), index)
	}
}

func TestSegregationOfSmallAndRandomGraphs(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		checkSegregation(t, inSilos(g, 2, uint64(g.Ties())), fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
	}
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			g := graphs.Random(seed, 2+int(seed)%20, int(seed)*2, seed%2 == 0, meaning)
			checkSegregation(t, inSilos(g, 1+int(seed)%4, seed), fmt.Sprintf("seed %d, meaning %d", seed, meaning))
		}
	}
}

// In a complete network every silo has what chance gives: all measures are 0 but assortativity, which cannot count an actor's tie to itself.
func TestACompleteNetworkIsNotSegregated(t *testing.T) {
	var ties []graphs.Tie
	for u := range int32(6) {
		for v := range int32(6) {
			if u != v {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
			}
		}
	}
	r := runSegregation(t, directed(snapshot.Unweighted, []string{"a", "a", "a", "a", "b", "b"}, ties...), "silo")
	figures := []float64{valueOf(t, r.Values, "freeman")}
	for _, group := range r.Groups {
		figures = append(figures, valueOf(t, group.Values, "coleman"), valueOf(t, group.Values, "matrix-index"))
	}
	for i, x := range figures {
		if math.Abs(x) > 1e-12 {
			t.Errorf("figure %d is %v", i, x)
		}
	}
}

func BenchmarkSegregation(b *testing.B) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 5}, {100_000, 7}} {
		g := inSilos(graphs.Preferential(1, size.n, size.k), 20, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runSegregation(b, g, "silo")
			}
		})
	}
}
