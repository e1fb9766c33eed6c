package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/pkg/fault"
)

// LedgerAdd asks for suggestions to be entered in a network's ledger.
type LedgerAdd struct {
	Network     string
	Silo        string // the silo dimension that they are about; "" for none
	Revision    int    // that they were made from; 0: the newest
	By          string
	Note        string
	Suggestions []LedgerSuggestion
}

// LedgerSuggestion is one suggestion as a plan tells it.
type LedgerSuggestion struct {
	Kind         string      `json:"kind"`
	Actors       []string    `json:"actors"`
	Silos        []string    `json:"silos,omitempty"` // that it joins; of a pair those of the two when left out
	Gain         *float64    `json:"gain,omitempty"`
	Plausibility *float64    `json:"plausibility,omitempty"`
	By           string      `json:"plausibility_by,omitempty"`
	Reason       report.Text `json:"reason"`
}

// LedgerAdded is what became of suggestions that were to be entered.
type LedgerAdded struct {
	Added []LedgerEntry `json:"added"`
	Known []LedgerEntry `json:"known"` // were in the ledger already and stay as they are
}

// mostAdded is how many suggestions one call enters.
const mostAdded = 1000

// AddLedger enters suggestions in a stored network's ledger: all of them, or none when one names an actor or a silo dimension that the network
// does not have. Entering the same ones again changes nothing.
func (a *App) AddLedger(ctx context.Context, r LedgerAdd) (*LedgerAdded, error) {
	if n := len(r.Suggestions); n < 1 || n > mostAdded {
		return nil, fault.New(fault.Invalid, "there are %d suggestions to enter; expected 1 to %d", n, mostAdded)
	}
	b, err := a.ledger(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	v, err := a.open(ctx, Stored(r.Network), Query{Revision: r.Revision})
	if err != nil {
		return nil, err
	}
	list := make([]ledger.Suggestion, len(r.Suggestions))
	for i, s := range r.Suggestions {
		if list[i], err = s.on(v.Graph, r.Silo); err != nil {
			return nil, err
		}
		list[i].Revision = v.revision
	}
	var added, there []ledger.Entry
	for _, s := range list {
		e, isNew, err := b.Add(ctx, r.Network, s, r.By, r.Note)
		if err != nil {
			return nil, err
		}
		if isNew {
			added = append(added, e)
		} else {
			there = append(there, e)
		}
	}
	data, err := a.known(ctx, r.Network, slices.Concat(added, there))
	if err != nil {
		return nil, err
	}
	return &LedgerAdded{Added: data.entries(added), Known: data.entries(there)}, nil
}

func (d *ledgerData) entries(list []ledger.Entry) []LedgerEntry {
	out := make([]LedgerEntry, 0, len(list))
	for i := range list {
		out = append(out, d.entry(&list[i]))
	}
	return out
}

// on checks a suggestion against the network that it was made from.
func (s LedgerSuggestion) on(g *snapshot.Graph, dimension string) (ledger.Suggestion, error) {
	out := ledger.Suggestion{
		Kind: s.Kind, Actors: s.Actors, Silo: dimension, Silos: s.Silos, Gain: s.Gain, Plausibility: s.Plausibility, By: s.By, Reason: s.Reason,
	}
	if out.Reason == (report.Text{}) {
		out.Reason = report.ByHand
	}
	who := make([]int32, len(s.Actors))
	for i, id := range s.Actors {
		u, ok := g.Index(id)
		if !ok {
			return out, fault.New(fault.Invalid, "a suggestion names actor %q, which is not in the network; give ids as the actors' file writes them", id)
		}
		who[i] = u
	}
	if dimension != "" {
		d, ok := g.Dimension(dimension)
		if !ok {
			var names []string
			for _, d := range g.Dimensions() {
				names = append(names, d.Name)
			}
			return out, fault.New(fault.Invalid, "there is no silo dimension %q; the network has %s", dimension, strings.Join(names, ", "))
		}
		if len(out.Silos) == 0 && s.Kind != ledger.Broker {
			for _, u := range who {
				if i := d.Of[u]; i >= 0 && !slices.Contains(out.Silos, d.Values[i]) {
					out.Silos = append(out.Silos, d.Values[i])
				}
			}
		}
	}
	out.Renews = len(who) == 2 && (g.HasTie(who[0], who[1]) || g.HasTie(who[1], who[0]))
	return out, out.Check()
}

// Suggestions are the bridges of a plan as the ledger takes them: those of the ranks, or all.
func (r *BridgesResult) Suggestions(ranks []int) ([]LedgerSuggestion, error) {
	for _, rank := range ranks {
		if rank < 1 || rank > len(r.Bridges) {
			return nil, fault.New(fault.Invalid, "the plan has no bridge of rank %d; it has %d", rank, len(r.Bridges))
		}
	}
	var list []LedgerSuggestion
	for i := range r.Bridges {
		b := &r.Bridges[i]
		if len(ranks) > 0 && !slices.Contains(ranks, b.Rank) {
			continue
		}
		s := LedgerSuggestion{Kind: b.Kind, By: b.By, Reason: b.Reason, Gain: b.Gain.pointer(), Plausibility: b.Plausibility.pointer()}
		if b.Source != "" {
			s.Actors = []string{b.Source, b.Target}
		}
		for _, w := range b.Who {
			s.Actors = append(s.Actors, w.ID)
		}
		switch {
		case len(b.Facts.Silos) > 0:
			s.Silos = b.Facts.Silos
		case b.Facts.SiloSource != "":
			s.Silos = []string{b.Facts.SiloSource, b.Facts.SiloTarget}
		}
		list = append(list, s)
	}
	return list, nil
}

// pointer is a figure that may be left out.
func (n Number) pointer() *float64 {
	if !n.Defined() {
		return nil
	}
	x := float64(n)
	return &x
}
