package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"time"
)

// Link is a share link, without its secret: whoever has it sees the network without signing in.
type Link struct {
	ID        string    `json:"id"`
	Network   string    `json:"network"`
	Label     string    `json:"label"`
	SilosOnly bool      `json:"silos_only"` // it shows figures of silos, and no single actor
	Nameless  bool      `json:"nameless"`   // actors and activities stand under pseudonyms
	By        string    `json:"by"`
	Made      time.Time `json:"made"`
	Expires   time.Time `json:"expires"`
}

// NewLink is a share link to make.
type NewLink struct {
	Label     string `json:"label"`
	Days      int    `json:"days"`
	SilosOnly bool   `json:"silos_only,omitempty"`
	Nameless  bool   `json:"nameless,omitempty"`
}

// MadeLink is a share link with its secret, which is shown once.
type MadeLink struct {
	Link
	Secret string `json:"secret"`
	Path   string `json:"path"` // what to open in a browser, below the service's address
}

// Links lists a network's share links.
func (c *Client) Links(ctx context.Context, network string) ([]Link, error) {
	list, err := get[struct{ Links []Link }](ctx, c, at(network, "/links"), nil)
	if err != nil {
		return nil, err
	}
	return list.Links, nil
}

// MakeLink makes a share link. It is never sent twice.
func (c *Client) MakeLink(ctx context.Context, network string, l NewLink) (*MadeLink, error) {
	out := new(MadeLink)
	return out, c.Do(ctx, Call{Method: http.MethodPost, Path: at(network, "/links"), Body: l, Once: true}, out)
}

// RevokeLink ends a share link: at once in the service that is asked, within 250 ms in others on its store.
func (c *Client) RevokeLink(ctx context.Context, network, id string) error {
	return c.Do(ctx, Call{Method: http.MethodDelete, Path: at(network, "/links/"+url.PathEscape(id))}, nil)
}

// Privacy is what a network's owner settled about the persons in it.
type Privacy struct {
	PersonsOpen   bool     `json:"persons_open"`   // viewers see persons by name, but for those who refused consent
	Smallest      int      `json:"smallest"`       // figures of fewer persons than this are not shown to viewers
	Shown         []string `json:"shown"`          // attributes of persons that viewers may see where enough share the value
	RetentionDays int      `json:"retention_days"` // persons are due to be erased so many days after their end date; 0: never
}

// Privacy says what viewers see of the persons in a network.
func (c *Client) Privacy(ctx context.Context, network string) (*Privacy, error) {
	return get[Privacy](ctx, c, at(network, "/privacy"), nil)
}

// SetPrivacy settles it anew, all of it.
func (c *Client) SetPrivacy(ctx context.Context, network string, p Privacy) error {
	return c.Do(ctx, Call{Method: http.MethodPut, Path: at(network, "/privacy"), Body: p}, nil)
}

// Person is a person in a network.
type Person struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Consent      string `json:"consent"` // agreed, refused or unasked
	End          string `json:"end,omitempty"`
	Due          string `json:"due,omitempty"` // when the person is due to be erased
	Overdue      bool   `json:"overdue"`
}

// Persons lists the persons in a network's newest revision, by id.
func (c *Client) Persons(ctx context.Context, network string) ([]Person, error) {
	list, err := get[struct{ Persons []Person }](ctx, c, at(network, "/persons"), nil)
	if err != nil {
		return nil, err
	}
	return list.Persons, nil
}

// PersonFile is everything that any revision of a network holds of one actor.
type PersonFile struct {
	Network        string          `json:"network"`
	Actor          string          `json:"actor"`
	Made           time.Time       `json:"made"`
	Versions       []PersonVersion `json:"versions"`
	Collaborations []PersonTie     `json:"collaborations"`
	Participations []PersonPart    `json:"participations"`
}

// Lasting says from which revision until which a record read so.
type Lasting struct {
	Added   int    `json:"added"`
	Removed int    `json:"removed,omitempty"` // 0: it reads so now
	Start   string `json:"start,omitempty"`
	End     string `json:"end,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
}

// PersonVersion is what was said of the actor.
type PersonVersion struct {
	Lasting
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
}

// PersonTie is a collaboration of the actor.
type PersonTie struct {
	Lasting
	From       string  `json:"from"`
	To         string  `json:"to"`
	Type       string  `json:"type,omitempty"`
	Directed   bool    `json:"directed"`
	Weight     float64 `json:"weight"`
	Confidence float64 `json:"confidence"`
}

// PersonPart is a participation of the actor.
type PersonPart struct {
	Lasting
	Activity string   `json:"activity"`
	Role     string   `json:"role,omitempty"`
	Funding  *float64 `json:"funding,omitempty"`
}

// Person returns everything that any revision holds of one actor, as a person may ask for it.
func (c *Client) Person(ctx context.Context, network, id string) (*PersonFile, error) {
	return get[PersonFile](ctx, c, at(network, "/persons/"+url.PathEscape(id)), nil)
}

// Erasure proves that an actor was erased.
type Erasure struct {
	Network  string   `json:"network"`
	Actor    string   `json:"actor"`
	Revision Revision `json:"revision"` // whose removed counts are all that is left
	Before   Trace    `json:"before"`   // what a backup would have held before
	After    Trace    `json:"after"`    // and holds now
	Jobs     int      `json:"jobs"`
	Ledger   int      `json:"ledger"`
	Decided  int      `json:"decided"`
	Audit    int      `json:"audit"`
}

// Trace is what a network's whole history says of an actor.
type Trace struct {
	Revisions int       `json:"revisions"`
	Records   int64     `json:"records"`
	Own       int64     `json:"own"`
	Mentions  []Mention `json:"mentions,omitempty"` // records of others whose texts hold the id or a name; the first ones
	Mentioned int64     `json:"mentioned"`
}

// Mention is a record of others whose text holds an erased id or name.
type Mention struct {
	Record string `json:"record"`
	ID     string `json:"id"`
	Added  int    `json:"added"`
}

// Erase removes one actor from every revision, cache and result; it cannot be undone. It is never sent twice.
func (c *Client) Erase(ctx context.Context, network, id string) (*Erasure, error) {
	out := new(Erasure)
	return out, c.Do(ctx, Call{Method: http.MethodDelete, Path: at(network, "/persons/"+url.PathEscape(id)), Once: true}, out)
}

// AuditEntry says who changed what, or read data of persons.
type AuditEntry struct {
	At      time.Time `json:"at"`
	Who     string    `json:"who"`
	Via     string    `json:"via"`
	Kind    string    `json:"kind"` // read or change
	What    string    `json:"what"`
	Network string    `json:"network,omitempty"`
	Subject string    `json:"subject,omitempty"`
	Request string    `json:"request,omitempty"`
}

// AuditQuery chooses entries of the audit log.
type AuditQuery struct {
	Network      string // "": of the whole service, for admins
	Since, Until string // days; "": from the beginning, to the end
}

// Audit walks the audit log, oldest first, page by page. After an error nothing follows.
func (c *Client) Audit(ctx context.Context, q AuditQuery) iter.Seq2[AuditEntry, error] {
	path := "/audit"
	if q.Network != "" {
		path = at(q.Network, "/audit")
	}
	return pages(func(cursor string) ([]AuditEntry, string, error) {
		page, err := get[struct {
			Entries []AuditEntry
			Next    string
		}](ctx, c, path, paged(values{}, 0, cursor, "since", q.Since, "until", q.Until))
		if err != nil {
			return nil, "", err
		}
		return page.Entries, page.Next, nil
	})
}
