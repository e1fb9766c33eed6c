package app

import (
	"cmp"
	"context"
	"runtime"

	"github.com/sillat/sillat/pkg/fault"
)

// The parameters of the analyses that jobs do, named as in a URL. Each states what memory its analysis takes beside the snapshot, for
// n actors and m ties; jobs_memory in internal/docs/operations.md compares the statements with what was measured.

// MetricsParameters ask for scores.
type MetricsParameters struct {
	SelectorParameters
	Metric []string          `json:"metric"`
	Silo   string            `json:"silo,omitempty"`
	Bands  int               `json:"bands"`
	Set    map[string]string `json:"set,omitempty"`
}

func (p *MetricsParameters) check() error {
	metrics, err := find(p.Metric)
	if err != nil {
		return err
	}
	if _, err := distribute(metrics, p.Set); err != nil {
		return err
	}
	return checkBands(p.Bands)
}

// Each thread keeps some numbers per actor and tie; each column of scores is kept as numbers and as text.
func (p *MetricsParameters) memory(s size) int64 {
	threads := int64(runtime.GOMAXPROCS(0))
	return base(s) + threads*(300*int64(s.actors)+16*int64(s.ties)) + int64(len(p.Metric))*200*int64(s.actors) + 4*int64(p.Bands)*int64(s.actors)
}

func (p *MetricsParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	progress := func(metric string, done, all int64) {
		for i, id := range p.Metric {
			if id == metric && all > 0 {
				report((float64(i)+float64(done)/float64(all))/float64(len(p.Metric)), metric)
			}
		}
	}
	return a.Metrics(ctx, MetricsRequest{
		Source: Stored(network), Query: p.query(), Metrics: p.Metric, Silo: p.Silo, Values: p.Set, Bands: p.Bands, Progress: progress,
	})
}

// GapsParameters ask which silos should be connected and are not.
type GapsParameters struct {
	SelectorParameters
	Silo   string `json:"silo"`
	Within string `json:"within,omitempty"`
	Null   string `json:"null"`
	Draws  int    `json:"draws"`
	Top    int    `json:"top"`
}

func (p *GapsParameters) check() error {
	return first(needsSilo(p.Silo), among("null", p.Null, "stubs", "swaps"), between("draws", p.Draws, 1, 100_000), between("top", p.Top, 0, 1_000_000))
}

// Reach is a set of silos per actor, and drawn networks are kept as lists of ties.
func (p *GapsParameters) memory(s size) int64 {
	return base(s) + 1000*int64(s.actors) + 64*int64(s.ties)
}

func (p *GapsParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Gaps(ctx, GapsRequest{
		Source: Stored(network), Query: p.query(), Silo: p.Silo, Within: p.Within, Null: p.Null, Draws: p.Draws, Top: p.Top, Progress: phases(1, report),
	})
}

// BridgesParameters ask for the ties worth making.
type BridgesParameters struct {
	SelectorParameters
	Silo    string   `json:"silo"`
	K       int      `json:"k"`
	Between []string `json:"between,omitempty"`
	Aim     string   `json:"aim"`
	Kind    string   `json:"kind"`
	Theme   []string `json:"theme,omitempty"`
	By      string   `json:"by"`
	Limits  Limits   `json:"limits"`
}

func (p *BridgesParameters) check() error {
	return first(needsSilo(p.Silo), between("k", p.K, 1, 100), among("aim", p.Aim, "reach", "robustness"),
		among("kind", p.Kind, "tie", "broker", "convening", "peer-learning"), among("by", p.By, "gain", "value"))
}

// Distances are two bytes for each actor and source: all actors up to 3,000, then 512; a trial plan copies them. Robustness keeps three
// matrices of numbers.
func (p *BridgesParameters) memory(s size) int64 {
	n := int64(s.actors)
	distances := 2 * n * min(n, 3000)
	if n > 3000 {
		distances = 2 * n * 512
	}
	if p.Aim == "robustness" {
		distances += 24 * n * n
	}
	return base(s) + 3*distances + 64*int64(s.ties)
}

func (p *BridgesParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Bridges(ctx, BridgesRequest{
		Source: Stored(network), Query: p.query(), Silo: p.Silo, K: p.K, Between: p.Between, Aim: p.Aim, Kind: p.Kind, Themes: p.Theme,
		ByValue: p.By == "value", Limits: p.Limits, Progress: phases(1, report),
	})
}

