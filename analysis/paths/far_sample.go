package paths

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// mostFarExact is up to how many actors closeness and harmonic closeness are exact unless asked otherwise.
const mostFarExact = 100_000

// farSampling are the parameters that say how exact a metric on distances is.
func farSampling() []analysis.Param {
	return []analysis.Param{
		{
			ID: "method", Kind: analysis.Choice, Default: "auto", Choices: []string{"auto", "exact", "sampled"},
			Meaning: "exact: the distances to all actors; sampled: those to as many drawn actors as the error bound needs; auto: exact up to 100,000 actors. With lengths, for closeness along directions, and below 1,000 actors always exact.",
		},
		{ID: "epsilon", Meaning: "Sampled: how far any score may be off, of 1.", Kind: analysis.Number, Default: "0.01", Min: 1e-4, Max: 0.5},
		{ID: "delta", Meaning: "Sampled: with what probability any actor may be off by more.", Kind: analysis.Number, Default: "0.1", Min: 1e-6, Max: 0.5},
	}
}

// farSources are those that sampling closeness rests on.
var farSources = []analysis.Reference{
	{Text: "Eppstein, D. & Wang, J. (2004). Fast approximation of centrality. Journal of Graph Algorithms and Applications 8(1), 39–45.", DOI: "10.7155/jgaa.00081"},
	{Text: "Cohen, E., Delling, D., Pajor, T. & Werneck, R. F. (2014). Computing classic closeness centrality, at scale. COSN '14, 37–50.", DOI: "10.1145/2660460.2660465"},
	{Text: "Bardenet, R. & Maillard, O.-A. (2015). Concentration inequalities for sampling without replacement. Bernoulli 21(3), 1361–1385.", DOI: "10.3150/14-BEJ605"},
}

// samplesFar reports whether a metric on distances is to be sampled.
func samplesFar(g *snapshot.Graph, method string) bool {
	if g.Meaning() != snapshot.Unweighted && g.Weighted() || g.Len() < fewestDrawn {
		return false
	}
	return method == "sampled" || method == "auto" && g.Len() > mostFarExact
}

// farMeans estimates for every actor the mean of x(d), d its distance to the others of its part of the network, itself counting 0, from
// the distances to drawn actors of the part. It draws, without putting back, until no score is off by more than ε: off tells how far
// a score is off when the mean of a part of so many actors is off by e.
type farMeans struct {
	x    func(d float64) float64
	span func(longest int32) float64 // x lies between 0 and span where no way is longer
	off  func(part int, mean, e float64) float64

	mean    []float64 // by actor in w's numbers
	part    []int     // by actor: the actors of its part
	sources int       // drawn in all
	error   float64   // how far the score that is farthest off may be off
}

// part is a stretch of actors, in w's numbers, of which only those of the stretch reach one another.
type part struct {
	lo, hi  int
	longest int32   // no way within it is longer
	depth   []int32 // by actor, from lo on, how many steps it is from the one of most ties
	order   []int32 // its actors, shuffled: the first of them are drawn
	drawn   int
	done    bool
}

// estimate draws until the error is at most ε for all actors, with probability 1 − δ.
func (f *farMeans) estimate(ctx context.Context, w *ways, parts []part, a analysis.Args) error {
	n := w.len()
	// Both sides of every actor's bound must hold in every round.
	confidence := math.Log(5 * 2 * float64(n) * float64(roundsOf(n)) / a.Number("delta"))
	sums := make([]float64, 2*n) // by actor Σ x and Σ x²
	f.mean, f.part = make([]float64, n), make([]int, n)
	for i := range parts {
		r := rand.New(rand.NewPCG(a.Seed, uint64(parts[i].lo)))
		parts[i].order = make([]int32, parts[i].hi-parts[i].lo)
		for k := range parts[i].order {
			parts[i].order[k] = int32(parts[i].lo + k)
		}
		r.Shuffle(len(parts[i].order), func(x, y int) { o := parts[i].order; o[x], o[y] = o[y], o[x] })
	}
	for goal, open := together, true; open; goal *= 2 {
		var sources []int32
		for i := range parts {
			if p := &parts[i]; !p.done {
				to := min(goal, len(p.order))
				sources = append(sources, p.order[p.drawn:to]...)
				p.drawn = to
			}
		}
		if err := f.search(ctx, w, sources, a.Threads, sums); err != nil {
			return err
		}
		f.sources += len(sources)
		a.Report(min(int64(f.sources), int64(n)-1), int64(n))
		open, f.error = false, 0
		for i := range parts {
			worst := f.judge(&parts[i], sums, confidence)
			f.error = max(f.error, worst)
			parts[i].done = worst <= a.Number("epsilon")
			open = open || !parts[i].done
		}
	}
	a.Report(int64(n), int64(n))
	return ctx.Err()
}

