package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
)

// octet is one number for each of eight sources that are searched together. Eight float64 are a cache line: whoever
// has fetched an actor's number for one source has those for seven others.
type octet [8]float64

// eight is how many sources an octet has.
const eight = len(octet{})

// only holds, for every set of sources, 1 for those in it and 0 for the others.
var only = func() (table [1 << eight]octet) {
	for set := range table {
		for l := range eight {
			table[set][l] = float64(set >> l & 1)
		}
	}
	return table
}()

// betweenHops returns what between does, for ways without lengths and for paths from the sources only, those from v counted times[v] times; in is w turned
// around, the same when undirected.
//
// It is Brandes' method for eight sources at once. As in the paper σ is the number of shortest paths from a source and δ what the
// source's paths depend on an actor. Both directions of the search are one operation, a sum over neighbours from one level to the next:
// σ of a level is the sum of σ over the neighbours one level nearer, and (1 + δ)/σ of a level is 1/σ and the sum of the same over the
// neighbours one level farther. An actor may stand on different levels for different sources; numbers are zero except on the level that is
// summed, so nothing is asked inside the loop over ties, and no list of predecessors is needed. Each sum goes the way that walks
// fewer ties, from those that give or from those that take: Beamer, S., Asanović, K. & Patterson, D. (2012).
// Direction-optimizing breadth-first search, doi 10.1109/SC.2012.50.
//
// Time O(n·m), n·m/4 to n·m additions for most networks; memory 280 bytes an actor and 5 bytes an actor and level for each thread.
func betweenHops(ctx context.Context, w, in *ways, sources []int32, times []float64, threads int, report func(done, all int64)) ([]float64, error) {
	const block = 4 * eight
	sums := make([]float64, w.len())
	scratch := make([]*eightfold, parallel.Workers(len(sources), block, threads))
	err := parallel.Sum(ctx, len(sources), block, threads, report, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newEightfold(w, in, times)
		}
		for e := scratch[worker]; lo < hi; lo += eight {
			if !e.addTo(ctx, part, sources[lo:min(lo+eight, hi)]) {
				return
			}
		}
	})
	return sums, err
}

// inEights returns the actors with a way out that count at all, each eight in a row near one another: then most actors are as far from one of the
// eight as from another, and are walked for all of them at once.
func (w *ways) inEights(times []float64) []int32 {
	order := make([]int32, 0, w.len())
	taken := make([]bool, w.len())
	take := func(v int32) {
		if !taken[v] && times[v] > 0 && len(w.row(v)) > 0 {
			taken[v] = true
			order = append(order, v)
		}
	}
	for root := range int32(w.len()) {
		head := len(order)
		for take(root); head < len(order) && len(order)%eight != 0; head++ {
			for _, v := range w.row(order[head]) {
				if take(v); len(order)%eight == 0 {
					break
				}
			}
		}
	}
	return order
}

// eightfold is all shortest paths from up to eight sources.
type eightfold struct {
	out, in *ways
	times   []float64 // by actor how often it counts as a source
	counts  octet     // of the sources at hand

	seen    []uint8 // by actor: the sources that have reached it
	paths   []octet // by actor: σ of the sources in seen, 0 for the others
	inverse []octet // by actor: 1/σ of the sources in seen
	now     []octet // by actor: what is summed, zero but for the level's own actors and sources
	next    []octet // by actor: the sums; zero between two steps

	actor []int32 // the actors reached, level by level; one that different sources reach on different levels stands in each of them
	set   []uint8 // beside actor: the sources for which it is on the level
	level []int   // where each level begins in actor; one more at the end

	open     []int32 // actors that some source has not reached, listed once it pays; empty before
	touched  []int32 // those that the last scatter summed for
	arriving []bool  // whether an actor is in touched

	single *search // for sources with more paths than a float64 counts
}

func newEightfold(w, in *ways, times []float64) *eightfold {
	n := w.len()
	octets := func() []octet { return make([]octet, n) }
	return &eightfold{
		out: w, in: in, times: times, seen: make([]uint8, n), paths: octets(), inverse: octets(), now: octets(), next: octets(),
		open: make([]int32, 0, n), touched: make([]int32, n), arriving: make([]bool, n),
	}
}