// SuggestParameters ask whom actors may work with next.
type SuggestParameters struct {
	SelectorParameters
	Actor  []string `json:"actor,omitempty"` // none: all that have worked with anybody
	K      int      `json:"k"`
	Silo   string   `json:"silo,omitempty"`
	Across bool     `json:"across"`
	By     string   `json:"by"`
}

func (p *SuggestParameters) check() error {
	if p.Silo == "" && (p.Across || p.By == "value") {
		return fault.New(fault.Invalid, "across and by=value need a silo dimension: name one with silo")
	}
	return first(between("k", p.K, 1, 100), among("by", p.By, "plausibility", "value"))
}

func (p *SuggestParameters) drawn() bool { return false }

func (p *SuggestParameters) memory(s size) int64 { return history(s) + 300*int64(p.K)*int64(s.actors) }

func (p *SuggestParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Suggest(ctx, SuggestRequest{
		Source: Stored(network), Query: p.query(), Actors: p.Actor, K: p.K, Silo: p.Silo, Across: p.Across, ByValue: p.By == "value",
		Progress: phases(2, report),
	})
}

// EvaluateParameters ask how well suggestions would have come true.
type EvaluateParameters struct {
	SelectorParameters
	Split  string   `json:"split"`
	Actors int      `json:"actors"`
	K      int      `json:"k"`
	Silo   []string `json:"silo,omitempty"`

	Bridges  int `json:"bridges"`
	EachSilo int `json:"each_silo,omitempty"`
}

func (p *EvaluateParameters) check() error {
	if p.Split == "" {
		return fault.New(fault.Invalid, "split is missing; name the date before which is learnt, such as 2017-07-01")
	}
	return first(between("actors", p.Actors, 1, 1_000_000), between("k", p.K, 1, 100), between("bridges", p.Bridges, 0, 100), between("each_silo", p.EachSilo, 0, 1_000_000))
}

func (p *EvaluateParameters) drawn() bool { return false }

func (p *EvaluateParameters) memory(s size) int64 {
	if p.Bridges > 0 {
		return history(s) + (&BridgesParameters{Aim: "reach"}).memory(s)
	}
	return history(s)
}

func (p *EvaluateParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Evaluate(ctx, EvaluateRequest{
		Source: Stored(network), Query: p.query(), Split: p.Split, Actors: p.Actors, K: p.K, Silos: p.Silo, Bridges: p.Bridges, EachSilo: p.EachSilo,
		Progress: phases(2+len(p.Silo), report),
	})
}

// WhatIfParameters ask what some edits would change.
type WhatIfParameters struct {
	SelectorParameters
	Silo  string `json:"silo"`
	Edits Edits  `json:"edits"`
}

func (p *WhatIfParameters) check() error { return needsSilo(p.Silo) }

// The edited network is held beside the stored one.
func (p *WhatIfParameters) memory(s size) int64 { return 2*base(s) + 1000*int64(s.actors) }

func (p *WhatIfParameters) run(ctx context.Context, a *App, network string, _ func(float64, string)) (any, error) {
	return a.WhatIf(ctx, WhatIfRequest{Source: Stored(network), Query: p.query(), Silo: p.Silo, Edits: p.Edits})
}

// SpreadParameters ask how far an idea would be carried.
type SpreadParameters struct {
	SelectorParameters
	Silo     string   `json:"silo"`
	From     []string `json:"start,omitempty"` // from is the selectors' date
	Choose   int      `json:"choose"`
	Goal     string   `json:"goal"`
	Among    []string `json:"among,omitempty"`
	Model    string   `json:"model"`
	Chance   float64  `json:"chance"`
	Contacts int      `json:"contacts"`
	Steps    int      `json:"steps"`
	Draws    int      `json:"draws"`
	Top      int      `json:"top"`
}

func (p *SpreadParameters) check() error {
	if !(p.Chance >= 0 && p.Chance <= 1) {
		return fault.New(fault.Invalid, "chance is %v; expected 0 to 1", p.Chance)
	}
	return first(needsSilo(p.Silo), between("choose", p.Choose, 0, 100), among("goal", p.Goal, "actors", "shares", "silos"),
		among("model", p.Model, "cascade", "share", "threshold", "contacts"), between("contacts", p.Contacts, 1, 1000), between("steps", p.Steps, 0, 1_000_000),
		between("draws", p.Draws, 2, 100_000), between("top", p.Top, 0, 1_000_000))
}

