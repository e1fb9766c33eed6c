package app

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ChangesRequest asks what differs between two revisions.
type ChangesRequest struct {
	Network string
	Since   int    // a revision that is known; 0 is empty
	Until   int    // 0: the newest
	Limit   int    // 1 to 10,000 records
	Cursor  string // Next of the page before
}

// ChangeFeed is what turns a network as it was at one revision into what it is at another. Records come in the order of stores; of what
// changed in between and back again nothing is told.
type ChangeFeed struct {
	Network   string            `json:"network"`
	Since     int               `json:"since"`
	Until     int               `json:"until" doc:"Ask for what changed since this revision next time."`
	Revisions []RevisionSummary `json:"revisions" doc:"The changes in between, oldest first; on the first page only."`
	Reload    bool              `json:"reload" doc:"Something was erased in between from all revisions, which no list can name: read the network anew."`
	Records   []RecordChange    `json:"records"`
	Next      string            `json:"next,omitempty" doc:"Cursor of the next page."`
}

// RecordChange is one record that differs. Exactly one of the four records is there: as it reads now, or as it did when it went.
type RecordChange struct {
	Change        string            `json:"change" enum:"added,changed,removed"`
	Revision      int               `json:"revision" doc:"Which revision did it; the last one when there are several."`
	Actor         *ActorPut         `json:"actor,omitempty"`
	Activity      *ActivityPut      `json:"activity,omitempty"`
	Collaboration *CollaborationPut `json:"collaboration,omitempty"`
	Participation *ParticipationPut `json:"participation,omitempty"`
}

