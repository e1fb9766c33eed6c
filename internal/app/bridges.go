package app

import (
	"cmp"
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/pkg/fault"
)

// BridgesRequest asks for the ties worth making.
type BridgesRequest struct {
	Source  Source
	Query   Query
	Silo    string
	K       int      // how many; 0: the default
	Between []string // two silos; empty: all
	Aim     string   // reach or robustness; empty: reach
	Kind    string   // tie, broker, convening or peer-learning; empty: tie
	Themes  []string // attributes that peers share; empty: all that say something
	ByValue bool     // rank by gain × plausibility
	Limits  Limits

	Progress func(done, all int64)
}

// Limits is what a plan must respect, with actors by id.
type Limits struct {
	NewTiesPerActor int         `json:"new_ties_per_actor,omitempty"`
	Forbidden       [][2]string `json:"forbidden,omitempty"`
	Mandatory       [][2]string `json:"mandatory,omitempty"`
	Quotas          []Quota     `json:"quotas,omitempty"`
}

// Quota limits the bridges that have an actor with some attribute value at either end.
type Quota struct {
	Dimension string `json:"dimension"`
	Value     string `json:"value"`
	AtLeast   int    `json:"at_least,omitempty"`
	AtMost    *int   `json:"at_most,omitempty"` // null: no limit
}

// BridgesResult is a plan of bridges with the headline figures before and after.
type BridgesResult struct {
	Run        Record         `json:"run"`
	Aim        string         `json:"aim"`
	Kind       string         `json:"kind"`
	Before     BridgesFigures `json:"before"`
	After      BridgesFigures `json:"after"`
	Exact      bool           `json:"exact"`      // false: figures carry intervals
	Exhaustive bool           `json:"exhaustive"` // every allowed pair was tried at every step
	Model      SuggestModel   `json:"model"`      // where the plausibilities come from
	Bridges    []BridgeFigure `json:"bridges"`
}

// BridgesFigures says how near the silos are.
type BridgesFigures struct {
	Reach            Number     `json:"reach"` // mean of 1/distance over pairs of actors in different silos
	ReachCI          *[2]Number `json:"reach_ci,omitempty"`
	MeanDistance     Number     `json:"mean_distance"`
	CrossPairs       int64      `json:"cross_pairs"`
	UnreachablePairs int64      `json:"unreachable_pairs"`
	Components       int        `json:"components"`
	Resistance       *Number    `json:"resistance,omitempty"` // mean forest resistance over the same pairs, when the aim is robustness
}

// BridgeFigure is one proposed tie, broker or convening.
type BridgeFigure struct {
	Rank         int         `json:"rank"`
	Kind         string      `json:"kind"`
	Source       string      `json:"source,omitempty"` // of a tie
	Target       string      `json:"target,omitempty"`
	SourceName   string      `json:"source_name,omitempty"`
	TargetName   string      `json:"target_name,omitempty"`
	Who          []ActorRef  `json:"who,omitempty"` // the broker, or the guests of a convening in the order chosen
	Gain         Number      `json:"gain"`          // what it adds to the aim, given those before it; a broker stands alone
	GainCI       *[2]Number  `json:"gain_ci,omitempty"`
	GainAlone    Number      `json:"gain_alone"` // what it would add alone
	Plausibility Number      `json:"plausibility"`
	By           string      `json:"plausibility_by"` // history: probability that the two start to work together within the model's horizon, as things go; prior: a rule of thumb without a time
	Value        Number      `json:"value"`
	Stability    Number      `json:"stability"`      // share of resampled networks whose plan holds this very tie; null: not computed
	SiloStable   Number      `json:"silo_stability"` // share of those whose plan holds some tie between the same two silos
	Facts        BridgeFacts `json:"facts"`
	Reason       report.Text `json:"reason"`
}

// BridgeFacts is what the reason of a bridge is made from.
type BridgeFacts struct {
	SiloSource       string `json:"silo_source"`
	SiloTarget       string `json:"silo_target"`
	DistanceBefore   *int   `json:"distance_before"` // null: no path
	DegreeSource     int    `json:"degree_source"`
	DegreeTarget     int    `json:"degree_target"`
	CommonNeighbours int    `json:"common_neighbours"`
	PairsImproved    int64  `json:"pairs_improved"`
	PairsJoined      int64  `json:"pairs_joined"`

	Eased          *Number       `json:"eased,omitempty"`           // share of the mean resistance that the tie takes away
	Shared         []SharedValue `json:"shared,omitempty"`          // what peers have in common
	Introductions  int           `json:"introductions,omitempty"`   // new ties that a broker or a convening makes
	ReachRaised    *Number       `json:"reach_raised,omitempty"`    // by which share of itself reach rises with them
	ContactsSource int           `json:"contacts_source,omitempty"` // the broker's, in either silo
	ContactsTarget int           `json:"contacts_target,omitempty"`
	Load           int           `json:"load,omitempty"`  // ties that the broker has already
	Silos          []string      `json:"silos,omitempty"` // that the guests of a convening come from
}

// SharedValue is an attribute value that two actors have in common.
type SharedValue struct {
	Dimension string `json:"dimension"`
	Value     string `json:"value"`
}