// roundsOf is how many rounds it takes to draw all n actors, twice as many of them by each round.
func roundsOf(n int) int {
	rounds := 1
	for k := together; k < n; k *= 2 {
		rounds++
	}
	return rounds
}

// search adds up x and x² of the distances to the sources.
func (f *farMeans) search(ctx context.Context, w *ways, sources []int32, threads int, sums []float64) error {
	scratch := make([]*frontier, parallel.Workers(len(sources), together, threads))
	return parallel.Sum(ctx, len(sources), together, threads, nil, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newFrontier(w.len())
		}
		s := scratch[worker]
		s.beginAt(sources[lo:hi])
		for d := 1; len(s.active) > 0 && s.step(ctx, w); d++ {
			x := f.x(float64(d))
			for _, v := range s.active {
				c := float64(s.now[v].count())
				part[2*v] += c * x
				part[2*v+1] += c * x * x
			}
		}
	})
}

// judge sets the means of a part and returns how far the score that is farthest off may be off.
func (f *farMeans) judge(p *part, sums []float64, confidence float64) (worst float64) {
	size, k := len(p.order), float64(p.drawn)
	for v := p.lo; v < p.hi; v++ {
		mean := sums[2*v] / k
		f.mean[v], f.part[v] = mean, size
		if p.drawn == size {
			continue // nothing is left to be off by
		}
		deviation := math.Sqrt(max(sums[2*v+1]/k-mean*mean, 0))
		e := offBy(deviation, p.drawn, size, f.span(p.longest), confidence)
		worst = max(worst, f.off(size, mean, e))
	}
	return worst
}

// hopsInParts are the ways of g where every tie is one step, with the parts that are drawn from one by one.
func hopsInParts(ctx context.Context, g *snapshot.Graph, turned bool) (*ways, []part, error) {
	w, err := hopsOf(ctx, g, turned)
	if err != nil {
		return nil, nil, err
	}
	parts, err := partsOf(ctx, w, g.Directed())
	return w, parts, err
}

// partsOf returns the components of undirected ways, whose actors stand together, or all actors as one part of directed ones.
func partsOf(ctx context.Context, w *ways, directed bool) ([]part, error) {
	if directed {
		return []part{{lo: 0, hi: w.len(), longest: int32(w.len())}}, nil
	}
	s := sweeper{w: w, level: make([]int32, w.len()), queue: make([]int32, 0, w.len())}
	for v := range s.level {
		s.level[v] = -1
	}
	var parts []part
	for lo := 0; lo < w.len(); lo += len(s.queue) {
		if err := s.search(ctx, int32(lo)); err != nil {
			return nil, err
		}
		hub := int32(lo)
		for _, v := range s.queue {
			if len(w.row(v)) > len(w.row(hub)) {
				hub = v
			}
		}
		if err := s.search(ctx, hub); err != nil {
			return nil, err
		}
		depth := slices.Clone(s.level[lo : lo+len(s.queue)])
		parts = append(parts, part{lo: lo, hi: lo + len(s.queue), longest: 2 * s.deepest(), depth: depth})
	}
	return parts, nil
}

// values says how far to trust the estimate.
func (f *farMeans) values(scale float64) []analysis.Value {
	return []analysis.Value{{Name: "samples", Value: float64(f.sources)}, {Name: "error-bound", Value: f.error * scale}}
}

func (f *farMeans) warning(a analysis.Args, scale float64) notice.Notice {
	return notice.ScoresSampled.Of(f.sources, 1-a.Number("delta"), f.error*scale)
}
