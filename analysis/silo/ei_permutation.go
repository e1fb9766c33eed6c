package silo

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// dealt holds the number of external ties to what it would be with the same ties and the same silo sizes, but the actors dealt out
// to the silos at random. The mean is that of the hypergeometric null; the spread is wider, because hubs carry their ties along.
func (e *ends) dealt(ctx context.Context, g *snapshot.Graph, external, ties float64, a analysis.Args) ([]analysis.Value, error) {
	mean, variance := e.joinCount(ties)
	sd, z, p := math.NaN(), math.NaN(), math.NaN()
	if ties > 0 {
		sd = 2 * math.Sqrt(variance) / ties
	}
	if variance > 1e-12*ties*ties { // below that it is rounding of 0
		z = (external - mean) / math.Sqrt(variance)
		p = math.Erfc(math.Abs(z) / math.Sqrt2)
	}
	values := func(p float64) []analysis.Value {
		return []analysis.Value{{Name: "permutation-sd", Value: sd}, {Name: "permutation-z", Value: z}, {Name: "permutation-p", Value: p}}
	}
	draws := a.Integer("draws")
	if draws == 0 || ties == 0 {
		a.Report(1, 1)
		return values(p), nil
	}
	p, err := e.deal(ctx, g, external, mean, draws, a)
	return values(p), err
}

// joinCount returns the mean and the variance of the number of external ties when the silos are dealt out: of two ties, the chance that both
// are external depends only on how many actors they share. Two ties of one pair, one each way, are external together.
func (e *ends) joinCount(ties float64) (mean, variance float64) {
	n := e.n
	if n < 2 || ties == 0 {
		return 0, 0
	}
	pairs, fours, forks, squares := 0.0, 0.0, 0.0, 0.0
	for _, size := range e.size {
		two := size * (size - 1)
		pairs += two
		squares += two * two
		fours += two * (size - 2) * (size - 3)
		forks += size * (n - size) * (n - size - 1)
	}
	apart := 1 - pairs/(n*(n-1)) // two actors in different silos
	fork, four := 0.0, 0.0       // one actor apart from two others; two actors apart and two others apart
	if n > 2 {
		fork = forks / (n * (n - 1) * (n - 2))
	}
	if n > 3 {
		four = 1 - 2*pairs/(n*(n-1)) + (pairs*pairs-squares+fours)/(n*(n-1)*(n-2)*(n-3))
	}
	same := ties + e.mutual // ordered pairs of ties that join the same two actors, each with itself among them
	sharing := 0.0          // ordered pairs that share one actor
	for u := range e.internal {
		degree := e.internal[u] + e.external[u]
		sharing += degree * degree
	}
	// At its two ends together every tie meets itself twice and the tie that answers it twice.
	sharing -= 2 * same
	mean = ties * apart
	return mean, max(0, same*apart+sharing*fork+(ties*ties-same-sharing)*four-mean*mean)
}

// deal deals the silos out so many times and returns the share of deals as far from the mean as the network is, this one counted in.
func (e *ends) deal(ctx context.Context, g *snapshot.Graph, external, mean float64, draws int, a analysis.Args) (float64, error) {
	var who []int32
	for u, s := range e.d.Of {
		if s >= 0 {
			who = append(who, int32(u))
		}
	}
	far := make([]bool, draws)
	dealt := make([][]int32, parallel.Workers(draws, 1, a.Threads))
	err := parallel.Blocks(ctx, draws, 1, a.Threads, a.Progress, func(worker, draw, _, _ int) {
		if dealt[worker] == nil {
			dealt[worker] = make([]int32, g.Len())
		}
		of := dealt[worker]
		copy(of, e.d.Of)
		r := rand.New(rand.NewPCG(a.Seed, uint64(draw)))
		r.Shuffle(len(who), func(i, j int) { of[who[i]], of[who[j]] = of[who[j]], of[who[i]] })
		count := 0
		for i, u := range who {
			if i%4096 == 0 && ctx.Err() != nil {
				return
			}
			for _, v := range g.Out(u) {
				if of[v] >= 0 && of[v] != of[u] {
					count++
				}
			}
		}
		x := float64(count)
		if !g.Directed() {
			x /= 2
		}
		far[draw] = math.Abs(x-mean) >= math.Abs(external-mean)-1e-9
	})
	found := 1.0
	for _, f := range far {
		if f {
			found++
		}
	}
	return found / float64(draws+1), err
}