// Every thread marks the actors of its draw; the sets behind a choice take up to 200 MB.
func (p *SpreadParameters) memory(s size) int64 {
	sets := int64(0)
	if p.Choose > 0 {
		sets = min(200<<20, 8192*int64(s.actors))
	}
	return base(s) + int64(runtime.GOMAXPROCS(0))*40*int64(s.actors) + 32*int64(s.ties) + 800*int64(p.Draws) + sets
}

func (p *SpreadParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Spread(ctx, p.Request(network, phases(1, report)))
}

// Request is the question in the terms of the use case.
func (p *SpreadParameters) Request(network string, progress func(done, all int64)) SpreadRequest {
	return SpreadRequest{
		Source: Stored(network), Query: p.query(), Silo: p.Silo, From: p.From, Choose: p.Choose, Goal: p.Goal, Among: p.Among, Model: p.Model, Chance: &p.Chance,
		Contacts: p.Contacts, Steps: p.Steps, Draws: p.Draws, Top: p.Top, Progress: progress,
	}
}

// Parameters is the question in the terms of a job.
func (r SpreadRequest) Parameters() *SpreadParameters {
	p := UsualSpread()
	p.SelectorParameters, p.Silo, p.From, p.Choose, p.Among, p.Steps, p.Top = SelectorParametersOf(r.Query), r.Silo, r.From, r.Choose, r.Among, r.Steps, r.Top
	p.Goal, p.Model, p.Contacts, p.Draws = cmp.Or(r.Goal, p.Goal), cmp.Or(r.Model, p.Model), cmp.Or(r.Contacts, p.Contacts), cmp.Or(r.Draws, p.Draws)
	if r.Chance != nil {
		p.Chance = *r.Chance
	}
	return p
}

// DiffParameters ask what changed between two times.
type DiffParameters struct {
	SelectorParameters
	From         string `json:"from,omitempty"` // in place of the selectors' window
	To           string `json:"to,omitempty"`
	FromRevision int    `json:"from-revision"`
	ToRevision   int    `json:"to-revision"`
	Silo         string `json:"silo,omitempty"`
	Ties         bool   `json:"ties"`
}

// Request is the question in the terms of the use case.
func (p *DiffParameters) Request(network string) DiffRequest {
	return DiffRequest{
		Source: Stored(network), Query: p.query(), Silo: p.Silo, TiesLeft: !p.Ties, Before: DiffTime{p.From, p.FromRevision}, After: DiffTime{p.To, p.ToRevision},
	}
}

func (p *DiffParameters) check() error {
	_, _, err := p.Request("").queries()
	return err
}

func (p *DiffParameters) drawn() bool { return false } // two snapshots, at dates of its own

// Both networks are held at once, and every tie may have changed.
func (p *DiffParameters) memory(s size) int64 {
	return 2*base(s) + 1000*int64(s.actors) + 150*int64(s.ties)
}

func (p *DiffParameters) run(ctx context.Context, a *App, network string, _ func(float64, string)) (any, error) {
	return a.Diff(ctx, p.Request(network))
}

// ReportParameters ask for the brief.
type ReportParameters struct {
	SelectorParameters
	Silo          string `json:"silo"`
	Bridges       int    `json:"bridges"`
	Since         string `json:"since,omitempty"`
	SinceRevision int    `json:"since-revision"`
}

func (p *ReportParameters) check() error {
	return first(needsSilo(p.Silo), between("bridges", p.Bridges, 1, 100))
}

// The bridges take the most by far.
func (p *ReportParameters) memory(s size) int64 { return (&BridgesParameters{Aim: "reach"}).memory(s) }

func (p *ReportParameters) run(ctx context.Context, a *App, network string, report func(float64, string)) (any, error) {
	return a.Report(ctx, p.Request(network, phases(1, report)))
}

// Request is the question in the terms of the use case.
func (p *ReportParameters) Request(network string, progress func(done, all int64)) ReportRequest {
	return ReportRequest{
		Source: Stored(network), Query: p.query(), Silo: p.Silo, Bridges: p.Bridges, Since: DiffTime{p.Since, p.SinceRevision}, Progress: progress,
	}
}

// base is what reading a network and holding it while it is built takes.
func base(s size) int64 { return 600*int64(s.actors) + 40*int64(s.ties) }

// history is what learning from dated participations takes.
func history(s size) int64 { return 2*base(s) + 2000*int64(s.actors) + 200*int64(s.ties) }

// first returns the first error.
func first(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}
