package layout_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
)

// random draws a graph of n actors in k silos of very different sizes with m ties, four of five within a silo.
func random(n, m, k int, seed uint64) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 0))
	var b snapshot.Builder
	silo := make([]string, n)
	members := make([][]int32, k)
	for i := range n {
		s := int(float64(k) * r.Float64() * r.Float64())
		silo[i] = fmt.Sprintf("silo %03d", s)
		if i%17 == 16 {
			silo[i] = ""
		}
		members[s] = append(members[s], b.Actor(fmt.Sprintf("%06d", i), ""))
	}
	b.Dimension("silo", silo)
	for range m {
		u := r.Int32N(int32(n))
		v := r.Int32N(int32(n))
		if s := r.IntN(k); r.IntN(5) > 0 && len(members[s]) > 0 {
			u, v = members[s][r.IntN(len(members[s]))], members[s][r.IntN(len(members[s]))]
		}
		b.Tie(u, v, 1)
	}
	return b.Graph()
}

// twoClusters is two random groups of 30 with three ties between them.
func twoClusters() *snapshot.Graph {
	r := rand.New(rand.NewPCG(7, 0))
	var b snapshot.Builder
	for i := range 60 {
		b.Actor(fmt.Sprintf("%02d", i), "")
	}
	for u := range int32(60) {
		for v := range u {
			if u/30 == v/30 && r.IntN(5) == 0 || u/30 != v/30 && u-v == 30 && u%13 == 0 {
				b.Tie(u, v, 1)
			}
		}
	}
	return b.Graph()
}

// karate is Zachary's club with the two factions as silos.
func karate(t testing.TB) *snapshot.Graph {
	t.Helper()
	var b snapshot.Builder
	index := map[string]int32{}
	var club []string
	for _, row := range readCSV(t, "actors.csv") {
		index[row[0]] = b.Actor(row[0], row[1])
		club = append(club, row[3])
	}
	b.Dimension("silo_club", club)
	for _, row := range readCSV(t, "collaborations.csv") {
		b.Tie(index[row[0]], index[row[1]], 1)
	}
	return b.Graph()
}

func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(testkit.SharedData(t, "karate", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// dimension returns a graph's only dimension, or nil.
func dimension(g *snapshot.Graph) *snapshot.Dimension {
	if len(g.Dimensions()) == 0 {
		return nil
	}
	return &g.Dimensions()[0]
}

// shapes are the graphs that every layout must bear.
func shapes() map[string]*snapshot.Graph {
	made := func(directed bool, n int, ties ...[2]int32) *snapshot.Graph {
		b := snapshot.Builder{Directed: directed}
		for i := range n {
			b.Actor(fmt.Sprint(i), "")
		}
		for _, t := range ties {
			b.Tie(t[0], t[1], 0)
		}
		return b.Graph()
	}
	return map[string]*snapshot.Graph{
		"zero value":    {},
		"empty":         made(false, 0),
		"one actor":     made(false, 1),
		"no ties":       made(false, 9),
		"a loop":        made(false, 2, [2]int32{1, 1}),
		"a pair":        made(false, 2, [2]int32{0, 1}),
		"directed star": made(true, 6, [2]int32{0, 1}, [2]int32{0, 2}, [2]int32{0, 3}, [2]int32{0, 4}, [2]int32{0, 5}),
		"two parts":     made(false, 5, [2]int32{0, 1}, [2]int32{1, 2}, [2]int32{3, 4}),
		"random":        random(300, 900, 12, 1),
		"many silos":    random(2000, 3000, 900, 2),
	}
}

func mustBeFinite(t *testing.T, n int, x, y []float64) {
	t.Helper()
	if len(x) != n || len(y) != n {
		t.Fatalf("%d and %d coordinates for %d actors", len(x), len(y), n)
	}
	for u := range x {
		// The map takes 32-bit floats.
		if math.IsNaN(x[u]+y[u]) || math.Abs(x[u]) > 1e6 || math.Abs(y[u]) > 1e6 {
			t.Fatalf("actor %d stands at (%v, %v)", u, x[u], y[u])
		}
	}
}
