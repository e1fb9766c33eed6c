package bridging

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/analysis/snapshot"
)

// AimReach is the aim to bring the silos nearer to each other: the mean of 1/distance over the pairs of actors in different silos.
const AimReach = "reach"

// The defaults of PlanOptions, used where a field is zero.
const (
	DefaultK               = 10
	DefaultNewTiesPerActor = 3 // so that a short plan is free to be the best one, and of a long one the same few do not carry all
	DefaultSamples         = 1024
	DefaultExactUpTo       = 3000
	DefaultSweepWork       = 100_000_000_000
)

// PlanOptions says what plan is wanted. The zero PlanOptions is every default.
type PlanOptions struct {
	K       int      // how many bridges; 0 means DefaultK
	Aim     string   // AimReach, AimRobustness or "", which is AimReach
	Kind    string   // one of the kinds; "" means KindTie. K counts ties or brokers, or the guests of the one convening
	Themes  []string // for KindPeerLearning: dimensions of which peers share a value; empty: all in which that says something
	Between []string // the names of two silos: only ties and pairs of actors between these two count; empty: all silos
	ByValue bool     // choose by gain × plausibility instead of gain

	// History returns what tells how plausible ties are, its actors numbered as in the graph; nil, or one that returns nil: a prior does. It is asked only when
	// a plausibility is needed, which of a plan by gain is not before its ties are chosen, and may wait until then for what is still being learnt.
	History func() *plausibility.Chances
	Limits  Limits

	// ExactUpTo is the largest number of actors for which all distances are held, 2 bytes a pair; 0 means DefaultExactUpTo. Above it half of
	// Samples actors (0 means DefaultSamples) stand for all while ties are chosen. The figures of the chosen ties are exact all the same
	// while actors × ties is at most SweepWork (0 means DefaultSweepWork, some ten seconds on two cores; a negative number
	// means never). Beyond that the other half of the samples, independent of the choice, gives the figures and their intervals.
	ExactUpTo int
	Samples   int
	SweepWork int64

	// Resamples is the number of bootstrapped networks behind Stability. 0 means 20 for up to 500 actors and none beyond; a negative number means none.
	Resamples int

	Seed     uint64                // for samples and resamples; the same seed gives the same plan
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a result
	Progress func(done, all int64) // called now and then from one goroutine at a time; may be nil

	quotas []quota // as checked
	match  *match  // of peers; nil for other kinds
}

// Limits is what a plan must respect. Pairs are actor indexes of the snapshot, in either order.
type Limits struct {
	NewTiesPerActor int        // 0 means DefaultNewTiesPerActor
	Forbidden       [][2]int32 // never proposed
	Mandatory       [][2]int32 // always in the plan, first, in this order; they count among the K and may join actors of one silo
	Quotas          []Quota
}

// Quota limits the ties of a plan that have an actor with some value at either end. Mandatory ties count too.
type Quota struct {
	Dimension, Value string
	AtLeast          int
	AtMost           *int // nil: no limit
}

// pair is two actors, the smaller index first.
type pair struct{ u, v int32 }

func newPair(a, b int32) pair { return pair{min(a, b), max(a, b)} }

func comparePairs(x, y pair) int {
	return cmp.Or(cmp.Compare(x.u, y.u), cmp.Compare(x.v, y.v))
}

