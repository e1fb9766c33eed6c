package assistant

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/internal/app"
)

// Selection is a network and what of it is looked at. It is exported because schemas are inferred from exported fields only.
type Selection struct {
	Network  string   `json:"network" jsonschema:"the network's name, from list_networks"`
	Where    []string `json:"where,omitempty" jsonschema:"only actors with attribute=value; all conditions must hold; several values with |"`
	TieTypes []string `json:"tie_types,omitempty" jsonschema:"only ties of these types"`
	AsOf     string   `json:"as_of,omitempty" jsonschema:"what held on this date, such as 2024-06-30"`
	From     string   `json:"from,omitempty" jsonschema:"what held on or after this date"`
	To       string   `json:"to,omitempty" jsonschema:"what held on or before this date"`
	Revision int      `json:"revision,omitempty" jsonschema:"read the network as of this revision; 0 is the newest"`
}

func (s Selection) network() string { return s.Network }

func (s Selection) source() app.Source { return app.Stored(s.Network) }

func (s Selection) query() app.Query {
	return app.Query{Where: s.Where, TieTypes: s.TieTypes, AsOf: s.AsOf, From: s.From, To: s.To, Revision: s.Revision, Directed: "auto", Weights: "none", Projection: "newman", Seed: 1}
}

// nothing is a question without arguments.
type nothing struct{}

func listNetworks(ctx context.Context, d Desk, _ nothing) (any, error) { return d.Networks(ctx) }

// ofNetwork is a question about a whole network.
type ofNetwork struct {
	Network string `json:"network" jsonschema:"the network's name, from list_networks"`
}

func (q ofNetwork) network() string { return q.Network }

// mostSilos is how many silos of a dimension are named.
const mostSilos = 60

func describeNetwork(ctx context.Context, d Desk, q ofNetwork) (any, error) {
	n, err := d.Network(ctx, q.Network)
	if err != nil {
		return nil, err
	}
	for i := range n.Dimensions {
		silos := n.Dimensions[i].Silos
		slices.SortStableFunc(silos, func(x, y app.SiloSummary) int { return cmp.Compare(y.Actors, x.Actors) })
		n.Dimensions[i].Silos = silos[:min(mostSilos, len(silos))]
	}
	return n, nil
}

type gapsQuestion struct {
	Selection
	Silo   string `json:"silo" jsonschema:"the silo dimension, from describe_network"`
	Within string `json:"within,omitempty" jsonschema:"compare silos only inside the same silo of a second dimension, or inside one of its silos: region or region=Uusimaa"`
	Top    int    `json:"top,omitempty" jsonschema:"how many pairs of silos to return; 0 is 10"`
}

// cutRows is what an answer that is cut says of itself.
type cutRows struct {
	Shown int `json:"shown"`
	All   int `json:"all"`
}

// limit is a wished number of rows, or the usual one.
func limit(wished, usual, all int) int {
	if wished <= 0 {
		wished = usual
	}
	return min(wished, all)
}

func findGaps(ctx context.Context, d Desk, q gapsQuestion) (any, error) {
	r, err := d.Gaps(ctx, app.GapsRequest{Source: q.source(), Query: q.query(), Silo: q.Silo, Within: q.Within, Top: app.UsualGaps})
	if err != nil {
		return nil, err
	}
	shown := limit(q.Top, 10, len(r.Gaps))
	return struct {
		Run         app.Record          `json:"run"`
		Pairs       cutRows             `json:"pairs"`
		Significant int                 `json:"significant" jsonschema:"pairs with q below 0.05"`
		Gaps        []app.GapFigure     `json:"gaps"`
		LargestPart int                 `json:"largest_part"`
		Clusters    []app.ClusterFigure `json:"clusters"`
		Isolates    int                 `json:"isolates"`
		Pendants    int                 `json:"pendants"`
		Points      []app.SinglePoint   `json:"single_points"`
		PointsFound int                 `json:"single_points_found"`
	}{
		r.Run, cutRows{shown, r.Pairs}, r.Significant, r.Gaps[:shown], r.LargestPart, r.Clusters[:limit(0, 10, len(r.Clusters))], len(r.Isolates), len(r.Pendants),
		r.SinglePoints[:limit(0, 10, len(r.SinglePoints))], r.SinglePointsFound,
	}, nil
}

