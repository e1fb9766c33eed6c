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

// The true score is 0 but for a band of one feature that only trees can see.
func TestTreesFindWhatTheOutlineCannot(t *testing.T) {
	h := made(1, 10, 10)
	width := mustState(t, h, splitDay, nil).width()
	random := rand.New(rand.NewPCG(4, 4))
	truth := func(row []float32) float64 {
		if f := row[25]; f > 0.3 && f < 0.6 {
			return math.Log(0.6)
		}
		return math.Log(0.1)
	}
	draw := func(lists int) *table {
		t := &table{width: width}
		for range lists {
			for range 20 {
				row := make([]float32, width)
				for f := range row {
					row[f] = random.Float32()
				}
				t.rows, t.came = append(t.rows, row), append(t.came, random.Float64() < math.Exp(truth(row)))
			}
			t.ends = append(t.ends, len(t.came))
		}
		return t
	}
	all := joined(width, []*table{draw(100), draw(400)})
	steps, err := all.bin(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	held, from, to := all.part(0, 100)
	foretold := &judge{t: held, b: steps.part(from, to)}
	taught, from, to := all.part(100, 500)
	m, err := growTrees(t.Context(), taught, steps.part(from, to), foretold, treeCount, 1, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range foretold.best {
		if got := m.score(held.row(i)); math.Abs(got-x) > 1e-9 {
			t.Fatalf("row %d: score %v by the trees that are kept, %v by the judge", i, got, x)
		}
	}
	fresh := draw(200)
	lost := func(score func(row []float32) float64) float64 {
		j := &judge{t: fresh, lost: make([]float64, len(fresh.ends))}
		for i := range fresh.came {
			j.score = append(j.score, score(fresh.row(i)))
		}
		loss, err := j.loss(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		return loss
	}
	plain, grown, ideal := lost(m.base.logOdds), lost(m.score), lost(truth)
	if gained, possible := plain-grown, plain-ideal; gained < 0.8*possible {
		t.Errorf("trees save %.1f of the loss; %.1f was possible", gained, possible)
	}
}

// One of each list is chosen with a probability in proportion to the power of 1.5 of one feature: the weight to be found is 1.5, and the others 0.
func TestChoiceFindsAKnownWeight(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 8))
	drawn := &table{width: mustState(t, made(1, 10, 10), splitDay, nil).width()}
	terms := []term{{2, 0, 0}, {4, 0, 0}}
	for range 12000 {
		odds := make([]float64, 8)
		var all float64
		for i := range odds {
			row := make([]float32, drawn.width)
			row[2], row[4] = 0.1+random.Float32(), 0.1+random.Float32()
			drawn.rows = append(drawn.rows, row)
			odds[i] = math.Pow(float64(row[2]), 1.5)
			all += odds[i]
		}
		at, chosen := random.Float64()*all, 0
		for at > odds[chosen] {
			at -= odds[chosen]
			chosen++
		}
		for i := range odds {
			drawn.came = append(drawn.came, i == chosen)
		}
		drawn.ends = append(drawn.ends, len(drawn.came))
	}
	o, _, err := fitChoice(t.Context(), drawn, terms, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(o.weight[1]-1.5) > 0.1 || math.Abs(o.weight[2]) > 0.1 {
		t.Errorf("weights %v, want 1.5 and 0", o.weight[1:])
	}
}

// Where little is known, the order is learnt from a third of the history and what a probability says from two fifths.
func TestOrderAndProbabilityHaveTheirOwnHorizons(t *testing.T) {
	h := made(1, 120, 500)
	const day = 800
	asked := func(horizon int) (*Model, [][]Suggestion) {
		m, err := Fit(t.Context(), h, day, Options{Seed: 5, Horizon: horizon})
		if err != nil {
			t.Fatal(err)
		}
		list, err := m.Suggest(t.Context(), numbered(h.Actors), 10, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		return m, list
	}
	first, _ := h.Span()
	m, list := asked(0)
	if want := int(day-first) * 2 / 5; m.Horizon != want || !m.Learnt {
		t.Fatalf("a horizon of %d days, learnt %v; want %d", m.Horizon, m.Learnt, want)
	}
	short, order := asked(int(day-first) / 3)
	for a := range list {
		for i := range list[a] {
			if list[a][i].Candidate != order[a][i].Candidate {
				t.Fatalf("actor %d: candidate %d is %d, of who learns from a third %d", a, i, list[a][i].Candidate, order[a][i].Candidate)
			}
		}
	}
	if long, _ := asked(m.Horizon); !slices.Equal(long.listed.odds.weight, m.listed.odds.weight) || slices.Equal(short.listed.odds.weight, m.listed.odds.weight) {
		t.Error("the level is not that of the longer horizon")
	}
}