// Changes lists what differs between two revisions of a stored network, as it is stored: for those who may see all of it.
func (a *App) Changes(ctx context.Context, r ChangesRequest) (*ChangeFeed, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	mover, ok := s.(store.Mover)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store tells no history; use one that does")
	}
	if r.Limit < 1 || r.Limit > 10_000 {
		return nil, fault.New(fault.Invalid, "limit is %d; expected 1 to 10000", r.Limit)
	}
	skip, err := r.resume()
	if err != nil {
		return nil, err
	}
	if err := a.NoteReading(ctx, r.Network); err != nil {
		return nil, err
	}
	out := &ChangeFeed{Network: r.Network, Since: r.Since, Revisions: []RevisionSummary{}, Records: []RecordChange{}}
	err = mover.History(ctx, r.Network, func(h store.History) error {
		newest := len(h.Revisions)
		if out.Until = r.Until; r.Until == 0 {
			out.Until = newest
		}
		if r.Since < 0 || r.Since > newest || out.Until > newest || out.Until < r.Since {
			return fault.New(fault.NotFound, "network %q has no changes from revision %d to %d; its newest revision is %d", r.Network, r.Since, out.Until, newest)
		}
		net, found := map[[2]int]int{}, 0 // by kind and by whether it was there: what revisions count and what was found must agree
		for _, rev := range h.Revisions[r.Since:out.Until] {
			if skip == 0 {
				out.Revisions = append(out.Revisions, revision(rev))
			}
		}
		err := differing(ctx, h, r.Since, out.Until, func(c RecordChange) {
			net[[2]int{kindOf(c), delta(c)}]++
			if found++; found <= skip {
				return
			}
			if len(out.Records) < r.Limit {
				out.Records = append(out.Records, c)
			}
		})
		if err != nil {
			return err
		}
		if found > skip+len(out.Records) {
			out.Next = base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d:%d", out.Until, skip+len(out.Records)))
		}
		out.Reload = !agree(h.Revisions[r.Since:out.Until], net)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// resume reads the cursor: how many records were seen, and until which revision they were listed.
func (r *ChangesRequest) resume() (seen int, err error) {
	if r.Cursor == "" {
		return 0, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(r.Cursor)
	until := 0
	if err == nil {
		_, err = fmt.Sscanf(string(text), "%d:%d", &until, &seen)
	}
	if err != nil || seen < 1 || until < 1 || r.Until != 0 && r.Until != until {
		return 0, fault.New(fault.Invalid, "cursor %q is not one that this service gave for these revisions; start again without a cursor", r.Cursor)
	}
	r.Until = until
	return seen, nil
}

// differing hands every record that reads otherwise at two revisions to take, in the order of stores.
func differing(ctx context.Context, h store.History, since, until int, take func(RecordChange)) error {
	var last *store.Version // of the record under way
	var before, now *store.Version
	end := func() {
		switch {
		case before == nil && now == nil:
		case before == nil:
			take(recordChange("added", now, now.Added))
		case now == nil:
			take(recordChange("removed", before, before.Removed))
		case before.Added != now.Added:
			take(recordChange("changed", now, now.Added))
		}
		before, now = nil, nil
	}
	for v, err := range h.Versions {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		one := v
		if last != nil && !store.SameRecord(last, &one) {
			end()
		}
		last = &one
		if one.VisibleAt(since) {
			before = &one
		}
		if one.VisibleAt(until) {
			now = &one
		}
	}
	end()
	return nil
}

// agree reports whether revisions count as many records coming and going as were found.
func agree(list []network.Revision, net map[[2]int]int) bool {
	var want [4]int
	for _, r := range list {
		for kind, n := range [4]int{
			r.Added.Actors - r.Removed.Actors, r.Added.Activities - r.Removed.Activities,
			r.Added.Collaborations - r.Removed.Collaborations, r.Added.Participations - r.Removed.Participations,
		} {
			want[kind] += n
		}
	}
	for kind, n := range want {
		if net[[2]int{kind, 1}]-net[[2]int{kind, -1}] != n {
			return false
		}
	}
	return true
}

func kindOf(c RecordChange) int {
	switch {
	case c.Actor != nil:
		return 0
	case c.Activity != nil:
		return 1
	case c.Collaboration != nil:
		return 2
	}
	return 3
}

func delta(c RecordChange) int {
	switch c.Change {
	case "added":
		return 1
	case "removed":
		return -1
	}
	return 0
}

func recordChange(change string, v *store.Version, revision int) RecordChange {
	c := RecordChange{Change: change, Revision: revision}
	switch {
	case v.Actor != nil:
		c.Actor = &ActorPut{ID: v.Actor.ID, Name: v.Actor.Name, Attributes: told(v.Actor.Attributes), Start: v.Actor.Start.String(), End: v.Actor.End.String()}
	case v.Activity != nil:
		c.Activity = &ActivityPut{ID: v.Activity.ID, Title: v.Activity.Title, Attributes: told(v.Activity.Attributes), Start: v.Activity.Start.String(), End: v.Activity.End.String()}
	case v.Collaboration != nil:
		put := collaborationPut(v.Collaboration)
		c.Collaboration = &put
	default:
		put := participationPut(v.Participation)
		c.Participation = &put
	}
	return c
}

func collaborationPut(t *network.Collaboration) CollaborationPut {
	weight, confidence := t.Weight, t.Confidence
	return CollaborationPut{
		CollaborationRef: CollaborationRef{Source: t.From, Target: t.To, Type: t.Type, Directed: t.Directed, Start: t.Start.String()},
		Weight:           &weight, Confidence: &confidence, End: t.End.String(),
	}
}

func participationPut(t *network.Participation) ParticipationPut {
	put := ParticipationPut{ParticipationRef: ParticipationRef{Actor: t.Actor, Activity: t.Activity, Role: t.Role, Start: t.Start.String()}, End: t.End.String()}
	if t.Funding.Known {
		value := t.Funding.Value
		put.Funding = &value
	}
	return put
}

// told is attributes as a change writes them.
func told(attributes map[string]string) map[string]*string {
	out := make(map[string]*string, len(attributes))
	for name, value := range attributes {
		out[name] = &value
	}
	return out
}
