package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/lists"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/pkg/fault"
)

// ListsRequest asks for ready-made lists.
type ListsRequest struct {
	Source Source
	Query  Query
	Silo   string   // the silo dimension; empty: lists that compare silos say that they need one
	Lists  []string // ids; empty: all
	Place  string   // the dimension of places; empty: region
	Roles  string   // participations or a dimension; empty: the participations' roles where there are some, else role
	Level  string   // the dimension of national and regional; empty: level
	Levels []string // dimensions that nest, the finest first, and EU at the end if wanted; empty: municipality, region, country
	Words  []string // what the data call something, "developer=kehittäjä,tutkija"
}

// ListsResult is ready-made lists.
type ListsResult struct {
	Run   Record `json:"run"`
	Lists []List `json:"lists"`
}

// List is one ready-made list: what it is for, what to do about it, and its rows, the most pressing first.
type List struct {
	ID      string        `json:"id"`
	Title   report.Text   `json:"title"`
	Purpose report.Text   `json:"purpose"`
	Advice  report.Text   `json:"advice"`
	Figures []ListFigure  `json:"figures"`           // what the figures of a row mean
	Others  *report.Text  `json:"others,omitempty"`  // who the others of a row are
	Missing *report.Text  `json:"missing,omitempty"` // why the list cannot be made from this network
	Notes   []report.Text `json:"notes"`
	Found   int           `json:"found"` // rows before the list's own limit
	Rows    []ListRow     `json:"rows"`
}

// ListFigure is one figure of a list's rows.
type ListFigure struct {
	ID      string      `json:"id"`
	Meaning report.Text `json:"meaning"`
}

// ListRow is one line of a list.
type ListRow struct {
	Rank    int               `json:"rank"`
	Silos   []string          `json:"silos"` // that it is about, or a place, or a level
	Who     []ActorRef        `json:"who"`
	Others  []ActorRef        `json:"others"`
	Figures map[string]Number `json:"figures"`
	Parts   []SiloSummary     `json:"parts"` // how many of which silo the row is about, where it is about several
	Reason  report.Text       `json:"reason"`
}

// Lists makes ready-made lists for whoever brings actors together.
func (a *App) Lists(ctx context.Context, r ListsRequest) (*ListsResult, error) {
	chosen, err := chosenLists(r.Lists)
	if err != nil {
		return nil, err
	}
	words, err := wordsOf(r.Words)
	if err != nil {
		return nil, err
	}
	ctx, clock := a.start(ctx, "lists")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	p := v.picture(lists.Options{Silo: r.Silo, Place: r.Place, Roles: r.Roles, Level: r.Level, Levels: r.Levels, Words: words, Threads: r.Query.Threads})
	out := &ListsResult{Lists: make([]List, 0, len(chosen))}
	for _, l := range chosen {
		made, err := makeList(ctx, p, l)
		if err != nil {
			return nil, refused(err)
		}
		out.Lists = append(out.Lists, made)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "lists", r.Silo
	for name, value := range map[string]string{
		"list": strings.Join(r.Lists, ","), "place": r.Place, "roles": r.Roles, "level": r.Level, "levels": strings.Join(r.Levels, ","), "word": strings.Join(r.Words, " "),
	} {
		if value != "" {
			out.Run.Parameters[name] = value
		}
	}
	return out, nil
}

// picture is what lists are made from.
func (v *view) picture(o lists.Options) *lists.Picture {
	p := &lists.Picture{Graph: v.Graph, Options: o}
	for _, r := range v.Roles {
		p.Holders = append(p.Holders, silo.Group{Name: r.Name, Actors: r.Actors})
	}
	return p
}

// chosenLists are the lists asked for, each once and in the order asked for, or all.
func chosenLists(ids []string) ([]*lists.List, error) {
	if len(ids) == 0 {
		return lists.All, nil
	}
	var chosen []*lists.List
	for _, id := range ids {
		l, ok := lists.Find(id)
		if !ok {
			known := make([]string, 0, len(lists.All))
			for _, l := range lists.All {
				known = append(known, l.ID)
			}
			return nil, fault.New(fault.Invalid, "there is no list %q; choose of %s", id, strings.Join(known, ", "))
		}
		if !slices.Contains(chosen, l) {
			chosen = append(chosen, l)
		}
	}
	return chosen, nil
}

// wordsOf reads what the data call something.
func wordsOf(texts []string) (map[string][]string, error) {
	words := map[string][]string{}
	for _, text := range texts {
		word, means, ok := strings.Cut(text, "=")
		if !ok || means == "" || !slices.Contains(lists.Words(), word) {
			return nil, fault.New(fault.Invalid, "word is %q; expected one of %s, an equals sign and what your data call it, such as developer=kehittäjä", text, strings.Join(lists.Words(), ", "))
		}
		for one := range strings.SplitSeq(means, ",") {
			words[word] = append(words[word], strings.TrimSpace(one))
		}
	}
	return words, nil
}

// makeList makes one list in the terms of the result. What the network does not say stands in the list.
func makeList(ctx context.Context, p *lists.Picture, l *lists.List) (List, error) {
	out := List{
		ID: l.ID, Title: l.Title, Purpose: l.Purpose, Advice: l.Advice, Figures: make([]ListFigure, 0, len(l.Figures)), Notes: []report.Text{}, Rows: []ListRow{},
	}
	for _, f := range l.Figures {
		out.Figures = append(out.Figures, ListFigure(f))
	}
	if l.Others != (report.Text{}) {
		out.Others = &l.Others
	}
	made, err := l.Make(ctx, p)
	if m, is := lists.IsMissing(err); is {
		out.Missing = &m.Reason
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Notes, out.Found = append(out.Notes, made.Notes...), made.Found
	for i, r := range made.Rows {
		row := ListRow{Rank: i + 1, Silos: append([]string{}, r.Silos...), Who: refs(p.Graph, r.Who), Others: refs(p.Graph, r.Others), Figures: map[string]Number{}, Parts: siloCounts(r.Parts), Reason: r.Reason}
		for j, x := range r.Values {
			row.Figures[l.Figures[j].ID] = Number(x)
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}
