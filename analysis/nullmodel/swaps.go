package nullmodel

import (
	"context"
	"math/rand/v2"
	"slices"
)

// Swaps walks at random through the networks in which every actor keeps its number of ties or participations and that could be real:
// no tie of an actor with itself, none twice, no actor twice in an activity. A step proposes to exchange two slots between two units and
// stays where it is when that would give something impossible, so that in the long run all these networks, with weights staying
// at their units, are equally likely (Taylor 1981, doi 10.1007/BFb0091828; Artzy-Randrup & Stone 2005, doi 10.1103/PhysRevE.72.056708).
//
// Without directions a tie's two ends are exchanged for another's either way. With directions heads are
// exchanged for heads and tails for tails; and where three ties go round in a circle, which that alone cannot turn, a step may turn them (Rao, Jana & Bandyopadhyay 1996). Activities
// are never given a member twice; two collaborations that are units beside activities may join the same two actors.
type Swaps struct {
	kind  swapKind
	slot  []int32  // per slot its actor: tie i has 2i (its tail, when directed) and 2i+1
	unit  []int32  // per slot its unit; nil for ties
	there *pairSet // ties as (smaller, larger) or (tail, head), memberships as (unit, actor)
}

type swapKind uint8

const (
	plainTies swapKind = iota
	directedTies
	activities
)

// SwapTies prepares ties for swapping: tie i joins slot[2i] and slot[2i+1], or leads from the one to the other. No tie may join an
// actor with itself, and no two the same actors (in the same direction).
func SwapTies(slot []int32, directed bool) *Swaps {
	s := &Swaps{kind: plainTies, slot: slices.Clone(slot), there: newPairSet(len(slot) / 2)}
	if directed {
		s.kind = directedTies
	}
	for i := 0; i+1 < len(slot); i += 2 {
		s.put(slot[i], slot[i+1])
	}
	return s
}

// SwapUnits prepares units for swapping: unit i has the distinct members member[start[i]:start[i+1]].
func SwapUnits(start []int64, member []int32) *Swaps {
	s := &Swaps{kind: activities, slot: slices.Clone(member), unit: make([]int32, len(member)), there: newPairSet(len(member))}
	for i := range len(start) - 1 {
		for at := start[i]; at < start[i+1]; at++ {
			s.unit[at] = int32(i)
			s.there.add(int32(i), member[at])
		}
	}
	return s
}

// Slots returns who is in which slot now, in the order they were given in. It changes with the next step.
func (s *Swaps) Slots() []int32 { return s.slot }

// Clone returns a copy that walks on its own.
func (s *Swaps) Clone() *Swaps {
	c := *s
	c.slot = slices.Clone(s.slot)
	c.there = &pairSet{slot: slices.Clone(s.there.slot), mask: s.there.mask}
	return &c
}

// Reset makes the network what another one, which was cloned from this or this from it, is now.
func (s *Swaps) Reset(to *Swaps) {
	copy(s.slot, to.slot)
	copy(s.there.slot, to.there.slot)
}

// Walk takes so many steps and then deals the ties, as they are, out to their places anew, so that every tie is equally likely to have
// any of the weights. It returns ctx's error when it ends first.
func (s *Swaps) Walk(ctx context.Context, random *rand.Rand, count int64) error {
	if len(s.slot) < 4 {
		return ctx.Err() // a single tie, or less, is where it must be
	}
	for done := int64(0); done < count; done++ {
		if done%8192 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		i, j := random.IntN(len(s.slot)), random.IntN(len(s.slot))
		switch s.kind {
		case activities:
			s.swapMembers(i, j)
		case plainTies:
			s.swapEnds(i, j)
		case directedTies:
			s.swapHeads(i, j&^1|i&1)
		}
	}
	if s.kind != activities {
		random.Shuffle(len(s.slot)/2, func(i, j int) {
			s.slot[2*i], s.slot[2*j] = s.slot[2*j], s.slot[2*i]
			s.slot[2*i+1], s.slot[2*j+1] = s.slot[2*j+1], s.slot[2*i+1]
		})
	}
	return ctx.Err()
}

// swapMembers lets the actors in two slots of different activities change places.
func (s *Swaps) swapMembers(i, j int) {
	x, y, a, b := s.slot[i], s.slot[j], s.unit[i], s.unit[j]
	if a == b || x == y || s.there.has(a, y) || s.there.has(b, x) {
		return
	}
	s.there.remove(a, x)
	s.there.remove(b, y)
	s.there.add(a, y)
	s.there.add(b, x)
	s.slot[i], s.slot[j] = y, x
}

// swapEnds exchanges the ends in two slots of ties that share no actor.
func (s *Swaps) swapEnds(i, j int) {
	x, y, p, q := s.slot[i], s.slot[j], s.slot[i^1], s.slot[j^1]
	if x == y || p == y || q == x || p == q || s.joined(p, y) || s.joined(q, x) {
		return
	}
	s.take(p, x)
	s.take(q, y)
	s.put(p, y)
	s.put(q, x)
	s.slot[i], s.slot[j] = y, x
}

// swapHeads exchanges the heads of two ties, or their tails when i and j are slots of tails; but two ties that are two thirds of a
// circle have it turned.
func (s *Swaps) swapHeads(i, j int) {
	x, y, p, q := s.slot[i|1], s.slot[j|1], s.slot[i&^1], s.slot[j&^1]
	switch {
	case x == q && y != p:
		s.turn(i|1, j|1)
	case x == y || p == y || q == x || p == q || s.joined(p, y) || s.joined(q, x):
	default:
		s.take(p, x)
		s.take(q, y)
		s.put(p, y)
		s.put(q, x)
		s.slot[i], s.slot[j] = s.slot[j], s.slot[i]
	}
}

// turn reverses the circle p→x→y→p, whose first two ties have their heads in slots i and j, unless one of its ties exists in reverse too.
func (s *Swaps) turn(i, j int) {
	p, x, y := s.slot[i-1], s.slot[i], s.slot[j]
	if !s.joined(y, p) || s.joined(x, p) || s.joined(y, x) || s.joined(p, y) {
		return
	}
	last := 1 // circles are rare, so looking through all ties costs less than knowing where each is
	for s.slot[last-1] != y || s.slot[last] != p {
		last += 2
	}
	for _, head := range [3]int{i, j, last} {
		s.take(s.slot[head-1], s.slot[head])
		s.slot[head-1], s.slot[head] = s.slot[head], s.slot[head-1]
		s.put(s.slot[head-1], s.slot[head])
	}
}

func (s *Swaps) order(u, v int32) (int32, int32) {
	if s.kind == plainTies && v < u {
		return v, u
	}
	return u, v
}

func (s *Swaps) joined(u, v int32) bool { return s.there.has(s.order(u, v)) }
func (s *Swaps) put(u, v int32)         { s.there.add(s.order(u, v)) }
func (s *Swaps) take(u, v int32)        { s.there.remove(s.order(u, v)) }
