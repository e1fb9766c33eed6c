// Package catalog_test holds every metric of the catalogue to the promises that they all make.
package catalog_test

import (
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/analysis/snapshot"
)

// each runs a test for every metric, under every variant of its arguments.
func each(t *testing.T, test func(t *testing.T, m *analysis.Metric, a analysis.Args)) {
	t.Helper()
	for _, m := range catalog.All() {
		for _, v := range variants(m) {
			t.Run(m.ID+"/"+v.name, func(t *testing.T) { test(t, m, v.args) })
		}
	}
}

// variant is a call to try a metric with.
type variant struct {
	name string
	args analysis.Args
}

// variants are every default, then each choice of each parameter.
func variants(m *analysis.Metric) []variant {
	with := func(values map[string]string) analysis.Args {
		a := analysis.Args{Threads: 1, Seed: 1, Values: values}
		if m.NeedsSilo {
			a.Silo = silo
		}
		return a
	}
	all := []variant{{"default", with(nil)}}
	for _, p := range m.Params {
		choices := p.Choices
		if p.Kind == analysis.Boolean {
			choices = []string{"true", "false"}
		}
		for _, c := range choices {
			if c == p.Default {
				continue
			}
			values := map[string]string{p.ID: c}
			if c == "sampled" {
				values["epsilon"] = "0.01" // enough samples to be stopped among; the default takes a hundred times as many
			}
			all = append(all, variant{p.ID + "=" + c, with(values)})
		}
	}
	return all
}

func run(t *testing.T, g *snapshot.Graph, m *analysis.Metric, a analysis.Args) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestOneFiniteScorePerActor(t *testing.T) {
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		for _, s := range shapes() {
			g := s.built()
			r := run(t, g, m, a)
			if len(r.Scores) != len(m.Columns) {
				t.Fatalf("%s: %d columns, %d described", s.name, len(r.Scores), len(m.Columns))
			}
			for c, scores := range r.Scores {
				if len(scores) != s.actors {
					t.Errorf("%s: %s has %d scores for %d actors", s.name, m.Columns[c].ID, len(scores), s.actors)
				}
				for u, x := range scores {
					if math.IsInf(x, 0) || math.IsNaN(x) && m.Undefined == "" {
						t.Errorf("%s: %s of actor %d is %v", s.name, m.Columns[c].ID, u, x)
					}
				}
			}
		}
	})
}

func TestSameBitsAtAnyThreadCountAndAgain(t *testing.T) {
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		for _, s := range shapes() {
			g := s.built()
			a.Threads = 1
			want := run(t, g, m, a)
			for _, threads := range []int{1, 2, 3, 8} {
				a.Threads = threads
				if diff := sameBits(want, run(t, g, m, a)); diff != "" {
					t.Errorf("%s: %d threads: %s", s.name, threads, diff)
				}
			}
		}
	})
}

func TestUnchangedWhenActorsAreRenamedAndReordered(t *testing.T) {
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		for _, s := range shapes() {
			want := run(t, s.built(), m, a)
			g, ids := s.shuffled(7)
			got := run(t, g, m, a)
			if diff := sameUnderNames(m, want, got, g, ids); diff != "" {
				t.Errorf("%s: %s", s.name, diff)
			}
		}
	})
}

func TestALoopChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, m *analysis.Metric, a analysis.Args) {
		for _, s := range shapes() {
			if s.actors == 0 {
				continue
			}
			looped := s
			looped.ties = append(looped.ties[:len(looped.ties):len(looped.ties)], loopAt(0))
			if diff := sameBits(run(t, s.built(), m, a), run(t, looped.built(), m, a)); diff != "" {
				t.Errorf("%s with one more loop: %s", s.name, diff)
			}
		}
	})
}
