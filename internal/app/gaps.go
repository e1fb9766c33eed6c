package app

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
)

// GapsRequest asks which silos should be connected and are not.
type GapsRequest struct {
	Source   Source
	Query    Query
	Silo     string
	Within   string // a second dimension, or one silo of it, "region" or "region=Uusimaa": only silos inside the same one are compared
	Null     string // stubs or swaps; empty: stubs
	Draws    int    // networks that swaps draws; 0: 1,000
	Top      int    // only so many gaps, see cutGaps; 0: all
	Progress func(done, all int64)
}

// options are the request's in the terms of the analysis.
func (r *GapsRequest) options() silo.GapOptions {
	opt := silo.GapOptions{Threads: r.Query.Threads, Seed: r.Query.Seed, Progress: r.Progress, Null: r.Null, Draws: r.Draws}
	opt.Within, opt.WithinSilo, _ = strings.Cut(r.Within, "=")
	return opt
}

// parameters adds what differs from the defaults to a run record.
func (r *GapsRequest) parameters(into map[string]string) {
	if r.Within != "" {
		into["within"] = r.Within
	}
	if r.Null == silo.Swaps {
		into["null"], into["draws"] = r.Null, strconv.Itoa(cmp.Or(r.Draws, 1000))
	}
	if r.Top != 0 && r.Top != UsualGaps {
		into["top"] = strconv.Itoa(r.Top)
	}
}

// GapsResult is the pairs of silos, ranked by what is missing between them, and the lists that coordinators ask for.
type GapsResult struct {
	Run               Record          `json:"run"`
	Directed          bool            `json:"directed"`    // gaps are of what leads from a to b
	Null              string          `json:"null"`        // what chance means: stubs or swaps
	Pairs             int             `json:"pairs"`       // of silos that were compared; gaps may hold fewer
	Significant       int             `json:"significant"` // of them that are gaps beyond chance
	Gaps              []GapFigure     `json:"gaps"`
	LargestPart       int             `json:"largest_part"`        // actors in the largest connected part
	Clusters          []ClusterFigure `json:"clusters"`            // cut off from the largest connected part, largest first
	Isolates          []ActorRef      `json:"isolates"`            // without any tie
	Pendants          []ActorRef      `json:"pendants"`            // with a single tie
	SinglePoints      []SinglePoint   `json:"single_points"`       // whose leaving cuts others off, the worst fifty, worst first
	SinglePointsFound int             `json:"single_points_found"` // how many there are in all

	Lists []List `json:"-"` // the same in words, for people
}

// GapFigure is one pair of silos.
type GapFigure struct {
	Rank              int           `json:"rank"`
	A                 string        `json:"a"`
	B                 string        `json:"b"`
	Within            string        `json:"within,omitempty"` // the silo of the second dimension that both are in
	ActorsA           int           `json:"actors_a"`
	ActorsB           int           `json:"actors_b"`
	Observed          Number        `json:"observed"`      // tie weight between them
	ObservedTies      int64         `json:"observed_ties"` // distinct ties between them
	Expected          Number        `json:"expected"`      // mean weight under the degree-keeping null
	Missing           Number        `json:"missing"`       // expected − observed
	Ratio             Number        `json:"ratio"`
	SD                Number        `json:"sd"`
	Z                 Number        `json:"z"`
	P                 Number        `json:"p"` // chance of as little or less
	Q                 Number        `json:"q"` // p corrected for the number of pairs
	Significant       bool          `json:"significant"`
	Reach             ReachFigure   `json:"reach"`
	MeanDistance      Number        `json:"mean_distance"`
	MeanDistanceSE    *Number       `json:"mean_distance_se,omitempty"` // when estimated
	HarmonicCloseness Number        `json:"harmonic_closeness"`
	UnreachablePairs  int64         `json:"unreachable_pairs"`
	Fragility         Fragility     `json:"fragility"`
	Should            ShouldFigures `json:"should"`
	Reason            *report.Text  `json:"reason"` // in words; null from rank 101 on
}

// ReachFigure is the share of a's actors that reach some actor of b within one, two and three steps.
type ReachFigure struct {
	One   Number `json:"one"`
	Two   Number `json:"two"`
	Three Number `json:"three"`
}

// Fragility is how few actors hold two silos together.
type Fragility struct {
	Actors  *int     `json:"actors"`   // null: ranked too low to be worked out
	AtLeast bool     `json:"at_least"` // counting stopped there
	Who     []string `json:"who"`      // ids

	Names   []string        `json:"names"`   // of who, in the same order
	Leaving []LeavingFigure `json:"leaving"` // what happens if one of them leaves alone; null: not worked out
}

// LeavingFigure is what happens between two silos if an actor leaves, over the pairs of actors that it is not in itself.
type LeavingFigure struct {
	ActorRef
	Pairs   int64  `json:"pairs"`         // with a path before
	Lost    int64  `json:"pairs_lost"`    // without one after
	Farther int64  `json:"pairs_farther"` // with a longer one after
	Longer  Number `json:"longer"`        // mean steps that the paths of pairs that keep one grow by
}

