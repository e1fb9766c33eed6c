package app

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// SuggestRequest asks whom actors may work with next.
type SuggestRequest struct {
	Source  Source
	Query   Query
	Actors  []string // ids; empty: all that have worked with anybody
	K       int      // suggestions for each; 0: 20
	Silo    string   // the dimension that gain is about; empty: no gain
	ByValue bool     // rank by gain × plausibility instead of plausibility
	Across  bool     // only candidates in another silo of the dimension

	Progress func(done, all int64)
}

// SuggestResult is every actor's most plausible new partners.
type SuggestResult struct {
	Run         Record             `json:"run"`
	Model       SuggestModel       `json:"model"`
	Suggestions []SuggestionFigure `json:"suggestions"`
}

// SuggestModel says where the plausibilities come from.
type SuggestModel struct {
	By          string     `json:"plausibility_by"` // history; prior where it is too short to learn from
	Learnt      bool       `json:"learnt"`          // the same: whether anything was learnt from the history
	Day         string     `json:"day"`             // what starts before it is known
	HorizonDays int        `json:"horizon_days"`    // days ahead that a plausibility speaks of
	Ties        int        `json:"ties"`            // new ties it was learnt from
	Finding     Number     `json:"finding"`         // share of the known actors that found any new partner in such a time
	Error       Number     `json:"calibration_error"`
	Reliability []Reliable `json:"reliability"` // on actors held out, ascending
}

// Reliable is one point of a reliability curve.
type Reliable struct {
	Pairs  int    `json:"pairs"`
	Stated Number `json:"stated"` // mean plausibility
	Came   Number `json:"came"`   // share that came true
}

// SuggestionFigure is one candidate for one actor.
type SuggestionFigure struct {
	Actor         string `json:"actor"`
	Rank          int    `json:"rank"`
	Candidate     string `json:"candidate"`
	ActorName     string `json:"actor_name"`
	CandidateName string `json:"candidate_name"`
	Plausibility  Number `json:"plausibility"`
	Gain          Number `json:"gain"`  // what the tie alone adds to reach between silos; null without a silo dimension
	Value         Number `json:"value"` // gain × plausibility
}

// undefined is a figure that there is none of.
var undefined = Number(math.NaN())

const (
	defaultSuggestions = 20
	// valuedFrom is how many of an actor's most plausible candidates are looked at when value ranks them.
	valuedFrom = 100
)

