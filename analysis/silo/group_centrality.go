package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// GroupCentrality is how central each silo is as a whole, as if it were one actor.
var GroupCentrality = analysis.Metric{
	ID: "group-centrality", Title: "Centrality of silos",
	Meaning: "How central each silo is as a whole: how many outsiders it is tied to, how near it is to all of them, and how much between them goes through it.",
	Formula: "for a silo C of c actors among n: degree = |{v ∉ C tied to C}|, degree-share = degree/(n − c); strongest and weakest = Σ over those v of the strength of its strongest and " +
		"weakest tie with C; closeness = r/(n − c)·r/Σ d(v, C) over the r outsiders that have a path, d the steps to the nearest member; betweenness = Σ σ_st(C)/σ_st over " +
		"pairs of outsiders, with σ_st(C) their shortest paths through any member, betweenness-share = that by the number of such pairs",
	Sources: []analysis.Reference{
		{Text: "Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. Journal of Mathematical Sociology 23(3), 181–201.",
			DOI: "10.1080/0022250X.1999.9990219"},
		{Text: "An, W. & Liu, Y.-H. (2016). keyplayer: an R package for locating key players in social networks. The R Journal 8(1), 257–268.", DOI: "10.32614/RJ-2016-018"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "shares and closeness 0 to 1; degree, strongest, weakest and betweenness not",
		Directed:    "as the parameter direction says; betweenness follows the ties unless directions are ignored. An undirected pair counts once",
		Weights:     "strongest and weakest as strengths, 1/weight when they mean distance; otherwise not used, every tie is one step",
		Unreachable: "outsiders without a path lower closeness by their share; pairs without a path add 0 to betweenness",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(silos·(n + m)), with betweenness O(silos·n·m); memory O(n) for each thread",
	},
	Params: []analysis.Param{
		{
			ID: "direction", Kind: analysis.Choice, Default: "any", Choices: []string{"any", "out", "in"},
			Meaning: "any ignores directions; out follows the ties from the silo to outsiders; in those from outsiders to the silo",
		},
		{
			ID: "betweenness", Kind: analysis.Boolean, Default: "false",
			Meaning: "also betweenness, which takes a search from every actor for each silo",
		},
	},
	NeedsSilo: true,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		c := groupsOf(g, d, a.Text("direction"))
		found := make([]groupFigures, len(d.Values))
		workers := make([]*groupScratch, parallel.Workers(len(found), 1, a.Threads))
		report := a.Progress
		if a.Boolean("betweenness") {
			report = nil // the searches take the time
		}
		err := parallel.Blocks(ctx, len(found), 1, a.Threads, report, func(worker, s, _, _ int) {
			if workers[worker] == nil {
				workers[worker] = newGroupScratch(g.Len())
			}
			found[s] = c.outside(ctx, int32(s), workers[worker])
		})
		var between []float64
		if err == nil && a.Boolean("betweenness") {
			between, err = c.between(ctx, a)
		}
		if err != nil {
			return analysis.Result{}, err
		}
		r := analysis.Result{Groups: make([]analysis.Group, len(found))}
		for s, f := range found {
			r.Groups[s] = analysis.Group{Name: d.Values[s], Actors: len(c.members[s]), Values: f.values(g.Len() - len(c.members[s]))}
			if between != nil {
				r.Groups[s].Values = append(r.Groups[s].Values, c.betweenValues(s, between[s])...)
			}
		}
		if c.astray > 0 {
			r.Warnings = []notice.Notice{notice.Outsiders.Of(d.Name, c.astray)}
		}
		return r, nil
	},
}

// groups is the silos with their members, and the ties as the direction reads them.
type groups struct {
	g       *snapshot.Graph
	of      []int32
	members [][]int32
	inward  bool // the ties lead from outsiders to silos
	anyWay  bool
	astray  int
}

func groupsOf(g *snapshot.Graph, d *snapshot.Dimension, direction string) *groups {
	c := &groups{g: g, of: d.Of, members: make([][]int32, len(d.Values)), inward: direction == "in", anyWay: direction == "any" || !g.Directed()}
	for u, s := range d.Of {
		if s < 0 {
			c.astray++
			continue
		}
		c.members[s] = append(c.members[s], int32(u))
	}
	return c
}

// rows visits the actors that a member has ties to, or from, with the weights beside them.
func (c *groups) rows(u int32, visit func(to []int32, weights []float64)) {
	if c.anyWay || !c.inward {
		visit(c.g.Out(u), c.g.OutWeights(u))
	}
	if c.g.Directed() && (c.anyWay || c.inward) {
		visit(c.g.In(u), c.g.InWeights(u))
	}
}

// groupFigures are a silo's figures that one search finds.
type groupFigures struct {
	degree             int
	strongest, weakest float64
	reached            int
	steps              float64 // to all reached
}

type groupScratch struct {
	distance           []int32 // −1 when not reached
	strongest, weakest []float64
	queue              []int32
}

func newGroupScratch(n int) *groupScratch {
	return &groupScratch{distance: make([]int32, n), strongest: make([]float64, n), weakest: make([]float64, n)}
}

// outside searches from all members of a silo at once.
func (c *groups) outside(ctx context.Context, silo int32, w *groupScratch) (f groupFigures) {
	for u := range w.distance {
		w.distance[u] = -1
	}
	w.queue = append(w.queue[:0], c.members[silo]...)
	for _, u := range w.queue {
		w.distance[u] = 0
	}
	for head := 0; head < len(w.queue); head++ {
		if head%256 == 0 && ctx.Err() != nil {
			return f
		}
		u := w.queue[head]
		if w.distance[u] > 0 {
			f.reached++
			f.steps += float64(w.distance[u])
		}
		c.rows(u, func(to []int32, weights []float64) {
			for k, v := range to {
				if w.distance[v] < 0 {
					w.distance[v] = w.distance[u] + 1
					w.strongest[v], w.weakest[v] = 0, math.Inf(1)
					w.queue = append(w.queue, v)
				}
				if w.distance[u] == 0 && w.distance[v] > 0 {
					strength := 1.0
					if weights != nil {
						strength = analysis.TieStrength(c.g.Meaning(), weights[k])
					}
					w.strongest[v], w.weakest[v] = max(w.strongest[v], strength), min(w.weakest[v], strength)
				}
			}
		})
	}
	for _, v := range w.queue {
		if w.distance[v] == 1 {
			f.degree++
			f.strongest += w.strongest[v]
			f.weakest += w.weakest[v]
		}
	}
	return f
}

// values are the figures against so many outsiders; shares and closeness are NaN without any.
func (f groupFigures) values(outsiders int) []analysis.Value {
	share, closeness := math.NaN(), math.NaN()
	if outsiders > 0 {
		share, closeness = float64(f.degree)/float64(outsiders), 0
		if f.steps > 0 {
			closeness = float64(f.reached) / float64(outsiders) * float64(f.reached) / f.steps
		}
	}
	return []analysis.Value{
		{Name: "degree", Value: float64(f.degree)}, {Name: "degree-share", Value: share}, {Name: "strongest", Value: f.strongest},
		{Name: "weakest", Value: f.weakest}, {Name: "closeness", Value: closeness},
	}
}