// ShouldFigures is evidence, independent of ties, that two silos ought to meet. The numbers stand side by side.
type ShouldFigures struct {
	Shared       []SharedFigure `json:"shared"`
	RoleContrast Number         `json:"role_contrast"` // 0: same mixture of roles, 1: none in common; null: no roles known
}

// SharedFigure is the share of each silo's actors whose value in another dimension occurs in the other silo too.
type SharedFigure struct {
	Dimension string `json:"dimension"`
	A         Number `json:"a"`
	B         Number `json:"b"`
}

// ActorRef names an actor.
type ActorRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ClusterFigure is a group of actors without any path to the largest part of the network.
type ClusterFigure struct {
	Actors int           `json:"actors"`
	Who    []ActorRef    `json:"who"`
	Silos  []SiloSummary `json:"silos"` // of its actors, most first
}

// SinglePoint is an actor whose leaving would cut others off.
type SinglePoint struct {
	ActorRef
	CutsOff int           `json:"cuts_off"` // actors no longer joined to the largest piece that remains
	Silos   []SiloSummary `json:"silos"`    // of those cut off, most first
	Parts   [][2]string   `json:"parts"`    // pairs of silos that would have no path between them any more
}

// Gaps compares all pairs of silos and lists who is cut off and who holds others together.
func (a *App) Gaps(ctx context.Context, r GapsRequest) (*GapsResult, error) {
	ctx, clock := a.start(ctx, "gaps")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	list, err := silo.Gaps(ctx, v.Graph, r.Silo, r.options())
	if err != nil {
		return nil, refused(err)
	}
	out := &GapsResult{Directed: list.Directed, Null: list.Null, Pairs: len(list.Gaps), Gaps: []GapFigure{}}
	for i := range list.Gaps {
		if list.Gaps[i].Significant {
			out.Significant++
		}
	}
	for _, gap := range cutGaps(list, r.Top) {
		f := gapFigure(v.Graph, gap, list.Approximate)
		if f.Rank <= wordedGaps {
			f.tell(list.Directed)
		}
		out.Gaps = append(out.Gaps, f)
	}
	if err := out.addLists(ctx, v, r.Silo, r.Query.Threads); err != nil {
		return nil, refused(err)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "gaps", r.Silo
	r.parameters(out.Run.Parameters)
	out.Run.warn(list.Warnings...)
	if len(out.Gaps) < out.Pairs {
		out.Run.warn(notice.GapsCut.Of(out.Pairs, r.Top, matrixSilos))
	}
	out.discreet(ctx)
	return out, nil
}

func gapFigure(g *snapshot.Graph, x *silo.Gap, approximate bool) GapFigure {
	f := GapFigure{
		Rank: x.Rank, A: x.A, B: x.B, Within: x.Within, ActorsA: x.ActorsA, ActorsB: x.ActorsB,
		Observed: Number(x.Observed), ObservedTies: x.ObservedTies, Expected: Number(x.Expected), Missing: Number(x.Missing), Ratio: Number(x.Ratio),
		SD: Number(x.SD), Z: Number(x.Z), P: Number(x.P), Q: Number(x.Q), Significant: x.Significant,
		Reach:        ReachFigure{Number(x.Reach.One), Number(x.Reach.Two), Number(x.Reach.Three)},
		MeanDistance: Number(x.MeanDistance), HarmonicCloseness: Number(x.HarmonicCloseness), UnreachablePairs: x.UnreachablePairs,
		Fragility: Fragility{AtLeast: x.Fragility.AtLeast, Who: []string{}, Names: []string{}},
		Should:    ShouldFigures{Shared: []SharedFigure{}, RoleContrast: Number(x.Should.RoleContrast)},
	}
	if approximate {
		se := Number(x.MeanDistanceSE)
		f.MeanDistanceSE = &se
	}
	if x.Fragility.Computed {
		actors := x.Fragility.Actors
		f.Fragility.Actors = &actors
	}
	for _, u := range x.Fragility.Who {
		f.Fragility.Who, f.Fragility.Names = append(f.Fragility.Who, g.ID(u)), append(f.Fragility.Names, g.Name(u))
	}
	if x.Fragility.Leaving != nil || x.Fragility.Computed && len(x.Fragility.Who) == 0 && !x.Fragility.AtLeast {
		f.Fragility.Leaving = []LeavingFigure{}
	}
	for _, l := range x.Fragility.Leaving {
		f.Fragility.Leaving = append(f.Fragility.Leaving, LeavingFigure{ref(g, l.Actor), l.Pairs, l.Lost, l.Farther, Number(l.Longer)})
	}
	for _, s := range x.Should.Shared {
		f.Should.Shared = append(f.Should.Shared, SharedFigure{s.Dimension, Number(s.A), Number(s.B)})
	}
	return f
}
