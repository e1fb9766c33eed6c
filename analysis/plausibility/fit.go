package plausibility

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
)

// The defaults of Options, used where a field is zero.
const (
	DefaultActors  = 3000
	DefaultHorizon = 365
)

// Options says how a model is fitted. The zero Options is every default.
type Options struct {
	Horizon  int // days ahead that a probability speaks of; 0 means DefaultHorizon, or two fifths of the history where that is less
	Actors   int // how many actors are learnt from; 0 means DefaultActors
	Seed     uint64
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a result
	Progress func(done, all int64) // called now and then from one goroutine at a time; may be nil

	asked int // the horizon, as asked for
}

const (
	// fewestTies is the number of new ties below which nothing is learnt from a history.
	fewestTies = 60
	// fewestFinders is the number of actors with new ties below which nothing is learnt from a history.
	fewestFinders = 40
	// calibrators is from how many finders the curve of a narrower question is fitted.
	calibrators = 600
)

// Model tells how plausible a tie is at the day that it was fitted for.
type Model struct {
	Horizon     int         // days ahead that a probability speaks of
	Learnt      bool        // false: the history was too short, and a documented prior is used
	Ties        int         // new ties that it was learnt from
	Finding     float64     // share of the known actors that found any new partner within the horizon; NaN when nothing was learnt
	Reliability Reliability // of the last horizon, foretold by what was learnt before; without bands when nothing was learnt
	Warnings    []notice.Notice

	state     *state
	trees     *trees
	earlier   *trees    // learnt from what was known at the beginning of the first window; it calibrates
	pace      pace      // from log-shares of the trees to those of the earlier
	listed    level     // from the log-shares of candidates to probabilities
	beyond    level     // for pairs that are on no list of candidates
	shown     float64   // mean probability of the best of the lists that the levels were fitted to
	finds     []float64 // per actor the probability that it finds any new partner within the horizon; NaN for those not known
	first     *window   // the one that calibrates
	foundPast []float64 // finds, as of the beginning of the first window
	seed      uint64
	threads   int
}

// windows are the periods that are learnt from, by where they begin: so many horizons before the day. Each is a horizon long, or ends at the day. The first
// is the last whole horizon. The second ends where the first begins: what it teaches must foretell the first, which says how many trees are kept, and how far
// stated probabilities come true in a time that nothing was learnt from. The third is the newest.
var windows = []float64{1, 1.5, 0.5}

// The places of windows.
const (
	lastWhole = iota
	before
	newest
)

// teaching is how many parts of those who teach come from each window.
var teaching = []int{1, 1, 1}

// window is what the actors known at the beginning of a period found in it.
type window struct {
	past    *state
	found   [][]int32 // per actor its new partners
	finders []int32   // the actors that found any
	ties    int
}

// Fit learns from everything that starts before a day.
//
// Where little history is known, who ranks and who says how probable a tie is learn from periods of different length. The former needs
// three periods that begin in a network of some age, so they are a third of the history. The latter needs one as near to a whole year as there is, because work starts by the season.
func Fit(ctx context.Context, h *History, day int32, o Options) (*Model, error) {
	if o.Actors == 0 {
		o.Actors = DefaultActors
	}
	if o.asked = o.Horizon; o.asked > 0 {
		return fit(ctx, h, day, nil, o)
	}
	first, last := h.Span()
	span := max(0, int(min(day, last+1)-first))
	o.Horizon = min(DefaultHorizon, span/3)
	m, err := fit(ctx, h, day, nil, o)
	if longer := min(DefaultHorizon, span*2/5); err == nil && longer > o.Horizon {
		o.Horizon = longer
		if said, err := fit(ctx, h, day, m.trees, o); err != nil || said.Learnt {
			return said, err
		}
	}
	return m, err
}

// fit learns for a horizon; from ranking, when it is not nil, in what order candidates come.
func fit(ctx context.Context, h *History, day int32, ranking *trees, o Options) (*Model, error) {
	m := &Model{Horizon: o.Horizon, Finding: math.NaN(), seed: o.Seed, threads: o.Threads, trees: ranking}
	chosen := chooseAttributes(h, day)
	pasts := make([]*state, len(windows)+1) // the last is the day's
	err := eachOf(ctx, len(pasts), o.Threads, func(i int) (err error) {
		begin := day
		if i < len(windows) {
			begin -= int32(windows[i] * float64(m.Horizon))
		}
		pasts[i], err = newState(ctx, h, begin, chosen, o.Threads)
		return err
	})
	if err != nil {
		return nil, err
	}
	m.state = pasts[len(windows)]
	learnt := make([]*window, len(windows))
	for i := range windows {
		w := m.look(pasts[i], nil)
		if w.ties >= fewestTies && len(w.finders) >= fewestFinders {
			learnt[i] = w
			continue
		}
		if i == lastWhole {
			m.Warnings = append(m.Warnings, notice.ThinHistory.Of(w.ties, len(w.finders), m.Horizon, fewestTies, fewestFinders))
			return m, ctx.Err()
		}
	}
	return m, m.learn(ctx, learnt, o)
}

// eachOf does several things at once and returns what failed.
func eachOf(ctx context.Context, n, threads int, do func(i int) error) error {
	failed := make([]error, n)
	err := parallel.Blocks(ctx, n, 1, threads, nil, func(_, i, _, _ int) { failed[i] = do(i) })
	return errors.Join(append(failed, err)...)
}

