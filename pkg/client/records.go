package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// Change is records to add, change and take out of a network, all as one revision.
type Change struct {
	Message string  `json:"message,omitempty"` // for the record of changes; "": it counts what is changed
	Merge   bool    `json:"merge,omitempty"`   // keep of an actor or activity what the change does not name
	Upsert  Upserts `json:"upsert"`
	Delete  Deletes `json:"delete"`
}

// Upserts are records to add, or to change when they are there already.
type Upserts struct {
	Actors         []ActorPut         `json:"actors,omitempty"`
	Activities     []ActivityPut      `json:"activities,omitempty"`
	Collaborations []CollaborationPut `json:"collaborations,omitempty"`
	Participations []ParticipationPut `json:"participations,omitempty"`
}

// Deletes are records to take out, actors and activities by id. With them goes what names them.
type Deletes struct {
	Actors         []string           `json:"actors,omitempty"`
	Activities     []string           `json:"activities,omitempty"`
	Collaborations []CollaborationRef `json:"collaborations,omitempty"`
	Participations []ParticipationRef `json:"participations,omitempty"`
}

// ActorPut is an actor to add or change; of its attributes one that is nil goes, where a change merges.
type ActorPut struct {
	ID         string             `json:"id"`
	Name       string             `json:"name,omitempty"` // "": the id
	Attributes map[string]*string `json:"attributes,omitempty"`
	Start      string             `json:"start,omitempty"` // a day, month or year
	End        string             `json:"end,omitempty"`
}

// ActivityPut is an activity to add or change.
type ActivityPut struct {
	ID         string             `json:"id"`
	Title      string             `json:"title,omitempty"` // "": the id
	Attributes map[string]*string `json:"attributes,omitempty"`
	Start      string             `json:"start,omitempty"`
	End        string             `json:"end,omitempty"`
}

// CollaborationRef names a collaboration.
type CollaborationRef struct {
	Source   string `json:"source"`
	Target   string `json:"target"`
	Type     string `json:"type,omitempty"`
	Directed bool   `json:"directed,omitempty"`
	Start    string `json:"start,omitempty"`
}

// CollaborationPut is a collaboration to add or change.
type CollaborationPut struct {
	CollaborationRef
	Weight     *float64 `json:"weight,omitempty"`     // nil: 1
	Confidence *float64 `json:"confidence,omitempty"` // nil: 1
	End        string   `json:"end,omitempty"`
}

// ParticipationRef names a participation.
type ParticipationRef struct {
	Actor    string `json:"actor"`
	Activity string `json:"activity"`
	Role     string `json:"role,omitempty"`
	Start    string `json:"start,omitempty"`
}

// ParticipationPut is a participation to add or change.
type ParticipationPut struct {
	ParticipationRef
	Funding *float64 `json:"funding,omitempty"`
	End     string   `json:"end,omitempty"`
}

// ChangeOptions say how a change is made; the zero ones make it on whichever revision is newest.
type ChangeOptions struct {
	Base int    // only if the network stands at this revision, else it is a fault.Conflict; 0: at any
	Key  string // however often it is sent with one key, such as a UUID, it is made once; "": a busy service is not asked again
}

// Changed is what a change did.
type Changed struct {
	Network  string    `json:"network"`
	Changed  bool      `json:"changed"`  // false when everything was as it should be already
	Revision *Revision `json:"revision"` // the newest one after the change; nil when the network has none
	Replayed bool      `json:"replayed"` // whether it was made before, with the same key
}

// Change adds, changes and takes out records as one revision, or does nothing at all.
func (c *Client) Change(ctx context.Context, network string, change Change, o ChangeOptions) (*Changed, error) {
	call := Call{Method: http.MethodPost, Path: at(network, "/changes"), Body: change, Once: o.Key == ""}
	header := http.Header{}
	if o.Base > 0 {
		header.Set("If-Match", `"`+strconv.Itoa(o.Base)+`"`)
	}
	if o.Key != "" {
		header.Set("Idempotency-Key", o.Key)
	}
	out := new(Changed)
	return out, c.do(ctx, call, header, out)
}

// RecordChange is one record that differs; exactly one of the four is there, as it reads now or as it did when it went.
type RecordChange struct {
	Change        string            `json:"change"` // added, changed or removed
	Revision      int               `json:"revision"`
	Actor         *ActorPut         `json:"actor,omitempty"`
	Activity      *ActivityPut      `json:"activity,omitempty"`
	Collaboration *CollaborationPut `json:"collaboration,omitempty"`
	Participation *ParticipationPut `json:"participation,omitempty"`
}

// ChangeFeed is one page of what turns a network as it was at one revision into what it is at another.
type ChangeFeed struct {
	Network   string         `json:"network"`
	Since     int            `json:"since"`
	Until     int            `json:"until"`     // ask for what changed since this revision next time
	Revisions []Revision     `json:"revisions"` // in between, oldest first; on the first page only
	Reload    bool           `json:"reload"`    // something was erased from all revisions, which no list can name: read the network anew
	Records   []RecordChange `json:"records"`
	Next      string         `json:"next,omitempty"`
}

// Changes walks what changed since a revision, page by page; 0 is everything. After an error nothing follows.
func (c *Client) Changes(ctx context.Context, network string, since int) iter.Seq2[*ChangeFeed, error] {
	return func(yield func(*ChangeFeed, error) bool) {
		cursor, until := "", 0
		for {
			v := paged(values{}, 10_000, cursor)
			v.number("since", since)
			v.number("until", until)
			page, err := get[ChangeFeed](ctx, c, at(network, "/changes"), v)
			if !yield(page, err) || err != nil || page.Next == "" {
				return
			}
			cursor, until = page.Next, page.Until
		}
	}
}

// Delete removes a network with all its revisions, roles and results; it cannot be brought back.
func (c *Client) Delete(ctx context.Context, network string) error {
	return c.Do(ctx, Call{Method: http.MethodDelete, Path: at(network, ""), Query: url.Values{"confirm": {network}}}, nil)
}
