package brokerage

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
)

// ego is one actor i among its contacts j. In Burt's symbols: p_ij = (a_ij+a_ji)/Σ_k(a_ik+a_ki).
type ego struct {
	contacts []int32
	share    []float64 // p_ij
	through  []float64 // Σ_q p_iq/per_q·(a_qj+a_jq): how much of i's time with others leads to j as well
}

// blockSize keeps blocks short enough for progress and cancelling, and many enough for cores to share unequal actors.
const blockSize = 256

// patience is how many neighbours are looked at between two checks for cancellation, well under 100 ms.
const patience = 1 << 18

// rowsPerLook is the same for what is done once for every actor.
const rowsPerLook = 1 << 16

// score gives every actor with contacts what fold makes of it, and the others NaN. A nil per is all ones.
func (c *contacts) score(ctx context.Context, a analysis.Args, per []float64, fold func(ego) float64) ([]float64, error) {
	n := len(c.total)
	shared, err := c.shared(ctx, a, per)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, n)
	workers := make([]ego, parallel.Workers(n, blockSize, a.Threads))
	err = parallel.Blocks(ctx, n, blockSize, a.Threads, nil, func(worker, _, lo, hi int) {
		e := &workers[worker]
		for u := int32(lo); u < int32(hi); u++ {
			contacts, strengths := c.row(u)
			if len(contacts) == 0 {
				scores[u] = math.NaN()
				continue
			}
			*e = ego{contacts: contacts, share: e.share[:0], through: e.through[:0]}
			for k, s := range shared[c.start[u]:c.start[u+1]] {
				e.share = append(e.share, at(strengths, k)/c.total[u])
				e.through = append(e.through, s/c.total[u])
			}
			scores[u] = fold(*e)
		}
	})
	return scores, err
}

// shared sums for every tie i–j, beside both rows, Σ_q a_iq·a_qj/per_q over the contacts q of both, a taken both ways together. The sum
// is the same from either end, so each is made once: over the contacts of the end that has fewer, looked up in a table of the
// other's. That takes Σ min(d_i, d_j) steps over the ties, where going through all contacts of contacts would take Σ d².
func (c *contacts) shared(ctx context.Context, a analysis.Args, per []float64) ([]float64, error) {
	n := len(c.total)
	sums := make([]float64, len(c.to))
	mirror, err := c.mirrors(ctx)
	if err != nil {
		return nil, err
	}
	parts := make([][]float64, parallel.Workers(n, blockSize, a.Threads))
	err = parallel.Blocks(ctx, n, blockSize, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		if parts[worker] == nil {
			parts[worker] = make([]float64, n)
		}
		part := parts[worker] // a_iq/per_q for every actor q of the network, zero for those that are no contacts
		seen := 0
		for i := int32(lo); i < int32(hi); i++ {
			row, strengths := c.row(i)
			for k, q := range row {
				part[q] = at(strengths, k)
				if per != nil {
					part[q] /= per[q]
				}
			}
			for k, j := range row {
				theirs, strengthsOfJ := c.row(j)
				if len(theirs) > len(row) || len(theirs) == len(row) && j > i {
					continue
				}
				if seen += 1 + len(theirs); seen > patience {
					if seen = 0; ctx.Err() != nil {
						return
					}
				}
				slot := c.start[i] + int64(k)
				sum := overlap(part, theirs, strengthsOfJ)
				sums[slot], sums[mirror[slot]] = sum, sum
			}
			for _, q := range row {
				part[q] = 0
			}
		}
	})
	return sums, err
}

func overlap(part []float64, row []int32, strengths []float64) (sum float64) {
	if strengths == nil {
		for _, q := range row {
			sum += part[q]
		}
		return sum
	}
	for k, q := range row {
		sum += part[q] * strengths[k]
	}
	return sum
}

// mirrors returns for every place in the rows that of the same tie in the other end's row, or ctx's error.
func (c *contacts) mirrors(ctx context.Context) ([]int64, error) {
	mirror := make([]int64, len(c.to))
	next := slices.Clone(c.start[:len(c.total)])
	seen := int64(0)
	for u := range int32(len(c.total)) { // as u ascends, it comes up in every row in order
		for e := c.start[u]; e < c.start[u+1]; e++ {
			v := c.to[e]
			mirror[next[v]] = e
			next[v]++
		}
		if seen += 1 + c.start[u+1] - c.start[u]; seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	return mirror, ctx.Err()
}