// Bridges plans k new ties between silos that together bring them closest.
func (a *App) Bridges(ctx context.Context, r BridgesRequest) (*BridgesResult, error) {
	ctx, clock := a.start(ctx, "bridges")
	defer clock.end()
	src := r.Source.readOnce()
	v, err := a.open(ctx, src, r.Query)
	if err != nil {
		return nil, err
	}
	limits, err := r.Limits.on(v.Graph)
	if err != nil {
		return nil, err
	}
	p, err := a.openHistory(ctx, src, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	m, plan, err := a.learnAndPlan(ctx, v, p, r, limits, clock)
	if err != nil {
		return nil, err
	}
	out := &BridgesResult{
		Aim: cmp.Or(r.Aim, bridging.AimReach), Kind: cmp.Or(r.Kind, bridging.KindTie), Before: bridgesFigures(plan.Before, plan.Exact), After: bridgesFigures(plan.After, plan.Exact),
		Exact: plan.Exact, Exhaustive: plan.Exhaustive, Model: suggestModel(m, p.Day), Bridges: make([]BridgeFigure, 0, len(plan.Bridges)),
	}
	for _, b := range plan.Bridges {
		out.Bridges = append(out.Bridges, bridgeFigure(v.Graph, b, plan))
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "bridges", r.Silo
	out.Run.Parameters["aim"], out.Run.Parameters["k"] = out.Aim, strconv.Itoa(r.K)
	if out.Kind != bridging.KindTie {
		out.Run.Parameters["kind"] = out.Kind
	}
	if err := r.Limits.record(out.Kind, out.Run.Parameters); err != nil {
		return nil, err
	}
	if len(r.Themes) > 0 {
		out.Run.Parameters["theme"] = strings.Join(r.Themes, ",")
	}
	if len(r.Between) > 0 {
		out.Run.Parameters["between"] = strings.Join(r.Between, ",")
	}
	if r.ByValue {
		out.Run.Parameters["by"] = "value"
	}
	out.Run.warn(plan.Warnings...)
	if m.Learnt { // where nothing was learnt each bridge says that a prior speaks
		out.Run.warn(m.Warnings...)
	}
	return out, nil
}

// learnAndPlan fits what plausibilities come from, and chooses the bridges meanwhile: a plan by gain needs them only when its ties are chosen. Asked for one
// thread, it learns first.
func (a *App) learnAndPlan(ctx context.Context, v *view, p *past, r BridgesRequest, limits bridging.Limits, clock *stopwatch) (*plausibility.Model, *bridging.Result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	aside := a.learnAside(ctx, p, p.Day, r.Silo, clock)
	if r.Query.Threads == 1 {
		<-aside.done
	}
	plan, err := bridging.Plan(ctx, v.Graph, r.Silo, bridging.PlanOptions{
		K: r.K, Aim: r.Aim, Kind: r.Kind, Themes: r.Themes, Between: r.Between, ByValue: r.ByValue, History: aside.across, Limits: limits,
		Seed: r.Query.Seed, Threads: r.Query.Threads, Progress: r.Progress,
	})
	if err != nil {
		cancel() // nobody needs what is being learnt
		<-aside.done
		return nil, nil, refused(err)
	}
	m, err := aside.wait()
	return m, plan, err
}

// record notes what a plan had to keep to, so that it can be made again.
func (l Limits) record(kind string, parameters map[string]string) error {
	if kind == bridging.KindTie || kind == bridging.KindPeerLearning {
		parameters["new-ties-per-actor"] = strconv.Itoa(cmp.Or(l.NewTiesPerActor, bridging.DefaultNewTiesPerActor))
	}
	if len(l.Forbidden)+len(l.Mandatory)+len(l.Quotas) == 0 {
		return nil
	}
	l.NewTiesPerActor = 0 // it stands above
	text, err := json.Marshal(l)
	parameters["limits"] = string(text)
	return err
}

// on names the limits' actors by index.
func (l Limits) on(g *snapshot.Graph) (bridging.Limits, error) {
	out := bridging.Limits{NewTiesPerActor: l.NewTiesPerActor}
	for _, q := range l.Quotas {
		out.Quotas = append(out.Quotas, bridging.Quota{Dimension: q.Dimension, Value: q.Value, AtLeast: q.AtLeast, AtMost: q.AtMost})
	}
	for _, list := range []struct {
		name string
		from [][2]string
		to   *[][2]int32
	}{{"forbidden", l.Forbidden, &out.Forbidden}, {"mandatory", l.Mandatory, &out.Mandatory}} {
		for _, ids := range list.from {
			var pair [2]int32
			for end, id := range ids {
				u, ok := g.Index(id)
				switch {
				case id == "":
					return out, fault.New(fault.Invalid, "limits: %s holds a pair without two ids; expected two actors each", list.name)
				case !ok:
					return out, fault.New(fault.Invalid, "limits: %s names actor %q, which is not in the network as selected", list.name, id)
				}
				pair[end] = u
			}
			*list.to = append(*list.to, pair)
		}
	}
	return out, nil
}

func bridgesFigures(f bridging.Figures, exact bool) BridgesFigures {
	out := BridgesFigures{
		Reach: Number(f.Reach), ReachCI: interval(f.ReachCI, exact), MeanDistance: Number(f.MeanDistance),
		CrossPairs: f.CrossPairs, UnreachablePairs: f.UnreachablePairs, Components: f.Components,
	}
	if !math.IsNaN(f.Resistance) {
		resistance := Number(f.Resistance)
		out.Resistance = &resistance
	}
	return out
}

// interval is a confidence interval, or nothing for an exact figure.
func interval(ci [2]float64, exact bool) *[2]Number {
	if exact {
		return nil
	}
	return &[2]Number{Number(ci[0]), Number(ci[1])}
}
