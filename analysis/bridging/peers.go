package bridging

import (
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

const (
	farApart     = 3   // steps, or no path: nearer peers have a contact in common already
	tellingShare = 0.1 // a dimension tells something when two actors drawn at random share its value more seldom than this
)

// match says who are peers: actors with the same value of some theme.
type match struct {
	themes []*snapshot.Dimension
}

// Shared is a value that two actors have in common.
type Shared struct{ Dimension, Value string }

// newMatch takes the themes named, or all dimensions beside the silos' in which it says something to share a value; where there are none,
// the most telling one.
func newMatch(g *snapshot.Graph, dimension string, themes []string) (*match, error) {
	m := &match{}
	for _, name := range themes {
		d, ok := g.Dimension(name)
		if !ok {
			return nil, analysis.UnknownDimension(g, "bridges", "theme", name)
		}
		if name == dimension {
			return nil, refuse("theme", name, "another dimension than the silos'")
		}
		m.themes = append(m.themes, d)
	}
	if len(themes) > 0 {
		return m, nil
	}
	var least *snapshot.Dimension
	lowest := 2.0
	for i := range g.Dimensions() {
		d := &g.Dimensions()[i]
		if d.Name == dimension {
			continue
		}
		share := sharing(d)
		if share <= tellingShare {
			m.themes = append(m.themes, d)
		}
		if share < lowest {
			least, lowest = d, share
		}
	}
	if len(m.themes) == 0 && least != nil {
		m.themes = append(m.themes, least)
	}
	if len(m.themes) == 0 {
		return nil, refuse("theme", "", "a dimension beside the silos' to match by, but the actors have none")
	}
	return m, nil
}

// sharing returns the probability that two actors drawn at random have the same value.
func sharing(d *snapshot.Dimension) float64 {
	size := make([]float64, len(d.Values))
	for _, c := range d.Of {
		if c >= 0 {
			size[c]++
		}
	}
	var sum float64
	for _, s := range size {
		sum += s * s
	}
	n := float64(len(d.Of))
	return sum / max(n*n, 1)
}

// peers reports whether two actors share a theme.
func (m *match) peers(u, v int32) bool {
	return slices.ContainsFunc(m.themes, func(d *snapshot.Dimension) bool { return d.Of[u] >= 0 && d.Of[u] == d.Of[v] })
}

// shared returns what two actors have in common.
func (m *match) shared(u, v int32) []Shared {
	var all []Shared
	for _, d := range m.themes {
		if d.Of[u] >= 0 && d.Of[u] == d.Of[v] {
			all = append(all, Shared{d.Name, d.Values[d.Of[u]]})
		}
	}
	return all
}

// suits reports whether two actors fit the kind of bridge: any do, except that peers must share something and be far apart today.
func (p *planner) suits(u, v int32) bool {
	return p.opt.match == nil || p.opt.match.peers(u, v) && p.apart(u, v) >= farApart
}

// apart returns the distance of two actors today, of whom one is a source of the base field.
func (p *planner) apart(u, v int32) uint16 {
	if row := p.base.row[u]; row != nil {
		return row[v]
	}
	return p.base.row[v][u]
}
