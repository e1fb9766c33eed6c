package plausibility

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/parallel"
)

// slope is the sum of first and second derivatives of the loss over some rows, and how many they are.
type slope struct{ g, h, n float64 }

func (s *slope) add(o slope) { s.g, s.h, s.n = s.g+o.g, s.h+o.h, s.n+o.n }

func (s *slope) bend(b bend) { s.g, s.h, s.n = s.g+float64(b.g), s.h+float64(b.h), s.n+1 }

func (s slope) less(o slope) slope { return slope{s.g - o.g, s.h - o.h, s.n - o.n} }

// worth is twice the loss that the best single value for the rows saves.
func (s slope) worth() float64 { return s.g * s.g / (s.h + leafRidge) }

// grower fits trees one after the other.
type grower struct {
	t         *table
	b         *binned
	threads   int
	score     []float64
	share     []float64 // per row that of its score in its list
	found     []float64 // per list how many of its rows came
	order     []int32   // the rows that a tree learns from, node by node of a level, ascending within each
	bent      []bend    // the derivatives of each, in that order
	spare     []int32   // room to part these
	aside     []bend
	ends      []int // per node of the level where its rows end in order
	steps     [2][][]slope
	leastRows float64
}

// bend is the first and the second derivative of the loss by a row's score. Half the bits are enough for where to split, and are read many times.
type bend struct{ g, h float32 }

// newGrower begins with some scores, which it changes.
func newGrower(t *table, b *binned, score []float64, threads int) *grower {
	n := t.len()
	found := make([]float64, len(t.ends))
	for i := range found {
		_, _, found[i] = t.list(i)
	}
	return &grower{
		t: t, b: b, threads: threads, score: score, share: make([]float64, n), found: found, order: make([]int32, 0, n), bent: make([]bend, n), spare: make([]int32, n), aside: make([]bend, n),
		leastRows: min(leafRows, treeLists*float64(n)/50),
	}
}

// tree grows one tree level by level on lists that are drawn, and moves the scores of all rows by it.
func (w *grower) tree(ctx context.Context, features []int, random *rand.Rand) (*stepped, error) {
	if err := w.bend(ctx, random); err != nil {
		return nil, err
	}
	t := &stepped{}
	for level := range treeDepth {
		found, at, err := w.level(ctx, features, level)
		if err != nil {
			return nil, err
		}
		copy(t.splits[len(found)-1:], found) // a level has one node more than all above it
		copy(t.step[len(at)-1:], at)
		if err := w.part(ctx, found, at); err != nil {
			return nil, err
		}
	}
	from := 0
	for node, to := range w.ends {
		s := w.sum(from, to)
		t.leaves[node] = -treeStep * s.g / (s.h + leafRidge)
		from = to
	}
	return t, w.b.raise(ctx, t, w.score, w.threads)
}

// stepped is a tree that is asked by steps of features instead of by their values.
type stepped struct {
	tree
	step [inner]uint8 // per inner node the last step of its feature that goes left
}

// raise adds what a tree gives every row to its score. Which way a row goes cannot be guessed, so it is reckoned instead of branched upon.
func (b *binned) raise(ctx context.Context, t *stepped, score []float64, threads int) error {
	var columns [inner][]uint8
	for i, s := range t.splits {
		columns[i] = b.column[s.feature]
	}
	return parallel.Blocks(ctx, len(score), 1<<13, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			node := 0
			for range treeDepth {
				right := (uint(t.step[node]) - uint(columns[node][i])) >> 63
				node += node + 1 + int(right)
			}
			score[i] += t.leaves[node-len(columns)]
		}
	})
}

// bend draws the lists for a tree and fills in the derivatives of their rows.
func (w *grower) bend(ctx context.Context, random *rand.Rand) error {
	w.order = w.order[:0]
	drawn := make([]bool, len(w.t.ends))
	at := make([]int, len(w.t.ends)) // where the rows of a drawn list begin in the order
	for i := range drawn {
		at[i] = len(w.order)
		if drawn[i] = random.Float64() < treeLists && w.found[i] > 0; drawn[i] { // a list in which nothing came teaches no order
			lo, hi := w.t.span(i)
			for r := lo; r < hi; r++ {
				w.order = append(w.order, int32(r))
			}
		}
	}
	w.ends = []int{len(w.order)}
	return parallel.Blocks(ctx, len(w.t.ends), 8, w.threads, nil, func(_, _, first, last int) {
		for i := first; i < last; i++ {
			if !drawn[i] {
				continue
			}
			lo, hi := w.t.span(i)
			found := w.found[i]
			share, weight := w.share[lo:hi], listWeight(found)
			shares(w.score[lo:hi], share)
			for r, p := range share {
				s := bend{float32(weight * found * p), float32(weight * found * p * (1 - p))}
				if w.t.came[lo+r] {
					s.g -= float32(weight)
				}
				w.bent[at[i]+r] = s
			}
		}
	})
}

