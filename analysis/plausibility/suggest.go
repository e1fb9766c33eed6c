package plausibility

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// Suggestion is a candidate for a new tie.
type Suggestion struct {
	Candidate    int32
	Plausibility float64

	score float64
}

// Suggest returns, for each of some actors, its k most plausible new partners, best first. All known actors that it has not worked with are
// candidates, except those that allow, when not nil, refuses. An actor with no candidates gets none.
func (m *Model) Suggest(ctx context.Context, actors []int32, k int, allow func(u, v int32) bool, report func(done, all int64)) ([][]Suggestion, error) {
	made := make([][]Suggestion, len(actors))
	err := m.eachSource(ctx, actors, allow, report, func(i int, c *source) {
		ranked := m.rank(c, k)
		made[i] = ranked[:min(k, len(ranked))]
	})
	return made, err
}

// eachSource looks at every actor in turn, on several cores.
func (m *Model) eachSource(ctx context.Context, actors []int32, allow func(u, v int32) bool, report func(done, all int64), do func(i int, c *source)) error {
	scratch := make([]*party, parallel.Workers(len(actors), together, m.threads))
	return parallel.Blocks(ctx, len(actors), together, m.threads, report, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newParty(m.state)
		}
		for i, c := range scratch[worker].look(actors[lo:hi], allow) {
			do(lo+i, c)
		}
	})
}

// rank ranks the candidates of a source: of all open actors at least the k likeliest, if there are as many.
func (m *Model) rank(c *source, k int) []Suggestion {
	sum := m.sum(c)
	candidates := c.candidates(k)
	made := make([]Suggestion, len(candidates))
	var rows [][]float32
	if m.Learnt {
		rows = c.rows(candidates, false)
	}
	for i, v := range candidates {
		made[i].Candidate = v
		if !m.Learnt {
			made[i].Plausibility = prior(c, v)
			made[i].score = made[i].Plausibility
			continue
		}
		made[i].score = m.trees.score(rows[i])
		made[i].Plausibility = m.listed.at(m.pace.of(made[i].score-sum), rows[i])
	}
	slices.SortFunc(made, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Candidate, b.Candidate))
	})
	return made
}

// sum returns the logarithm of the sum of the exponentials of the scores of those listed for a source, however many are asked for.
func (m *Model) sum(c *source) float64 {
	if !m.Learnt {
		return 0
	}
	rows := c.rows(c.candidates(0), false)
	score := make([]float64, len(rows))
	for i, row := range rows {
		score[i] = m.trees.score(row)
	}
	return logSum(score)
}
