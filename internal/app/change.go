package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Change is records to add, change and take out of a network, all as one revision.
type Change struct {
	Message string  `json:"message,omitempty" maxLength:"500" doc:"For the record of changes; when left out it counts what is changed." example:"two new partners"`
	Merge   bool    `json:"merge,omitempty" doc:"Keep of an actor or activity that is there already what the change does not name; an attribute that is null goes. Otherwise a record is put just as it stands here."`
	Upsert  Upserts `json:"upsert,omitempty" doc:"Records to add, or to change when they are there already."`
	Delete  Deletes `json:"delete,omitempty" doc:"Records to take out. Earlier revisions keep them. One that is not there is refused."`
}

// Upserts are records to add or change.
type Upserts struct {
	Actors         []ActorPut         `json:"actors,omitempty"`
	Activities     []ActivityPut      `json:"activities,omitempty"`
	Collaborations []CollaborationPut `json:"collaborations,omitempty"`
	Participations []ParticipationPut `json:"participations,omitempty"`
}

// Deletes are records to take out.
type Deletes struct {
	Actors         []string           `json:"actors,omitempty" doc:"Ids. With an actor go its collaborations and participations."`
	Activities     []string           `json:"activities,omitempty" doc:"Ids. With an activity go its participations."`
	Collaborations []CollaborationRef `json:"collaborations,omitempty"`
	Participations []ParticipationRef `json:"participations,omitempty"`
}

// ActorPut is an actor to add or change.
type ActorPut struct {
	ID         string             `json:"id" minLength:"1" example:"FIK-301"`
	Name       string             `json:"name,omitempty" doc:"The id when left out." example:"Uusi Silta ry"`
	Attributes map[string]*string `json:"attributes,omitempty" doc:"Texts by name, such as a sector or a region."`
	Start      string             `json:"start,omitempty" doc:"A day, month or year." example:"2024-03-31"`
	End        string             `json:"end,omitempty"`
}

// ActivityPut is an activity to add or change.
type ActivityPut struct {
	ID         string             `json:"id" minLength:"1" example:"H-151"`
	Title      string             `json:"title,omitempty" doc:"The id when left out."`
	Attributes map[string]*string `json:"attributes,omitempty"`
	Start      string             `json:"start,omitempty"`
	End        string             `json:"end,omitempty"`
}

// CollaborationRef names a collaboration.
type CollaborationRef struct {
	Source   string `json:"source" minLength:"1" doc:"Id of one end." example:"FIK-001"`
	Target   string `json:"target" minLength:"1" doc:"Id of the other." example:"FIK-002"`
	Type     string `json:"type,omitempty" example:"agreement"`
	Directed bool   `json:"directed,omitempty"`
	Start    string `json:"start,omitempty"`
}

// CollaborationPut is a collaboration to add or change. It is known by what CollaborationRef holds.
type CollaborationPut struct {
	CollaborationRef
	Weight     *float64 `json:"weight,omitempty" minimum:"0" doc:"1 when left out."`
	Confidence *float64 `json:"confidence,omitempty" minimum:"0" maximum:"1" doc:"How sure the source is; 1 when left out."`
	End        string   `json:"end,omitempty"`
}

// ParticipationRef names a participation.
type ParticipationRef struct {
	Actor    string `json:"actor" minLength:"1" example:"FIK-001"`
	Activity string `json:"activity" minLength:"1" example:"H-001"`
	Role     string `json:"role,omitempty" example:"adopter"`
	Start    string `json:"start,omitempty"`
}

// ParticipationPut is a participation to add or change. It is known by what ParticipationRef holds.
type ParticipationPut struct {
	ParticipationRef
	Funding *float64 `json:"funding,omitempty"`
	End     string   `json:"end,omitempty"`
}

// ChangeRequest asks for a change.
type ChangeRequest struct {
	Network string
	Change  Change
	Base    int    // the revision that it is made for, or store.AnyRevision
	Key     string // the same key is the same change, made once; "": none
	By      string // who or which client asks
}

// AnyRevision is the base of a change that may be made on whichever revision is newest.
const AnyRevision = store.AnyRevision