// look says what the actors known at the beginning of a period found in it, of the pairs that allow permits; nil permits all. The period ends with what is known,
// whatever the horizon.
func (m *Model) look(past *state, allow func(u, v int32) bool) *window {
	w := &window{past: past}
	w.found = newPartners(m.state.h, past, min(past.day+int32(m.Horizon), m.state.day), allow)
	for a, partners := range w.found {
		if len(partners) > 0 {
			w.finders = append(w.finders, int32(a))
			w.ties += len(partners)
		}
	}
	w.ties /= 2
	return w
}

// finding is the share of the known actors that found anybody.
func (w *window) finding() float64 { return float64(len(w.finders)) / float64(w.past.count) }

// someOf draws at most so many of some actors, and returns them in order.
func someOf(actors []int32, most int, random *rand.Rand) []int32 {
	drawn := slices.Clone(actors)
	random.Shuffle(len(drawn), func(a, b int) { drawn[a], drawn[b] = drawn[b], drawn[a] })
	drawn = drawn[:min(len(drawn), most)]
	slices.Sort(drawn)
	return drawn
}

// learn fits the trees and the levels to what the actors of the windows found.
func (m *Model) learn(ctx context.Context, learnt []*window, o Options) error {
	m.first = learnt[lastWhole]
	parts := 0
	for i, w := range learnt {
		if w != nil {
			parts += teaching[i]
		}
	}
	random := rand.New(rand.NewPCG(o.Seed, 0x666974))
	tables := make([]*table, len(learnt))
	var outer *table
	for i, w := range learnt {
		tables[i] = &table{width: m.state.width()}
		if w == nil {
			continue
		}
		teach := someOf(w.finders, o.Actors*teaching[i]/parts, random)
		want := asking{teaches: i != lastWhole, beyond: i == lastWhole}
		if i == before {
			want.sooner = newPartners(m.state.h, w.past, m.first.past.day, nil)
		}
		listed, far, err := gather(ctx, w.past, teach, w.found, want, o)
		if err != nil {
			return err
		}
		if tables[i] = listed; i == lastWhole {
			outer = far
		} else {
			w.past = nil // it has taught what it can, and takes memory
		}
	}
	taught := joined(m.state.width(), tables)
	for _, t := range tables {
		t.rows = nil
	}
	steps, err := taught.bin(ctx, o.Threads)
	if err != nil {
		return err
	}
	whole := len(tables[lastWhole].ends)
	last, _, _ := taught.part(0, whole)
	count := 0
	m.earlier = &trees{base: expected(outlined)}
	foretold := &judge{t: last, b: steps.part(0, last.len())}
	if learnt[before] != nil {
		earlier, lo, hi := taught.part(whole, whole+len(tables[before].ends))
		earlier.came = tables[before].sooner
		if m.earlier, err = growTrees(ctx, earlier, steps.part(lo, hi), foretold, min(treeCount, len(earlier.ends)/listsEach), o.Seed, o.Threads, nil); err != nil {
			return err
		}
		count = min(treeCount, len(m.earlier.each)*len(taught.ends)/len(earlier.ends)) // more to learn from bears more trees
	} else if err := foretold.begin(ctx, m.earlier.base, o.Threads); err != nil {
		return err
	}
	m.Learnt, m.Ties, m.Finding = true, m.first.ties, m.first.finding()
	err = eachOf(ctx, 3, o.Threads, func(i int) (err error) {
		switch i {
		case 0:
			if m.trees == nil {
				if m.trees, err = growTrees(ctx, taught, steps, nil, count, o.Seed, o.Threads, o.Progress); err != nil {
					return err
				}
			}
			return m.match(ctx, o)
		case 1:
			return m.learnLevels(ctx, foretold, outer, o)
		default:
			return m.learnFinding(ctx, o)
		}
	})
	m.Warnings = append(m.Warnings, m.doubts(learnt, o)...)
	return err
}

// logShares returns, for every row, the logarithm of its share in the sum of the exponentials of the scores of its list. Trees that rank do not tell how high
// scores are: they rise as a network grows older. Shares do not.
func (t *trees) logShares(ctx context.Context, of *table, threads int) ([]float64, error) {
	share := make([]float64, of.len())
	return share, parallel.Blocks(ctx, len(of.ends), 8, threads, nil, func(_, _, first, last int) {
		for i := first; i < last; i++ {
			lo, hi := of.span(i)
			t.listShares(of.rows[lo:hi], share[lo:hi])
		}
	})
}

// listShares writes the log-shares of the rows of one list.
func (t *trees) listShares(list [][]float32, into []float64) {
	for r, row := range list {
		into[r] = t.score(row)
	}
	logShares(into)
}

// logShares makes the scores of a list log-shares.
func logShares(score []float64) {
	sum := logSum(score)
	for r := range score {
		score[r] -= sum
	}
}

// sharesOf writes log-shares over the scores of the rows.
func (t *table) sharesOf(ctx context.Context, score []float64, threads int) error {
	return parallel.Blocks(ctx, len(t.ends), 8, threads, nil, func(_, _, first, last int) {
		for i := first; i < last; i++ {
			lo, hi := t.span(i)
			logShares(score[lo:hi])
		}
	})
}
