package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// between returns for every silo Σ σ_st(C)/σ_st over ordered pairs of outsiders. From each source one search finds the shortest paths, and one sweep over them for
// each silo what part of the paths to every actor keeps out of it.
func (c *groups) between(ctx context.Context, a analysis.Args) ([]float64, error) {
	const block = 16
	g := c.g
	if c.anyWay {
		g = g.Symmetric()
	}
	sums := make([]float64, len(c.members))
	workers := make([]*pathCounter, parallel.Workers(g.Len(), block, a.Threads))
	err := parallel.Sum(ctx, g.Len(), block, a.Threads, a.Progress, sums, func(worker, lo, hi int, part []float64) {
		if workers[worker] == nil {
			workers[worker] = newPathCounter(g)
		}
		p := workers[worker]
		for source := int32(lo); source < int32(hi); source++ {
			p.from(source)
			for s := range part {
				if ctx.Err() != nil {
					return
				}
				if c.of[source] != int32(s) && len(c.members[s]) > 0 {
					part[s] += p.through(c.of, int32(s))
				}
			}
		}
	})
	return sums, err
}

// betweenValues turns the sum over ordered pairs into the figures of a silo.
func (c *groups) betweenValues(silo int, sum float64) []analysis.Value {
	outsiders := float64(c.g.Len() - len(c.members[silo]))
	pairs := outsiders * (outsiders - 1)
	if c.anyWay {
		sum, pairs = sum/2, pairs/2
	}
	share := math.NaN()
	if pairs > 0 {
		share = sum / pairs
	}
	return []analysis.Value{{Name: "betweenness", Value: sum}, {Name: "betweenness-share", Value: share}}
}

// pathCounter holds the shortest paths from one source.
type pathCounter struct {
	g     *snapshot.Graph
	order []int32   // reached, nearest first
	level []int32   // −1 when not reached
	paths []float64 // shortest paths to the actor, in a unit of its level's own: only those of one level are compared, and there may be more than floats count
	clear []float64 // the part of them that keeps out of the silo at hand

	begin  []int64   // the steps to order[i] are those from begin[i] to begin[i+1]
	before []int32   // the actor that a step comes from
	part   []float64 // what part of the paths to its end a step carries
}

func newPathCounter(g *snapshot.Graph) *pathCounter {
	p := &pathCounter{g: g, level: make([]int32, g.Len()), paths: make([]float64, g.Len()), clear: make([]float64, g.Len())}
	for u := range p.level {
		p.level[u] = -1
	}
	return p
}

func (p *pathCounter) from(source int32) {
	for _, v := range p.order {
		p.level[v], p.paths[v] = -1, 0
	}
	p.order = append(p.order[:0], source)
	p.level[source], p.paths[source] = 0, 1
	first := 0 // of the level at hand
	for head := 0; head < len(p.order); head++ {
		u := p.order[head]
		if p.level[u] > p.level[p.order[first]] {
			first = head
			p.rescale(first)
		}
		for _, v := range p.g.Out(u) {
			if p.level[v] < 0 {
				p.level[v] = p.level[u] + 1
				p.order = append(p.order, v)
			}
			if p.level[v] == p.level[u]+1 {
				p.paths[v] += p.paths[u]
			}
		}
	}
	p.steps()
}

// steps lists the steps of the paths by their end.
func (p *pathCounter) steps() {
	p.begin, p.before, p.part = append(p.begin[:0], 0, 0), p.before[:0], p.part[:0]
	for _, v := range p.order[1:] {
		first, all := len(p.before), 0.0
		for _, u := range p.g.In(v) {
			if p.level[u] == p.level[v]-1 {
				p.before = append(p.before, u)
				p.part = append(p.part, p.paths[u])
				all += p.paths[u]
			}
		}
		for i := first; i < len(p.part); i++ {
			p.part[i] /= all
		}
		p.begin = append(p.begin, int64(len(p.before)))
	}
}

// rescale divides the paths of the level that begins there, all of whose actors are known, by the most.
func (p *pathCounter) rescale(first int) {
	most := 0.0
	for _, v := range p.order[first:] {
		most = max(most, p.paths[v])
	}
	for _, v := range p.order[first:] {
		p.paths[v] /= most
	}
}

// through sums over the outsiders of a silo, which the source is one of, what part of the shortest paths to them goes through it.
func (p *pathCounter) through(of []int32, silo int32) (sum float64) {
	p.clear[p.order[0]] = 1
	for i, v := range p.order[1:] {
		clear := 0.0
		if of[v] != silo {
			for e := p.begin[i+1]; e < p.begin[i+2]; e++ {
				clear += p.part[e] * p.clear[p.before[e]]
			}
			sum += max(0, 1-clear)
		}
		p.clear[v] = clear
	}
	return sum
}
