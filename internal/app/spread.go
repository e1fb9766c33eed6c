package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/diffusion"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// SpreadRequest asks how far an idea would be carried from some actors, or with whom to start so that it comes far.
type SpreadRequest struct {
	Source Source
	Query  Query
	Silo   string
	From   []string // ids of the actors who start
	Choose int      // how many more to choose; 0: none
	Goal   string   // of the choice: actors, shares or silos; empty: actors
	Among  []string // choose only from those with attribute=value, or role=NAME; several must all hold

	Model    string   // cascade, share, threshold or contacts; empty: cascade
	Chance   *float64 // of a cascade, on a tie; nil: 0.1
	Contacts int      // how many of an actor's contacts must have adopted; 0: 2
	Steps    int      // how many steps at most; 0: as far as it gets
	Draws    int      // 0: 1,000
	Top      int      // how many actors to name whom it comes to most likely

	Progress func(done, all int64)
}

// SpreadResult is how far an idea comes, in all, by silo and by role.
type SpreadResult struct {
	Run      Record        `json:"run"`
	From     []ActorRef    `json:"from"`             // who starts, those chosen last
	Choice   *SpreadChoice `json:"choice,omitempty"` // how good those chosen are
	Exact    bool          `json:"exact"`            // nothing is left to chance
	Draws    int           `json:"draws"`
	Actors   int           `json:"actors"`
	Adopters Number        `json:"adopters"` // expected, those who start included
	CI       [2]Number     `json:"adopters_ci"`
	Share    Number        `json:"share"`  // of all actors
	Silos    []SpreadGroup `json:"silos"`  // by name
	Roles    []SpreadGroup `json:"roles"`  // who takes part in activities as developer, funder, adopter …; by name
	Closed   []string      `json:"closed"` // silos to which there is no path from who starts: only a new tie helps
	Missed   []string      `json:"missed"` // silos to which there is one, and in no draw it was gone
	Curve    []Number      `json:"curve"`  // expected adopters by step 0, 1, 2 …
	Top      []SpreadActor `json:"top"`    // who adopts most likely, without those who start
}

// SpreadGroup is what an idea comes to of a silo, or of those in a role.
type SpreadGroup struct {
	Name     string    `json:"name"`
	Actors   int       `json:"actors"`
	Starters int       `json:"starters"`
	Adopters Number    `json:"adopters"`
	CI       [2]Number `json:"adopters_ci"`
	Share    Number    `json:"share"`
	Any      Number    `json:"any"` // chance that it comes to anybody there
	AnyCI    [2]Number `json:"any_ci"`
	First    Number    `json:"first_step"` // mean step at which it comes to the first, where it does; null where it never does
}

// SpreadActor is an actor and how likely an idea comes to it.
type SpreadActor struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Silo   string `json:"silo"`
	Chance Number `json:"chance"`
	Step   Number `json:"step"` // mean step at which it does, when it does
}

// SpreadChoice says what a choice of whom to start with is worth.
type SpreadChoice struct {
	Goal       string         `json:"goal"`
	AtLeast    Number         `json:"at_least"`   // share of what the best choice could add that this one adds at least
	Confidence Number         `json:"confidence"` // with which that holds
	Sets       int            `json:"sets"`       // draws behind it
	Chosen     []SpreadChosen `json:"chosen"`

	warnings []notice.Notice
}

// SpreadChosen is one actor chosen and what it adds to the goal, given those before it.
type SpreadChosen struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Silo string `json:"silo"`
	Adds Number `json:"adds"`
}

// goals are the goals of a choice in the words of the analysis.
var goals = map[string]string{"": diffusion.GoalActors, "actors": diffusion.GoalActors, "shares": diffusion.GoalShares, "silos": diffusion.GoalGroups}

