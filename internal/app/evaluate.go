package app

import (
	"cmp"
	"context"
	"strconv"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// EvaluateRequest asks how well suggestions would have come true.
type EvaluateRequest struct {
	Source Source
	Query  Query
	Split  string   // a date: what starts before it is learnt from, what starts later is foretold
	Actors int      // how many, drawn from those with a later new tie; 0: 1,000
	K      int      // suggestions for each; 0: 20
	Silos  []string // besides all ties, those between silos of each of these dimensions

	// Bridges is how many bridges are planned for each of Silos, to be compared with simpler choices; 0: none.
	Bridges int
	// EachSilo is how many actors a silo must have for plans of its own to be tried as well; 0: none are.
	EachSilo int
	// PlansOnly leaves out the suggestions: only bridges are tried.
	PlansOnly bool

	Progress func(done, all int64)
}

// EvaluateResult holds a model against what came after it.
type EvaluateResult struct {
	Run    Record        `json:"run"`
	Model  SuggestModel  `json:"model"`
	Trials []TrialFigure `json:"trials"` // all ties first, then those between silos of each dimension
	Plans  []PlanTrial   `json:"plans,omitempty"`
}

// TrialFigure is one kind of tie foretold.
type TrialFigure struct {
	Ties      string         `json:"ties"` // all, or between silos of a dimension
	Actors    int            `json:"actors"`
	Eligible  int            `json:"eligible"` // known actors with a later new tie of this kind
	Later     Number         `json:"later"`    // such ties per actor
	K         int            `json:"k"`
	Precision Number         `json:"precision"` // share of the suggestions that came true
	Best      string         `json:"best"`      // the best baseline
	Ratio     Number         `json:"ratio"`     // to the best baseline
	Baselines []ScoredFigure `json:"baselines"`

	CalibrationError Number     `json:"calibration_error"` // of the suggestions
	Reliability      []Reliable `json:"reliability"`
	WithinError      Number     `json:"within_error"` // the same for actors that found any new partner within the model's horizon, by what came within it
	Within           []Reliable `json:"within"`
	CandidatesError  Number     `json:"candidates_error"` // of all candidates that were ranked
}

// ScoredFigure is one baseline and the model's lead over it.
type ScoredFigure struct {
	Name      string    `json:"name"`
	Precision Number    `json:"precision"`
	Ratio     Number    `json:"ratio"`
	Lead      Number    `json:"lead"`
	LeadCI    [2]Number `json:"lead_ci"` // 95 %, paired bootstrap over actors
}

// Evaluate learns from what starts before a date and compares the suggestions with what came after.
func (a *App) Evaluate(ctx context.Context, r EvaluateRequest) (*EvaluateResult, error) {
	ctx, clock := a.start(ctx, "evaluate")
	defer clock.end()
	day, _, err := network.ParseDate(r.Split)
	if err != nil || !day.IsSet() {
		return nil, fault.New(fault.Invalid, "split is %q; expected a date such as 2017-07-01: what starts before it is learnt from", r.Split)
	}
	p, err := a.openHistory(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	if err := p.parts(day); err != nil {
		return nil, err
	}
	var kinds []func(u, v int32) bool
	if !r.PlansOnly {
		kinds = append(kinds, nil)
	}
	for _, silo := range r.Silos {
		allow, err := p.crossing(silo)
		if err != nil {
			return nil, err
		}
		if !r.PlansOnly {
			kinds = append(kinds, allow)
		}
	}
	clock.load()
	m, err := a.model(ctx, p, day, clock, r.Progress)
	if err != nil {
		return nil, err
	}
	out := &EvaluateResult{Model: suggestModel(m, day), Trials: []TrialFigure{}}
	trial := plausibility.Trial{Actors: cmp.Or(r.Actors, 1000), K: cmp.Or(r.K, defaultSuggestions), Seed: r.Query.Seed, Report: r.Progress}
	for i, allow := range kinds {
		trial.Allow = allow
		narrow, err := m.Among(ctx, allow)
		if err != nil {
			return nil, refused(err)
		}
		e, err := plausibility.Evaluate(ctx, p.History, narrow, trial)
		if err != nil {
			return nil, refused(err)
		}
		figure := trialFigure(e, trial.K)
		if figure.Ties = "all"; i > 0 {
			figure.Ties = "between silos of " + r.Silos[i-1]
		}
		out.Trials = append(out.Trials, figure)
	}
	if r.Bridges > 0 {
		for _, silo := range r.Silos {
			plan, err := a.tryPlans(ctx, p, m, day, silo, r)
			if err != nil {
				return nil, err
			}
			out.Plans = append(out.Plans, plan)
		}
	}
	out.Run = clock.record(p.view, threads(r.Query.Threads))
	out.Run.Analysis = "evaluate"
	out.Run.Parameters["split"], out.Run.Parameters["k"], out.Run.Parameters["actors"] = day.String(), strconv.Itoa(trial.K), strconv.Itoa(trial.Actors)
	out.Run.warn(m.Warnings...)
	if len(out.Trials) > 0 && out.Trials[0].Eligible == 0 {
		out.Run.warn(notice.NoLaterTie.Of(day.String()))
	}
	return out, nil
}

// parts refuses a day that has nothing before it or nothing after it: what is known, or what is foretold, would be empty.
func (p *past) parts(day network.Date) error {
	first, last := p.History.Span()
	switch {
	case len(p.History.Units) == 0:
		return fault.New(fault.Invalid, "no activity or collaboration of the network as selected has a start, so there is no history to foretell from; give their starts in a column start")
	case int32(day) <= first || int32(day) > last:
		return fault.New(fault.Invalid, "split is %s, but the first activity or collaboration starts %s and the last %s; expected a date after the first and not after the last", day, network.Date(first), network.Date(last))
	}
	return nil
}

func trialFigure(e *plausibility.Evaluation, k int) TrialFigure {
	f := TrialFigure{Actors: e.Actors, Eligible: e.Eligible, Later: Number(e.Later), K: k, Precision: undefined, Ratio: undefined, CalibrationError: undefined, WithinError: undefined, CandidatesError: undefined}
	f.Baselines, f.Reliability, f.Within = []ScoredFigure{}, []Reliable{}, []Reliable{}
	if e.Actors == 0 {
		return f
	}
	best := e.Baselines[e.Best]
	f.Precision, f.Best, f.Ratio = Number(e.Model.Precision), best.Name, Number(best.Ratio)
	for _, b := range e.Baselines {
		f.Baselines = append(f.Baselines, ScoredFigure{b.Name, Number(b.Precision), Number(b.Ratio), Number(b.Lead), [2]Number{Number(b.LeadCI[0]), Number(b.LeadCI[1])}})
	}
	f.CalibrationError, f.CandidatesError, f.Reliability = Number(e.Shown.Error), Number(e.All.Error), reliables(e.Shown)
	if f.Within = reliables(e.Within); len(f.Within) > 0 {
		f.WithinError = Number(e.Within.Error)
	}
	return f
}