// Suggest ranks the known non-partners of actors by how plausible a tie is, as the network's own history teaches.
func (a *App) Suggest(ctx context.Context, r SuggestRequest) (*SuggestResult, error) {
	ctx, clock := a.start(ctx, "suggest")
	defer clock.end()
	k := cmp.Or(r.K, defaultSuggestions)
	if r.ByValue && r.Silo == "" {
		return nil, fault.New(fault.Invalid, "value is gain × plausibility, and gain needs a silo dimension: name one with --silo, or rank by plausibility")
	}
	if r.Across && r.Silo == "" {
		return nil, fault.New(fault.Invalid, "only candidates across silos are wanted, but no silo dimension is named; name one with --silo")
	}
	p, err := a.openHistory(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	asked, err := p.asked(r.Actors)
	if err != nil {
		return nil, err
	}
	clock.load()
	var allow func(u, v int32) bool
	if r.Across {
		if allow, err = p.crossing(r.Silo); err != nil {
			return nil, err
		}
	}
	whole, err := a.model(ctx, p, p.Day, clock, r.Progress)
	if err != nil {
		return nil, err
	}
	m, err := whole.Among(ctx, allow)
	if err != nil {
		return nil, refused(err)
	}
	if r.ByValue {
		k = max(k, valuedFrom)
	}
	lists, err := m.Suggest(ctx, asked, k, allow, r.Progress)
	if err != nil {
		return nil, refused(err)
	}
	out := &SuggestResult{Model: suggestModel(m, p.Day)}
	for i, list := range lists {
		for rank, s := range list {
			out.Suggestions = append(out.Suggestions, SuggestionFigure{
				Actor: p.IDs[asked[i]], Rank: rank + 1, Candidate: p.IDs[s.Candidate], ActorName: p.Names[asked[i]], CandidateName: p.Names[s.Candidate],
				Plausibility: Number(s.Plausibility), Gain: undefined, Value: undefined,
			})
		}
	}
	warnings := slices.Clone(m.Warnings)
	if r.Silo != "" {
		warned, err := p.gains(ctx, r, out.Suggestions)
		if err != nil {
			return nil, err
		}
		warnings = append(warnings, warned...)
	}
	if r.ByValue {
		out.Suggestions = byValue(out.Suggestions, cmp.Or(r.K, defaultSuggestions))
	}
	out.Run = clock.record(p.view, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "suggest", r.Silo
	out.Run.Parameters["k"] = strconv.Itoa(cmp.Or(r.K, defaultSuggestions))
	if r.ByValue {
		out.Run.Parameters["by"] = "value"
	}
	if r.Across {
		out.Run.Parameters["across"] = "true"
	}
	out.Run.warn(warnings...)
	return out, nil
}

// asked returns the actors to suggest for: those of the ids, or all that have worked with anybody.
func (p *past) asked(ids []string) ([]int32, error) {
	var asked []int32
	for _, id := range ids {
		i, err := p.index(id)
		if err != nil {
			return nil, err
		}
		asked = append(asked, i)
	}
	if len(ids) > 0 {
		return asked, nil
	}
	for _, u := range p.History.Units {
		if len(u.Members) > 1 {
			asked = append(asked, u.Members...)
		}
	}
	slices.Sort(asked)
	return slices.Compact(asked), nil
}

// crossing returns which pairs count: those whose silos in a dimension are known and differ.
func (p *past) crossing(dimension string) (func(u, v int32) bool, error) {
	at, ok := p.History.Attribute(dimension)
	if !ok {
		names := make([]string, 0, len(p.History.Attributes))
		for _, a := range p.History.Attributes {
			names = append(names, a.Name)
		}
		return nil, fault.New(fault.Invalid, "silo is %q; expected one of the actors' attributes: %s", dimension, strings.Join(names, ", "))
	}
	return func(u, v int32) bool { return at.Of[u] >= 0 && at.Of[v] >= 0 && at.Of[u] != at.Of[v] }, nil
}

// fit learns from what starts before a day.
func (p *past) fit(ctx context.Context, day network.Date, q Query, progress func(done, all int64)) (*plausibility.Model, error) {
	m, err := plausibility.Fit(ctx, p.History, int32(day), plausibility.Options{Seed: q.Seed, Threads: q.Threads, Progress: progress})
	return m, refused(err)
}

func suggestModel(m *plausibility.Model, day network.Date) SuggestModel {
	out := SuggestModel{
		By: byPrior, Learnt: m.Learnt, Day: day.String(), HorizonDays: m.Horizon, Ties: m.Ties, Finding: Number(m.Finding), Error: undefined, Reliability: reliables(m.Reliability),
	}
	if m.Learnt {
		out.By = byHistory
		out.Error = Number(m.Reliability.Error)
	}
	return out
}

func reliables(r plausibility.Reliability) []Reliable {
	bands := make([]Reliable, 0, len(r.Bands))
	for _, b := range r.Bands {
		bands = append(bands, Reliable{b.Pairs, Number(b.Stated), Number(b.Came)})
	}
	return bands
}

// gains fills in what each suggestion would add to reach between silos.
func (p *past) gains(ctx context.Context, r SuggestRequest, list []SuggestionFigure) (warnings []notice.Notice, err error) {
	built, err := projection.Build(ctx, p.walk, p.selectors)
	if err != nil {
		return nil, err
	}
	g := built.Graph
	silo, ok := g.Dimension(r.Silo)
	if !ok {
		return nil, fault.New(fault.Invalid, "silo is %q; expected one of the actors' attributes", r.Silo)
	}
	pairs := make([][2]int32, len(list))
	for i, s := range list {
		u, _ := g.Index(s.Actor) // the graph and the history hold the same actors
		v, _ := g.Index(s.Candidate)
		pairs[i] = [2]int32{u, v}
	}
	gains, err := plausibility.GainsOf(ctx, g, silo, pairs, r.Query.Seed, r.Query.Threads)
	switch {
	case err != nil:
		return nil, refused(err)
	case gains.Gain == nil && r.ByValue:
		return nil, fault.New(fault.TooLarge, "gains of %d pairs in a network of %d actors are too much work; ask for fewer actors", len(pairs), g.Len())
	case gains.Gain == nil:
		return []notice.Notice{notice.GainsLeftOut.Of(len(pairs), g.Len())}, nil
	case gains.Sources < g.Len():
		warnings = []notice.Notice{notice.GainsDrawn.Of(gains.Sources, g.Len())}
	}
	for i := range list {
		list[i].Gain = Number(gains.Gain[i])
		list[i].Value = list[i].Gain * list[i].Plausibility
	}
	return warnings, nil
}

// byValue ranks each actor's suggestions anew and keeps the first k.
func byValue(list []SuggestionFigure, k int) []SuggestionFigure {
	var kept []SuggestionFigure
	for lo := 0; lo < len(list); {
		hi := lo
		for hi < len(list) && list[hi].Actor == list[lo].Actor {
			hi++
		}
		own := list[lo:hi]
		slices.SortStableFunc(own, func(a, b SuggestionFigure) int { return cmp.Compare(b.Value, a.Value) })
		for i := range own[:min(k, len(own))] {
			own[i].Rank = i + 1
		}
		kept = append(kept, own[:min(k, len(own))]...)
		lo = hi
	}
	return kept
}