// Spread lets an idea loose in a network and says how far it comes.
func (a *App) Spread(ctx context.Context, r SpreadRequest) (*SpreadResult, error) {
	ctx, clock := a.start(ctx, "spread")
	defer clock.end()
	if len(r.From) == 0 && r.Choose == 0 {
		return nil, fault.New(fault.Invalid, "nobody starts; name who does with from, or let so many be chosen with choose")
	}
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	silos, err := siloGroups(v.Graph, r.Silo)
	if err != nil {
		return nil, err
	}
	from, err := placed(v.Graph, "from", r.From)
	if err != nil {
		return nil, err
	}
	out := &SpreadResult{From: []ActorRef{}, Closed: []string{}, Missed: []string{}, Curve: []Number{}, Top: []SpreadActor{}}
	if r.Choose > 0 {
		if out.Choice, from, err = a.chooseStarters(ctx, v, r, silos, from); err != nil {
			return nil, err
		}
	}
	groups := slices.Clone(silos)
	for _, role := range v.Roles {
		groups = append(groups, diffusion.Group{Name: role.Name, Actors: role.Actors})
	}
	got, err := diffusion.Spread(ctx, v.Graph, from, diffusion.Options{
		Model: r.model(), Groups: groups, Draws: r.Draws, Seed: r.Query.Seed, Threads: r.Query.Threads, Progress: r.Progress,
	})
	if err != nil {
		return nil, refused(err)
	}
	out.tell(v.Graph, r, from, got, len(silos))
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "spread", r.Silo
	maps.Copy(out.Run.Parameters, r.parameters())
	if out.Choice != nil {
		out.Run.warn(out.Choice.warnings...)
	}
	out.Run.warn(got.Warnings...)
	return out, nil
}

func (r *SpreadRequest) model() diffusion.Model {
	m := diffusion.Model{Kind: r.Model, Contacts: r.Contacts, Steps: r.Steps}
	if r.Chance != nil {
		if m.Chance = *r.Chance; m.Chance == 0 {
			m.Chance = -1 // which is none; 0 would be the usual one
		}
	}
	return m
}

// parameters are what is not usual, for the record of the run.
func (r *SpreadRequest) parameters() map[string]string {
	p := map[string]string{"model": cmp.Or(r.Model, diffusion.Cascade), "draws": strconv.Itoa(cmp.Or(r.Draws, diffusion.DefaultDraws))}
	switch p["model"] {
	case diffusion.Cascade:
		chance := diffusion.DefaultChance
		if r.Chance != nil {
			chance = *r.Chance
		}
		p["chance"] = strconv.FormatFloat(chance, 'g', -1, 64)
	case diffusion.Contacts:
		p["contacts"] = strconv.Itoa(cmp.Or(r.Contacts, diffusion.DefaultContacts))
	}
	for name, value := range map[string]string{"from": strings.Join(r.From, ","), "goal": r.Goal, "among": strings.Join(r.Among, " and ")} {
		if value != "" {
			p[name] = value
		}
	}
	for name, value := range map[string]int{"choose": r.Choose, "steps": r.Steps} {
		if value > 0 {
			p[name] = strconv.Itoa(value)
		}
	}
	return p
}

// siloGroups are the silos of a dimension with their actors.
func siloGroups(g *snapshot.Graph, dimension string) ([]diffusion.Group, error) {
	d, ok := g.Dimension(dimension)
	if !ok {
		var names []string
		for _, d := range g.Dimensions() {
			names = append(names, d.Name)
		}
		return nil, fault.New(fault.Invalid, "spread: parameter silo is %q; expected one of the actors' attributes: %s", dimension, strings.Join(names, ", "))
	}
	groups := make([]diffusion.Group, len(d.Values))
	for i, name := range d.Values {
		groups[i].Name = name
	}
	for u, code := range d.Of {
		if code >= 0 {
			groups[code].Actors = append(groups[code].Actors, int32(u))
		}
	}
	return slices.DeleteFunc(groups, func(g diffusion.Group) bool { return len(g.Actors) == 0 }), nil
}

// placed are the indexes of actors named by id.
func placed(g *snapshot.Graph, param string, ids []string) ([]int32, error) {
	var out []int32
	for _, id := range ids {
		u, ok := g.Index(id)
		if !ok {
			return nil, fault.New(fault.Invalid, "spread: parameter %s is %q; expected the id of an actor in the network as selected", param, id)
		}
		out = append(out, u)
	}
	return out, nil
}

// chooseStarters chooses whom to start with, beside those who start in any case, and returns all of them.
func (a *App) chooseStarters(ctx context.Context, v *view, r SpreadRequest, silos []diffusion.Group, from []int32) (*SpreadChoice, []int32, error) {
	goal, ok := goals[r.Goal]
	if !ok {
		return nil, nil, fault.New(fault.Invalid, "spread: parameter goal is %q; expected actors, shares or silos", r.Goal)
	}
	among, err := v.among(r.Among)
	if err != nil {
		return nil, nil, err
	}
	c, err := diffusion.Choose(ctx, v.Graph, diffusion.ChoiceOptions{
		Model: r.model(), Groups: silos, K: r.Choose, Goal: goal, Among: among, Already: from, Seed: r.Query.Seed, Threads: r.Query.Threads,
	})
	if err != nil {
		return nil, nil, refused(err)
	}
	if from = append(from, c.Actors...); len(from) == 0 {
		return nil, nil, fault.New(fault.Invalid, "spread: parameter among is %q; expected a choice that somebody fits from whom an idea comes anywhere", strings.Join(r.Among, " and "))
	}
	out := &SpreadChoice{Goal: cmp.Or(r.Goal, "actors"), AtLeast: Number(c.AtLeast), Confidence: 0.95, Sets: c.Sets, Chosen: []SpreadChosen{}, warnings: c.Warnings}
	for i, u := range c.Actors {
		out.Chosen = append(out.Chosen, SpreadChosen{ID: v.Graph.ID(u), Name: v.Graph.Name(u), Silo: siloOf(v.Graph, r.Silo, u), Adds: Number(c.Adds[i])})
	}
	return out, from, nil
}

