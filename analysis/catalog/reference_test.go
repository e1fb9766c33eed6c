package catalog_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The reference tests hold the catalogue to every figure of ../shared/data/reference that a metric answers. Each file's
// test names the figures that no metric answers yet, with the reason, so a figure that is in neither list fails; and it
// counts the numbers compared, so that none can drop out unseen.

// ledger counts the reference numbers that were compared.
type ledger struct {
	t       *testing.T
	figure  string // the one at hand
	checked int
	excused map[string]bool // the reasons that were needed
}

func newLedger(t *testing.T) *ledger { return &ledger{t: t, excused: map[string]bool{}} }

func (l *ledger) near(what string, want, got, tolerance float64) {
	l.t.Helper()
	l.checked++
	if !(math.Abs(want-got) <= tolerance) {
		l.t.Errorf("%s: %s is %v, expected %v ± %v", l.figure, what, got, want, tolerance)
	}
}

// scores compares the actors that the reference names; a reference of nil means undefined.
func (l *ledger) scores(g *snapshot.Graph, want map[string]*float64, got []float64, tolerance float64) {
	l.t.Helper()
	if len(want) == 0 {
		l.t.Errorf("%s: names no actor", l.figure)
	}
	for id, w := range want {
		u, ok := g.Index(id)
		switch {
		case !ok:
			l.t.Errorf("%s: names the unknown actor %q", l.figure, id)
		case w == nil:
			l.checked++
			if !math.IsNaN(got[u]) {
				l.t.Errorf("%s: actor %s scores %v, expected it to be undefined", l.figure, id, got[u])
			}
		default:
			l.near("actor "+id, *w, got[u], tolerance)
		}
	}
}

// set compares which actors or ties are singled out.
func (l *ledger) set(what string, want, got []string) {
	l.t.Helper()
	l.checked += max(len(want), 1) // that there is none is a figure too
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		l.t.Errorf("%s: %s are %v, expected %v", l.figure, what, got, want)
	}
}

// groups compares a partition, given as one label per actor.
func (l *ledger) groups(g *snapshot.Graph, want map[string]string, got []float64) {
	l.t.Helper()
	for id, label := range want {
		l.checked++
		u, ok := g.Index(id)
		if !ok {
			l.t.Errorf("%s: names the unknown actor %q", l.figure, id)
			continue
		}
		for other, theirs := range want {
			if v, ok := g.Index(other); ok && (label == theirs) != (got[u] == got[v]) {
				l.t.Errorf("%s: %s and %s are together: %v, expected %v", l.figure, id, other, got[u] == got[v], label == theirs)
			}
		}
	}
}

// done logs the count, and fails when it fell below what it was or when a reason not to check is no longer needed.
func (l *ledger) done(file string, atLeast int, reasons map[string]string) {
	l.t.Helper()
	for _, figure := range slices.Sorted(maps.Keys(reasons)) {
		if !l.excused[figure] {
			l.t.Errorf("%s: %q needs no excuse: it is checked, or gone from the file", file, figure)
		}
	}
	l.t.Logf("%s: %d figures checked", file, l.checked)
	if l.checked < atLeast {
		l.t.Errorf("%s: %d figures checked, %d before: some dropped out", file, l.checked, atLeast)
	}
}

// result runs a metric of the catalogue; arguments are ids and values by turns, among them silo.
func (l *ledger) result(g *snapshot.Graph, metric string, idsAndValues ...string) analysis.Result {
	l.t.Helper()
	m, ok := catalog.Find(metric)
	if !ok {
		l.t.Fatalf("%s: no metric %q", l.figure, metric)
	}
	a := analysis.Args{Threads: 1, Values: map[string]string{}}
	for i := 0; i < len(idsAndValues); i += 2 {
		if idsAndValues[i] == "silo" {
			a.Silo = idsAndValues[i+1]
			continue
		}
		a.Values[idsAndValues[i]] = idsAndValues[i+1]
	}
	return run(l.t, g, m, a)
}

func (l *ledger) column(g *snapshot.Graph, metric string, idsAndValues ...string) []float64 {
	l.t.Helper()
	return l.result(g, metric, idsAndValues...).Scores[0]
}

// value returns a network-level figure of a metric.
func (l *ledger) value(g *snapshot.Graph, metric, name string, idsAndValues ...string) float64 {
	l.t.Helper()
	for _, v := range l.result(g, metric, idsAndValues...).Values {
		if v.Name == name {
			return v.Value
		}
	}
	l.t.Fatalf("%s: metric %q has no value %q", l.figure, metric, name)
	return 0
}

// connectedness returns the share of the pairs of actors that lie in one component (Krackhardt 1994).
func (l *ledger) connectedness(g *snapshot.Graph) float64 {
	of := l.column(g, "components")
	together := 0
	for u := range of {
		for v := range u {
			if of[u] == of[v] {
				together++
			}
		}
	}
	return float64(together) / float64(len(of)*(len(of)-1)/2)
}

// cutpoints returns the ids of the articulation actors.
func (l *ledger) cutpoints(g *snapshot.Graph) []string {
	var ids []string
	for u, pieces := range l.column(g, "articulation") {
		if pieces > 0 {
			ids = append(ids, g.ID(int32(u)))
		}
	}
	return ids
}

// unanswered fails for a figure without a reason, given under one of its names, why no metric answers it yet.
func (l *ledger) unanswered(reasons map[string]string, names ...string) {
	l.t.Helper()
	for _, name := range names {
		if reasons[name] != "" {
			l.excused[name] = true
			return
		}
	}
	l.t.Errorf("%s: nothing checks this figure, and nothing says why", l.figure)
}

// spreadOf returns the mean and the deviation over all actors.
func spreadOf(x []float64) (mean, deviation float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		deviation += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(deviation)
}
