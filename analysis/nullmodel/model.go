// Package nullmodel is what chance alone would give: the network in which every unit keeps its size and weight and every
// actor keeps its number of participations, but who sits where is drawn at random.
//
// A unit is a group of slots. A tie is a unit of two slots, so over ties this is the stub-matching configuration model. An
// activity of k actors is one unit of k slots, so over activities it is the bipartite configuration model. The slots of all
// units are filled by a uniformly random arrangement of all the actors' slots. For silos only the label of a slot matters: N
// slots of which D(a) carry silo a.
package nullmodel

// Model holds what the moments need of the units: a few sums, whatever their number. The zero Model has no units.
type Model struct {
	slots int64 // N, the sum of the sizes

	// Sums over the units of two slots and more, with weight w, size k and falling factorials k₂ = k(k−1), k₃ = k(k−1)(k−2).
	pairs   float64 // Σ w·k₂: twice the weight there is to share out
	squares float64 // Σ w²·k₂: a pair of slots met with itself
	sharing float64 // Σ w²·k₃: two pairs of one unit that share a slot
	inside  float64 // Σ w²·(k₄ − k₂²): disjoint pairs of one unit, less what Σ(wk₂)² counts for it
	cubes   cubes

	units      int64   // of two slots and more
	weight     float64 // of the first of them
	sameWeight bool    // as all others
	allTies    bool    // none has more than two slots and none has one
}

// Add takes a unit of size slots in which every pair of slots counts weight. A unit of one slot holds no pair, and its weight
// is not looked at, but its slot is one that an actor may be drawn into. Empty units change nothing.
func (m *Model) Add(size int, weight float64) {
	if size <= 0 {
		return
	}
	if m.slots == 0 {
		m.sameWeight, m.allTies = true, true
	}
	m.slots += int64(size)
	m.allTies = m.allTies && size == 2
	if size == 1 {
		return
	}
	if m.units == 0 {
		m.weight = weight
	}
	m.sameWeight = m.sameWeight && weight == m.weight
	m.units++
	k, w2 := float64(size), weight*weight
	two := k * (k - 1)
	m.pairs += weight * two
	m.squares += w2 * two
	m.sharing += w2 * two * (k - 2)
	m.inside += w2 * two * (6 - 4*k) // k₄ − k₂² = k₂·[(k−2)(k−3) − k(k−1)]
	m.cubes.add(size, weight)
}

// Slots returns N, the number of slots of all units.
func (m *Model) Slots() int64 { return m.slots }

// Total returns the weight of all pairs of slots, Σ w·k(k−1)/2. It is the same in every arrangement.
func (m *Model) Total() float64 { return m.pairs / 2 }

// Between returns the mean and the variance, over all arrangements, of the weight between two different silos with a and b
// slots: O = Σ w·x(a)·x(b) over units, x counting the unit's slots of a silo.
//
// The square of O is a sum over pairs of slot pairs. Those that are the same pair, share the slot of one silo, or are disjoint
// need two, three or four slots with given labels, which has probability a·b/N₂, a·b₂/N₃ (or a₂·b/N₃), a₂·b₂/N₄ in falling
// factorials; pairs that would need one slot to carry both labels never occur. The four-slot term and the squared mean nearly
// cancel in large networks, so their difference is taken in algebra and not in floating point.
func (m *Model) Between(a, b int64) (mean, variance float64) {
	if m.slots < 2 || a <= 0 || b <= 0 {
		return 0, 0
	}
	n, da, db := float64(m.slots), float64(a), float64(b)
	two := da * db / (n * (n - 1))
	mean = m.pairs * two
	variance = m.squares * two
	if m.slots > 2 {
		variance += m.sharing * two * (da + db - 2) / (n - 2)
	}
	if m.slots < 4 {
		return mean, settle(variance-mean*mean, mean) // one unit at most holds a pair, and no two pairs are disjoint
	}
	rest := (n - 2) * (n - 3)
	four := two * (da - 1) * (db - 1) / rest
	gap := two * (da*db*(4*n-6) - (da+db-1)*n*(n-1)) / (rest * n * (n - 1)) // four − two²
	return mean, settle(variance+m.inside*four+m.pairs*m.pairs*gap, mean)
}

// Within is Between for the weight inside one silo with d slots: O = Σ w·x(x−1)/2. Two slots of one actor in the same unit
// count as a pair here, which no real network has; where single actors hold a large share of a silo's slots the mean is high.
func (m *Model) Within(d int64) (mean, variance float64) {
	if m.slots < 2 || d < 2 {
		return 0, 0
	}
	n, x := float64(m.slots), float64(d)
	two := x * (x - 1) / (n * (n - 1))
	mean = m.pairs / 2 * two
	variance = m.squares / 2 * two
	if m.slots > 2 {
		variance += m.sharing * two * (x - 2) / (n - 2)
	}
	if m.slots < 4 {
		return mean, settle(variance-mean*mean, mean)
	}
	rest := (n - 2) * (n - 3)
	four := two * (x - 2) * (x - 3) / rest
	gap := two * (x*x*(4*n-6) - x*(4*n*n-6) + 6*n*(n-1)) / (rest * n * (n - 1))
	return mean, settle(variance+m.inside/4*four+m.pairs*m.pairs/4*gap, mean)
}

// settle turns the rounding residue of a variance that is truly zero into zero.
func settle(variance, mean float64) float64 {
	if variance <= 1e-12*mean*mean {
		return 0
	}
	return variance
}
