package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/duplicates"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// MergeRequest asks for two actors of a stored network to become one.
type MergeRequest struct {
	Network string
	Keep    string // the id that stays
	Drop    string // the id that goes
	Base    int    // the revision that was looked at, or AnyRevision
	By      string
}

// MergeResult is what a merge did.
type MergeResult struct {
	Network        string          `json:"network"`
	Keep           string          `json:"keep"`
	Drop           string          `json:"drop"`
	Revision       RevisionSummary `json:"revision"`       // the one that the merge made; reverting to the one before undoes it
	Collaborations int             `json:"collaborations"` // carried over
	Participations int             `json:"participations"` // carried over
	Loops          int             `json:"loops"`          // collaborations between the two, which are none any more
	Attributes     []string        `json:"attributes"`     // that the kept actor lacked and took over
}

// Merge makes one actor of two, as one revision: collaborations and participations go over to the one that is kept, which also takes over the
// attributes that it lacks. It is remembered as a rule: files that are imported later and name the other mean the one that is kept. Reverting
// undoes it, and then the rule no longer holds.
func (a *App) Merge(ctx context.Context, r MergeRequest) (*MergeResult, error) {
	if _, err := a.decisions(ctx, r.Network); err != nil {
		return nil, err
	}
	rule := duplicates.Decision{Verdict: duplicates.Merged, From: r.Drop, Into: r.Keep, By: r.By, At: a.now().UTC().Truncate(time.Second)}
	if err := rule.Check(); err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		out, err := a.merge(ctx, r, rule)
		if fault.CodeOf(err) == fault.Conflict && r.Base == AnyRevision && try < mostTries {
			continue // somebody's other change came first
		}
		return out, err
	}
}

func (a *App) merge(ctx context.Context, r MergeRequest, rule duplicates.Decision) (*MergeResult, error) {
	p, at, err := a.picture(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	if r.Base != AnyRevision && r.Base != at {
		return nil, store.CheckBase(r.Base, network.Network{Name: r.Network, Revision: at})
	}
	keep, drop := recordsByID{p}.actor(r.Keep), recordsByID{p}.actor(r.Drop)
	for id, x := range map[string]network.Actor{r.Keep: keep, r.Drop: drop} {
		if x.ID == "" {
			return nil, noActor(r.Network, id)
		}
	}
	out := &MergeResult{Network: r.Network, Keep: r.Keep, Drop: r.Drop}
	edit := store.Edit{Base: at, Drop: store.Drop{Actors: []string{r.Drop}}}
	one, taken := duplicates.Join(keep, drop)
	edit.Put.Actors, out.Attributes = []network.Actor{one}, taken
	carryTies(p, r, &edit.Put, out)
	carryParts(p, r, &edit.Put, out)
	doc, err := duplicates.Document(r.Network, rule)
	if err != nil {
		return nil, err
	}
	kept := a.store.(store.Documents) // decisions has asked
	// An earlier merge of the same actor was undone, or it would not be here: its rule makes room for this one.
	if err := kept.DropDocument(ctx, doc.Kind, doc.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
		return nil, err
	}
	edit.Receipt = func(network.Revision) store.Document { return doc }
	// Nobody is named: what the list of changes says outlives an erasure.
	defer a.standing.Forget(r.Network)
	rev, _, err := a.store.Edit(ctx, r.Network, edit, network.Change{By: r.By, Message: "merge two records of one actor"})
	if err != nil {
		return nil, err
	}
	out.Revision = revision(rev)
	return out, nil
}

// carryTies puts the other's collaborations as the kept one's. A collaboration is known by its place among its equals too, so equals of the kept one are put again,
// in the order of their sources, as an import of the same files would have them.
func carryTies(p *network.Picture, r MergeRequest, put *network.Picture, out *MergeResult) {
	mean := func(id string) string {
		if id == r.Drop {
			return r.Keep
		}
		return id
	}
	carried := map[store.CollaborationKey]bool{}
	for pass := range 2 {
		for i := range p.Collaborations {
			t := p.Collaborations[i]
			named := t.From == r.Drop || t.To == r.Drop
			if t.From != t.To && mean(t.From) == mean(t.To) {
				if pass == 0 {
					out.Loops++
				}
				continue
			}
			t.From, t.To = mean(t.From), mean(t.To)
			key := store.KeyOf(&t)
			switch {
			case pass == 0 && named:
				carried[key] = true
				out.Collaborations++
			case pass == 1 && carried[key]:
				put.Collaborations = append(put.Collaborations, t)
			}
		}
	}
	slices.SortStableFunc(put.Collaborations, func(x, y network.Collaboration) int { return bySource(x.Source, y.Source) })
}

// carryParts does the same with participations.
func carryParts(p *network.Picture, r MergeRequest, put *network.Picture, out *MergeResult) {
	carried := map[store.ParticipationKey]bool{}
	for pass := range 2 {
		for i := range p.Participations {
			t := p.Participations[i]
			named := t.Actor == r.Drop
			if named {
				t.Actor = r.Keep
			}
			key := store.PartKeyOf(&t)
			switch {
			case pass == 0 && named:
				carried[key] = true
				out.Participations++
			case pass == 1 && carried[key]:
				put.Participations = append(put.Participations, t)
			}
		}
	}
	slices.SortStableFunc(put.Participations, func(x, y network.Participation) int { return bySource(x.Source, y.Source) })
}

func bySource(x, y network.Source) int {
	return cmp.Or(strings.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line))
}

// mean makes of what files say of merged actors something said of those that they are, and returns how many records that touches.
func (a *App) mean(ctx context.Context, name string, p *network.Picture) (int, error) {
	book, err := a.decisions(ctx, name)
	switch fault.CodeOf(err) {
	case fault.NotFound, fault.Unavailable, fault.Invalid: // a new network, or a store without decisions; a bad name the import refuses
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	list, err := book.Decisions(ctx, name)
	if err != nil {
		return 0, err
	}
	rules := duplicates.RulesOf(list)
	if len(rules) == 0 {
		return 0, nil
	}
	now, _, err := a.picture(ctx, name)
	if err != nil {
		return 0, err
	}
	return rules.Apply(p, func(id string) bool { return recordsByID{now}.actor(id).ID != "" }), nil
}
