package plausibility

// together is how many sources are looked at together at most. What is looked up in the network is the same for all, and takes longer than to reckon with it.
const together = 4

// party is the sources that are looked at together. What a source finds does not depend on the others. It is scratch space for one goroutine.
type party struct {
	s     *state
	of    [together]*source
	asked []*source // those of the latest look

	at, over [][2 * together]float64 // per actor and per work where the walks of each source are
	paths    [][together]float64     // per actor what comes to it from each source
}

func newParty(s *state) *party {
	return &party{s: s, at: make([][2 * together]float64, s.h.Actors), over: make([][2 * together]float64, len(s.work)), paths: make([][together]float64, s.h.Actors)}
}

// look fills in the features of some actors, not more than together, with everyone, and returns a source for each. They are overwritten by the next look. Allow,
// when not nil, says who may not be suggested.
func (p *party) look(actors []int32, allow func(u, v int32) bool) []*source {
	p.asked = p.of[:len(actors)]
	draw := make([][]float64, len(actors))
	for i, u := range actors {
		if p.of[i] == nil {
			p.of[i] = newSource(p.s)
		}
		p.of[i].begin(u, allow)
		draw[i] = p.of[i].pair[drawn]
	}
	p.farther()
	p.walks()
	p.s.space.near(actors, draw)
	for _, c := range p.asked {
		c.rank()
	}
	return p.asked
}

// farther fills in the paths of three steps, each weighing the less the more partners those on it have: at every step what an actor has is divided by the roots of both
// ends' numbers of partners. The ends are not discounted.
func (p *party) farther() {
	s := p.s
	for i, c := range p.asked {
		clear(c.x)
		for _, a := range s.partners(c.u) {
			part := 1 / s.root[c.u] / s.root[a] / s.root[a]
			for _, b := range s.partners(a) {
				c.x[b] += part
			}
		}
		for b, x := range c.x {
			if x > 0 {
				x = x / s.root[b] / s.root[b]
			}
			p.paths[b][i] = x
		}
	}
	for b := range p.paths {
		var x0, x1, x2, x3 float64
		for _, a := range s.to[s.start[b]:s.start[b+1]] {
			from := &p.paths[a]
			x0, x1, x2, x3 = x0+from[0], x1+from[1], x2+from[2], x3+from[3]
		}
		if root := s.root[b]; root > 0 {
			sums := [together]float64{x0, x1, x2, x3}
			for i, c := range p.asked {
				c.pair[threeSteps][b] = sums[i] / root * root
			}
		}
	}
}
