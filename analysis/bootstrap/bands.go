package bootstrap

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// beyond is the share of resamples left out at either end of a band: a band holds 95 % of them.
const beyond = 0.025

// Bands is every actor's place in a ranking, highest score first, and how far it could move.
type Bands struct {
	Rank   []float64 // 1 + the actors that score higher; NaN without a score
	Lo, Hi []float64 // the best and the worst rank in 95 % of the resampled networks, or today's beyond them; NaN without a score today
}

// RankBands computes a metric again on resampled networks and returns the ranks of its column over them. Where an actor has no score in a
// resample its rank is the last. The same seed gives the same bands at any number of threads.
//
// It returns what analysis.Run does: an *analysis.ArgumentError for a refused argument, ctx's error when ctx ends first. Cost: so many times the metric's.
func RankBands(ctx context.Context, g *snapshot.Graph, m *analysis.Metric, a analysis.Args, column, resamples int, scores []float64) (*Bands, error) {
	ranks := make([][]float64, resamples)
	failed := make([]error, resamples)
	alone := a
	alone.Threads, alone.Progress = 1, nil // the resamples run side by side
	err := parallel.Blocks(ctx, resamples, 1, a.Threads, a.Progress, func(_, _, i, _ int) {
		drawn := Resample(g, rand.New(rand.NewPCG(a.Seed, uint64(i))))
		r, err := analysis.Run(ctx, drawn, m, alone)
		if err != nil {
			failed[i] = err
			return
		}
		ranks[i] = rank(r.Scores[column])
	})
	if err = cmp.Or(err, firstOf(failed)); err != nil {
		return nil, err
	}
	b := &Bands{Rank: rank(scores), Lo: make([]float64, g.Len()), Hi: make([]float64, g.Len())}
	all := make([]float64, resamples)
	aside := int(beyond * float64(resamples))
	for u := range g.Len() {
		for i := range ranks {
			all[i] = ranks[i][u]
			if math.IsNaN(all[i]) {
				all[i] = float64(g.Len())
			}
		}
		slices.Sort(all)
		// With ties missing, scores lean to one side of today's; the band holds today's rank all the same.
		b.Lo[u], b.Hi[u] = min(all[aside], b.Rank[u]), max(all[resamples-1-aside], b.Rank[u])
		if math.IsNaN(b.Rank[u]) {
			b.Lo[u], b.Hi[u] = math.NaN(), math.NaN()
		}
	}
	return b, nil
}

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// rank returns 1 + the number of higher scores for every actor.
func rank(scores []float64) []float64 {
	var defined []float64
	for _, s := range scores {
		if !math.IsNaN(s) {
			defined = append(defined, s)
		}
	}
	slices.Sort(defined)
	ranks := make([]float64, len(scores))
	for u, s := range scores {
		if math.IsNaN(s) {
			ranks[u] = math.NaN()
			continue
		}
		notHigher, _ := slices.BinarySearchFunc(defined, s, func(x, s float64) int {
			if x <= s {
				return -1
			}
			return 1
		})
		ranks[u] = float64(1 + len(defined) - notHigher)
	}
	return ranks
}