// sum adds up the rows at some places of the order.
func (w *grower) sum(from, to int) slope {
	var s slope
	for _, b := range w.bent[from:to] {
		s.bend(b)
	}
	return s
}

// level finds the best split of every node of a level.
func (w *grower) level(ctx context.Context, features []int, level int) ([]split, []uint8, error) {
	nodes := 1 << level
	was, is := w.stepsOf(len(features), level)
	choices := make([][]choice, len(features))
	err := parallel.Blocks(ctx, len(features), 2, w.threads, nil, func(_, _, first, last int) {
		w.count(features[first:last], was[first:last], is[first:last], nodes)
		for at := first; at < last; at++ {
			choices[at] = w.choose(features[at], is[at], nodes)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	splits := make([]split, nodes)
	step := make([]uint8, nodes)
	for node := range splits {
		splits[node], step[node] = split{uint32(features[0]), float32(math.Inf(1))}, bins
		worth := 0.0
		for at, f := range features {
			if c := choices[at][node]; c.worth > worth {
				worth = c.worth
				splits[node], step[node] = split{uint32(f), w.b.cut[f][c.step]}, uint8(c.step)
			}
		}
	}
	return splits, step, nil
}

// choice is a step of a feature to split at, and what that saves.
type choice struct {
	worth float64
	step  int
}

// choose finds the best step of a feature for every node of a level, by the sums over its steps.
func (w *grower) choose(feature int, sums []slope, nodes int) []choice {
	choices := make([]choice, nodes)
	for node := range nodes {
		row := sums[node*bins : (node+1)*bins]
		var all, left slope
		for _, s := range row {
			all.add(s)
		}
		best := &choices[node]
		for step := range len(w.b.cut[feature]) {
			left.add(row[step])
			right := all.less(left)
			if left.n < w.leastRows || right.n < w.leastRows {
				continue
			}
			if worth := left.worth() + right.worth() - all.worth(); worth > best.worth {
				*best = choice{worth, step}
			}
		}
	}
	return choices
}

// stepsOf returns where the sums over the steps of every feature were kept for the level above, and where those of a level are to be.
func (w *grower) stepsOf(features, level int) (was, is [][]slope) {
	for side := range w.steps {
		for len(w.steps[side]) < features {
			w.steps[side] = append(w.steps[side], make([]slope, bins<<(treeDepth-1)))
		}
	}
	return w.steps[(level+1)%2], w.steps[level%2]
}

// count sums the derivatives over the steps of one feature or two, for every node of a level. Of two nodes that come from one, the rows of the smaller are
// read; the larger is what is left.
func (w *grower) count(features []int, was, is [][]slope, nodes int) {
	if nodes == 1 {
		w.read(features, is, 0)
		return
	}
	from := 0
	for left := 0; left < nodes; left += 2 {
		small, large := left, left+1
		if w.ends[left]-from > w.ends[left+1]-w.ends[left] {
			small, large = large, small
		}
		from = w.ends[left+1]
		w.read(features, is, small)
		for f := range features {
			all := was[f][left/2*bins : (left/2+1)*bins]
			for i, s := range is[f][small*bins : (small+1)*bins] {
				is[f][large*bins+i] = all[i].less(s)
			}
		}
	}
}

// rows is where a node's rows stand in the order.
func (w *grower) rows(node int) (from, to int) {
	if node > 0 {
		from = w.ends[node-1]
	}
	return from, w.ends[node]
}

// read sums the derivatives of a node's rows over the steps of one feature or two. Two at a time, because a row must wait for the one before when both are in
// the same step, and the other feature's sums need not.
func (w *grower) read(features []int, is [][]slope, node int) {
	from, to := w.rows(node)
	order := w.order[from:to]
	bent := w.bent[from:to][:len(order)]
	into := is[0][node*bins : (node+1)*bins]
	clear(into)
	column := w.b.column[features[0]]
	if len(features) == 1 {
		for i, r := range order {
			into[column[r]%bins].bend(bent[i])
		}
		return
	}
	other, also := is[1][node*bins:(node+1)*bins], w.b.column[features[1]]
	clear(other)
	for i, r := range order {
		b := bent[i]
		into[column[r]%bins].bend(b)
		other[also[r]%bins].bend(b)
	}
}

// part sends the rows of every node to the two below it.
func (w *grower) part(ctx context.Context, splits []split, step []uint8) error {
	ends := make([]int, 2*len(splits))
	err := parallel.Blocks(ctx, len(splits), 1, w.threads, nil, func(_, node, _, _ int) {
		from, to := w.rows(node)
		column, limit := w.b.column[splits[node].feature], step[node]
		left, right := from, from
		for i, r := range w.order[from:to] {
			b := w.bent[from+i]
			if column[r] <= limit {
				w.order[left], w.bent[left] = r, b
				left++
			} else {
				w.spare[right], w.aside[right] = r, b
				right++
			}
		}
		copy(w.order[left:to], w.spare[from:right])
		copy(w.bent[left:to], w.aside[from:right])
		ends[2*node], ends[2*node+1] = left, to
	})
	w.ends = ends
	return err
}
