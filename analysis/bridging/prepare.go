package bridging

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

const (
	exhaustiveUpTo = 512       // actors up to which every pair is tried at every step
	fewestTargets  = 512       // beyond that, targets of the ratings
	targetPairs    = 2_000_000 // as many more as keep targets × actors below this
)

// newPlanner makes what the plan is chosen from: distances from every actor, or from a sample of them.
func newPlanner(ctx context.Context, g *snapshot.Graph, dimension string, opt PlanOptions) (*planner, error) {
	dim, _ := g.Dimension(dimension)
	p := &planner{
		graph: g.Symmetric(), today: g.Symmetric(), dimension: dim, scope: newScope(dim, opt.Between), opt: opt,
		forbidden:      make(map[pair]struct{}, len(opt.Limits.Forbidden)),
		exact:          g.Len() <= opt.ExactUpTo,
		anchorsPerStep: anchorsPerStep,
	}
	for _, f := range opt.Limits.Forbidden {
		p.forbidden[newPair(f[0], f[1])] = struct{}{}
	}
	p.meters = make([]meter, opt.Threads)
	for i := range p.meters {
		p.meters[i].sc = p.scope
	}
	shuffled := slices.Clone(p.scope.known)
	random := rand.New(rand.NewPCG(opt.Seed, 0x6272696467657321)) // any second word will do; it must stay the same
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	sources := make([]int32, g.Len())
	for i := range sources {
		sources[i] = int32(i)
	}
	switch {
	case p.exact && g.Len() <= exhaustiveUpTo:
		p.whole, p.targets, p.anchorsPerStep = true, p.scope.known, g.Len()
	case p.exact:
		p.targets = slices.Sorted(slices.Values(shuffled[:min(max(fewestTargets, targetPairs/g.Len()), len(shuffled))]))
	default:
		p.swept = int64(g.Len())*int64(p.graph.Ties()) <= opt.SweepWork
		half := min(opt.Samples, len(shuffled)) / 2
		p.targets = slices.Sorted(slices.Values(shuffled[:half]))
		if !p.swept {
			p.reportSample = slices.Sorted(slices.Values(shuffled[half : 2*half]))
		}
		p.chooseSample = marked(g.Len(), p.targets)
		sources = p.targets
	}
	p.base = newField(p.graph)
	return p, p.base.search(ctx, opt.Threads, sources)
}

func marked(n int, actors []int32) []bool {
	m := make([]bool, n)
	for _, a := range actors {
		m[a] = true
	}
	return m
}
