package paths

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// MeanSampling are the parameters that say how exact the mean distance of a network is.
func MeanSampling() []analysis.Param {
	return []analysis.Param{
		{
			ID: "method", Kind: analysis.Choice, Default: "auto", Choices: []string{"auto", "exact", "sampled"},
			Meaning: "exact: the distances of all actors; sampled: those of as many drawn actors as the error bound needs; auto: exact up to 100,000 actors. With lengths, along directions, and below 1,000 actors always exact.",
		},
		{ID: "epsilon", Meaning: "Sampled: how far the mean distance may be off, as a share of itself, and the efficiency, of 1.", Kind: analysis.Number, Default: "0.01", Min: 1e-4, Max: 0.5},
		{ID: "delta", Meaning: "Sampled: with what probability either may be off by more.", Kind: analysis.Number, Default: "0.1", Min: 1e-6, Max: 0.5},
	}
}

// meanDraw estimates the mean distance and the efficiency of an undirected network from the distances of drawn actors. How many
// pairs have a path is known without drawing.
//
// What is drawn of an actor s is not the sum of its distances but how far that is from what its way to the hub h of its part of n_h actors lets expect:
// x_s = Σ_v d(s,v) − n_h·d(s,h). By way of the hub, ways to others are longer by at most, and shorter by at most, what those are from it: |x_s| ≤ Σ_v d(h,v). So the
// bound rests on mean distances, not on the longest; and the mean of what is expected is known, being Σ_v d(h,v) for every part.
type meanDraw struct {
	w        *ways
	order    []int32 // all actors, shuffled: the first of them are drawn
	expected []int64 // by actor: n_h·d(s,h)
	beyond   []int64 // by actor drawn: x_s
	near     []float64
	joined   float64 // ordered pairs with a path
	known    float64 // the sum of what is expected of all actors
	span     float64 // no x_s is farther than this from any other
	within   float64 // no sum of inverse distances is larger
}

// meanBySample draws actors, without putting back, until the mean distance is not off by more than a share ε of itself, nor the efficiency by more than ε.
func meanBySample(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
	w, parts, err := hopsInParts(ctx, g, false)
	if err != nil {
		return analysis.Result{}, err
	}
	n := w.len()
	m := meanDraw{w: w, order: make([]int32, n), expected: make([]int64, n), beyond: make([]int64, n), near: make([]float64, n)}
	for _, p := range parts {
		size, around := int64(p.hi-p.lo), int64(0)
		for i, depth := range p.depth {
			m.expected[p.lo+i] = size * int64(depth)
			around += int64(depth)
		}
		m.joined += float64(size) * float64(size-1)
		m.known += float64(size) * float64(around)
		m.span = max(m.span, 2*float64(around))
		m.within = max(m.within, float64(size-1))
	}
	for u := range m.order {
		m.order[u] = int32(u)
	}
	r := rand.New(rand.NewPCG(a.Seed, 0x3ea4))
	r.Shuffle(n, func(i, j int) { m.order[i], m.order[j] = m.order[j], m.order[i] })

	confidence := math.Log(5 * 2 * 2 * float64(roundsOf(n)) / a.Number("delta")) // two figures, off to either side
	pairs := float64(n) * float64(n-1)
	var mean, efficiency, meanError, efficiencyError float64
	drawn := 0
	for goal := together; ; goal *= 2 {
		to := min(goal, n)
		if err := m.search(ctx, drawn, to, a.Threads); err != nil {
			return analysis.Result{}, err
		}
		drawn = to
		a.Report(int64(drawn), int64(n))
		var far, near moments
		for i := range drawn {
			far.add(float64(m.beyond[i]))
			near.add(m.near[i])
		}
		size := float64(n)
		mean, meanError = (m.known+far.mean()*size)/m.joined, far.error(drawn, n, m.span, confidence)*size/m.joined
		efficiency, efficiencyError = near.mean()*size/pairs, near.error(drawn, n, m.within, confidence)*size/pairs
		if epsilon := a.Number("epsilon"); drawn == n || m.joined == 0 || meanError <= epsilon*mean && efficiencyError <= epsilon {
			break
		}
	}
	a.Report(int64(n), int64(n))
	if m.joined == 0 {
		mean, meanError = math.NaN(), 0
	}
	return analysis.Result{
		Values: []analysis.Value{
			{Name: "mean-distance", Value: mean},
			{Name: "efficiency", Value: efficiency},
			{Name: "reachable-pairs", Value: m.joined / pairs},
			{Name: "samples", Value: float64(drawn)},
			{Name: "error-bound", Value: meanError},
			{Name: "efficiency-error-bound", Value: efficiencyError},
		},
		Warnings: append(w.warnings(), notice.MeansSampled.Of(drawn, 1-a.Number("delta"), meanError, efficiencyError)),
	}, ctx.Err()
}