type bridgesQuestion struct {
	Selection
	Silo    string   `json:"silo" jsonschema:"the silo dimension, from describe_network"`
	K       int      `json:"k,omitempty" jsonschema:"how many bridges, at most 100; 0 is 5"`
	Between []string `json:"between,omitempty" jsonschema:"only between these two silos"`
	Aim     string   `json:"aim,omitempty" jsonschema:"reach (default) or robustness"`
	Kind    string   `json:"kind,omitempty" jsonschema:"tie (default), broker, convening or peer-learning"`
}

func planBridges(ctx context.Context, d Desk, q bridgesQuestion) (any, error) {
	return d.Bridges(ctx, app.BridgesRequest{
		Source: q.source(), Query: q.query(), Silo: q.Silo, K: cmp.Or(q.K, 5), Between: q.Between, Aim: cmp.Or(q.Aim, "reach"), Kind: cmp.Or(q.Kind, "tie"),
	})
}

type listsQuestion struct {
	Selection
	Silo  string   `json:"silo,omitempty" jsonschema:"the silo dimension, for lists that compare silos"`
	Lists []string `json:"lists,omitempty" jsonschema:"ids of lists, such as single-points or developers-without-funders; none is all"`
	Top   int      `json:"top,omitempty" jsonschema:"how many rows of each list to return; 0 is 10"`
}

func makeLists(ctx context.Context, d Desk, q listsQuestion) (any, error) {
	r, err := d.Lists(ctx, app.ListsRequest{Source: q.source(), Query: q.query(), Silo: q.Silo, Lists: q.Lists})
	if err != nil {
		return nil, err
	}
	for i := range r.Lists {
		r.Lists[i].Rows = r.Lists[i].Rows[:limit(q.Top, 10, len(r.Lists[i].Rows))]
	}
	return r, nil
}

type actorsQuestion struct {
	ofNetwork
	Text string `json:"text" jsonschema:"a part of a name or id, whatever the case"`
	Top  int    `json:"top,omitempty" jsonschema:"how many actors to return, at most 1000; 0 is 20"`
}

func findActors(ctx context.Context, d Desk, q actorsQuestion) (any, error) {
	return d.Actors(ctx, app.ActorsRequest{Network: q.Network, Search: q.Text, Limit: limit(q.Top, 20, 1000)})
}

type actorQuestion struct {
	ofNetwork
	ID string `json:"id" jsonschema:"the actor's id, from find_actors"`
}

// mostTies is how many ties and activities of an actor are shown.
const mostTies = 100

func showActor(ctx context.Context, d Desk, q actorQuestion) (any, error) {
	card, err := d.Actor(ctx, q.Network, q.ID)
	if err != nil {
		return nil, err
	}
	ties, activities := len(card.Ties), len(card.Activities)
	card.Ties, card.Activities = card.Ties[:min(mostTies, ties)], card.Activities[:min(mostTies, activities)]
	return struct {
		*app.ActorCard
		AllTies       int `json:"all_ties"`
		AllActivities int `json:"all_activities"`
	}{card, ties, activities}, nil
}

type metricsQuestion struct {
	Selection
	Metrics []string          `json:"metrics" jsonschema:"ids of metrics, from list_metrics, such as degree or betweenness"`
	Silo    string            `json:"silo,omitempty" jsonschema:"the silo dimension, for metrics that need one"`
	Set     map[string]string `json:"set,omitempty" jsonschema:"parameters of the metrics by name, such as damping"`
	Top     int               `json:"top,omitempty" jsonschema:"how many actors to return, the highest of the first metric first; 0 is 20"`
}

