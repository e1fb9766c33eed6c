package silo

import "github.com/sillat/sillat/analysis/notice"

// Gap is a pair of silos with everything known of what lies between them. A comes before B by name; when ties have directions,
// every pair is there twice and everything is of what leads from A to B.
type Gap struct {
	Rank             int // from 1
	A, B             string
	Within           string // the silo of GapOptions.Within that both are in
	ActorsA, ActorsB int

	Observed     float64 // tie weight between them
	ObservedTies int64   // distinct ties between them
	Expected     float64 // mean weight when chance alone decides who works with whom
	Ratio        float64 // observed/expected; NaN when nothing is expected
	SD           float64 // of the weight under chance
	Z            float64 // (observed − expected)/SD; NaN when SD is zero
	P            float64 // probability that chance gives as little or less
	Q            float64 // P corrected for having looked at all pairs (Benjamini–Hochberg)
	Missing      float64 // expected − observed; negative when there is more than chance gives
	Significant  bool    // a gap beyond chance: Missing > 0 and Q < 0.05

	Reach             Reach // of A's actors to B
	MeanDistance      float64
	HarmonicCloseness float64 // mean of 1/steps over all pairs, an unreachable pair counting 0
	UnreachablePairs  int64   // pairs of actors of A and B without a path
	MeanDistanceSE    float64 // standard errors when Approximate, else 0
	HarmonicSE        float64

	Fragility Fragility
	Should    Should
}

// GapList is all pairs of silos of a dimension, ranked, and how they were found.
type GapList struct {
	Dimension  string
	Silos      []string
	Gaps       []Gap
	Directed   bool    // gaps are of what leads from A to B
	Null       string  // Stubs or Swaps
	Draws      int     // networks drawn; 0 for Stubs
	Unassigned int     // actors without a silo: they lie on paths and take part in chance, but are in no pair
	Total      float64 // weight of the whole network

	// Approximate says that distances and closeness come from sampled actors, with standard errors; with directions the number of unreachable
	// pairs too. All else is exact always.
	Approximate bool
	Sources     int // actors whose paths were followed
	Warnings    []notice.Notice
}

// GapOptions says how to look for gaps. The zero GapOptions are the defaults.
type GapOptions struct {
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a result
	Seed     uint64                // draws the networks of Swaps, and the actors whose paths are followed when there are too many
	Progress func(done, all int64) // called now and then, from one goroutine at a time; may be nil. Swaps counts its draws first, then the paths

	Within     string // a second dimension: only silos inside the same one of its silos are compared; "" for none
	WithinSilo string // and only inside this one; "" for all

	Null  string // Stubs, which "" means, or Swaps
	Draws int    // networks that Swaps draws; 0 or less means 1,000

	FragilityTop int // fragility is worked out for so many of the first gaps; below 0 none, and 0 means all where that is a moment's work, else 25
	FragilityCap int // and counted no further than this; below 0 to the end, and 0 means 1,000, beyond which names help nobody

	// ExactWork is the largest work for which all paths are followed, as actors × (ties + 60 × actors), as in sparse networks paths have more steps; 0 or
	// less means 2·10^11, some seconds on two cores. Beyond it SampleActors of every silo are: 0 or less means as many as make 1,024 in all, but 16 of each at least.
	ExactWork    int64
	SampleActors int
}

func (o GapOptions) withDefaults(silos int) GapOptions {
	if o.Null == "" {
		o.Null = Stubs
	}
	if o.Draws <= 0 {
		o.Draws = 1000
	}
	if o.FragilityCap == 0 {
		o.FragilityCap = 1000
	}
	if o.ExactWork <= 0 {
		o.ExactWork = 200_000_000_000
	}
	if o.SampleActors <= 0 {
		o.SampleActors = 1024 / max(silos, 1)
	}
	o.SampleActors = max(o.SampleActors, 16)
	return o
}
