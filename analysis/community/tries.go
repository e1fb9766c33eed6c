package community

import (
	"context"
	"math/rand/v2"
	"sync"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
)

// bestOf divides a network as often as tries says, each time from another random order, and returns the division of largest quality,
// the earlier of equals, and how well the others agree with it: NaN when there are none. Order[k] is the actor that divide has as node k; worth
// tells a division's quality, or what orders divisions alike.
func bestOf(ctx context.Context, a analysis.Args, tries int, order []int32, divide func(*rand.Rand, *tally) []int32, worth func([]int32) float64) (of []int32, stability float64, err error) {
	progress := tally{all: int64(tries) * int64(len(order)), report: a.Report}
	divisions, quality := make([][]int32, tries), make([]float64, tries)
	err = parallel.Blocks(ctx, tries, 1, a.Threads, nil, func(_, try, _, _ int) {
		divisions[try] = divide(rand.New(rand.NewPCG(a.Seed, uint64(try))), &progress)
		if tries > 1 && ctx.Err() == nil {
			quality[try] = worth(divisions[try])
		}
	})
	if err != nil {
		return nil, 0, err
	}
	best := 0
	for try, q := range quality {
		if q > quality[best] {
			best = try
		}
	}
	of = make([]int32, len(order))
	for k, u := range order {
		of[u] = divisions[best][k]
	}
	stability, err = stabilityOf(ctx, divisions, best)
	return of, stability, err
}

// tally adds up what tries running side by side have done.
type tally struct {
	mu        sync.Mutex
	done, all int64
	report    func(done, all int64)
}

func (t *tally) add(actors int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done += actors
	t.report(t.done, t.all)
}
