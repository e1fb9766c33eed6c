package silo

import (
	"context"

	"github.com/sillat/sillat/analysis/parallel"
)

// The null models that say what chance would give.
const (
	Stubs = "stubs" // closed form: slots are filled at random, so that an actor may meet itself, and one tie come twice
	Swaps = "swaps" // simulation: random networks without these, each as likely as any other
)

// chance is what chance gives between two silos.
type chance struct{ mean, sd, p float64 }

// byStubs answers in closed form.
func byStubs(ctx context.Context, m *Mixing, pairs []border, threads int) ([]chance, error) {
	found := make([]chance, len(pairs))
	err := parallel.Blocks(ctx, len(pairs), 64, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			a, b := int(pairs[i].from), int(pairs[i].to)
			c := m.Between(a, b)
			found[i] = chance{c.Expected, c.SD, m.atMost(c.Observed, a, b)}
		}
	})
	return found, err
}
