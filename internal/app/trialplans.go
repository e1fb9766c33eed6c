package app

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// PlanTrial compares a plan of bridges made before the split with what needs no plan, by what came true later.
type PlanTrial struct {
	Silo    string       `json:"silo"`
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

// planTrial plans k bridges on what starts before a day.
func (a *App) planTrial(ctx context.Context, p *past, m *plausibility.Model, day network.Date, silo string, r EvaluateRequest) (PlanTrial, error) {
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
	dim, _ := g.Dimension(silo)
	methods := []struct {
		name string
		plan bridging.PlanOptions
	}{
		{name: planByGain},
		{name: planByValue, plan: bridging.PlanOptions{ByValue: true}},
		{name: "best connected actors", plan: bridging.PlanOptions{Limits: bridging.Limits{Mandatory: bridging.HubTies(g, dim, r.Bridges, tiesEach)}}},
	}
	if chances != nil {
		likeliest, err := chances.Likeliest(ctx, r.Bridges, tiesEach, allow)
		if err != nil {
			return trial, refused(err)
		}
		methods = append(methods, struct {
			name string
			plan bridging.PlanOptions
		}{"most plausible ties", bridging.PlanOptions{Limits: bridging.Limits{Mandatory: likeliest}}})
	}
	for _, way := range methods {
		way.plan.Limits.NewTiesPerActor = tiesEach
		way.plan.K, way.plan.History, way.plan.Resamples = r.Bridges, func() *plausibility.Chances { return chances }, -1
		if given := len(way.plan.Limits.Mandatory); given > 0 {
			way.plan.K = given
		}
		way.plan.Seed, way.plan.Threads, way.plan.Progress = r.Query.Seed, r.Query.Threads, r.Progress
		made, err := bridging.Plan(ctx, g, silo, way.plan)
		if err != nil {
			return trial, refused(err)
		}
		trial.Methods = append(trial.Methods, p.cameTrue(way.name, made.Bridges, day))
	}
	return trial, nil
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
