package plausibility

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// The defaults of Options, used where a field is zero.
const (
	DefaultActors  = 1500
	DefaultHorizon = 365
)

// Options says how a model is fitted. The zero Options is every default.
type Options struct {
	Horizon  int // days ahead that a probability speaks of; 0 means DefaultHorizon, or a third of the history where that is less
	Actors   int // how many actors are learnt from; 0 means DefaultActors
	Seed     uint64
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a result
	Progress func(done, all int64) // called now and then from one goroutine at a time; may be nil
}

const (
	// fewestTies is the number of new ties below which nothing is learnt from a history.
	fewestTies = 60
	// fewestFinders is the number of actors with new ties below which nothing is learnt from a history.
	fewestFinders = 40
	// heldOut is one in how many finders of the first window calibrate the model instead of teaching it, up to calibrators of them. The years differ less than
	// the actors do: a curve from a hundred actors is off by more than the ties of the next year will be.
	heldOut     = 3
	calibrators = 400
)

// Model tells how plausible a tie is at the day that it was fitted for.
type Model struct {
	Horizon     int         // days ahead that a probability speaks of
	Learnt      bool        // false: the history was too short, and a documented prior is used
	Ties        int         // new ties that it was learnt from
	Finding     float64     // share of the known actors that found any new partner within the horizon; NaN when nothing was learnt
	Reliability Reliability // on actors held out while it was learnt; without bands when nothing was learnt
	Warnings    []string    // sentences

	state    *state
	trees    *trees
	level    *outline // from scores to log-odds; nil: they are the same
	curve    curve
	beyond   curve     // for pairs that are on no list of candidates
	finds    []float64 // per actor the probability that it finds any new partner within the horizon; NaN for those not known
	first    *window   // the one that calibrates
	untaught []int32   // its finders from whom nothing was learnt, ascending
	seed     uint64
	threads  int
}

// windows are the periods that a model learns from, by where they begin: so many horizons before the day. Each is a horizon long, or ends at the day. The first
// day itself and calibrates as well; the others keep a model from taking one year's calls for laws.
var windows = []float64{1, 1.5, 0.5}

// teaching is how many parts of those who teach come from each window: the older one has less to say of the next year.
var teaching = []int{2, 1, 2}

// window is what the actors known at the beginning of a period found in it.
type window struct {
	past    *state
	found   [][]int32 // per actor its new partners
	finders []int32   // the actors that found any
	ties    int
}

// Fit learns from everything that starts before a day.
func Fit(ctx context.Context, h *History, day int32, o Options) (*Model, error) {
	if o.Actors == 0 {
		o.Actors = DefaultActors
	}
	first, last := h.Span()
	m := &Model{Horizon: o.Horizon, Finding: math.NaN(), seed: o.Seed, threads: o.Threads}
	if m.Horizon == 0 {
		m.Horizon = min(DefaultHorizon, int(min(day, last+1)-first)/3)
	}
	var err error
	if m.state, err = newState(ctx, h, day, chooseAttributes(h, day), o.Threads); err != nil {
		return nil, err
	}
	var learnt []*window
	for _, back := range windows {
		w, err := m.window(ctx, day-int32(back*float64(m.Horizon)))
		if err != nil {
			return nil, err
		}
		if w.ties < fewestTies || len(w.finders) < fewestFinders {
			if len(learnt) == 0 {
				m.Warnings = append(m.Warnings, fmt.Sprintf("only %d new ties of %d actors in the last %d days of the history: nothing can be learnt from so few (at least %d of %d are needed); plausibility is a prior's",
					w.ties, len(w.finders), m.Horizon, fewestTies, fewestFinders))
				return m, ctx.Err()
			}
			break
		}
		learnt = append(learnt, w)
	}
	return m, m.learn(ctx, learnt, o)
}

// window looks at a period that begins on a day. It ends with what is known, whatever the horizon.
func (m *Model) window(ctx context.Context, begin int32) (*window, error) {
	past, err := newState(ctx, m.state.h, begin, m.state.chosen, m.threads)
	if err != nil {
		return nil, err
	}
	w := &window{past: past}
	w.found = newPartners(m.state.h, w.past, min(begin+int32(m.Horizon), m.state.day), nil)
	for a, partners := range w.found {
		if len(partners) > 0 {
			w.finders = append(w.finders, int32(a))
			w.ties += len(partners)
		}
	}
	w.ties /= 2
	return w, nil
}

