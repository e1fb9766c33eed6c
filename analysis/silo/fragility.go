package silo

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Fragility is how few actors hold two silos together: the least number whose leaving would leave no path between an actor
// of the one and an actor of the other. Anyone may leave, members of the two silos too, so it is at most the size of the smaller
// silo, and a direct tie is broken by either end. By Menger's theorem it is the greatest number of paths between the silos that share no actor.
type Fragility struct {
	Computed bool    // false: the gap is ranked too low for it to be worked out
	Actors   int     // 0 when the silos are not connected
	AtLeast  bool    // counting stopped at Actors; Who is then empty
	Who      []int32 // the actors, ascending; of all smallest sets the one nearest to silo A

	Leaving []Leaving // beside Who what happens if one of them leaves alone; nil when not worked out
}

// free marks an actor that no path runs through, and an end of a path where there is no next or previous actor.
const free = -1

// cutter finds actor-disjoint paths between two silos, in rounds of as many shortest ones as fit side by side, each round rerouting the
// earlier ones (Dinic 1970; on unit capacities O(√n) rounds: Even & Tarjan 1975, doi 10.1137/0204043). The graph is the one in which
// every actor is an entry and an exit joined by a link of capacity one. An actor's entry is state 2v and its exit 2v+1.
type cutter struct {
	g          *snapshot.Graph
	silo       []int32
	next, prev []int32 // along the paths found; free when the path starts or ends here or there is none
	on         []bool  // whether a path runs through the actor
	level      []int32 // per state its steps from the silo in this round; free when not reached, or of no more use
	from       []int32 // per state the state that the path in hand comes from, itself at a start
	tried      []int32 // per exit how many of its neighbours this round has tried
	queue      []int32 // states that have a level
	touched    []int32 // actors that on, next or prev was set for
}

func newCutter(g *snapshot.Graph, silo []int32) *cutter {
	n := g.Len()
	c := &cutter{
		g: g, silo: silo, next: make([]int32, n), prev: make([]int32, n), on: make([]bool, n),
		level: make([]int32, 2*n), from: make([]int32, 2*n), tried: make([]int32, n),
	}
	for v := range n {
		c.next[v], c.prev[v] = free, free
	}
	for s := range c.level {
		c.level[s] = free
	}
	return c
}

// cut returns the fragility between the members of one silo and silo b, counting no further than limit. Cost: O(√n) looks at all ties,
// in practice a dozen.
func (c *cutter) cut(ctx context.Context, members []int32, b int32, limit int) (Fragility, error) {
	found := 0
	more, err := c.search(ctx, b, members)
	for more && err == nil && found < limit {
		for _, v := range members {
			if found == limit || ctx.Err() != nil {
				break
			}
			if end := c.follow(v, b); end >= 0 {
				c.augment(end)
				found++
			}
		}
		c.forget()
		if found < limit {
			more, err = c.search(ctx, b, members)
		}
	}
	f := Fragility{Computed: true, Actors: found, AtLeast: found == limit}
	if err == nil && !f.AtLeast {
		// What the failed search reached by its entry but not by its exit is the cut.
		for _, v := range c.touched {
			if c.on[v] && c.level[2*v] != free && c.level[2*v+1] == free {
				f.Who = append(f.Who, v)
			}
		}
		slices.Sort(f.Who)
		f.Who = slices.Compact(f.Who)
	}
	c.forget()
	for _, v := range c.touched {
		c.next[v], c.prev[v], c.on[v] = free, free, false
	}
	c.touched = c.touched[:0]
	return f, err
}

// search gives every state its steps from the members, as far as the nearest exit of silo b, and reports whether there is one.
func (c *cutter) search(ctx context.Context, b int32, members []int32) (bool, error) {
	reach := func(state, level int32) {
		if c.level[state] == free {
			c.level[state] = level
			c.queue = append(c.queue, state)
		}
	}
	for _, v := range members {
		reach(2*v, 0)
	}
	last := int32(-1)
	for i := 0; i < len(c.queue); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		state := c.queue[i]
		v, level := state/2, c.level[state]
		if last >= 0 && level >= last {
			break
		}
		if state%2 == 0 {
			if !c.on[v] {
				reach(state+1, level+1)
			} else if c.prev[v] != free {
				reach(2*c.prev[v]+1, level+1) // take the earlier path's step to v back
			}
			continue
		}
		if c.silo[v] == b {
			last = level // the end of an earlier path is never reached by its exit
			continue
		}
		c.tried[v] = 0
		if c.on[v] {
			reach(2*v, level+1)
		}
		for _, u := range c.g.Out(v) {
			if c.next[v] != u {
				reach(2*u, level+1)
			}
		}
	}
	return last >= 0, nil
}

// follow looks for a path from a member to silo b on which every step leads one level on, and returns the actor it ends at, or free.
// States that lead nowhere lose their level, so that a round looks at every tie once.
func (c *cutter) follow(member, b int32) int32 {
	state := 2 * member
	if c.level[state] != 0 {
		return free
	}
	c.from[state] = state
	for {
		v := state / 2
		if state%2 == 1 && c.silo[v] == b {
			return v
		}
		onward := c.onward(state)
		if onward != free {
			c.from[onward] = state
			state = onward
			continue
		}
		c.level[state] = free
		if c.from[state] == state {
			return free
		}
		state = c.from[state]
	}
}

// onward returns a state one level on from another, or free when none is left.
func (c *cutter) onward(state int32) int32 {
	v, level := state/2, c.level[state]+1
	if state%2 == 0 {
		switch {
		case !c.on[v] && c.level[state+1] == level:
			return state + 1
		case c.on[v] && c.prev[v] != free && c.level[2*c.prev[v]+1] == level:
			return 2*c.prev[v] + 1
		}
		return free
	}
	if c.on[v] && c.level[2*v] == level {
		return 2 * v
	}
	row := c.g.Out(v)
	for ; int(c.tried[v]) < len(row); c.tried[v]++ {
		if u := row[c.tried[v]]; c.next[v] != u && c.level[2*u] == level {
			return 2 * u
		}
	}
	return free
}

// augment joins the path that the search found to the earlier ones.
func (c *cutter) augment(end int32) {
	// The steps are collected first: undoing an earlier step and making a new one at the same actor must not depend on their order.
	type step struct{ from, to int32 }
	var made, undone []step
	var entered []int32
	state := 2*end + 1
	for {
		before := c.from[state]
		v, u := before/2, state/2
		if before == state {
			break
		}
		switch {
		case v == u && state%2 == 1:
			entered = append(entered, v) // through a free actor
		case v == u:
			c.on[v] = false // back through an actor: the paths no longer use it unless entered again below
		case before%2 == 1:
			made = append(made, step{v, u})
		default:
			undone = append(undone, step{u, v})
		}
		state = before
	}
	for _, s := range undone {
		c.next[s.from], c.prev[s.to] = free, free
	}
	for _, v := range entered {
		c.on[v] = true
		c.touched = append(c.touched, v)
	}
	for _, s := range made {
		c.next[s.from], c.prev[s.to] = s.to, s.from
	}
}

// forget clears the levels of the last search.
func (c *cutter) forget() {
	for _, s := range c.queue {
		c.level[s] = free
	}
	c.queue = c.queue[:0]
}