// search finds the sums of the actors drawn from one place of the order to another.
func (m *meanDraw) search(ctx context.Context, from, to, threads int) error {
	scratch := make([]*frontier, parallel.Workers(to-from, together, threads))
	return parallel.Blocks(ctx, to-from, together, threads, nil, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newFrontier(m.w.len())
		}
		f := scratch[worker]
		lo, hi = lo+from, hi+from
		f.beginAt(m.order[lo:hi])
		for i := lo; i < hi; i++ {
			m.beyond[i] = -m.expected[m.order[i]]
		}
		var arrived census
		for d := int64(1); len(f.active) > 0 && f.step(ctx, m.w); d++ {
			for _, v := range f.active {
				arrived.add(f.now[v])
			}
			for i := lo; i < hi; i++ {
				count := arrived.of(i - lo)
				m.beyond[i] += d * count
				m.near[i] += float64(count) / float64(d)
			}
			arrived = census{}
		}
	})
}

// census counts for each of 128 sources in how many sets it is. The k-th plane holds the k-th binary digit of all counts, so that adding a set
// takes on average two steps for all sources together.
type census [32]lanes

func (c *census) add(x lanes) {
	for k := range c {
		plane := &c[k]
		carry := lanes{plane[0] & x[0], plane[1] & x[1]}
		plane[0] ^= x[0]
		plane[1] ^= x[1]
		if x = carry; x[0]|x[1] == 0 {
			return
		}
	}
}

// of is the count of one source.
func (c *census) of(source int) (count int64) {
	for k := range c {
		count |= int64(c[k][source/64]>>(source%64)&1) << k
	}
	return count
}

// moments are the sum of drawn numbers and of their squares.
type moments struct {
	n, sum, squares float64
}

func (e *moments) add(x float64) {
	e.n++
	e.sum += x
	e.squares += x * x
}

func (e *moments) mean() float64 { return e.sum / e.n }

// error is how far the mean of k numbers drawn from size, which lie within a stretch of span, may be off from that of all.
func (e *moments) error(k, size int, span, confidence float64) float64 {
	if k == size {
		return 0
	}
	mean := e.mean()
	return offBy(math.Sqrt(max(e.squares/e.n-mean*mean, 0)), k, size, span, confidence)
}

// offBy is the empirical Bernstein–Serfling bound of Bardenet & Maillard 2015: ε = σ̂·√(2ρL/k) + κ·span·L/k with L = ln(5/δ) and κ = 7/3 + 3/√2,
// for k numbers of deviation σ̂ drawn without putting back from size that lie within a stretch of span.
func offBy(deviation float64, k, size int, span, confidence float64) float64 {
	drawn := float64(k)
	rho := 1 - (drawn-1)/float64(size)
	if 2*k > size {
		rho = (1 - drawn/float64(size)) * (1 + 1/drawn)
	}
	return deviation*math.Sqrt(2*rho*confidence/drawn) + (7./3+3/math.Sqrt2)*span*confidence/drawn
}
