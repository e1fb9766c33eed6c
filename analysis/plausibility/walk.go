package plausibility

import "math"

const (
	walkSteps = 5   // units that a random walk over units crosses at most
	walkGoOn  = 0.8 // the chance that it goes on after each
	narrow    = 64  // walks that are at fewer than one of so many actors go their own way
)

// The half-lives that walks go by: which of a work's decays. The walks by both go together, since most of what a step costs is to find who takes part in what.
const (
	shortWalk = 0
	longWalk  = 2
)

// mass is what the two walks bring to a place.
type mass struct{ short, long float64 }

// fade fills in what walks and paths divide by.
func (s *state) fade() {
	s.fading, s.root = make([]mass, s.h.Actors), make([]float64, s.h.Actors)
	whole := func(x float64) float64 {
		if x > 0 {
			return x
		}
		return 1 // nobody stands there
	}
	for a, d := range s.degree {
		s.fading[a] = mass{whole(s.recent[shortWalk][a]), whole(s.recent[longWalk][a])}
		s.root[a] = math.Sqrt(d)
	}
}

// walks fills in how often random walks meet the others: from an actor to one of its units, the more likely the newer, and on to any of its members. Soon a walk
// may be almost everywhere: then it is taken over all units at once, for all sources that have come so far.
func (p *party) walks() {
	for _, c := range p.asked {
		c.reached = append(c.reached[:0], c.u)
		c.at[c.u] = mass{1, 1}
	}
	var everywhere []int // the places of those whose walks are
	goOn := 1.0
	for range walkSteps {
		for i, c := range p.asked {
			if c.wide {
				continue
			}
			c.leave()
			if len(c.reached) < len(c.at)/narrow {
				c.step()
				c.meet(goOn)
				continue
			}
			if len(everywhere) == 0 {
				clear(p.at)
			}
			c.wide = true
			everywhere = append(everywhere, i)
			for a, at := range c.at {
				p.at[a][2*i], p.at[a][2*i+1] = at.short, at.long
			}
		}
		if len(everywhere) > 0 {
			p.cross()
			p.meet(everywhere, goOn)
		}
		goOn *= walkGoOn
	}
	for _, c := range p.asked {
		for _, a := range c.reached {
			c.at[a] = mass{}
		}
		c.wide = false
	}
}

// leave parts the mass of every place among the units that it goes to.
func (c *source) leave() {
	for _, a := range c.reached {
		at, total := &c.at[a], c.s.fading[a]
		at.short /= total.short
		at.long /= total.long
	}
}

// meet notes where the walks are.
func (c *source) meet(goOn float64) {
	short, long := c.pair[walkShort], c.pair[walkLong]
	for _, a := range c.reached {
		short[a] += goOn * c.at[a].short
		long[a] += goOn * c.at[a].long
	}
}

// step moves the walks from where they are over one unit: over the units of those reached.
func (c *source) step() {
	s := c.s
	crossed := c.crossed[:0]
	for _, a := range c.reached {
		for _, w := range s.works(a) {
			if !c.met[w] {
				c.met[w] = true
				crossed = append(crossed, w)
			}
		}
	}
	for _, w := range crossed {
		var short, long float64
		for _, a := range s.members(w) {
			at := &c.at[a]
			short += at.short
			long += at.long
		}
		part := s.passing[w]
		c.over[w] = mass{short * part.short, long * part.long}
	}
	for _, a := range c.reached {
		c.at[a] = mass{}
	}
	c.reached = c.reached[:0]
	for _, w := range crossed {
		sum := c.over[w]
		c.met[w] = false
		if sum == (mass{}) {
			continue
		}
		for _, a := range s.members(w) {
			at := &c.at[a]
			if *at == (mass{}) {
				c.reached = append(c.reached, a)
			}
			at.short += sum.short
			at.long += sum.long
		}
	}
	c.crossed = crossed
}

// cross moves the walks of all sources from anywhere over one unit: first every unit sums over its members, then every actor over its units.
func (p *party) cross() {
	s := p.s
	from := int32(0)
	for w, end := range s.ends {
		var s0, l0, s1, l1, s2, l2, s3, l3 float64
		for _, a := range s.whom[from:end] {
			at := &p.at[a]
			s0, l0 = s0+at[0], l0+at[1]
			s1, l1 = s1+at[2], l1+at[3]
			s2, l2 = s2+at[4], l2+at[5]
			s3, l3 = s3+at[6], l3+at[7]
		}
		short, long := s.passing[w].short, s.passing[w].long
		over := &p.over[w]
		over[0], over[1], over[2], over[3] = s0*short, l0*long, s1*short, l1*long
		over[4], over[5], over[6], over[7] = s2*short, l2*long, s3*short, l3*long
		from = end
	}
	for a := range p.at {
		var s0, l0, s1, l1, s2, l2, s3, l3 float64
		for _, w := range s.part[s.first[a]:s.first[a+1]] {
			over := &p.over[w]
			s0, l0 = s0+over[0], l0+over[1]
			s1, l1 = s1+over[2], l1+over[3]
			s2, l2 = s2+over[4], l2+over[5]
			s3, l3 = s3+over[6], l3+over[7]
		}
		at := &p.at[a]
		at[0], at[1], at[2], at[3] = s0, l0, s1, l1
		at[4], at[5], at[6], at[7] = s2, l2, s3, l3
	}
}

// meet notes where the walks of some of the sources are, and parts their masses for the next step.
func (p *party) meet(places []int, goOn float64) {
	for _, i := range places {
		short, long := p.of[i].pair[walkShort], p.of[i].pair[walkLong]
		for a, total := range p.s.fading {
			at := p.at[a][2*i : 2*i+2 : 2*i+2]
			short[a] += goOn * at[0]
			long[a] += goOn * at[1]
			at[0] /= total.short
			at[1] /= total.long
		}
	}
}
