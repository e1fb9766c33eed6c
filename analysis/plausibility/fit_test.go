package plausibility

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

const splitDay = 1100

func suggestions(t *testing.T, h *History, threads int) (*Model, [][]Suggestion) {
	t.Helper()
	m, err := Fit(t.Context(), h, splitDay, Options{Seed: 5, Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	made, err := m.Suggest(t.Context(), numbered(h.Actors), 10, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m, made
}

func same(a, b [][]Suggestion) bool {
	return slices.EqualFunc(a, b, func(x, y []Suggestion) bool { return slices.Equal(x, y) })
}

func TestNothingOfTheFutureShows(t *testing.T) {
	h := made(1, 120, 400)
	m, want := suggestions(t, h, 0)
	if !m.Learnt {
		t.Fatalf("nothing was learnt: %v", m.Warnings)
	}
	past := *h
	past.Units = slices.Clone(h.before(splitDay))
	if len(past.Units) == len(h.Units) {
		t.Fatal("the history has no future: the test would show nothing")
	}
	if _, got := suggestions(t, &past, 0); !same(got, want) {
		t.Error("without the future the suggestions differ")
	}
	random := rand.New(rand.NewPCG(3, 3))
	mixed := *h
	mixed.Units = slices.Clone(h.Units)
	later := mixed.Units[len(past.Units):]
	for i := range later {
		later[i].Members, later[i].Themes = nil, nil
		for range 4 {
			later[i].Members = append(later[i].Members, random.Int32N(int32(h.Actors)))
		}
		slices.Sort(later[i].Members)
		later[i].Members = slices.Compact(later[i].Members)
	}
	if _, got := suggestions(t, &mixed, 0); !same(got, want) {
		t.Error("with another future the suggestions differ")
	}
}

func TestAnyNumberOfThreadsGivesTheSameBits(t *testing.T) {
	h := made(2, 120, 400)
	_, want := suggestions(t, h, 1)
	for _, threads := range []int{2, 5} {
		if _, got := suggestions(t, h, threads); !same(got, want) {
			t.Errorf("%d threads: the suggestions differ", threads)
		}
	}
}

func TestSuggestionsAreKnownNonPartnersBestFirst(t *testing.T) {
	h := made(3, 120, 400)
	m, made := suggestions(t, h, 0)
	for u, list := range made {
		for i, s := range list {
			switch {
			case !m.state.known[s.Candidate] || m.state.tied(int32(u), s.Candidate) || int(s.Candidate) == u:
				t.Fatalf("actor %d is suggested %d, whom it cannot newly meet", u, s.Candidate)
			case i > 0 && s.Plausibility > list[i-1].Plausibility:
				t.Fatalf("actor %d: rank %d is more plausible than rank %d", u, i+1, i)
			case !(s.Plausibility >= 0 && s.Plausibility <= 1):
				t.Fatalf("actor %d: plausibility %v", u, s.Plausibility)
			}
		}
	}
}

func TestTooShortAHistoryFallsBackOnThePriorAndSaysSo(t *testing.T) {
	for _, h := range []*History{{Actors: 0}, {Actors: 3}, made(4, 30, 12)} {
		m, made := suggestions(t, h, 0)
		if m.Learnt || len(m.Warnings) != 1 || !math.IsNaN(m.Finding) {
			t.Errorf("%d units: learnt %v, warnings %q, finding %v", len(h.Units), m.Learnt, m.Warnings, m.Finding)
		}
		for _, list := range made {
			for _, s := range list {
				if !(s.Plausibility > 0 && s.Plausibility < 1) {
					t.Errorf("%d units: prior %v", len(h.Units), s.Plausibility)
				}
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Fit(ctx, made(1, 120, 400), splitDay, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("fit after cancelling: %v", err)
	}
}

// Scores are drawn, and each comes true with the chance that a known S-shaped curve gives it: the fitted curve must find it again.
func TestCurveFindsKnownProbabilities(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 1))
	chance := func(x float64) float64 { return 0.6 / (1 + math.Exp(-2*x)) }
	draw := func(n int) (score []float64, came []bool) {
		for range n {
			x := random.NormFloat64()
			score, came = append(score, x), append(came, random.Float64() < chance(x))
		}
		return score, came
	}
	taught, happened := draw(50000)
	c := fitCurve(taught, happened, nil, 200)
	score, came := draw(50000)
	stated := make([]float64, len(score))
	var off float64
	for i, x := range score {
		stated[i] = c.at(x)
		off += math.Abs(stated[i]-chance(x)) / float64(len(score))
		if i > 0 && score[i] > score[i-1] && stated[i] < stated[i-1] {
			t.Fatal("a higher score has a lower probability")
		}
	}
	if off > 0.02 {
		t.Errorf("mean distance from the true chance %.4f", off)
	}
	if r := reliable(stated, came); r.Error > 0.02 || len(r.Bands) != reliabilityBands {
		t.Errorf("calibration error %.4f in %d bands", r.Error, len(r.Bands))
	}
	if r := reliable([]float64{0.9, 0.9, 0.9, 0.9}, make([]bool, 4)); math.Abs(r.Error-0.9) > 1e-12 {
		t.Errorf("0.9 stated and nothing came: error %v", r.Error)
	}
}

// The table's log-odds are 1 − 2·ln f for one feature, and a step of 3 in another that only trees can see.
func TestTreesFindWhatTheOutlineCannot(t *testing.T) {
	h := made(1, 10, 10)
	width := newState(h, splitDay, nil).width()
	random := rand.New(rand.NewPCG(4, 4))
	draw := func(n int) *table {
		t := &table{width: width}
		for range n {
			row := make([]float32, width)
			for f := range row {
				row[f] = random.Float32()
			}
			odds := -1.0
			if f := row[20]; f > 0.3 && f < 0.6 {
				odds = 2
			}
			t.rows, t.came = append(t.rows, row...), append(t.came, random.Float64() < 1/(1+math.Exp(-odds)))
		}
		return t
	}
	taught, held, fresh := draw(8000), draw(2000), draw(4000)
	m, err := growTrees(t.Context(), taught, held, treeCount, 1, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain, grown, ideal := newJudge(fresh, m.base), newJudge(fresh, m.base), 0.0
	for i := range m.splits {
		grown.add(m, i)
	}
	for i, came := range fresh.came {
		odds := -1.0
		if f := fresh.row(i)[20]; f > 0.3 && f < 0.6 {
			odds = 2
		}
		if came {
			odds = -odds
		}
		ideal += math.Log1p(math.Exp(odds))
		if got := m.logOdds(fresh.row(i)); math.Abs(got-grown.odds[i]) > 1e-9 {
			t.Fatalf("row %d: log-odds %v by the trees, %v by the judge", i, got, grown.odds[i])
		}
	}
	if gained, possible := plain.loss()-grown.loss(), plain.loss()-ideal; gained < 0.8*possible {
		t.Errorf("trees save %.0f of the loss; %.0f was possible", gained, possible)
	}
}
