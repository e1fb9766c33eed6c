package plausibility

const (
	walkSteps = 5   // units that a random walk over units crosses at most
	walkGoOn  = 0.8 // the chance that it goes on after each
)

// fadings are the half-lives that walks go by: which of a work's decays. The walks by both go together, since most of what a step costs is to find who
// takes part in what.
var fadings = [2]int{0, 2}

// mass is what two walks bring to a place.
type mass [2]float64

// walks fills in how often random walks meet the others: from an actor to one of its units, the more likely the newer, and on to any of its members.
func (c *source) walks() {
	short, long := c.pair[walkShort], c.pair[walkLong]
	c.reached = append(c.reached[:0], c.u)
	c.at[c.u] = mass{1, 1}
	goOn := 1.0
	for range walkSteps {
		c.step()
		for _, a := range c.reached {
			short[a] += goOn * c.at[a][0]
			long[a] += goOn * c.at[a][1]
		}
		goOn *= walkGoOn
	}
	for _, a := range c.reached {
		c.at[a] = mass{}
	}
}

// step moves the walks from where they are over one unit.
func (c *source) step() {
	s := c.s
	for _, a := range c.reached {
		for i, half := range fadings {
			if total := s.recent[half][a]; total > 0 {
				c.at[a][i] /= total
			}
		}
	}
	crossed := c.crossed[:0]
	if len(c.reached) < len(c.at)/8 { // few stand somewhere: only their units are looked at
		for _, a := range c.reached {
			for _, w := range s.works(a) {
				if !c.met[w] {
					c.met[w] = true
					crossed = append(crossed, w)
				}
			}
		}
	} else {
		for w := range s.work {
			crossed = append(crossed, int32(w))
		}
	}
	for _, w := range crossed {
		var sum mass
		for _, a := range s.members(w) {
			sum[0] += c.at[a][0]
			sum[1] += c.at[a][1]
		}
		part := s.passing[w]
		c.over[w] = mass{sum[0] * part[0], sum[1] * part[1]}
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
			at[0] += sum[0]
			at[1] += sum[1]
		}
	}
	c.crossed = crossed
}
