package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func TestArgumentsAreRefusedByName(t *testing.T) {
	g := shape{actors: 3, ties: graphs.Pairs(0, 1, 1, 2)}.built()
	for _, m := range catalog.All() {
		refused := func(param, value string, a analysis.Args) {
			t.Helper()
			_, err := analysis.Run(t.Context(), g, m, a)
			refusal, ok := errors.AsType[*analysis.ArgumentError](err)
			if !ok || refusal.Metric != m.ID || refusal.Param != param || refusal.Value != value || refusal.Expected == "" {
				t.Errorf("%s: %s=%q gives %v; expected a refusal that names it", m.ID, param, value, err)
			}
		}
		with := func(param, value string) analysis.Args {
			a := analysis.Args{Threads: 1, Values: map[string]string{param: value}}
			if m.NeedsSilo {
				a.Silo = silo
			}
			return a
		}
		refused("no-such-parameter", "1", with("no-such-parameter", "1"))
		refused("silo", "no-such-dimension", analysis.Args{Silo: "no-such-dimension"})
		if m.NeedsSilo {
			refused("silo", "", analysis.Args{})
		}
		for _, p := range m.Params {
			wrong := []string{"", "no such value"}
			if p.Kind == analysis.Number || p.Kind == analysis.Integer {
				wrong = append(wrong, "NaN", fmt.Sprint(p.Min-1), fmt.Sprint(p.Max+1))
			}
			if p.Kind == analysis.Integer {
				wrong = append(wrong, fmt.Sprint(p.Min+0.5))
			}
			for _, value := range wrong {
				refused(p.ID, value, with(p.ID, value))
			}
			if _, err := analysis.Run(t.Context(), g, m, with(p.ID, p.Default)); err != nil {
				t.Errorf("%s: its own default %s=%q is refused: %v", m.ID, p.ID, p.Default, err)
			}
		}
	}
}

func TestACancelledRunDoesNotStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := shape{actors: 3, ties: graphs.Pairs(0, 1, 1, 2)}.built()
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		if _, err := analysis.Run(ctx, g, m, a); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, expected %v", err, context.Canceled)
		}
	})
}

// fewLooks is how often a run may still ask whether it was cancelled after the first yes: a few times for each of its goroutines on
// the way out.
const fewLooks = 64

func TestACancelledRunEndsAtOnce(t *testing.T) {
	g := large()
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		a.Threads = 2
		all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
			_, err := analysis.Run(ctx, g, m, a)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("told to stop after half of its %d looks it returned %v, expected %v", all, err, context.Canceled)
		}
		if after > fewLooks {
			t.Errorf("went on for %d looks after it was told to stop", after)
		}
	})
}

// large returns 2,000 actors with 10,000 ties of many strengths, and the silo dimension.
func large() *snapshot.Graph {
	s := shape{actors: 2_000}
	p := graphs.Preferential(1, s.actors, 5)
	for u := range int32(p.Len()) {
		for _, v := range p.Out(u) {
			if u < v {
				s.ties = append(s.ties, graphs.Tie{From: u, To: v, Weight: 1 + float64((u+v)%7)})
			}
		}
	}
	return s.built()
}

func TestProgressGrowsToTheEnd(t *testing.T) {
	g := shapes()[len(shapes())-2].built() // many blocks
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		var last, end int64
		a.Threads = 3
		a.Progress = func(done, all int64) {
			if done < last || done > all {
				t.Errorf("progress went from %d to %d of %d", last, done, all)
			}
			last, end = done, all
		}
		run(t, g, m, a)
		if last != end {
			t.Errorf("the last progress was %d of %d", last, end)
		}
	})
}
