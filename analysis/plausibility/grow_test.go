package plausibility

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The sums over the steps of a feature are the same whether all rows are read or only those of the smaller of two nodes.
func TestSumsByWhatIsLeftEqualSumsOfRows(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	const rows = 3000
	taught := &table{width: 40}
	for i := range rows {
		row := make([]float32, taught.width)
		for f := range row {
			row[f] = random.Float32()
		}
		taught.rows = append(taught.rows, row)
		if taught.came = append(taught.came, random.Float32() < 0.2); i%30 == 29 {
			taught.ends = append(taught.ends, i+1)
		}
	}
	b, err := taught.bin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	w := newGrower(taught, b, make([]float64, taught.len()), 0)
	w.leastRows = 10
	if err := w.bend(t.Context(), random); err != nil {
		t.Fatal(err)
	}
	features := []int{3, 7, 20, 31, 38} // an odd one is counted alone
	for level := range treeDepth {
		splits, step, err := w.level(t.Context(), features, level)
		if err != nil {
			t.Fatal(err)
		}
		kept := w.steps[level%2]
		for at, f := range features {
			from := 0
			for node, to := range w.ends {
				want := make([]slope, bins)
				for i, r := range w.order[from:to] {
					want[b.column[f][r]].bend(w.bent[from+i])
				}
				for i, x := range want {
					got := kept[at][node*bins+i]
					if got.n != x.n || math.Abs(got.g-x.g) > 1e-9 || math.Abs(got.h-x.h) > 1e-9 {
						t.Fatalf("level %d, node %d, feature %d, step %d: %v, by its rows %v", level, node, f, i, got, x)
					}
				}
				from = to
			}
		}
		if err := w.part(t.Context(), splits, step); err != nil {
			t.Fatal(err)
		}
		if w.ends[len(w.ends)-1] != len(w.order) {
			t.Fatalf("level %d: %d of %d rows are sent on", level, w.ends[len(w.ends)-1], len(w.order))
		}
	}
}
