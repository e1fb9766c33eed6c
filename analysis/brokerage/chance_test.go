package brokerage

import (
	"math"
	"testing"
)

// enumerated sums the covariances of all pairs of ordered triples of a kind, in silos of the given sizes, where every directed tie
// is there with probability p: the slow oracle of the network's moments, and with a broker of that broker's.
func enumerated(sizes []int, p float64, kind, broker int) moments {
	var silo []int32
	for s, size := range sizes {
		for range size {
			silo = append(silo, int32(s))
		}
	}
	type triple [3]int
	var all []triple
	for a := range silo {
		for v := range silo {
			for c := range silo {
				if a != v && v != c && a != c && (broker < 0 || v == broker) &&
					(kind == int(roles) || roleOf(silo[a], silo[v], silo[c]) == role(kind)) {
					all = append(all, triple{a, v, c})
				}
			}
		}
	}
	q := 1 - p
	var m moments
	for _, x := range all {
		m.mean += p * p * q
		for _, y := range all {
			ties := map[[2]int]bool{{x[0], x[1]}: true, {x[1], x[2]}: true, {x[0], x[2]}: false}
			joint := 1.0
			for tie, there := range map[[2]int]bool{{y[0], y[1]}: true, {y[1], y[2]}: true, {y[0], y[2]}: false} {
				if before, ok := ties[tie]; ok && before != there {
					joint = 0
				}
				ties[tie] = there
			}
			if joint > 0 {
				for _, there := range ties {
					if there {
						joint *= p
					} else {
						joint *= q
					}
				}
			}
			m.variance += joint - p*p*q*p*p*q
		}
	}
	return m
}

func TestMomentsAreThoseOfEveryPairOfTriples(t *testing.T) {
	for _, sizes := range [][]int{{1}, {2}, {3}, {5}, {1, 2}, {3, 2}, {1, 1, 1}, {3, 2, 1}, {2, 2, 2}, {4, 1, 1}} {
		actors := 0
		for _, size := range sizes {
			actors += size
		}
		arcs := int64(actors*(actors-1)) / 3
		c := newChance(sizes, arcs)
		exact, _ := c.network()
		for k := range kinds {
			compare := func(what string, got, want moments) {
				if math.Abs(got.mean-want.mean) > 1e-9 || math.Abs(got.variance-want.variance) > 1e-9 {
					t.Errorf("silos %v, %s of %s: %+v, want %+v", sizes, kindIDs[k], what, got, want)
				}
			}
			compare("the network", exact[k], enumerated(sizes, c.p, k, -1))
			first := 0
			for _, size := range sizes {
				compare("an actor", c.actor(size)[k], enumerated(sizes, c.p, k, first))
				first += size
			}
		}
	}
}
