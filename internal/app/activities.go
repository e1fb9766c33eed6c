package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ActivitiesRequest asks for a page of activities.
type ActivitiesRequest struct {
	Network string
	Search  string // part of a title or id, whatever the case; "" for all
	Limit   int    // 1 to 1000
	Cursor  string // Next of the page before
}

// ActivityPage is a part of a network's activities, by id.
type ActivityPage struct {
	Network    string        `json:"network"`
	Revision   int           `json:"revision"`
	Total      int           `json:"total"` // how many match in all
	Activities []ActivityRow `json:"activities"`
	Next       string        `json:"next,omitempty"` // cursor of the next page
}

// ActivityRow is one activity in a list.
type ActivityRow struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Start  string `json:"start,omitempty"`
	End    string `json:"end,omitempty"`
	Actors int    `json:"actors"` // how many take part, each once
}

// Activities lists a page of a stored network's activities.
func (a *App) Activities(ctx context.Context, r ActivitiesRequest) (*ActivityPage, error) {
	if r.Limit < 1 || r.Limit > 1000 {
		return nil, fault.New(fault.Invalid, "limit is %d; expected 1 to 1000", r.Limit)
	}
	after, err := afterCursor(r.Cursor)
	if err != nil {
		return nil, err
	}
	p, revision, err := a.picture(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	wanted := strings.ToLower(r.Search)
	var found []*network.Activity
	for i := range p.Activities {
		x := &p.Activities[i]
		if strings.Contains(strings.ToLower(x.Title), wanted) || strings.Contains(strings.ToLower(x.ID), wanted) {
			found = append(found, x)
		}
	}
	out := &ActivityPage{Network: r.Network, Revision: revision, Total: len(found), Activities: []ActivityRow{}}
	first, _ := slices.BinarySearchFunc(found, after, func(x *network.Activity, id string) int {
		if x.ID <= id && r.Cursor != "" {
			return -1
		}
		return 1
	})
	shown := found[first:min(first+r.Limit, len(found))]
	actors := actorsIn(p, shown)
	for _, x := range shown {
		out.Activities = append(out.Activities, ActivityRow{ID: x.ID, Title: x.Title, Start: x.Start.String(), End: x.End.String(), Actors: actors[x.ID]})
	}
	if first+len(shown) < len(found) {
		out.Next = cursorAfter(shown[len(shown)-1].ID)
	}
	return out, nil
}

// actorsIn counts who takes part in each of some activities, by id. Who has two roles in one counts once.
func actorsIn(p *network.Picture, activities []*network.Activity) map[string]int {
	who := make(map[string]map[string]bool, len(activities))
	for _, x := range activities {
		who[x.ID] = map[string]bool{}
	}
	for i := range p.Participations {
		if in := who[p.Participations[i].Activity]; in != nil {
			in[p.Participations[i].Actor] = true
		}
	}
	counts := make(map[string]int, len(who))
	for id, in := range who {
		counts[id] = len(in)
	}
	return counts
}