func computeMetrics(ctx context.Context, d Desk, q metricsQuestion) (any, error) {
	r, err := d.Metrics(ctx, app.MetricsRequest{Source: q.source(), Query: q.query(), Metrics: q.Metrics, Silo: q.Silo, Values: q.Set})
	if err != nil {
		return nil, err
	}
	order := make([]int, r.Scores.Rows)
	for i := range order {
		order[i] = i
	}
	if len(r.Scores.Columns) > 0 {
		score := func(row int) float64 {
			if x := float64(r.Scores.Score(row, 0)); !math.IsNaN(x) {
				return x
			}
			return math.Inf(-1) // undefined ones last
		}
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(score(y), score(x)) })
	}
	shown := limit(q.Top, 20, len(order))
	rows := make([]map[string]any, 0, shown)
	for _, row := range order[:shown] {
		line := map[string]any{"id": r.Scores.ID(row), "name": r.Scores.Name(row)}
		for c, column := range r.Scores.Columns {
			line[column] = r.Scores.Score(row, c)
		}
		rows = append(rows, line)
	}
	return struct {
		Run    app.Record            `json:"run"`
		Actors cutRows               `json:"actors"`
		Scores []map[string]any      `json:"scores"`
		Values map[string]app.Number `json:"values"`
		Groups []app.GroupFigures    `json:"groups,omitempty"`
	}{r.Run, cutRows{shown, len(order)}, rows, r.Values, r.Groups[:limit(0, 50, len(r.Groups))]}, nil
}

func listMetrics(context.Context, Desk, nothing) (any, error) {
	type metric struct {
		ID        string `json:"id"`
		Title     string `json:"title"`
		Meaning   string `json:"meaning"`
		NeedsSilo bool   `json:"needs_silo,omitempty"`
	}
	list := []metric{}
	for _, m := range new(app.App).Catalog().Metrics {
		list = append(list, metric{m.ID, m.Title, m.Meaning, m.NeedsSilo})
	}
	return map[string]any{"metrics": list}, nil
}

type diffQuestion struct {
	ofNetwork
	From         string `json:"from,omitempty" jsonschema:"the earlier date, or a period as 2021-01-01..2021-12-31"`
	To           string `json:"to,omitempty" jsonschema:"the later date or period"`
	FromRevision int    `json:"from_revision,omitempty" jsonschema:"the earlier revision, where revisions are compared"`
	ToRevision   int    `json:"to_revision,omitempty" jsonschema:"the later revision"`
	Silo         string `json:"silo,omitempty" jsonschema:"the silo dimension; without it figures that need silos are null"`
	Top          int    `json:"top,omitempty" jsonschema:"how many rows of each list to return; 0 is 10"`
}

func compareTimes(ctx context.Context, d Desk, q diffQuestion) (any, error) {
	r, err := d.Diff(ctx, app.DiffRequest{
		Source: app.Stored(q.Network), Query: Selection{}.query(), Silo: q.Silo,
		Before: app.DiffTime{Date: q.From, Revision: q.FromRevision}, After: app.DiffTime{Date: q.To, Revision: q.ToRevision},
	})
	if err != nil {
		return nil, err
	}
	counts := map[string]int{"moved": len(r.Actors.Moved)}
	for name, list := range map[string]*[]app.DiffActor{"appeared": &r.Actors.Appeared, "gone": &r.Actors.Gone, "woke": &r.Actors.Woke, "slept": &r.Actors.Slept} {
		counts[name] = len(*list)
		*list = (*list)[:limit(q.Top, 10, len(*list))]
	}
	r.Actors.Moved = r.Actors.Moved[:limit(q.Top, 10, len(r.Actors.Moved))]
	for _, list := range []*[]app.DiffTie{&r.Ties.Appeared, &r.Ties.Gone, &r.Ties.Stronger, &r.Ties.Weaker} {
		*list = (*list)[:limit(q.Top, 10, len(*list))]
	}
	return struct {
		*app.DiffResult
		Counts map[string]int `json:"actor_counts"`
	}{r, counts}, nil
}