// addTo adds to part how much the paths from the sources depend on each actor. It returns false when ctx ended; then e is of no
// further use.
func (e *eightfold) addTo(ctx context.Context, part []float64, sources []int32) bool {
	counted, ok := e.count(ctx, sources)
	if ok && counted {
		ok = e.depend(ctx, part)
	}
	for _, v := range e.actor {
		e.seen[v], e.paths[v], e.now[v], e.next[v] = 0, octet{}, octet{}, octet{}
	}
	if ok && !counted {
		return e.addSingly(ctx, part, sources)
	}
	return ok
}

// count finds the levels and σ. It returns counted false when there are more paths than a float64 counts, and ok false when ctx ended.
func (e *eightfold) count(ctx context.Context, sources []int32) (counted, ok bool) {
	e.actor, e.set, e.open = e.actor[:0], e.set[:0], e.open[:0]
	e.counts = octet{}
	for l, v := range sources {
		e.counts[l] = e.times[v]
		e.actor, e.set = append(e.actor, v), append(e.set, 1<<l)
		e.seen[v], e.now[v], e.paths[v] = 1<<l, only[1<<l], only[1<<l]
	}
	e.level = append(e.level[:0], 0, len(e.actor))
	all := uint8(1<<len(sources) - 1)
	walked, left := int64(0), int64(len(e.in.to)) // ties of the actors reached since the open ones were looked through, and of these
	for {
		giving := e.on(len(e.level) - 2)
		ahead := e.out.ties(giving)
		if walked += ahead; 4*walked > left {
			if left, walked = e.close(all), 0; left == 0 {
				return true, true
			}
		}
		if len(giving) == 0 {
			return true, true
		}
		counted := true
		if left < 2*ahead {
			for at := 0; at < len(e.open); at += portion {
				if ctx.Err() != nil {
					return false, false
				}
				taking := e.open[at:min(at+portion, len(e.open))]
				e.gather(e.in, taking)
				counted = e.arrive(taking) && counted
			}
		} else {
			if !e.scatter(ctx, e.out, giving, uint(all)) {
				return false, false
			}
			counted = e.arrive(e.touched)
		}
		if !counted {
			return false, true
		}
		for _, v := range giving {
			e.now[v] = octet{}
		}
		e.level = append(e.level, len(e.actor))
		e.now, e.next = e.next, e.now
	}
}

// on returns the actors on a level.
func (e *eightfold) on(level int) []int32 { return e.actor[e.level[level]:e.level[level+1]] }

// close takes the actors that all sources have reached off the open ones, which are all actors before the first time, and returns how many
// ties the others have.
func (e *eightfold) close(all uint8) (ties int64) {
	if len(e.open) == 0 {
		e.open = e.open[:e.in.len()]
		for v := range e.open {
			e.open[v] = int32(v)
		}
	}
	kept := e.open[:0]
	for _, v := range e.open {
		if row := e.in.start[v+1] - e.in.start[v]; e.seen[v] != all && row > 0 {
			kept = append(kept, v)
			ties += row
		}
	}
	e.open = kept
	return ties
}

// nobody is no set of sources that an actor could have been reached by.
const nobody = 1 << eight

// portion is how many actors take at a time: so few that what was summed for them is still at hand when it is used.
const portion = 128

// gather sets next to the sum of now over the rows of those that take.
func (e *eightfold) gather(rows *ways, taking []int32) {
	now := e.now
	for _, v := range taking {
		var a, b, c, d, e0, f, g, h float64
		for _, u := range rows.row(v) {
			x := &now[u]
			a += x[0]
			b += x[1]
			c += x[2]
			d += x[3]
			e0 += x[4]
			f += x[5]
			g += x[6]
			h += x[7]
		}
		e.next[v] = octet{a, b, c, d, e0, f, g, h}
	}
}

