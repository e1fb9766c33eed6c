package cohesion

import "context"

// settle decides for every two classes whether k ties hold them together, and joins those that are. Every search either joins two
// classes or finds a cut of fewer than k ties, which parts all on one side of it from all on the other.
func (q *bundles) settle(ctx context.Context, k int, c *classes) error {
	f := newFlow(q, k)
	var open []int32 // classes with too few ties to be joined to any other are no question
	for u := range q.len() {
		if q.ties(u) >= k {
			open = append(open, u)
		}
	}
	for undecided := [][]int32{open}; len(undecided) > 0; {
		part := undecided[len(undecided)-1]
		if len(part) < 2 {
			undecided = undecided[:len(undecided)-1]
			continue
		}
		u, v := part[len(part)-1], part[len(part)-2]
		enough, err := f.between(ctx, u, v)
		if err != nil {
			return err
		}
		if enough {
			c.join(q.actor[u], q.actor[v])
			undecided[len(undecided)-1] = part[:len(part)-1]
			continue
		}
		var inside, outside []int32
		for _, w := range part {
			if f.side[w] == f.shore {
				inside = append(inside, w)
			} else {
				outside = append(outside, w)
			}
		}
		undecided[len(undecided)-1] = outside
		undecided = append(undecided, inside)
	}
	return nil
}

// flow looks for k paths between two classes that share no tie, one after another; a later path may undo steps of an earlier one
// (Ford & Fulkerson 1956, doi 10.4153/CJM-1956-045-5). Each is searched for from both ends by turns, so that a cut is found at the cost
// of its smaller side.
type flow struct {
	q       *bundles
	k       int
	used    []int32 // by bundle: paths over it, less those back
	touched []int64 // bundles whose used is not 0, perhaps

	side    []uint8 // by class: which search has reached it
	came    []int64 // by class: the bundle over which it was reached, as it stands in the row of the one nearer to the search's end
	queues  [2][]int32
	heads   [2]int
	shore   uint8 // the side that was found to be cut off
	counted int
}

const (
	fromSource = 1
	fromTarget = 2
)

func newFlow(q *bundles, k int) *flow {
	return &flow{q: q, k: k, used: make([]int32, len(q.to)), side: make([]uint8, q.len()), came: make([]int64, q.len())}
}

// between reports whether k ties hold two classes together. When not, side tells the classes on one side of a cut, which is shore.
func (f *flow) between(ctx context.Context, s, t int32) (bool, error) {
	for _, e := range f.touched {
		f.used[e] = 0
	}
	f.touched = f.touched[:0]
	for range f.k {
		meet, err := f.search(ctx, s, t)
		if err != nil || meet < 0 {
			return false, err
		}
		f.walk(meet)
	}
	return true, nil
}

// search looks for one more path. It returns the bundle where the two searches met, as it stands in the row of the source's side,
// or -1 when one of them has come to its end.
func (f *flow) search(ctx context.Context, s, t int32) (int64, error) {
	for i := range f.queues {
		for _, u := range f.queues[i] {
			f.side[u] = 0
		}
		f.queues[i], f.heads[i] = f.queues[i][:0], 0
	}
	f.queues[0], f.queues[1] = append(f.queues[0], s), append(f.queues[1], t)
	f.side[s], f.side[t] = fromSource, fromTarget
	f.came[s], f.came[t] = -1, -1
	for {
		for i := range f.queues {
			if f.heads[i] == len(f.queues[i]) {
				f.shore = uint8(i + 1)
				return -1, nil
			}
			u := f.queues[i][f.heads[i]]
			f.heads[i]++
			if meet := f.widen(i, u); meet >= 0 {
				return meet, nil
			}
			if f.counted += 1 + int(f.q.start[u+1]-f.q.start[u]); f.counted > patience {
				if f.counted = 0; ctx.Err() != nil {
					return -1, ctx.Err()
				}
			}
		}
	}
}

// widen goes on from one class, and returns the bundle over which it met the other search, or -1.
func (f *flow) widen(i int, u int32) int64 {
	q, mine := f.q, uint8(i+1)
	for e := q.start[u]; e < q.start[u+1]; e++ {
		along := e // the bundle in the direction from source to target
		if mine == fromTarget {
			along = q.back[e]
		}
		if f.used[along] >= q.many[along] {
			continue
		}
		v := q.to[e]
		switch f.side[v] {
		case 0:
			f.side[v], f.came[v] = mine, e
			f.queues[i] = append(f.queues[i], v)
		case mine:
		default:
			return along
		}
	}
	return -1
}

// walk takes the path through the bundle where the searches met.
func (f *flow) walk(meet int64) {
	q := f.q
	take := func(e int64) {
		f.used[e]++
		f.used[q.back[e]]--
		f.touched = append(f.touched, e, q.back[e])
	}
	take(meet)
	for u := q.to[q.back[meet]]; f.came[u] >= 0; u = q.to[q.back[f.came[u]]] {
		take(f.came[u])
	}
	for v := q.to[meet]; f.came[v] >= 0; v = q.to[q.back[f.came[v]]] {
		take(q.back[f.came[v]])
	}
}
