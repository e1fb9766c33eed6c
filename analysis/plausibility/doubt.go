package plausibility

import (
	"cmp"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
)

// Probabilities hold for the next horizon as far as it resembles the last, which nobody can know. What the history shows is how much its own periods differ, and whether
// there are any to compare. No correction is made by that: that finders found more from one year to the next says nothing of the year after.

const (
	// doubtful is from what error on a suggestion's probability, if the next horizon differs from the last as that from the one before, a warning is given.
	doubtful = 0.02
	// shownEach is how many of a list's candidates stand for those that are suggested.
	shownEach = 20
)

// doubts are the warnings on what is not shown of the probabilities. Learnt holds the windows, nil for those with too few new ties.
func (m *Model) doubts(learnt []*window, o Options) []notice.Notice {
	var said []notice.Notice
	earlier := learnt[before]
	if earlier == nil {
		return append(said, notice.UntestedHistory.Of(m.Horizon))
	}
	if m.Horizon < DefaultHorizon && o.asked == 0 {
		said = append(said, notice.ShortHistory.Of(m.Horizon))
	}
	last, past := m.first.partners(), earlier.partners()
	if off := m.shown * math.Abs(last/past-1); off > doubtful {
		said = append(said, notice.UnsteadyHistory.Of(m.Horizon, last, int(float64(m.Horizon)*(windows[before]-windows[lastWhole])), past, off))
	}
	return said
}

// partners is how many new partners those found who found any.
func (w *window) partners() float64 { return 2 * float64(w.ties) / float64(max(len(w.finders), 1)) }

// meanOfBest is the mean stated probability of the best few of every list of a table.
func meanOfBest(t *table, stated []float64) float64 {
	var sum, count float64
	for i := range t.ends {
		lo, hi := t.span(i)
		best := slices.SortedFunc(slices.Values(stated[lo:hi]), func(a, b float64) int { return cmp.Compare(b, a) })
		for _, p := range best[:min(len(best), shownEach)] {
			sum += p
			count++
		}
	}
	return sum / max(count, 1)
}
