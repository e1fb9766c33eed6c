package plausibility

import "slices"

// fromEach is how many candidates each list contributes. The union of the lists is what is learnt from and what is ranked: a model that learns on other
// candidates than it ranks later is worse than none.
const fromEach = 40

// lists are the pair features whose best become candidates; with them come the best by each of popular.
var lists = []int{adamicAdar, fadingAdamicAdar, candidateAdamicAdar, threeSteps, walkShort, walkLong, sharedThemes, rareThemes, themePlaces}

// popular are the actor features whose best are candidates for everybody. The first is the number of partners, which breaks ties.
var popular = []int{0, 4, 7}

// candidates returns the actors that the source may be suggested, ascending. Whoever stands on no list is taken to be less likely
// than those who do.
func (c *source) candidates(least int) []int32 {
	c.chosen = c.chosen[:0]
	take := func(best []int32) {
		for _, v := range best {
			if !c.marked[v] {
				c.marked[v] = true
				c.chosen = append(c.chosen, v)
			}
		}
	}
	for i, f := range lists {
		if least <= fromEach {
			take(c.tops[i])
			continue
		}
		c.list.best(least, c.open, c.pair[f], c.s.degree)
		take(c.list.kept)
	}
	for _, first := range c.s.busiest {
		left := max(fromEach, least)
		for _, v := range first {
			if left == 0 {
				break
			}
			if c.open[v] {
				take([]int32{v})
				left--
			}
		}
	}
	for _, v := range c.chosen {
		c.marked[v] = false
	}
	slices.Sort(c.chosen)
	return c.chosen
}

// rankBusiest ranks all actors by each of popular, as ranking.best does.
func (s *state) rankBusiest() {
	for _, f := range popular {
		r := ranking{score: s.actor[f], tie: s.degree, kept: make([]int32, 0, s.count)}
		for a, known := range s.known {
			if known {
				r.kept = append(r.kept, int32(a))
			}
		}
		slices.SortFunc(r.kept, r.order)
		s.busiest = append(s.busiest, r.kept)
	}
}

// ranking keeps the best few of many.
type ranking struct {
	kept       []int32 // best first, once best returns
	score, tie []float64
}

// order is negative when a ranks before b: the larger score, then the larger tie breaker, then the smaller number. No score is NaN, which makes it
// cheaper than comparing any two numbers; it is asked for more often than anything else.
func (r *ranking) order(a, b int32) int {
	x, y := r.score[a], r.score[b]
	if x == y {
		if x, y = r.tie[a], r.tie[b]; x == y {
			return int(a - b)
		}
	}
	if x > y {
		return -1
	}
	return 1
}

// best ranks the k best among the open actors.
func (r *ranking) best(k int, open []bool, score, tie []float64) {
	r.kept, r.score, r.tie = r.kept[:0], score, tie
	v := 0
	for ; v < len(open) && len(r.kept) < k; v++ {
		if open[v] {
			r.kept = append(r.kept, int32(v))
		}
	}
	for i := len(r.kept)/2 - 1; i >= 0; i-- {
		r.sink(i)
	}
	if len(r.kept) == k && k > 0 {
		least := score[r.kept[0]]
		for ; v < len(open); v++ {
			if score[v] >= least && open[v] && r.order(int32(v), r.kept[0]) < 0 {
				r.kept[0] = int32(v)
				r.sink(0)
				least = score[r.kept[0]]
			}
		}
	}
	slices.SortFunc(r.kept, r.order)
}

// sink restores the heap, whose root is the worst kept, from a place down.
func (r *ranking) sink(i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(r.kept); child++ {
			if r.order(r.kept[child], r.kept[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		r.kept[i], r.kept[worst] = r.kept[worst], r.kept[i]
		i = worst
	}
}