// scatter adds now of those that give to next of everyone in their rows whom not just these sources have reached, and lists them in touched. It returns
// false when ctx ended.
func (e *eightfold) scatter(ctx context.Context, rows *ways, giving []int32, by uint) bool {
	touched, count := e.touched[:cap(e.touched)], 0
	for i, u := range giving {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		x := e.now[u]
		for _, v := range rows.row(u) {
			if uint(e.seen[v]) == by {
				continue
			}
			if !e.arriving[v] {
				e.arriving[v] = true
				touched[count] = v
				count++
			}
			y := &e.next[v]
			y[0] += x[0]
			y[1] += x[1]
			y[2] += x[2]
			y[3] += x[3]
			y[4] += x[4]
			y[5] += x[5]
			y[6] += x[6]
			y[7] += x[7]
		}
	}
	e.touched = touched[:count]
	return true
}

// arrive makes of the sums in next the σ of a new level: an actor is on it for the sources that it has a sum for and that had not reached it.
// It returns false when there are more paths than a float64 counts.
func (e *eightfold) arrive(reached []int32) bool {
	few := true
	for _, v := range reached {
		e.arriving[v] = false
		y := &e.next[v]
		few = few && y[0]+y[1]+y[2]+y[3]+y[4]+y[5]+y[6]+y[7] <= math.MaxFloat64
		var set uint8
		for l, sum := range y {
			set |= uint8(-math.Float64bits(sum)>>63) << l // 1 where the sum is above 0
		}
		set &^= e.seen[v]
		if set == 0 {
			*y = octet{}
			continue
		}
		e.seen[v] |= set
		e.actor, e.set = append(e.actor, v), append(e.set, set)
		mask, paths := &only[set], &e.paths[v]
		for l := range y {
			y[l] *= mask[l]
			paths[l] += y[l]
		}
	}
	return few
}

// depend goes back from the farthest level to the first and adds to part what each actor is depended on. It returns false when ctx ended.
func (e *eightfold) depend(ctx context.Context, part []float64) bool {
	last := len(e.level) - 2
	for _, v := range e.on(last) {
		e.now[v] = octet{}
	}
	for d := last; d > 0; d-- {
		taking, sets := e.on(d), e.set[e.level[d]:e.level[d+1]]
		giving := e.actor[e.level[d+1]:e.level[min(d+2, last+1)]]
		if e.in.ties(giving) < e.out.ties(taking)/2 {
			if !e.scatter(ctx, e.in, giving, nobody) {
				return false
			}
			e.credit(part, taking, sets)
			for _, v := range e.touched { // those that are not on the level for any source
				if e.arriving[v] {
					e.arriving[v], e.next[v] = false, octet{}
				}
			}
		} else {
			for at := 0; at < len(taking); at += portion {
				if ctx.Err() != nil {
					return false
				}
				end := min(at+portion, len(taking))
				e.gather(e.out, taking[at:end])
				e.credit(part, taking[at:end], sets[at:end])
			}
		}
		for _, v := range giving {
			e.now[v] = octet{}
		}
		e.now, e.next = e.next, e.now
	}
	return true
}

// credit adds to part what the actors of a level are depended on, δ, given the sum of (1 + δ)/σ over the steps onward in next, and makes
// of that their own (1 + δ)/σ.
func (e *eightfold) credit(part []float64, level []int32, sets []uint8) {
	for i, v := range level {
		e.arriving[v] = false
		paths, inverse := &e.paths[v], &e.inverse[v]
		if seen := e.seen[v]; seen != 0 { // the farthest of the levels that the actor is on
			for l := range paths {
				inverse[l] = 1 / (paths[l] + (1 - only[seen][l]))
			}
			e.seen[v] = 0
		}
		mask, y := &only[sets[i]], &e.next[v]
		var dependence float64
		for l := range y {
			dependence += e.counts[l] * (mask[l] * paths[l] * y[l]) // counts last: paths may be nearly all that a float64 holds
			y[l] = mask[l] * (inverse[l] + y[l])
		}
		part[v] += dependence
	}
}

// addSingly is addTo one source at a time, for those with more paths than a float64 counts.
func (e *eightfold) addSingly(ctx context.Context, part []float64, sources []int32) bool {
	if e.single == nil {
		e.single = newSearch(e.out)
	}
	for _, v := range sources {
		for range int(e.times[v]) {
			if !e.single.from(ctx, e.out, v) || !e.single.depend(ctx, part) {
				return false
			}
		}
	}
	return true
}
