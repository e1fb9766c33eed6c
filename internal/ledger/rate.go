package ledger

import "math"

// Seen is what the network's data say of a pair that was suggested.
type Seen string

// What data can say. Only After is a hit: a tie that is dated before the suggestion was there all along and recorded late.
const (
	Unseen  Seen = ""        // no tie, or the entry is not about a pair
	After   Seen = "after"   // a tie that starts on the day of the suggestion or later
	Before  Seen = "before"  // a tie that was there before the suggestion and was recorded after it
	Undated Seen = "undated" // a tie that was recorded after the suggestion and has no start
)

// Rate is how the suggestions fared. The hit rate is of those that were introduced: a hit became active, as somebody says or as the data do.
type Rate struct {
	Suggested  int           // all entries
	Standing   map[State]int // where they stand now
	Introduced int           // were ever introduced
	Marked     int           // of these, became active as somebody says
	Found      int           // of these, have a tie in the data that starts after the suggestion
	Hits       int           // of these, either
	Waiting    int           // of these, neither a hit nor declined yet
	Share      float64       // hits of the introduced; NaN when none was introduced
	Interval   [2]float64    // 95% of Share, by Wilson's score
	Alone      int           // were not introduced, and came about all the same: as somebody says, or by the data
	Late       int           // pairs whose tie was there before it was suggested and was only recorded later
	Undated    int           // pairs whose tie the data do not date, so that nobody knows
	Stated     float64       // mean plausibility of the introduced that have one from history; NaN when none has
	StatedOf   int           // how many these are
}

// RateOf sums entries up. seen says what the data say of each.
func RateOf(entries []Entry, seen func(*Entry) Seen) Rate {
	r := Rate{Suggested: len(entries), Standing: map[State]int{}}
	stated := 0.0
	for i := range entries {
		e := &entries[i]
		found, marked := seen(e), e.Was(Active)
		r.Standing[e.State()]++
		switch found {
		case Before:
			r.Late++
		case Undated:
			r.Undated++
		}
		hit := marked || found == After
		if !e.Was(Introduced) {
			r.Alone += count(hit)
			continue
		}
		r.Introduced++
		r.Marked += count(marked)
		r.Found += count(found == After)
		r.Hits += count(hit)
		r.Waiting += count(!hit && e.State() != Declined)
		if e.Plausibility != nil && e.By == "history" {
			r.StatedOf++
			stated += *e.Plausibility
		}
	}
	r.Share, r.Stated = float64(r.Hits)/float64(r.Introduced), stated/float64(r.StatedOf)
	r.Interval = wilson(r.Hits, r.Introduced)
	return r
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// wilson is the 95% score interval of a share, which is right for few and for none; NaN for none of none.
// E. B. Wilson (1927), doi:10.1080/01621459.1927.10502953.
func wilson(hits, of int) [2]float64 {
	if of == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	const z = 1.959963984540054
	n := float64(of)
	p := float64(hits) / n
	middle, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return [2]float64{max(0, (middle-half)/scale), min(1, (middle+half)/scale)}
}
