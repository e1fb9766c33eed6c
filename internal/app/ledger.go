package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// Ledger is what was suggested in a network, what became of it, and how often suggestions hit.
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
	Reason       report.Text    `json:"reason"`
}

// LedgerEntry is one suggestion with what became of it.
type LedgerEntry struct {
	ID           string       `json:"id"`
	State        string       `json:"state" enum:"suggested,introduced,active,ended,declined"`
	NextStates   []string     `json:"next_states" enum:"suggested,introduced,active,ended,declined"` // it may go to; one it came from takes the last step back
	Kind         string       `json:"kind" enum:"tie,peer-learning,broker,convening"`
	Who          []ActorRef   `json:"who"`
	Silo         string       `json:"silo"`
	Silos        []string     `json:"silos"`
	Gain         Number       `json:"gain"`
	Plausibility Number       `json:"plausibility"`
	By           string       `json:"plausibility_by"`
	Reason       report.Text  `json:"reason"`
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
	How   string `json:"how" enum:"after,before,undated"` // after: it started after the suggestion, a hit; before: it was there and recorded late; undated
	Since string `json:"since,omitempty"`                 // a date
}

// LedgerStep is one thing that became of a suggestion.
type LedgerStep struct {
	State string    `json:"state" enum:"suggested,introduced,active,ended,declined"`
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	Note  string    `json:"note,omitempty"`
}

// LedgerRequest asks for a page of a network's ledger.
type LedgerRequest struct {
	Network string
	State   string // "" for all
	Actor   string // an id; "" for all
	Limit   int    // 1 to 1000
	Cursor  string // Next of the page before
}

// Ledger lists what was suggested in a stored network and what became of it, with the hit rate.
func (a *App) Ledger(ctx context.Context, r LedgerRequest) (*Ledger, error) {
	if r.Limit < 1 || r.Limit > 1000 {
		return nil, fault.New(fault.Invalid, "limit is %d; expected 1 to 1000", r.Limit)
	}
	if r.State != "" && !slices.Contains(ledger.States, ledger.State(r.State)) {
		return nil, fault.New(fault.Invalid, "there is no state %q; expected suggested, introduced, active, ended or declined", r.State)
	}
	after, err := afterCursor(r.Cursor)
	if err != nil {
		return nil, err
	}
	b, err := a.ledger(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	entries, err := b.Entries(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	data, err := a.known(ctx, r.Network, entries)
	if err != nil {
		return nil, err
	}
	shown, err := a.shown(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	out := &Ledger{Network: r.Network, Revision: data.revision, HitRate: hitRate(ledger.RateOf(entries, data.seen)), Entries: []LedgerEntry{}}
	passed := r.Cursor == ""
	for i := range entries {
		e := &entries[i]
		if r.State != "" && string(e.State()) != r.State || r.Actor != "" && !slices.Contains(e.Actors, r.Actor) {
			continue
		}
		if !shown(e) {
			if r.Actor == "" { // or who knows a person's id would learn of the person
				out.Hidden++
			}
			continue
		}
		out.Total++
		switch {
		case !passed:
			passed = e.ID == after
		case len(out.Entries) < r.Limit:
			out.Entries = append(out.Entries, data.entry(e))
		case out.Next == "":
			out.Next = cursorAfter(out.Entries[r.Limit-1].ID)
		}
	}
	return out, nil
}

// LedgerMove asks for an entry's next step.
type LedgerMove struct {
	Network string
	ID      string // or the beginning of one, where no other begins alike
	State   string
	Version int // 0: whatever it stands at
	By      string
	Note    string
}

// MoveLedger adds a step to an entry of a stored network's ledger.
func (a *App) MoveLedger(ctx context.Context, r LedgerMove) (*LedgerEntry, error) {
	b, err := a.ledger(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	id, err := entryID(ctx, b, r.Network, r.ID)
	if err != nil {
		return nil, err
	}
	e, err := b.Move(ctx, r.Network, id, ledger.State(r.State), r.Version, r.By, r.Note)
	if err != nil {
		return nil, err
	}
	return a.ledgerEntry(ctx, r.Network, e)
}

// LedgerEntry returns one entry of a stored network's ledger.
func (a *App) LedgerEntry(ctx context.Context, network, id string) (*LedgerEntry, error) {
	b, err := a.ledger(ctx, network)
	if err != nil {
		return nil, err
	}
	if id, err = entryID(ctx, b, network, id); err != nil {
		return nil, err
	}
	e, err := b.Entry(ctx, network, id)
	if err != nil {
		return nil, err
	}
	return a.ledgerEntry(ctx, network, e)
}

func (a *App) ledgerEntry(ctx context.Context, network string, e ledger.Entry) (*LedgerEntry, error) {
	shown, err := a.shown(ctx, network)
	if err != nil {
		return nil, err
	}
	if !shown(&e) {
		return nil, ledger.NoEntry(network, e.ID)
	}
	data, err := a.known(ctx, network, []ledger.Entry{e})
	if err != nil {
		return nil, err
	}
	out := data.entry(&e)
	return &out, nil
}

// entryID is the only id that begins so, when that is not one already: people type the first characters.
func entryID(ctx context.Context, b *ledger.Book, network, begin string) (string, error) {
	const whole = 16
	if len(begin) >= whole || begin == "" {
		return begin, nil
	}
	entries, err := b.Entries(ctx, network)
	if err != nil {
		return "", err
	}
	var found []string
	for i := range entries {
		if strings.HasPrefix(entries[i].ID, begin) {
			found = append(found, entries[i].ID)
		}
	}
	if len(found) > 1 {
		slices.Sort(found)
		return "", fault.New(fault.Invalid, "%d entries begin with %q; write more of the id: %s", len(found), begin, strings.Join(found[:min(5, len(found))], ", "))
	}
	return strings.Join(append(found, begin)[:1], ""), nil
}

// ledger returns where the entries of a network are kept, when there is such a network.
func (a *App) ledger(ctx context.Context, network string) (*ledger.Book, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	kept, ok := s.(store.Documents)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store keeps no ledger; use one that does")
	}
	if _, err := s.Network(ctx, network); err != nil {
		return nil, err
	}
	return ledger.NewBook(kept, a.now), nil
}

// forgetLedger removes the entries of a network that was deleted.
func (a *App) forgetLedger(ctx context.Context, network string) error {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil
	}
	return ledger.NewBook(kept, a.now).Forget(ctx, network)
}

func hitRate(r ledger.Rate) HitRate {
	out := HitRate{
		Suggested: r.Suggested, States: map[string]int{}, Introduced: r.Introduced, Hits: r.Hits, Marked: r.Marked, Found: r.Found, Waiting: r.Waiting,
		Rate: Number(r.Share), Alone: r.Alone, Late: r.Late, Undated: r.Undated, Plausibility: Number(r.Stated), Stated: r.StatedOf,
	}
	for _, s := range ledger.States {
		out.States[string(s)] = r.Standing[s]
	}
	if r.Introduced > 0 {
		out.RateCI = &[2]Number{Number(r.Interval[0]), Number(r.Interval[1])}
	}
	out.Reason = report.HitRateReason(report.HitRate{
		Suggested: r.Suggested, Introduced: r.Introduced, Hits: r.Hits, Found: r.Found, Waiting: r.Waiting, Alone: r.Alone, Share: r.Share, Interval: r.Interval,
	})
	return out
}
