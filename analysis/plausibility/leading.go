package plausibility

import (
	"cmp"
	"math"
	"slices"
)

// leading finds who leads by scores of which most may be 0, without putting anybody in order: only the best few matter, and of those only who they are.
type leading struct {
	sample []float64 // descending
	some   []rated   // all that may be among the best
	best   []int32
}

// rated is an actor with its score.
type rated struct {
	score float64
	actor int32
}

// among returns the score of the one of a rank among the open actors, 0 when fewer have a score above 0; and, as best, the few who come first, in no order:
// by score, then by tie, then by number. Few is at most rank. Where fewer have a score above 0 the others come in the order of first, which holds all actors by
// the tie. What it returns is overwritten by the next call. Only, when not nil, holds all open actors with a score above 0.
func (l *leading) among(open []bool, only []int32, score, tie []float64, first []int32, rank, few int) (at float64, best []int32) {
	if !l.above(l.guess(open, only, score, rank), open, only, score, rank) {
		l.above(math.SmallestNonzeroFloat64, open, only, score, rank)
	}
	some := l.some
	if len(some) >= rank {
		at = foremost(some, rank)
		some = some[:rank]
	}
	l.best = l.best[:0]
	if len(l.some) <= few {
		for _, r := range some {
			l.best = append(l.best, r.actor)
		}
		for _, v := range first {
			if len(l.best) == few {
				break
			}
			if open[v] && score[v] <= 0 {
				l.best = append(l.best, v)
			}
		}
		return at, l.best
	}
	if few == 0 {
		return at, nil
	}
	least := foremost(some, few)
	for _, r := range some[:few] {
		if r.score > least {
			l.best = append(l.best, r.actor)
		}
	}
	ahead := len(l.best)
	for _, r := range l.some { // also those beyond the rank: they may be level
		if r.score == least {
			l.best = append(l.best, r.actor)
		}
	}
	slices.SortFunc(l.best[ahead:], func(a, b int32) int { return cmp.Or(cmp.Compare(tie[b], tie[a]), cmp.Compare(a, b)) })
	return at, l.best[:few]
}

// above gathers the open actors with at least a score, which is above 0, and reports whether there are as many as the rank.
func (l *leading) above(least float64, open []bool, only []int32, score []float64, rank int) bool {
	l.some = l.some[:0]
	if only != nil {
		for _, v := range only {
			if x := score[v]; x >= least {
				l.some = append(l.some, rated{x, v})
			}
		}
		return len(l.some) >= rank
	}
	for v, x := range score {
		if x >= least && open[v] {
			l.some = append(l.some, rated{x, int32(v)})
		}
	}
	return len(l.some) >= rank
}

// guess returns a score above 0 that a few more than the rank reach, as some of the actors let expect.
func (l *leading) guess(open []bool, only []int32, score []float64, rank int) float64 {
	all := len(score)
	if only != nil {
		all = len(only)
	}
	every := max(8, all/1024)
	size := 2*rank/every + 4
	l.sample = l.sample[:0]
	least := math.SmallestNonzeroFloat64
	for v := 0; v < all; v += every {
		a := int32(v)
		if only != nil {
			a = only[v]
		}
		x := score[a]
		if x < least || !open[a] {
			continue
		}
		if len(l.sample) == size {
			l.sample = l.sample[:size-1]
		}
		at := len(l.sample)
		for l.sample = append(l.sample, x); at > 0 && l.sample[at-1] < x; at-- {
			l.sample[at] = l.sample[at-1]
		}
		l.sample[at] = x
		if len(l.sample) == size {
			least = l.sample[size-1]
		}
	}
	return least
}

// foremost moves the k highest scores to the front and returns the lowest of them: C. A. R. Hoare (1961), doi:10.1145/366622.366647.
func foremost(some []rated, k int) float64 {
	for lo, hi := 0, len(some)-1; lo < hi; {
		pivot := some[lo+(hi-lo)/2].score
		i, j := lo, hi
		for i <= j {
			for some[i].score > pivot {
				i++
			}
			for some[j].score < pivot {
				j--
			}
			if i <= j {
				some[i], some[j] = some[j], some[i]
				i++
				j--
			}
		}
		switch {
		case k-1 <= j:
			hi = j
		case k-1 >= i:
			lo = i
		default:
			lo = hi
		}
	}
	least := some[0].score
	for _, r := range some[1:k] {
		least = min(least, r.score)
	}
	return least
}