// ChangeResult is what a change did.
type ChangeResult struct {
	Network  string           `json:"network"`
	Changed  bool             `json:"changed"`  // false when everything was as it should be already
	Revision *RevisionSummary `json:"revision"` // the newest one after the change; null when the network has none
	Replayed bool             `json:"replayed"` // whether it was made before, by an earlier request with the same key
}

// mostRecords bounds what one change may name, so that checking it takes no long time.
const mostRecords = 100_000

// mostTries is how often a merge is tried anew that somebody's other change came before.
const mostTries = 10

// Change adds, changes and drops records as one revision, or does nothing at all. A base that is not the newest revision is a
// fault.Conflict.
func (a *App) Change(ctx context.Context, r ChangeRequest) (*ChangeResult, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	if n := r.Change.records(); n > mostRecords {
		return nil, fault.New(fault.TooLarge, "the change names %d records; at most %d go into one: split it, or import files", n, mostRecords)
	}
	proof, err := a.proofOf(r)
	if err != nil {
		return nil, err
	}
	if out, err := proof.replay(ctx); out != nil || err != nil {
		return out, err
	}
	defer a.standing.Forget(r.Network)
	for try := 1; ; try++ {
		e, err := a.edit(ctx, &r)
		if err != nil {
			return nil, err
		}
		e.Receipt = proof.sign()
		writing, span := tracing.Begin(ctx, "write store")
		rev, changed, err := s.Edit(writing, r.Network, e, network.Change{By: r.By, Message: r.Change.message()})
		tracing.End(span, err)
		if err != nil {
			// Somebody may have sent the same at the same time and been first: then what is to go is gone already.
			if out, err := proof.replay(ctx); out != nil || err != nil {
				return out, err
			}
			if fault.CodeOf(err) == fault.Conflict && r.Base == AnyRevision && try < mostTries {
				continue
			}
			return nil, err
		}
		out := &ChangeResult{Network: r.Network, Changed: changed}
		if rev.Number > 0 {
			made := revision(rev)
			out.Revision = &made
		}
		_ = proof.sweep(ctx) // the change is made; what is left is swept with the next
		return out, nil
	}
}

// edit turns a request into what a store does. Merging reads what is there, and is for that revision only.
func (a *App) edit(ctx context.Context, r *ChangeRequest) (store.Edit, error) {
	e := store.Edit{Base: r.Base}
	var known recordsByID
	if r.Change.Merge {
		p, at, err := a.picture(ctx, r.Network)
		switch {
		case fault.CodeOf(err) == fault.NotFound:
			p, at = &network.Picture{}, 0
		case err != nil:
			return e, err
		}
		if r.Base == AnyRevision {
			e.Base = at
		}
		known = recordsByID{p}
	}
	var bad complaints
	r.Change.put(&e.Put, known, &bad)
	r.Change.drop(&e.Drop, &bad)
	return e, bad.fault()
}

func (c *Change) records() int {
	u, d := &c.Upsert, &c.Delete
	return len(u.Actors) + len(u.Activities) + len(u.Collaborations) + len(u.Participations) +
		len(d.Actors) + len(d.Activities) + len(d.Collaborations) + len(d.Participations)
}

// message says what is changed in counts, unless who asks said it.
func (c *Change) message() string {
	if c.Message != "" {
		return c.Message
	}
	var parts []string
	for _, part := range []struct {
		verb  string
		count int
		word  string
	}{
		{"put", len(c.Upsert.Actors), "actors"}, {"put", len(c.Upsert.Activities), "activities"},
		{"put", len(c.Upsert.Collaborations), "collaborations"}, {"put", len(c.Upsert.Participations), "participations"},
		{"drop", len(c.Delete.Actors), "actors"}, {"drop", len(c.Delete.Activities), "activities"},
		{"drop", len(c.Delete.Collaborations), "collaborations"}, {"drop", len(c.Delete.Participations), "participations"},
	} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", part.verb, part.count, part.word))
		}
	}
	return strings.Join(parts, ", ")
}
