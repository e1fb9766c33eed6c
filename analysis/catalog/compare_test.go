package catalog_test

import (
	"fmt"
	"math"
	"reflect"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func loopAt(u int32) graphs.Tie { return graphs.Tie{From: u, To: u, Weight: 1} }

// sameBits says where two results differ in a bit, or "".
func sameBits(a, b analysis.Result) string {
	if len(a.Scores) != len(b.Scores) {
		return fmt.Sprintf("%d columns, then %d", len(a.Scores), len(b.Scores))
	}
	for c := range a.Scores {
		if len(a.Scores[c]) != len(b.Scores[c]) {
			return fmt.Sprintf("column %d: %d scores, then %d", c, len(a.Scores[c]), len(b.Scores[c]))
		}
		for u, x := range a.Scores[c] {
			if y := b.Scores[c][u]; math.Float64bits(x) != math.Float64bits(y) {
				return fmt.Sprintf("column %d, actor %d: %v, then %v", c, u, x, y)
			}
		}
	}
	if x, y := bits(a.Values), bits(b.Values); !reflect.DeepEqual(x, y) {
		return fmt.Sprintf("values %v, then %v", a.Values, b.Values)
	}
	if len(a.Groups) != len(b.Groups) {
		return fmt.Sprintf("%d groups, then %d", len(a.Groups), len(b.Groups))
	}
	for i, x := range a.Groups {
		y := b.Groups[i]
		if x.Name != y.Name || x.Actors != y.Actors || !reflect.DeepEqual(bits(x.Values), bits(y.Values)) {
			return fmt.Sprintf("group %v, then %v", x, y)
		}
	}
	if !reflect.DeepEqual(a.Ties, b.Ties) {
		return fmt.Sprintf("ties %v, then %v", a.Ties, b.Ties)
	}
	return ""
}

// bits makes values comparable where NaN must equal NaN.
func bits(values []analysis.Value) []string {
	var out []string
	for _, v := range values {
		out = append(out, fmt.Sprintf("%s %x", v.Name, math.Float64bits(v.Value)))
	}
	return out
}

// near allows for sums taken in another order and for iterations stopped at their tolerance.
func near(x, y float64) bool {
	return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-7*max(1, math.Abs(x), math.Abs(y))
}

// sameUnderNames says where the result on the renamed graph g differs from the one before, or "". Actor i is now called ids[i].
func sameUnderNames(m *analysis.Metric, before, after analysis.Result, g *snapshot.Graph, ids []string) string {
	now := make([]int32, len(ids))
	for i, id := range ids {
		now[i], _ = g.Index(id)
	}
	for c := range m.Columns {
		if m.Columns[c].Group {
			if diff := samePartition(before.Scores[c], after.Scores[c], now); diff != "" {
				return m.Columns[c].ID + ": " + diff
			}
			continue
		}
		for i, at := range now {
			if x, y := before.Scores[c][i], after.Scores[c][at]; !near(x, y) {
				return fmt.Sprintf("%s of actor %d is %v, renamed %v", m.Columns[c].ID, i, x, y)
			}
		}
	}
	if len(before.Values) != len(after.Values) {
		return fmt.Sprintf("%d values, renamed %d", len(before.Values), len(after.Values))
	}
	for i, v := range before.Values {
		if w := after.Values[i]; v.Name != w.Name || !near(v.Value, w.Value) {
			return fmt.Sprintf("value %v, renamed %v", v, w)
		}
	}
	if len(before.Groups) != len(after.Groups) {
		return fmt.Sprintf("%d groups, renamed %d", len(before.Groups), len(after.Groups))
	}
	return sameTies(before.Ties, after.Ties, now)
}

// samePartition compares group numbers, of which only being equal or not has a meaning.
func samePartition(before, after []float64, now []int32) string {
	renamed := make(map[float64]float64)
	taken := make(map[float64]bool)
	for i, at := range now {
		x, known := renamed[before[i]]
		if !known && taken[after[at]] || known && x != after[at] {
			return fmt.Sprintf("actor %d of group %v is with others when renamed", i, before[i])
		}
		renamed[before[i]], taken[after[at]] = after[at], true
	}
	return ""
}

// sameTies compares scored ties by their ends' new places.
func sameTies(before, after []analysis.TieScore, now []int32) string {
	if len(before) != len(after) {
		return fmt.Sprintf("%d scored ties, renamed %d", len(before), len(after))
	}
	type ends struct{ from, to int32 }
	found := make(map[ends]float64, len(after))
	for _, t := range after {
		found[ends{t.From, t.To}] = t.Value
	}
	for _, t := range before {
		x, ok := found[ends{now[t.From], now[t.To]}]
		if !ok { // metrics without directions give a tie by its lower end
			x, ok = found[ends{now[t.To], now[t.From]}]
		}
		if !ok || !near(t.Value, x) {
			return fmt.Sprintf("tie %d–%d scores %v, renamed %v (there: %v)", t.From, t.To, t.Value, x, ok)
		}
	}
	return ""
}
