package plausibility

import (
	"math"
	"slices"
)

const (
	// mostMixed is the most values of an attribute for which every pair of values gets a propensity of its own.
	mostMixed = 256
	// mostGroups limits how many attributes are looked at, in the order they are given.
	mostGroups = 12
	// groupFeatures is how many features a pair gets from one attribute.
	groupFeatures = 4
)

// group is an attribute of the actors as seen at a day.
type group struct {
	name string
	of   []int32
	mix  []float64   // values × values: ln of met over expected; nil for an attribute of many values
	kept [][]float32 // per value: the share of each actor's weight that goes to it; nil as above
	size int
}

// chooseAttributes returns the attributes that part the actors known at a day, each way of parting once.
func chooseAttributes(h *History, day int32) []*Attribute {
	known := make([]bool, h.Actors)
	count := 0
	for _, u := range h.before(day) {
		for _, a := range u.Members {
			if !known[a] {
				known[a] = true
				count++
			}
		}
	}
	var chosen []*Attribute
	for i := range h.Attributes {
		at := &h.Attributes[i]
		values, taken := 0, make([]bool, len(at.Values))
		for a, v := range at.Of {
			if v >= 0 && known[a] && !taken[v] {
				taken[v] = true
				values++
			}
		}
		if values < 2 || values > count/2 || slices.ContainsFunc(chosen, func(o *Attribute) bool { return parted(known, at.Of, o.Of) }) {
			continue
		}
		if chosen = append(chosen, at); len(chosen) == mostGroups {
			break
		}
	}
	return chosen
}

// parted reports whether two attributes part the known actors in the same way.
func parted(known []bool, a, b []int32) bool {
	there, back := map[int32]int32{}, map[int32]int32{}
	for i, v := range a {
		if !known[i] {
			continue
		}
		w, met := there[v]
		x, metBack := back[b[i]]
		if met != metBack || met && (w != b[i] || x != v) {
			return false
		}
		there[v], back[b[i]] = b[i], v
	}
	return true
}

// group learns how the values of the chosen attributes mix.
func (s *state) group() {
	for _, at := range s.chosen {
		g := group{name: at.Name, of: at.Of, size: len(at.Values)}
		if g.size <= mostMixed {
			s.mix(&g)
		}
		s.groups = append(s.groups, g)
	}
}

// mix learns from the weight of ties how much more, or less, two values meet than their totals let expect.
func (s *state) mix(g *group) {
	n := g.size
	met, total := make([]float64, n*n), make([]float64, n)
	g.kept = make([][]float32, n)
	for v := range g.kept {
		g.kept[v] = make([]float32, s.h.Actors)
	}
	var all float64
	for a := range int32(s.h.Actors) {
		v := g.of[a]
		for i := s.start[a]; i < s.start[a+1]; i++ {
			w := g.of[s.to[i]]
			if w < 0 {
				continue
			}
			g.kept[w][a] += float32(s.newman[i] / (s.weight[a] + 0.5))
			if v >= 0 {
				met[int(v)*n+int(w)] += s.newman[i]
				total[v] += s.newman[i]
				all += s.newman[i]
			}
		}
	}
	g.mix = make([]float64, n*n)
	for v := range n {
		for w := range n {
			var expected float64
			if all > 0 {
				expected = total[v] * total[w] / all
			}
			g.mix[v*n+w] = math.Log((met[v*n+w] + 1) / (expected + 1))
		}
	}
}

// features writes what an attribute says of the pairs of an actor with some others, from a place of their rows on: whether they are alike, how their values mix, and
// what share of the work of each goes to the other's value. An actor without a value is like nobody.
func (g *group) features(u int32, of []int32, rows [][]float32, from int) {
	a := g.of[u]
	for i, v := range of {
		into, b := (*[groupFeatures]float32)(rows[i][from:]), g.of[v]
		*into = [groupFeatures]float32{}
		if a < 0 || b < 0 {
			continue
		}
		if a == b {
			into[0] = 1
		}
		if g.mix != nil {
			into[1] = float32(g.mix[int(a)*g.size+int(b)])
			into[2], into[3] = g.kept[b][u], g.kept[a][v]
		}
	}
}
