package brokerage

import (
	"math"
	"slices"
)

// chance is the network of Gould and Fernandez's null: every directed tie is there with the same probability, independently of the others.
// The silos keep their sizes.
type chance struct {
	actors float64
	p      float64 // of a tie: the network's density
	silos  []sizeClass
	powers [4]float64 // Σ over silos of size^k
}

// sizeClass is the silos of one size. What chance gives depends on sizes alone, and there are fewer of those than silos.
type sizeClass struct{ size, silos float64 }

// moments are the mean and the variance of a count.
type moments struct{ mean, variance float64 }

func (m moments) sd() float64 { return math.Sqrt(max(m.variance, 0)) }

// z returns how many standard deviations a count is above the mean; NaN where chance leaves no room.
func (m moments) z(count float64) float64 {
	if sd := m.sd(); sd > 0 {
		return (count - m.mean) / sd
	}
	return math.NaN()
}

func newChance(sizes []int, arcs int64) *chance {
	c := &chance{}
	sorted := slices.Clone(sizes)
	slices.Sort(sorted)
	for i, size := range sorted {
		if i == 0 || size != sorted[i-1] {
			c.silos = append(c.silos, sizeClass{size: float64(size)})
		}
		c.silos[len(c.silos)-1].silos++
		c.actors += float64(size)
	}
	for _, s := range c.silos {
		for k := range c.powers {
			c.powers[k] += s.silos * math.Pow(s.size, float64(k))
		}
	}
	if c.actors > 1 {
		c.p = float64(arcs) / (c.actors * (c.actors - 1))
	}
	return c
}

// tangle is how many triples a→v→c a count is of, and how many ordered pairs of two different ones hang together because they
// need the same tie.
type tangle struct {
	triples float64
	present float64 // both need the tie to be there
	absent  float64 // both need it not to be there
	clash   float64 // one needs it, the other needs it not
}

// moments follow from the covariances, with q = 1 − p: p³q² − p⁴q² = p³q³ for two triples that share a tie, p⁴q − p⁴q² = p⁵q for two that
// share a missing one, and −p⁴q² for two that exclude each other.
func (c *chance) moments(t tangle) moments {
	p, q := c.p, 1-c.p
	one := p * p * q
	return moments{
		mean:     t.triples * one,
		variance: t.triples*one*(1-one) + t.present*p*p*p*q*q*q + t.absent*p*p*p*p*p*q - t.clash*one*one,
	}
}

// actor returns what chance gives one broker of a silo of a size. All its triples go through it, so two of them share at most its tie to
// a or to c.
func (c *chance) actor(size int) (by [kinds]moments) {
	if size == 0 {
		return by
	}
	n := float64(size)
	own, others := n-1, c.actors-n
	// Pairs of others in one other silo, and triples of them: Σm(m−1) and Σm(m−1)(m−2) over the other silos.
	pairs := c.powers[2] - c.powers[1] - n*(n-1)
	triples := c.powers[3] - 3*c.powers[2] + 2*c.powers[1] - n*(n-1)*(n-2)
	// Σm(o−m) and Σm(o−m)(o−m−1) over the other silos, with o the actors outside the own one: pairs across them.
	across, fans := 0.0, 0.0
	for _, s := range c.silos {
		silos := s.silos
		if s.size == n {
			silos--
		}
		rest := others - s.size
		across += silos * s.size * rest
		fans += silos * s.size * rest * (rest - 1)
	}
	door := tangle{triples: own * others, present: own*others*(own-1) + own*others*(others-1)}
	by[coordinator] = c.moments(tangle{triples: own * (own - 1), present: 2 * own * (own - 1) * (own - 2)})
	by[consultant] = c.moments(tangle{triples: pairs, present: 2 * triples})
	by[gatekeeper] = c.moments(door)
	by[representative] = c.moments(door)
	by[liaison] = c.moments(tangle{triples: across, present: 2 * fans})
	rest := c.actors - 1
	by[roles] = c.moments(tangle{triples: rest * (rest - 1), present: 2 * rest * (rest - 1) * (rest - 2)})
	return by
}

// network returns what chance gives the whole network: the exact moments, and those that R sna prints. The means are the same; R sna leaves
// some pairs of triples that exclude each other out of the variance, and so finds some of the deviations too large.
func (c *chance) network() (exact, published [kinds]moments) {
	coordinators, mixed, apart := c.coordinators(), c.mixed(), c.liaisons()
	consultants := mixed
	consultants.clash = 0
	// Two consultants' triples share a missing tie when their brokers differ, and a tie when each one's broker is an end of the other's.
	consultants.absent, consultants.present = c.mixedFans()
	rest := c.actors
	all := tangle{
		triples: falling(rest, 3), present: 4*falling(rest, 4) + 2*falling(rest, 3),
		absent: falling(rest, 4), clash: 4*falling(rest, 4) + 2*falling(rest, 3),
	}
	tangles := [kinds]tangle{coordinators, consultants, mixed, mixed, apart, all}
	for k, t := range tangles {
		exact[k] = c.moments(t)
		switch k {
		case int(coordinator), int(roles):
			t.clash -= 2 * t.triples // those of the same three actors
		case int(gatekeeper), int(representative):
			t.clash = 0
		}
		published[k] = c.moments(t)
	}
	return exact, published
}

// falling returns n(n−1)…(n−k+1).
func falling(n float64, k int) float64 {
	product := 1.0
	for i := range k {
		product *= n - float64(i)
	}
	return product
}

// coordinators is the tangle of triples inside the silos.
func (c *chance) coordinators() (t tangle) {
	for _, s := range c.silos {
		three, four := s.silos*falling(s.size, 3), s.silos*falling(s.size, 4)
		t.triples += three
		t.present += 4*four + 2*three
		t.absent += four
		t.clash += 4*four + 2*three
	}
	return t
}

// mixed is the tangle of a gatekeeper's triples, two actors of one silo and a third outside; a representative's are their mirror image.
func (c *chance) mixed() (t tangle) {
	for _, s := range c.silos {
		outside := c.actors - s.size
		two, three := s.silos*falling(s.size, 2), s.silos*falling(s.size, 3)
		t.triples += two * outside
		t.present += three*outside + two*outside*(outside-1)
		t.absent += three * outside
		t.clash += 2*three*outside + two*outside
	}
	return t
}

// mixedFans counts the pairs of consultants' triples that share a missing tie, and those that share a tie.
func (c *chance) mixedFans() (absent, present float64) {
	pairs, squares := 0.0, 0.0
	for _, s := range c.silos {
		outside := c.actors - s.size
		two := falling(s.size, 2)
		absent += s.silos * two * outside * (outside - 1)
		present += 2 * s.silos * falling(s.size, 3) * outside
		pairs += s.silos * two
		squares += s.silos * two * two
	}
	return absent, present + 2*(pairs*pairs-squares)
}

// liaisons is the tangle of triples over three silos.
func (c *chance) liaisons() (t tangle) {
	fans := 0.0
	for _, a := range c.silos {
		for _, b := range c.silos {
			pairs := a.silos * b.silos * a.size * b.size
			if a == b {
				pairs = a.silos * (a.silos - 1) * a.size * b.size
			}
			rest := c.actors - a.size - b.size
			t.triples += pairs * rest
			fans += pairs * rest * (rest - 1)
		}
	}
	t.present = 4*fans + 2*t.triples
	t.absent = fans
	t.clash = t.present
	return t
}
