package app

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// PlanTrial compares a plan of bridges made before the split with what needs no plan, by what came true later.
type PlanTrial struct {
	Silo    string       `json:"silo"`
	Methods []PlanMethod `json:"methods"`
	Each    []SiloTrial  `json:"each,omitempty"` // what each silo planned for itself, in the order of their names
}

// SiloTrial compares plans of one silo's own: every bridge has an end in it, and all count by what they bring to the whole network.
type SiloTrial struct {
	Value   string       `json:"value"` // the silo
	Actors  int          `json:"actors"`
	Methods []PlanMethod `json:"methods"`
}

// PlanMethod is one way of choosing ties between silos.
type PlanMethod struct {
	Name     string `json:"name"`
	Ties     int    `json:"ties"`
	Gain     Number `json:"gain"`     // of all ties together in reach between silos
	Value    Number `json:"value"`    // sum of gain × plausibility
	Stated   Number `json:"stated"`   // ties expected within the horizon: the sum of plausibilities
	Came     int    `json:"came"`     // ties that came about after the split
	Realised Number `json:"realised"` // sum of the gains of those
}

// The plans that are compared with simpler choices.
const (
	planByGain  = "plan by gain"
	planByValue = "plan by value"
)

// tiesEach is how many of the ties compared may have the same actor, in every way of choosing them.
const tiesEach = 2

// tryPlans plans k bridges on what starts before a day.
func (a *App) tryPlans(ctx context.Context, p *past, m *plausibility.Model, day network.Date, silo string, r EvaluateRequest) (PlanTrial, error) {
	trial := PlanTrial{Silo: silo}
	selectors := p.selectors
	selectors.To = day - 1
	built, err := projection.Build(ctx, p.walk, selectors)
	if err != nil {
		return trial, err
	}
	g := built.Graph
	same := g.Len() == len(p.IDs)
	for i := 0; same && i < g.Len(); i++ {
		same = g.ID(int32(i)) == p.IDs[i]
	}
	if !same {
		return trial, fault.New(fault.Invalid, "plans cannot be tried on this network: its actors have dates, and those before %s are not those of the whole history", day)
	}
	allow, err := p.crossing(silo)
	if err != nil {
		return trial, err
	}
	meeting, err := m.Meeting(ctx, allow)
	if err != nil {
		return trial, refused(err)
	}
	chances := m.Chances(meeting)
	t := &planTrial{past: p, graph: g, chances: chances, allow: allow, day: day, request: r}
	t.dim, _ = g.Dimension(silo)
	if trial.Methods, err = t.compare(ctx, everySilo); err != nil || r.EachSilo < 1 {
		return trial, err
	}
	actors := make([]int, len(t.dim.Values))
	for _, of := range t.dim.Of {
		if of >= 0 {
			actors[of]++
		}
	}
	for of, value := range t.dim.Values {
		if actors[of] < r.EachSilo {
			continue
		}
		methods, err := t.compare(ctx, int32(of))
		if err != nil {
			return trial, err
		}
		trial.Each = append(trial.Each, SiloTrial{Value: value, Actors: actors[of], Methods: methods})
	}
	return trial, nil
}

// everySilo stands for plans of the whole network, in place of a silo's code.
const everySilo = -1

// planTrial holds what all plans tried on one day have in common.
type planTrial struct {
	past    *past
	graph   *snapshot.Graph
	dim     *snapshot.Dimension
	chances *plausibility.Chances // nil: nothing was learnt
	allow   func(u, v int32) bool // pairs of different silos
	day     network.Date
	request EvaluateRequest
}

// compare makes the plans of the whole network or of one silo's own, and what needs no plan, and counts what came true of them.
func (t *planTrial) compare(ctx context.Context, of int32) ([]PlanMethod, error) {
	k := t.request.Bridges
	var own bridging.Limits
	allow := t.allow
	if of != everySilo {
		own.Quotas = []bridging.Quota{{Dimension: t.dim.Name, Value: t.dim.Values[of], AtLeast: k}}
		allow = func(u, v int32) bool { return (t.dim.Of[u] == of || t.dim.Of[v] == of) && t.allow(u, v) }
	}
	var methods []PlanMethod
	for _, way := range []struct {
		name    string
		byValue bool
	}{{planByGain, false}, {planByValue, true}} {
		made, err := t.plan(ctx, way.name, bridging.PlanOptions{K: k, ByValue: way.byValue, Limits: own})
		if err != nil {
			return nil, err
		}
		methods = append(methods, made)
	}
	hubs, err := t.given(ctx, "best connected actors", bridging.HubTies(t.graph, t.dim, of, k, tiesEach))
	if err != nil {
		return nil, err
	}
	methods = append(methods, hubs)
	if t.chances == nil {
		return methods, nil
	}
	likeliest, err := t.chances.Likeliest(ctx, k, tiesEach, allow)
	if err != nil {
		return nil, refused(err)
	}
	likely, err := t.given(ctx, "most plausible ties", likeliest)
	return append(methods, likely), err
}

// given measures ties that were chosen without a plan.
func (t *planTrial) given(ctx context.Context, name string, ties [][2]int32) (PlanMethod, error) {
	if len(ties) == 0 {
		return PlanMethod{Name: name}, nil
	}
	return t.plan(ctx, name, bridging.PlanOptions{K: len(ties), Limits: bridging.Limits{Mandatory: ties}})
}

func (t *planTrial) plan(ctx context.Context, name string, opt bridging.PlanOptions) (PlanMethod, error) {
	opt.Limits.NewTiesPerActor, opt.Resamples = tiesEach, -1
	opt.History = func() *plausibility.Chances { return t.chances }
	opt.Seed, opt.Threads, opt.Progress = t.request.Query.Seed, t.request.Query.Threads, t.request.Progress
	made, err := bridging.Plan(ctx, t.graph, t.dim.Name, opt)
	if err != nil {
		return PlanMethod{}, refused(err)
	}
	return t.past.cameTrue(name, made.Bridges, t.day), nil
}

// cameTrue counts which bridges came about on or after a day.
func (p *past) cameTrue(name string, bridges []bridging.Bridge, day network.Date) PlanMethod {
	out := PlanMethod{Name: name, Ties: len(bridges)}
	for _, b := range bridges {
		out.Gain += Number(b.Gain)
		out.Value += Number(b.Value)
		out.Stated += Number(b.Plausibility)
		if slices.ContainsFunc(p.History.Units, func(u plausibility.Unit) bool {
			if u.Start < int32(day) {
				return false
			}
			_, source := slices.BinarySearch(u.Members, b.Source)
			_, target := slices.BinarySearch(u.Members, b.Target)
			return source && target
		}) {
			out.Came++
			out.Realised += Number(b.Gain)
		}
	}
	return out
}
