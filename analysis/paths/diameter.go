package paths

import (
	"context"
	"math"
	"slices"
	"sort"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Diameter is the length of the longest of all shortest paths.
var Diameter = analysis.Metric{
	ID:      "diameter",
	Title:   "Diameter",
	Meaning: "How many steps apart the two are that are farthest from each other and still joined.",
	Formula: "max d(u,v) over all u and v with a path from u to v",
	Sources: []analysis.Reference{
		hageHarary,
		{Text: "Takes, F. W. & Kosters, W. A. (2011). Determining the diameter of small world networks. CIKM 2011, 1191–1196.", DOI: "10.1145/2063576.2063748"},
		{Text: "Crescenzi, P., Grossi, R., Habib, M., Lanzi, L. & Marino, A. (2013). On computing the diameter of real-world undirected graphs. Theoretical Computer Science 514, 84–95.",
			DOI: "10.1016/j.tcs.2012.09.018"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: a number of steps, or a length when ties have lengths",
		Directed:    "paths follow the ties",
		Weights:     "none: a step is 1; strength: a step is 1/weight; distance: a step is the weight. A tie of weight zero is not walked",
		Unreachable: "pairs without a path are left out; where nobody reaches anybody it is not defined",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "without weights and directions a few searches of O(n + m) on most networks, at worst one for every actor; otherwise that of eccentricity",
	},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		if g.Directed() || g.Meaning() != snapshot.Unweighted && g.Weighted() {
			r, err := Eccentricity.Compute(ctx, g, withDirection(a))
			return analysis.Result{Values: r.Values[:min(len(r.Values), 1)], Warnings: r.Warnings}, err
		}
		w, err := hopsOf(ctx, g, false)
		if err != nil {
			return analysis.Result{}, err
		}
		d := newSweeper(w)
		for lo := 0; lo < w.len(); {
			hi, err := d.component(ctx, int32(lo))
			if err != nil {
				return analysis.Result{}, err
			}
			if before := lo; before/patience != hi/patience {
				a.Report(int64(hi), int64(w.len()))
			}
			lo = hi
		}
		a.Report(int64(w.len()), int64(w.len()))
		longest := math.NaN()
		if d.longest > 0 {
			longest = float64(d.longest)
		}
		return analysis.Result{Values: []analysis.Value{{Name: "diameter", Value: longest}}}, nil
	},
}

func withDirection(a analysis.Args) analysis.Args {
	a.Values = map[string]string{"direction": "out"}
	return a
}

// sweeper finds the diameter of undirected components by the fringes of Crescenzi et al.: of two actors that are more than 2i steps
// apart, one is more than i steps from any root. So only the fringes far from a well chosen root are searched from, farthest first,
// until the longest path found spans twice the next fringe. Where many are in a fringe the bounds of Takes and Kosters spare most of them.
type sweeper struct {
	w       *ways
	level   []int32 // of the last search; -1 outside its component
	queue   []int32 // the actors of the last search, nearest first
	f       *frontier
	narrow  *narrow
	near    vicinity
	longest int32
}

func newSweeper(w *ways) *sweeper {
	s := &sweeper{w: w, level: make([]int32, w.len()), queue: make([]int32, 0, w.len())}
	for v := range s.level {
		s.level[v] = -1
	}
	return s
}

// component looks at the component of the actor lo, the first of it in w's numbers, and returns where the next begins:
// a component's actors stand together.
func (s *sweeper) component(ctx context.Context, lo int32) (next int, err error) {
	if err := s.search(ctx, lo); err != nil {
		return 0, err
	}
	size := int32(len(s.queue))
	if size-1 <= s.longest {
		return int(lo + size), nil // no path in it can be longer
	}
	hub := lo
	for v := lo; v < lo+size; v++ {
		if len(s.w.row(v)) > len(s.w.row(hub)) {
			hub = v
		}
	}
	nearest := int32(math.MaxInt32)
	var fringe, depth []int32 // of the root: the actors, nearest first, and by actor how far they are
	for from := hub; ; {      // from the hub to the farthest, from there to the farthest, and again from the middle of that path
		if err := s.search(ctx, from); err != nil {
			return 0, err
		}
		ecc := s.deepest()
		if ecc >= nearest {
			break // no better root than before
		}
		nearest = ecc
		fringe, depth = append(fringe[:0], s.queue...), append(depth[:0], s.level...)
		if 2*ecc <= s.longest+1 {
			break // no root could be nearer to all
		}
		if from, err = s.middle(ctx, s.queue[len(s.queue)-1]); err != nil {
			return 0, err
		}
	}
	if far := s.far(fringe, depth); far > 2*together { // so many searches that knowing the hubs' first pays
		if err := s.searchAll(ctx, s.hubs(lo, lo+size)); err != nil {
			return 0, err
		}
	}
	sources := make([]int32, 0, together)
	for end := len(fringe); end > 0 && 2*depth[fringe[end-1]] > s.longest; {
		sources = sources[:0]
		for d := depth[fringe[end-1]]; end > 0 && len(sources) < together && depth[fringe[end-1]] == d; end-- {
			if v := fringe[end-1]; !s.near.has(v) {
				sources = append(sources, v)
			}
		}
		if err := s.searchAll(ctx, sources); err != nil {
			return 0, err
		}
	}
	return int(lo + size), nil
}

// search finds the levels around an actor and notes the longest path from it.
func (s *sweeper) search(ctx context.Context, from int32) error {
	for _, v := range s.queue {
		s.level[v] = -1
	}
	s.queue = append(s.queue[:0], from)
	s.level[from] = 0
	for head := 0; head < len(s.queue); head++ {
		if head%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		u := s.queue[head]
		for _, v := range s.w.row(u) {
			if s.level[v] < 0 {
				s.level[v] = s.level[u] + 1
				s.queue = append(s.queue, v)
			}
		}
	}
	s.longest = max(s.longest, s.deepest())
	return nil
}

// deepest returns how far the last search went.
func (s *sweeper) deepest() int32 { return s.level[s.queue[len(s.queue)-1]] }

// middle returns the actor half way from one end of a long path to the actor farthest from that end.
func (s *sweeper) middle(ctx context.Context, end int32) (int32, error) {
	if err := s.search(ctx, end); err != nil {
		return 0, err
	}
	at := s.queue[len(s.queue)-1]
	for half := s.level[at] / 2; s.level[at] > half; {
		for _, v := range s.w.row(at) {
			if s.level[v] == s.level[at]-1 {
				at = v
				break
			}
		}
	}
	return at, nil
}

// far returns how many actors of a fringe have to be searched from as far as is known.
func (s *sweeper) far(fringe, depth []int32) int {
	begin := sort.Search(len(fringe), func(i int) bool { return 2*depth[fringe[i]] > s.longest })
	return len(fringe) - begin
}

// hubs returns the actors of [lo, hi) with most ties, as many as one search takes.
func (s *sweeper) hubs(lo, hi int32) []int32 {
	most := 0
	for v := lo; v < hi; v++ {
		most = max(most, len(s.w.row(v)))
	}
	count := make([]int, most+1) // by number of ties
	for v := lo; v < hi; v++ {
		count[len(s.w.row(v))]++
	}
	above, least := 0, most
	for ; least > 0 && above+count[least] <= together; least-- {
		above += count[least]
	}
	hubs := make([]int32, 0, together)
	for v := lo; v < hi && len(hubs) < together; v++ {
		if len(s.w.row(v)) > least {
			hubs = append(hubs, v)
		}
	}
	return hubs
}

// searchAll notes the longest path from any of at most 128 actors and whom that tells to have no longer one: one search each where they are very few,
// else one for all in words that are as wide as needed.
func (s *sweeper) searchAll(ctx context.Context, sources []int32) error {
	const few = 2
	switch {
	case len(sources) <= few:
		for _, v := range sources {
			if err := s.search(ctx, v); err != nil {
				return err
			}
		}
		return nil
	case len(sources) <= wordBits:
		if s.narrow == nil {
			s.narrow = newNarrow(s.w.len())
		}
		steps, err := s.narrow.farthest(ctx, s.w, sources)
		s.longest = max(s.longest, steps)
		return err
	}
	if s.f == nil {
		s.f = newFrontier(s.w.len())
	}
	ecc, err := s.f.farthestEach(ctx, s.w, sources)
	if err != nil {
		return err
	}
	s.longest = max(s.longest, slices.Max(ecc))
	s.near.add(s.w, sources, ecc, s.longest)
	return nil
}
