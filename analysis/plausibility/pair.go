package plausibility

import (
	"math"
	"slices"
)

// pairFeatures names what the network and the themes say of a pair. From listed on they are also lists of candidates: see candidates.go.
var pairFeatures = []string{
	"common neighbours", "Adamic–Adar", "resource allocation", // classic, every tie alike
	"Adamic–Adar, ties fading", "Adamic–Adar, the candidate's ties fading", "resource allocation, Newman's weights",
	"paths of three steps", "walks over units (6 months)", "walks over units (24 months)",
	"shared themes", "shared rare themes", "shared themes by places",
	"drawn together", "same circles", "shared partners, as a cosine", "strongest path of two", "shared themes, as a cosine",
}

// The places of pair features that others refer to.
const (
	commonNeighbours = iota
	adamicAdar
	resourceAllocation
	fadingAdamicAdar
	candidateAdamicAdar
	newmanAllocation
	threeSteps
	walkShort
	walkLong
	sharedThemes
	rareThemes
	themePlaces
	drawn
	sameCircles
	partnerCosine
	strongestPath
	themeCosine
)

// sharedCount is the place in a row of the common neighbours as they are counted, which follows the pair features.
const sharedCount = themeCosine + 1

// cosines are the pair features that need no scale.
var cosines = []int{sameCircles, partnerCosine, themeCosine}

// overOne are the pair features that are 0 without a shared partner.
var overOne = []int{commonNeighbours, adamicAdar, resourceAllocation, fadingAdamicAdar, candidateAdamicAdar, newmanAllocation, partnerCosine, strongestPath}

// summed are the pair features to which is added bit by bit: they begin at 0.
var summed = []int{walkShort, walkLong, sharedThemes, rareThemes, themePlaces, themeCosine}

// scaleRank is the rank of the source's candidate to whose a pair feature is relative.
const scaleRank = 50

// source holds the features of all pairs of one actor. It is scratch space for one goroutine, and is filled in by its party.
type source struct {
	s     *state
	u     int32
	pair  [][]float64 // per pair feature one value for each actor
	scale []float64   // per pair feature what the others are relative to
	open  []bool      // actors that may be suggested
	tops  [][]int32   // per list of candidates the fromEach best

	x       []float64 // scratch
	by      []joint   // per actor what goes to it over shared partners, while these are looked at
	twoAway []int32   // the actors for whom there is any
	near    []int32   // those of them that may be suggested
	list    ranking
	leading leading
	marked  []bool
	chosen  []int32
	others  []int32
	room    []float32 // for rows that are not kept

	at, over         []mass // per actor and per work where walks are
	met              []bool // per work
	reached, crossed []int32
	wide             bool // the walks are almost everywhere, and the party has them
}

func newSource(s *state) *source {
	n := s.h.Actors
	c := &source{s: s, pair: make([][]float64, len(pairFeatures)), scale: make([]float64, len(pairFeatures)), open: make([]bool, n), tops: make([][]int32, len(lists)), marked: make([]bool, n)}
	for f := range c.pair {
		c.pair[f] = make([]float64, n)
	}
	c.x, c.by = make([]float64, n), make([]joint, n)
	c.at, c.over, c.met = make([]mass, n), make([]mass, len(s.work)), make([]bool, len(s.work))
	return c
}

// begin fills in what is found out for one source by itself. Allow, when not nil, says who else may not be suggested.
func (c *source) begin(u int32, allow func(u, v int32) bool) {
	c.u, c.room = u, c.room[:0]
	s := c.s
	for _, f := range summed {
		clear(c.pair[f])
	}
	for _, f := range overOne {
		pair := c.pair[f]
		for _, v := range c.twoAway {
			pair[v] = 0
		}
	}
	copy(c.open, s.known)
	c.open[u] = false
	for _, v := range s.partners(u) {
		c.open[v] = false
	}
	if allow != nil {
		for v := range c.open {
			c.open[v] = c.open[v] && allow(u, int32(v))
		}
	}
	c.neighbours()
	c.themes()
}

// rank finds what the features are relative to, and the best by those that are lists of candidates.
func (c *source) rank() {
	c.near = c.near[:0]
	for _, v := range c.twoAway {
		if c.open[v] {
			c.near = append(c.near, v)
		}
	}
	for f := range c.pair {
		if slices.Contains(cosines, f) {
			c.scale[f] = 1 // they mean the same for every source
			continue
		}
		i, few := slices.Index(lists, f), 0
		if i >= 0 {
			few = fromEach
		}
		only := c.near
		if !slices.Contains(overOne, f) {
			only = nil
		}
		var best []int32
		if c.scale[f], best = c.leading.among(c.open, only, c.pair[f], c.s.degree, c.s.busiest[0], scaleRank, few); i >= 0 {
			c.tops[i] = append(c.tops[i][:0], best...)
		}
	}
}

// joint is what goes to one actor over shared partners: side by side, because it is looked up partner by partner.
type joint struct{ shared, adamic, share, fading, candidate, newman, strongest, _ float64 }

