package paths

import (
	"context"

	"github.com/sillat/sillat/analysis/splitmix"
)

// twins returns how many actors of undirected ways stand exactly like each, itself among them, at the first of them, and 0 at the others: actors
// tied to the same others, whether to each other too or not. Paths from one of them depend on everybody else as those from another do, and
// on none of them; so one search tells for all. In a network made from activities, everyone who took part in one only and with the same
// others is a twin. Time O(n + m). It returns ctx's error when ctx ends first.
func (w *ways) twins(ctx context.Context) (count []float64, err error) {
	n := w.len()
	count = make([]float64, n)
	apart, joined := make(map[uint64]int32), make(map[uint64]int32) // by the sum over those tied to, without and with the actor itself
	stamp := make([]int32, n)                                       // 1 + the actor whose row was marked last
	for v := range int32(n) {
		if v%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		count[v] = 1
		row := w.row(v)
		if len(row) == 0 {
			continue
		}
		var sum uint64
		for _, u := range row {
			sum += scatter(u)
		}
		for _, met := range []struct {
			by  map[uint64]int32
			sum uint64
			own bool
		}{{apart, sum, false}, {joined, sum + scatter(v), true}} {
			other, ok := met.by[met.sum]
			switch {
			case !ok:
				met.by[met.sum] = v
			case w.alike(other, v, met.own, stamp):
				count[v] = 0
				count[other]++
			}
		}
	}
	return count, nil
}

// alike reports whether two actors are tied to the same others: to each other too when joined, else not.
func (w *ways) alike(u, v int32, joined bool, stamp []int32) bool {
	if len(w.row(u)) != len(w.row(v)) {
		return false
	}
	mark := v + 1
	for _, x := range w.row(u) {
		stamp[x] = mark
	}
	if joined {
		stamp[u] = mark
	}
	for _, x := range w.row(v) {
		if stamp[x] != mark {
			return false
		}
	}
	return !joined || stamp[v] == mark
}

// scatter makes unlike numbers of near ones.
func scatter(v int32) uint64 { return splitmix.Mix((uint64(v) + 1) * splitmix.Golden) }