// among are the actors that fit all conditions attribute=value or role=NAME; nil when there are none.
func (v *view) among(conditions []string) ([]int32, error) {
	if len(conditions) == 0 {
		return nil, nil
	}
	fits := make([]int, v.Graph.Len())
	for _, text := range conditions {
		name, value, _ := strings.Cut(text, "=")
		d, known := v.Graph.Dimension(name)
		found := false
		switch {
		case known:
			for u, code := range d.Of {
				if code >= 0 && d.Values[code] == value {
					fits[u]++
					found = true
				}
			}
		case name == "role":
			for _, role := range v.Roles {
				if role.Name == value {
					for _, u := range role.Actors {
						fits[u]++
						found = true
					}
				}
			}
		}
		if !found {
			return nil, fault.New(fault.Invalid, "spread: parameter among is %q; expected attribute=value or role=NAME that some actor of the network as selected has", text)
		}
	}
	out := []int32{}
	for u, n := range fits {
		if n == len(conditions) {
			out = append(out, int32(u))
		}
	}
	return out, nil
}

// tell puts an outcome in words of the network. The first groups are the silos, the others roles.
func (out *SpreadResult) tell(g *snapshot.Graph, r SpreadRequest, from []int32, got *diffusion.Outcome, silos int) {
	out.Exact, out.Draws, out.Actors, out.Adopters, out.CI = got.Exact, got.Draws, g.Len(), Number(got.Adopters.Mean), numbers(got.Adopters.CI)
	out.Share = out.Adopters / Number(g.Len())
	starts := make(map[int32]bool, len(from))
	for _, u := range from {
		starts[u] = true
		out.From = append(out.From, ActorRef{g.ID(u), g.Name(u)})
	}
	out.Silos, out.Roles = []SpreadGroup{}, []SpreadGroup{}
	for i, group := range got.Groups {
		f := SpreadGroup{
			Name: group.Name, Actors: len(group.Actors), Starters: group.Starters, Adopters: Number(group.Adopters.Mean), CI: numbers(group.Adopters.CI),
			Share: Number(group.Adopters.Mean / float64(len(group.Actors))), Any: Number(group.Any.Mean), AnyCI: numbers(group.Any.CI), First: Number(group.First),
		}
		switch {
		case i >= silos:
			out.Roles = append(out.Roles, f)
			continue
		case !group.Open:
			f.AnyCI = [2]Number{0, 0} // no draw could have come there
			out.Closed = append(out.Closed, f.Name)
		case group.Any.Mean == 0:
			out.Missed = append(out.Missed, f.Name)
		}
		out.Silos = append(out.Silos, f)
	}
	for _, by := range got.Curve {
		out.Curve = append(out.Curve, Number(by))
	}
	var order []int32
	for u, chance := range got.Chance {
		if chance > 0 && !starts[int32(u)] {
			order = append(order, int32(u))
		}
	}
	slices.SortStableFunc(order, func(u, v int32) int {
		return cmp.Or(cmp.Compare(got.Chance[v], got.Chance[u]), cmp.Compare(got.By[u], got.By[v]))
	})
	for _, u := range order[:min(r.Top, len(order))] {
		out.Top = append(out.Top, SpreadActor{g.ID(u), g.Name(u), siloOf(g, r.Silo, u), Number(got.Chance[u]), Number(got.By[u])})
	}
}

func numbers(ci [2]float64) [2]Number { return [2]Number{Number(ci[0]), Number(ci[1])} }

// siloOf names an actor's silo; "" where it has none.
func siloOf(g *snapshot.Graph, dimension string, u int32) string {
	d, ok := g.Dimension(dimension)
	if !ok || d.Of[u] < 0 {
		return ""
	}
	return d.Values[d.Of[u]]
}