// neighbours fills in what goes over one shared partner.
func (c *source) neighbours() {
	s := c.s
	c.twoAway = slices.Grow(c.twoAway[:0], s.h.Actors+1)[:s.h.Actors+1]
	reached := 0
	for i := s.start[c.u]; i < s.start[c.u+1]; i++ {
		z := s.to[i]
		log := 1 / math.Log(max(s.degree[z], 2))
		share := 1 / s.degree[z]
		alive := s.mid[i] * log
		flow := s.newman[i] / (s.weight[z] + 0.5)
		for j := s.start[z]; j < s.start[z+1]; j++ {
			v := s.to[j]
			by := &c.by[v]
			first := 0
			if by.shared == 0 {
				first = 1
			}
			c.twoAway[reached] = v // noted for good when it is the first time; whether it is cannot be guessed
			reached += first
			by.shared++
			by.adamic += log
			by.share += share
			by.fading += alive * s.mid[j]
			by.candidate += log * s.short[j]
			by.newman += flow * s.newman[j]
			by.strongest = max(by.strongest, log*s.newman[i]*s.newman[j])
		}
	}
	c.twoAway = c.twoAway[:reached]
	for _, v := range c.twoAway {
		by := &c.by[v]
		c.pair[commonNeighbours][v], c.pair[adamicAdar][v], c.pair[resourceAllocation][v] = by.shared, by.adamic, by.share
		c.pair[fadingAdamicAdar][v], c.pair[candidateAdamicAdar][v] = by.fading, by.candidate
		c.pair[newmanAllocation][v], c.pair[strongestPath][v] = by.newman, by.strongest
		c.pair[partnerCosine][v] = by.shared / math.Sqrt(s.degree[c.u]*s.degree[v])
		*by = joint{}
	}
}

// themes fills in how much of everyone's work lies in the source's themes.
func (c *source) themes() {
	p := &c.s.themes
	shared, rare, places, cosine := c.pair[sharedThemes], c.pair[rareThemes], c.pair[themePlaces], c.pair[themeCosine]
	for i := p.start[c.u]; i < p.start[c.u+1]; i++ {
		t := p.theme[i]
		share := p.mid[i] / p.total[c.u]
		r := share * p.rare[t]
		for _, w := range p.actors[t] {
			shared[w.actor] += share * w.mid
			rare[w.actor] += r * w.long
			places[w.actor] += p.place[i] * w.mid
			cosine[w.actor] += p.long[i] * w.long
		}
	}
	for v := range cosine {
		if cosine[v] > 0 {
			cosine[v] /= p.length[c.u] * p.length[v]
		}
	}
}

// features returns the names of the features in the order of a row.
func (s *state) features() []string {
	names := slices.Clone(pairFeatures)
	names = append(names, "common neighbours, as counted", "resource allocation, as counted")
	for _, f := range actorFeatures {
		names = append(names, "source: "+f, "candidate: "+f)
	}
	for _, g := range s.groups {
		names = append(names, g.name+": alike", g.name+": propensity", g.name+": source's share", g.name+": candidate's share")
	}
	return names
}

// sourceAt and candidateAt return the places of an actor feature in a row.
func sourceAt(feature int) int    { return len(pairFeatures) + 2 + 2*feature }
func candidateAt(feature int) int { return sourceAt(feature) + 1 }

// width is the number of features in a row.
func (s *state) width() int {
	return len(pairFeatures) + 2 + 2*len(actorFeatures) + groupFeatures*len(s.groups)
}

// rows returns the features of the pairs of the source with some actors. Those that are not to be kept last until the next look.
func (c *source) rows(of []int32, keep bool) [][]float32 {
	width := c.s.width()
	var flat []float32
	if size := len(of) * width; keep {
		flat = make([]float32, size)
	} else {
		c.room = slices.Grow(c.room, size)
		flat = c.room[len(c.room) : len(c.room)+size]
		c.room = c.room[:len(c.room)+size]
	}
	rows := make([][]float32, len(of))
	for i := range rows {
		rows[i] = flat[i*width : (i+1)*width : (i+1)*width]
	}
	c.fill(of, rows)
	return rows
}

// row writes the features of the pair of the source with v.
func (c *source) row(v int32, into []float32) { c.fill([]int32{v}, [][]float32{into}) }

// fill writes the features of the pairs of the source with some actors. Feature by feature, because then no division has to wait for another.
func (c *source) fill(of []int32, rows [][]float32) {
	s := c.s
	s.space.alike(c.u, of, c.pair[sameCircles])
	for f, pair := range c.pair {
		if scale := c.scale[f]; scale > 0 {
			for i, v := range of {
				rows[i][f] = float32(pair[v] / scale)
			}
			continue
		}
		for i, v := range of {
			if rows[i][f] = 0; pair[v] > 0 {
				rows[i][f] = 1
			}
		}
	}
	own := s.actorRow(c.u)
	for i, v := range of {
		row := rows[i][len(c.pair):]
		row[0], row[1] = float32(c.pair[commonNeighbours][v]), float32(c.pair[resourceAllocation][v])
		row = row[2:]
		for f, x := range s.actorRow(v) {
			row[2*f], row[2*f+1] = own[f], x
		}
	}
	for g := range s.groups {
		s.groups[g].features(c.u, of, rows, len(c.pair)+2+2*len(own)+g*groupFeatures)
	}
}
