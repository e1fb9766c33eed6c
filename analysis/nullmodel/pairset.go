package nullmodel

import "math/bits"

// pairSet is a set of pairs of whole numbers, made for being asked and changed hundreds of millions of times: one array with linear
// probing, at most half full, that is copied with one call.
type pairSet struct {
	slot []uint64 // 0 is empty; a pair is kept plus one
	mask uint64
}

// newPairSet makes a set for at most n pairs.
func newPairSet(n int) *pairSet {
	size := uint64(1) << bits.Len(uint(2*max(n, 1)))
	return &pairSet{slot: make([]uint64, size), mask: size - 1}
}

func pairKey(x, y int32) uint64 { return uint64(uint32(x))<<32 | uint64(uint32(y)) + 1 }

// home is where a pair belongs. The high bits of the product are the well-mixed ones (Fibonacci hashing).
func (s *pairSet) home(key uint64) uint64 {
	h := key * 0x9E3779B97F4A7C15
	return (h >> 32) & s.mask
}

func (s *pairSet) has(x, y int32) bool {
	key := pairKey(x, y)
	for i := s.home(key); s.slot[i] != 0; i = (i + 1) & s.mask {
		if s.slot[i] == key {
			return true
		}
	}
	return false
}

// add puts a pair that is not in the set into it.
func (s *pairSet) add(x, y int32) {
	i := s.home(pairKey(x, y))
	for s.slot[i] != 0 {
		i = (i + 1) & s.mask
	}
	s.slot[i] = pairKey(x, y)
}

// remove takes a pair that is in the set out of it and moves those behind it up, so that no search stops at the hole.
func (s *pairSet) remove(x, y int32) {
	key := pairKey(x, y)
	hole := s.home(key)
	for s.slot[hole] != key {
		hole = (hole + 1) & s.mask
	}
	for i := (hole + 1) & s.mask; s.slot[i] != 0; i = (i + 1) & s.mask {
		// It may move up unless its home lies behind the hole, going round.
		if (i-s.home(s.slot[i]))&s.mask >= (i-hole)&s.mask {
			s.slot[hole] = s.slot[i]
			hole = i
		}
	}
	s.slot[hole] = 0
}