// check returns the options with every default filled in, or an *analysis.ArgumentError.
func (o PlanOptions) check(g *snapshot.Graph, dimension string) (PlanOptions, error) {
	dim, ok := g.Dimension(dimension)
	if !ok {
		return o, analysis.UnknownDimension(g, "bridges", "silo", dimension)
	}
	for _, field := range []struct {
		name     string
		value    *int
		fallback int
	}{
		{"k", &o.K, DefaultK},
		{"new-ties-per-actor", &o.Limits.NewTiesPerActor, DefaultNewTiesPerActor},
		{"exact-up-to", &o.ExactUpTo, DefaultExactUpTo},
		{"samples", &o.Samples, DefaultSamples},
	} {
		if *field.value < 0 {
			return o, refuse(field.name, strconv.Itoa(*field.value), "a whole number, 1 or more")
		}
		if *field.value == 0 {
			*field.value = field.fallback
		}
	}
	if o.SweepWork == 0 {
		o.SweepWork = DefaultSweepWork
	}
	if o.Samples < 2*fewest {
		return o, refuse("samples", strconv.Itoa(o.Samples), "at least "+strconv.Itoa(2*fewest))
	}
	switch o.Aim {
	case "", AimReach:
	case AimRobustness:
		if g.Len() > robustUpTo {
			return o, refuse("aim", o.Aim, fmt.Sprintf("%s for a network of %d actors: resistances of all pairs are held for at most %d, where they take %d MB",
				AimReach, g.Len(), robustUpTo, 24*robustUpTo*robustUpTo/1_000_000))
		}
		o.ExactUpTo = max(o.ExactUpTo, g.Len())
	default:
		return o, refuse("aim", o.Aim, AimReach+" or "+AimRobustness)
	}
	var err error
	if o, err = o.checkKind(g, dimension); err != nil {
		return o, err
	}
	if err := checkBetween(dim, o.Between); err != nil {
		return o, err
	}
	if err := o.checkPairs(g); err != nil {
		return o, err
	}
	if o.quotas, err = o.checkQuotas(g); err != nil {
		return o, err
	}
	if o.Resamples == 0 && g.Len() <= stabilityUpTo {
		o.Resamples = defaultResamples
	}
	o.Resamples = max(o.Resamples, 0)
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	return o, nil
}

func checkBetween(dim *snapshot.Dimension, between []string) error {
	if len(between) == 0 {
		return nil
	}
	if len(between) != 2 || between[0] == between[1] {
		return refuse("between", strings.Join(between, ","), "the names of two different silos")
	}
	for _, name := range between {
		if !slices.Contains(dim.Values, name) {
			return refuse("between", name, "a silo of "+dim.Name+": "+strings.Join(dim.Values, ", "))
		}
	}
	return nil
}

// checkPairs refuses forbidden and mandatory pairs that cannot be obeyed.
func (o PlanOptions) checkPairs(g *snapshot.Graph) error {
	forbidden, err := checkActors(g, "forbidden", o.Limits.Forbidden)
	if err != nil {
		return err
	}
	mandatory, err := checkActors(g, "mandatory", o.Limits.Mandatory)
	if err != nil {
		return err
	}
	if len(mandatory) > o.K {
		return refuse("mandatory", strconv.Itoa(len(mandatory))+" ties", "at most k, which is "+strconv.Itoa(o.K))
	}
	ties := make(map[int32]int)
	for i, m := range mandatory {
		text := g.ID(m.u) + "," + g.ID(m.v)
		for _, a := range []int32{m.u, m.v} {
			if ties[a]++; ties[a] > o.Limits.NewTiesPerActor {
				return refuse("mandatory", text, "no more than "+strconv.Itoa(o.Limits.NewTiesPerActor)+" new ties for actor "+g.ID(a))
			}
		}
		switch {
		case g.Symmetric().HasTie(m.u, m.v):
			return refuse("mandatory", text, "two actors without a tie; these have one already")
		case slices.Contains(mandatory[:i], m):
			return refuse("mandatory", text, "each pair once")
		case slices.Contains(forbidden, m):
			return refuse("mandatory", text, "a pair that is not forbidden too")
		}
	}
	return nil
}

func checkActors(g *snapshot.Graph, param string, pairs [][2]int32) ([]pair, error) {
	checked := make([]pair, 0, len(pairs))
	for _, p := range pairs {
		for _, a := range p {
			if a < 0 || int(a) >= g.Len() {
				text := strconv.Itoa(int(p[0])) + "," + strconv.Itoa(int(p[1]))
				return nil, refuse(param, text, "indexes of two actors, from 0 to "+strconv.Itoa(g.Len()-1))
			}
		}
		if p[0] == p[1] {
			return nil, refuse(param, g.ID(p[0])+","+g.ID(p[1]), "two different actors")
		}
		checked = append(checked, newPair(p[0], p[1]))
	}
	return checked, nil
}

func refuse(param, value, expected string) error {
	return &analysis.ArgumentError{Metric: "bridges", Param: param, Value: value, Expected: expected}
}
