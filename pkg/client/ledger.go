package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Ledger is a page of what was suggested in a network and what became of it, with the hit rate.
type Ledger struct {
	Network  string        `json:"network"`
	Revision int           `json:"revision"` // whose data say what came about
	HitRate  HitRate       `json:"hit_rate"` // of all entries, whatever the page shows
	Total    int           `json:"total"`    // how many match in all
	Hidden   int           `json:"hidden"`   // beside these match, but name somebody whom the reader may not see
	Entries  []LedgerEntry `json:"entries"`  // the newest suggestion first
	Next     string        `json:"next,omitempty"`
}

// HitRate is how the suggestions fared.
type HitRate struct {
	Suggested    int            `json:"suggested"`  // all that were ever entered
	States       map[string]int `json:"states"`     // where they stand now
	Introduced   int            `json:"introduced"` // were ever introduced
	Hits         int            `json:"hits"`       // of the introduced: became active, as somebody says or as the data do
	Marked       int            `json:"marked"`     // of the introduced: as somebody says
	Found        int            `json:"found"`      // of the introduced: as the data do
	Waiting      int            `json:"waiting"`    // of the introduced: no hit yet, and not declined
	Rate         Number         `json:"rate"`       // hits of the introduced; null when none was introduced
	RateCI       *[2]Number     `json:"rate_ci"`    // 95%
	Alone        int            `json:"alone"`      // came about without an introduction
	Late         int            `json:"late"`       // had a tie before they were suggested, recorded later: no hits
	Undated      int            `json:"undated"`    // have a new tie without a start: no hits
	Plausibility Number         `json:"plausibility"`
	Stated       int            `json:"plausibility_of"` // the introduced whose plausibility the mean is of
	Reason       Text           `json:"reason"`
}

// LedgerEntry is one suggestion with what became of it.
type LedgerEntry struct {
	ID           string       `json:"id"`
	State        string       `json:"state"`
	NextStates   []string     `json:"next_states"` // it may go to; one it came from takes the last step back
	Kind         string       `json:"kind"`
	Who          []ActorRef   `json:"who"`
	Silo         string       `json:"silo"`
	Silos        []string     `json:"silos"`
	Gain         Number       `json:"gain"`
	Plausibility Number       `json:"plausibility"`
	By           string       `json:"plausibility_by"`
	Reason       Text         `json:"reason"`
	Revision     int          `json:"revision"` // that it was made from
	Renews       bool         `json:"renews"`   // the two had a tie already
	Seen         *LedgerSeen  `json:"seen"`     // what the newest data say; null: nothing
	Suggested    time.Time    `json:"suggested"`
	Changed      time.Time    `json:"changed"`
	Steps        []LedgerStep `json:"steps"`
	Version      int          `json:"version"` // send it along to move only what was seen
}

// LedgerSeen is a tie that came into the data after it was suggested.
type LedgerSeen struct {
	How   string `json:"how"`             // after: it started after the suggestion, a hit; before: it was there and recorded late; undated
	Since string `json:"since,omitempty"` // a date
}

// LedgerStep is one thing that became of a suggestion.
type LedgerStep struct {
	State string    `json:"state"`
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	Note  string    `json:"note,omitempty"`
}

// NewSuggestion is one to enter, as a plan tells it.
type NewSuggestion struct {
	Kind         string   `json:"kind"`            // tie, peer-learning, broker or convening
	Actors       []string `json:"actors"`          // ids
	Silos        []string `json:"silos,omitempty"` // that it joins; left out, those of the actors
	Gain         *float64 `json:"gain,omitempty"`
	Plausibility *float64 `json:"plausibility,omitempty"`
	By           string   `json:"plausibility_by,omitempty"`
	Reason       *Text    `json:"reason,omitempty"`
}

// LedgerAdd is suggestions to enter.
type LedgerAdd struct {
	Silo        string          `json:"silo,omitempty"`     // the silo dimension that they are about
	Revision    int             `json:"revision,omitempty"` // that they were made from; 0: the newest
	Note        string          `json:"note,omitempty"`
	Suggestions []NewSuggestion `json:"suggestions"`
}

// LedgerAdded is what became of suggestions that were to be entered.
type LedgerAdded struct {
	Added []LedgerEntry `json:"added"`
	Known []LedgerEntry `json:"known"` // were in the ledger already and stay as they are
}

// LedgerMove is an entry's next step.
type LedgerMove struct {
	State   string `json:"state"`
	Version int    `json:"version,omitempty"` // that was seen; 0: whatever it stands at
	Note    string `json:"note,omitempty"`
}

// LedgerQuery asks for a page of a ledger. The zero value is the first page of all.
type LedgerQuery struct {
	State  string // only what stands here: suggested, introduced, active, ended or declined
	Actor  string // only what is about this actor, by id
	Limit  int    // at most so many; 0: 1,000
	Cursor string // Next of the page before
}

// Ledger reads a page of a network's ledger, with the hit rate.
func (c *Client) Ledger(ctx context.Context, network string, q LedgerQuery) (*Ledger, error) {
	v := values{}
	v.text("state", q.State)
	v.text("actor", q.Actor)
	return get[Ledger](ctx, c, at(network, "/ledger"), paged(v, q.Limit, q.Cursor))
}

// LedgerEntry reads one entry.
func (c *Client) LedgerEntry(ctx context.Context, network, id string) (*LedgerEntry, error) {
	return get[LedgerEntry](ctx, c, at(network, "/ledger/"+url.PathEscape(id)), nil)
}

// AddLedger enters suggestions; those that are in the ledger already stay as they are, so that it may be sent again.
func (c *Client) AddLedger(ctx context.Context, network string, add LedgerAdd) (*LedgerAdded, error) {
	out := new(LedgerAdded)
	return out, c.Do(ctx, Call{Method: http.MethodPost, Path: at(network, "/ledger"), Body: add}, out)
}

// MoveLedger says what became of an entry.
func (c *Client) MoveLedger(ctx context.Context, network, id string, move LedgerMove) (*LedgerEntry, error) {
	out := new(LedgerEntry)
	return out, c.Do(ctx, Call{Method: http.MethodPatch, Path: at(network, "/ledger/"+url.PathEscape(id)), Body: move, Once: true}, out)
}
