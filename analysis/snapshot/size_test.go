package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// randomTies draws m ties of weight 1 among n actors, so few that hardly any are parallel.
func randomTies(n, m int) []tie {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	ties := make([]tie, m)
	for i := range ties {
		ties[i] = tie{r.Int32N(int32(n)), r.Int32N(int32(n)), 1}
	}
	return ties
}

// distinct keeps one tie of each pair and no loops, so that the graph has no weights.
func distinct(ties []tie) []tie {
	seen := make(map[[2]int32]bool, len(ties))
	var kept []tie
	for _, t := range ties {
		pair := [2]int32{min(t.u, t.v), max(t.u, t.v)}
		if t.u != t.v && !seen[pair] {
			seen[pair] = true
			kept = append(kept, t)
		}
	}
	return kept
}

func TestStructureTakesAtMost16BytesATieAnd24AnActor(t *testing.T) {
	for _, size := range []struct{ n, m int }{{1, 0}, {2, 1}, {1_000, 500}, {50_000, 400_000}} {
		ties := distinct(randomTies(size.n, size.m))
		g := build(size.n, false, ties)
		if promise := int64(16*g.Ties() + 24*g.Len()); g.Bytes() > promise {
			t.Errorf("%d actors and %d ties take %d bytes; promised at most %d", g.Len(), g.Ties(), g.Bytes(), promise)
		}
	}
}

func TestBytesIsWhatTheRuntimeMeasures(t *testing.T) {
	const n, m = 50_000, 400_000
	ties := distinct(randomTies(n, m))
	var b snapshot.Builder
	for i := range n {
		b.Actor(fmt.Sprintf("%06d", i), "")
	}
	for _, x := range ties {
		b.Tie(x.u, x.v, x.weight)
	}
	before := liveBytes()
	g := b.Graph()
	b = snapshot.Builder{} // its ties go, its ids stay in the graph
	// The builder's own arrays were live before and are gone after: from and to, grown by appending.
	after := liveBytes()
	grown := after - before + int64(8*len(ties))
	if grown < g.Bytes()/2 || grown > g.Bytes()*3/2 {
		t.Errorf("Bytes is %d, but the heap grew by about %d", g.Bytes(), grown)
	}
	if g.Footprint() <= g.Bytes() {
		t.Errorf("Footprint %d must exceed Bytes %d: there are ids", g.Footprint(), g.Bytes())
	}
	runtime.KeepAlive(ties)
}

// liveBytes returns the size of the heap after a collection.
func liveBytes() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func BenchmarkGraph(b *testing.B) {
	for _, size := range []struct{ n, m int }{{300, 1_000}, {30_000, 500_000}, {300_000, 3_000_000}} {
		b.Run(fmt.Sprintf("n=%d/m=%d", size.n, size.m), func(b *testing.B) {
			ties := randomTies(size.n, size.m)
			ids := make([]string, size.n)
			for i := range ids {
				ids[i] = fmt.Sprintf("%06d", i)
			}
			b.ReportAllocs()
			for b.Loop() {
				var builder snapshot.Builder
				for _, id := range ids {
					builder.Actor(id, "")
				}
				for _, t := range ties {
					builder.Tie(t.u, t.v, t.weight)
				}
				builder.Graph()
			}
		})
	}
}

func BenchmarkJoin(b *testing.B) {
	for _, size := range []struct{ n, units int }{{300, 150}, {30_000, 20_000}, {300_000, 200_000}} {
		b.Run(fmt.Sprintf("n=%d/units=%d", size.n, size.units), func(b *testing.B) {
			r := rand.New(rand.NewPCG(2, uint64(size.n)))
			u := &snapshot.Units{Start: []int64{0}}
			for range size.units {
				first := r.Int32N(int32(size.n - 10))
				for j := range 2 + r.Int32N(8) {
					u.Members = append(u.Members, first+j)
				}
				u.Start = append(u.Start, int64(len(u.Members)))
				u.Weight = append(u.Weight, 0.5)
			}
			ids := make([]string, size.n)
			for i := range ids {
				ids[i] = fmt.Sprintf("%06d", i)
			}
			b.ReportAllocs()
			for b.Loop() {
				var builder snapshot.Builder
				for _, id := range ids {
					builder.Actor(id, "")
				}
				builder.Join(u)
				builder.Graph()
			}
		})
	}
}