// learn fits the trees and the curve to what the actors of the windows found.
func (m *Model) learn(ctx context.Context, learnt []*window, o Options) error {
	random := rand.New(rand.NewPCG(o.Seed, 0x666974))
	drawn := make([][]int32, len(learnt))
	for i, w := range learnt {
		drawn[i] = slices.Clone(w.finders)
		random.Shuffle(len(drawn[i]), func(a, b int) { drawn[i][a], drawn[i][b] = drawn[i][b], drawn[i][a] })
	}
	kept := min(len(drawn[0])/heldOut, calibrators, max(fewestFinders, o.Actors/heldOut))
	hold := slices.Clone(drawn[0][:kept])
	drawn[0] = drawn[0][kept:]
	slices.Sort(hold)
	held, outer, err := gather(ctx, learnt[0].past, hold, learnt[0].found, nil, o)
	if err != nil {
		return err
	}
	parts := 0
	for i := range learnt {
		parts += teaching[i]
	}
	taught := &table{width: m.state.width()}
	byWindow := make([]*table, len(learnt))
	learntFrom := make([]bool, m.state.h.Actors)
	for i, w := range learnt {
		// The windows overlap: what held-out actors found in one must not be learnt from another.
		teach := slices.DeleteFunc(drawn[i], func(a int32) bool {
			_, is := slices.BinarySearch(hold, a)
			return is
		})
		teach = teach[:min(len(teach), o.Actors*teaching[i]/parts)]
		slices.Sort(teach)
		for _, a := range teach {
			learntFrom[a] = true
		}
		t, far, err := gather(ctx, w.past, teach, w.found, nil, o)
		if err != nil {
			return err
		}
		taught.add(t)
		byWindow[i] = t
		if i == 0 {
			outer.add(far)
		}
	}
	// The second window ends where the third begins. What one teaches must foretell the other: actors held out from the same time would not do, since they
	// share their new units with those who teach. A history too short for three windows gets no trees.
	count := 0
	if len(learnt) == len(windows) {
		tried, err := growTrees(ctx, byWindow[1], byWindow[2], treeCount, o.Seed, o.Threads, nil)
		if err != nil {
			return err
		}
		count = min(treeCount, len(tried.splits)*taught.len()/byWindow[1].len()) // more to learn from bears more trees
	}
	if m.trees, err = growTrees(ctx, taught, nil, count, o.Seed, o.Threads, o.Progress); err != nil {
		return err
	}
	if m.level, err = fitLevel(ctx, held, m.treeScores(held), o.Threads); err != nil {
		return err
	}
	m.curve, m.Reliability = m.calibrate(held)
	score := m.scores(outer)
	m.beyond = fitCurve(score, outer.came, outer.weight, leastOf(len(score)))
	m.first = learnt[0]
	m.untaught = slices.DeleteFunc(slices.Clone(m.first.finders), func(a int32) bool { return learntFrom[a] })
	m.Learnt, m.Ties, m.Finding = true, learnt[0].ties, float64(len(learnt[0].finders))/float64(learnt[0].past.count)
	return m.learnFinding(ctx, o)
}

// calibrate fits a curve to a table that nothing was learnt from.
func (m *Model) calibrate(held *table) (curve, Reliability) {
	score := m.scores(held)
	least := leastOf(len(score))
	return fitCurve(score, held.came, nil, least), crossed(score, held.came, least)
}

// leastOf is how many pairs a step of a curve holds at least.
func leastOf(pairs int) int { return max(50, pairs/400) }

// treeScores returns the score of every row.
func (m *Model) treeScores(t *table) []float64 {
	score := make([]float64, t.len())
	for i := range score {
		score[i] = m.trees.score(t.row(i))
	}
	return score
}

// scores returns the log-odds of every row.
func (m *Model) scores(t *table) []float64 {
	score := m.treeScores(t)
	for i, x := range score {
		score[i] = m.odds(x, t.row(i))
	}
	return score
}

// crossed is the reliability of curves that were each fitted to one half of the pairs and asked for the other.
func crossed(score []float64, came []bool, least int) Reliability {
	half := len(score) / 2
	first, second := fitCurve(score[:half], came[:half], nil, least), fitCurve(score[half:], came[half:], nil, least)
	stated := make([]float64, len(score))
	for i, x := range score {
		if i < half {
			stated[i] = second.at(x)
		} else {
			stated[i] = first.at(x)
		}
	}
	return reliable(stated, came)
}
