package bridging

// change is what one new tie does to the distances: how many pairs leave a distance and how many arrive at it. Counts are whole, so the same
// change gives the same bits in whatever order it was counted. Index 0 of minus counts pairs that could not reach each other.
type change struct {
	plus, minus []int64
}

// clear makes the change empty, with room for distances below size.
func (c *change) clear(size int) {
	if cap(c.plus) < size {
		c.plus, c.minus = make([]int64, size), make([]int64, size)
		return
	}
	c.plus, c.minus = c.plus[:size], c.minus[:size]
	clear(c.plus)
	clear(c.minus)
}

// sum returns the increase of the sum of 1/distance.
func (c *change) sum() float64 {
	var sum float64
	for d := 1; d < len(c.plus); d++ {
		if moved := c.plus[d] - c.minus[d]; moved != 0 {
			sum += float64(moved) / float64(d)
		}
	}
	return sum
}

// improved returns how many pairs come nearer, those that could not reach each other included.
func (c *change) improved() int64 {
	var sum int64
	for _, pairs := range c.plus {
		sum += pairs
	}
	return sum
}

// shells is the actors of a scope on one side of a tie, by their distance from its end.
type shells struct {
	actors []int32
	start  []int // the actors at distance i are actors[start[i]:start[i+1]]
}

func (s *shells) at(i int) []int32 { return s.actors[s.start[i]:s.start[i+1]] }
func (s *shells) levels() int      { return len(s.start) - 1 }

// meter measures single ties. It is scratch space for one goroutine.
//
// For a tie (u,v) an unordered pair {s,t} comes nearer when, for one way of naming its ends, d(s,u)+1+d(v,t) < d(s,t); it cannot hold for both ways.
// Then d(s,u)+1 < d(s,v) and d(t,v)+1 < d(t,u): s is on u's side, t on v's. So each pair is met once by going over one side.
type meter struct {
	sc     *scope
	change change
	sides  [2]shells // of u, of v
	queue  []int32   // for searches

	certain int // actors of a side, nearest first, that an estimate searches from instead of sampling
}

// split sorts the actors into the two sides of a tie. An actor whose distances to the ends differ by less than two gains nothing.
func (m *meter) split(du, dv []uint16, eccU, eccV int32) {
	for side, d := range [2][2][]uint16{{du, dv}, {dv, du}} {
		near, far := d[0], d[1]
		levels := int([2]int32{eccU, eccV}[side]) + 1
		s := &m.sides[side]
		s.start = append(s.start[:0], make([]int, levels+1)...)
		for _, a := range m.sc.known {
			if uint32(near[a])+1 < uint32(far[a]) {
				s.start[near[a]+1]++
			}
		}
		for i := range levels {
			s.start[i+1] += s.start[i]
		}
		if cap(s.actors) < len(m.sc.known) {
			s.actors = make([]int32, len(m.sc.known))
		}
		s.actors = s.actors[:s.start[levels]]
		next := append([]int(nil), s.start[:levels]...)
		for _, a := range m.sc.known {
			if uint32(near[a])+1 < uint32(far[a]) {
				s.actors[next[near[a]]] = a
				next[near[a]]++
			}
		}
	}
}

// measure fills the change of a tie between two sources of a field that holds every actor's row.
func (m *meter) measure(f *field, p pair) {
	if m.prepare(f, p) {
		return
	}
	for i := range m.sides[0].levels() {
		for _, s := range m.sides[0].at(i) {
			m.fromSource(f.row[s], i, m.sc.silo[s], f.ecc[s], &m.sides[1])
		}
	}
}

// prepare sorts the sides. When the ends cannot reach each other it fills the change too, and returns true.
func (m *meter) prepare(f *field, p pair) bool {
	du, dv := f.row[p.u], f.row[p.v]
	m.split(du, dv, f.ecc[p.u], f.ecc[p.v])
	// No distance in u's component exceeds twice u's largest one, and a joined pair's exceeds neither end's by more than the tie.
	m.change.clear(int(max(2*f.ecc[p.u], f.ecc[p.u]+f.ecc[p.v]+1)) + 2)
	if du[p.v] != unreachable {
		return false
	}
	m.joined()
	return true
}

// fromSource adds the pairs of one actor, at distance i from the tie's near end, with the actors of the far side.
func (m *meter) fromSource(ds []uint16, i int, silo, ecc int32, far *shells) {
	plus, minus, silos := m.change.plus, m.change.minus, m.sc.silo
	for j := range min(far.levels(), int(ecc)-i-1) {
		through := i + 1 + j
		var nearer int64
		for _, t := range far.at(j) {
			if d := int(ds[t]); d > through && silos[t] != silo {
				minus[d]++
				nearer++
			}
		}
		plus[through] += nearer
	}
}

// joined adds the pairs across a tie between two components: every pair of the two sides, at a distance that the shells alone tell.
func (m *meter) joined() {
	v := &m.sides[1]
	levels := v.levels()
	bySilo := make([]int64, m.sc.silos*levels)
	for j := range levels {
		for _, t := range v.at(j) {
			bySilo[int(m.sc.silo[t])*levels+j]++
		}
	}
	for i := range m.sides[0].levels() {
		for _, s := range m.sides[0].at(i) {
			own := bySilo[int(m.sc.silo[s])*levels:]
			for j := range levels {
				pairs := int64(len(v.at(j))) - own[j]
				m.change.plus[i+1+j] += pairs
				m.change.minus[0] += pairs
			}
		}
	}
}
