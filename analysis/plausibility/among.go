package plausibility

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
)

// Among returns the model for a narrower question, in which only the pairs that allow permits count, such as those between silos: the plausibility of a tie
// is then the probability that the two start to work together, given that the actor finds any new partner among them. The trees stay; the level
// is fitted anew, because those who are sought across silos are found more seldom at the same score. With
// too few of them the level stays too, and a warning says so. A nil allow changes nothing.
func (m *Model) Among(ctx context.Context, allow func(u, v int32) bool) (*Model, error) {
	if allow == nil || !m.Learnt {
		return m, nil
	}
	w := m.look(m.first.past, allow)
	narrow := *m
	narrow.Ties, narrow.Finding = w.ties, w.finding()
	if len(w.finders) < fewestFinders {
		narrow.Warnings = append(slices.Clone(m.Warnings), notice.FewFinders.Of(len(w.finders), fewestFinders))
		return &narrow, ctx.Err()
	}
	asked := someOf(w.finders, calibrators, rand.New(rand.NewPCG(m.seed, 0x616d6f6e67)))
	held, _, err := gather(ctx, w.past, asked, w.found, asking{allow: allow}, Options{Seed: m.seed, Threads: m.threads})
	if err != nil {
		return nil, err
	}
	share, err := m.earlier.logShares(ctx, held, m.threads)
	if err != nil {
		return nil, err
	}
	narrow.listed, narrow.Reliability, err = calibrate(ctx, held, share, m.threads)
	return &narrow, err
}
