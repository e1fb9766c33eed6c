package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Segregation is how strongly ties keep to the silos, by the measures that the field compares.
var Segregation = analysis.Metric{
	ID: "segregation", Title: "Segregation",
	Meaning: "How strongly ties keep to the silos: 0 as chance would have it, 1 when no tie leads out, below 0 when silos mix more than chance would have them.",
	Formula: "assortativity r = (Σ e_ss − Σ a_s·b_s)/(1 − Σ a_s·b_s), with e_st the share of ties from s to t, a and b its sums by row and column. " +
		"Freeman = 1 − X/E X, with X the ties between silos, E X = ties·(1 − Σ n_s(n_s − 1)/n(n − 1)). For each silo, with T_s the ties its actors send, W_s " +
		"those inside and E = T_s·(n_s − 1)/(n − 1): Coleman = (W_s − E)/(T_s − E) from E up, else (W_s − E)/E; segregation matrix index = (i − o)/(i + o), with densities " +
		"i = W_s/n_s(n_s − 1) inside and o = (T_s − W_s)/n_s(n − n_s) outwards",
	Sources: []analysis.Reference{
		{Text: "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.", DOI: "10.1103/PhysRevE.67.026126"},
		{Text: "Coleman, J. S. (1958). Relational analysis: the study of social organizations with survey methods. Human Organization 17(4), 28–36."},
		{Text: "Freeman, L. C. (1978). Segregation in social networks. Sociological Methods & Research 6(4), 411–429.", DOI: "10.1177/004912417800600401"},
		{Text: "Fershtman, M. (1997). Cohesive group detection in a social network by the segregation matrix index. Social Networks 19(3), 193–207."},
		{Text: "Bojanowski, M. & Corten, R. (2014). Measuring segregation in social networks. Social Networks 39, 14–32.", DOI: "10.1016/j.socnet.2014.04.001"},
	},
	Conventions: analysis.Conventions{
		Normalised: "yes: at most 1. Freeman's own index is 0 where ours is negative, and was made for two silos; the segregation matrix index takes all other " +
			"silos for one",
		Directed:    "an undirected tie is sent by both its ends",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(n + m), memory O(silos)",
	},
	NeedsSilo: true,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		s, err := sentBySilo(ctx, g, d)
		if err != nil {
			return analysis.Result{}, err
		}
		a.Report(1, 1)
		r := analysis.Result{Values: s.values()}
		for i, name := range d.Values {
			r.Groups = append(r.Groups, analysis.Group{Name: name, Actors: int(s.size[i]), Values: []analysis.Value{
				{Name: "coleman", Value: s.coleman(i)}, {Name: "matrix-index", Value: s.matrixIndex(i)},
			}})
		}
		if s.astray > 0 {
			r.Warnings = []notice.Notice{notice.LeftOut.Of(d.Name, s.astray)}
		}
		return r, nil
	},
}

// sent is the strength of the ties that silos send, receive and keep, among actors that have a silo.
type sent struct {
	size, out, in, within []float64 // per silo
	n, all                float64
	astray                int // actors without a silo
}

func sentBySilo(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension) (*sent, error) {
	silos := len(d.Values)
	s := &sent{size: make([]float64, silos), out: make([]float64, silos), in: make([]float64, silos), within: make([]float64, silos)}
	for u := range int32(g.Len()) {
		if u%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := d.Of[u]
		if a < 0 {
			s.astray++
			continue
		}
		s.size[a]++
		s.n++
		weights := g.OutWeights(u)
		for k, v := range g.Out(u) {
			b := d.Of[v]
			if b < 0 {
				continue
			}
			strength := 1.0
			if weights != nil {
				strength = analysis.TieStrength(g.Meaning(), weights[k])
			}
			s.all += strength
			s.out[a] += strength
			s.in[b] += strength
			if a == b {
				s.within[a] += strength
			}
		}
	}
	return s, ctx.Err()
}

// values are the figures of the whole network.
func (s *sent) values() []analysis.Value {
	within, byChance, insidePairs := 0.0, 0.0, 0.0
	for i, size := range s.size {
		within += s.within[i]
		byChance += s.out[i] / s.all * (s.in[i] / s.all)
		insidePairs += size * (size - 1)
	}
	share := within / s.all
	assortativity, freeman := math.NaN(), math.NaN()
	if s.all > 0 && 1-byChance > 1e-12 { // else all ties are of one silo, and nothing can be told
		assortativity = (share - byChance) / (1 - byChance)
	}
	if expected := 1 - insidePairs/(s.n*(s.n-1)); s.all > 0 && expected > 0 {
		freeman = 1 - (1-share)/expected
	}
	if s.all == 0 {
		share = math.NaN()
	}
	return []analysis.Value{
		{Name: "assortativity", Value: assortativity}, {Name: "freeman", Value: freeman}, {Name: "inside-share", Value: share},
	}
}

// coleman is Coleman's homophily index of a silo; NaN when its actors send nothing, or the silo is everyone.
func (s *sent) coleman(i int) float64 {
	expected := s.out[i] * (s.size[i] - 1) / (s.n - 1)
	switch {
	case s.out[i] == 0 || s.n == s.size[i]:
		return math.NaN()
	case s.within[i] >= expected:
		return (s.within[i] - expected) / (s.out[i] - expected)
	}
	return (s.within[i] - expected) / expected
}

// matrixIndex is the segregation matrix index of a silo; NaN when it has one actor or everyone, or sends nothing.
func (s *sent) matrixIndex(i int) float64 {
	if s.size[i] < 2 || s.n == s.size[i] || s.out[i] == 0 {
		return math.NaN()
	}
	inside := s.within[i] / (s.size[i] * (s.size[i] - 1))
	outside := (s.out[i] - s.within[i]) / (s.size[i] * (s.n - s.size[i]))
	return (inside - outside) / (inside + outside)
}
