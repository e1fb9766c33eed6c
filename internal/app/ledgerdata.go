package app

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/network"
)

// ledgerData is what a network's newest revision knows of those whom entries name.
type ledgerData struct {
	revision int
	names    map[string]string
	starts   map[[2]string][]network.Date // per pair the starts of all that the two do together; unset where it has none
}

// shown says which entries the reader may see: those that name nobody who is hidden from them. Names stand in the reasons and the notes too, so
// an entry is shown whole or not at all.
func (a *App) shown(ctx context.Context, network string) (func(*ledger.Entry) bool, error) {
	if veil.From(ctx).Key() == "" {
		return func(*ledger.Entry) bool { return true }, nil
	}
	p, _, err := a.picture(ctx, network)
	if err != nil {
		return nil, err
	}
	there := make(map[string]bool, len(p.Actors))
	for i := range p.Actors {
		there[p.Actors[i].ID] = true
	}
	return func(e *ledger.Entry) bool {
		return !slices.ContainsFunc(e.Actors, func(id string) bool { return !there[id] })
	}, nil
}

// known reads what the newest revision knows of those whom the entries name. It reads all there is, whoever asks: what came about is counted, and
// which entries are shown is settled apart.
func (a *App) known(ctx context.Context, name string, entries []ledger.Entry) (*ledgerData, error) {
	p, revision, err := a.picture(veil.With(ctx, nil), name)
	if err != nil {
		return nil, err
	}
	d := &ledgerData{revision: revision, names: map[string]string{}, starts: map[[2]string][]network.Date{}}
	inPair := map[string]bool{}
	for i := range entries {
		for _, id := range entries[i].Actors {
			d.names[id] = id // of one that is not there any more the id is all that is known
		}
		if e := &entries[i]; e.Pair() {
			d.starts[[2]string(e.Actors)] = nil
			inPair[e.Actors[0]], inPair[e.Actors[1]] = true, true
		}
	}
	for i := range p.Actors {
		if _, named := d.names[p.Actors[i].ID]; named {
			d.names[p.Actors[i].ID] = p.Actors[i].Name
		}
	}
	for i := range p.Collaborations {
		c := &p.Collaborations[i]
		d.together(c.From, c.To, c.Start)
	}
	begun := map[string]network.Date{}
	for i := range p.Activities {
		begun[p.Activities[i].ID] = p.Activities[i].Start
	}
	takes := map[string]map[string]network.Date{} // activity → actor → since when
	for i := range p.Participations {
		if x := &p.Participations[i]; inPair[x.Actor] {
			if takes[x.Activity] == nil {
				takes[x.Activity] = map[string]network.Date{}
			}
			since := max(cmp.Or(x.Start, begun[x.Activity]), begun[x.Activity])
			if earlier, twice := takes[x.Activity][x.Actor]; twice {
				since = min(since, earlier)
			}
			takes[x.Activity][x.Actor] = since
		}
	}
	for _, since := range takes {
		members := slices.Sorted(maps.Keys(since))
		for i, u := range members {
			for _, v := range members[i+1:] {
				start := max(since[u], since[v])
				if since[u] == 0 || since[v] == 0 {
					start = 0
				}
				d.together(u, v, start)
			}
		}
	}
	return d, nil
}

// together notes that two did something from a day on, when an entry is about them.
func (d *ledgerData) together(u, v string, start network.Date) {
	pair := [2]string{min(u, v), max(u, v)}
	if starts, asked := d.starts[pair]; asked {
		d.starts[pair] = append(starts, start)
	}
}

// tie is what the data say of an entry's pair, and since when.
func (d *ledgerData) tie(e *ledger.Entry) (ledger.Seen, network.Date) {
	if !e.Pair() || e.Renews {
		return ledger.Unseen, 0
	}
	starts := slices.Sorted(slices.Values(d.starts[[2]string(e.Actors)]))
	if len(starts) == 0 {
		return ledger.Unseen, 0
	}
	at := e.Steps[0].At.UTC()
	day := network.NewDate(at.Year(), at.Month(), at.Day())
	dated := slices.DeleteFunc(slices.Clone(starts), func(s network.Date) bool { return !s.IsSet() })
	switch {
	case len(dated) > 0 && dated[0] < day: // whatever came later, the two knew each other
		return ledger.Before, dated[0]
	case len(dated) > 0:
		return ledger.After, dated[0]
	}
	return ledger.Undated, 0
}

func (d *ledgerData) seen(e *ledger.Entry) ledger.Seen {
	seen, _ := d.tie(e)
	return seen
}

// entry puts an entry in the terms of the result.
func (d *ledgerData) entry(e *ledger.Entry) LedgerEntry {
	last := e.Steps[len(e.Steps)-1]
	out := LedgerEntry{
		ID: e.ID, State: string(e.State()), NextStates: []string{}, Kind: e.Kind, Who: []ActorRef{}, Silo: e.Silo, Silos: append([]string{}, e.Silos...),
		Gain: given(e.Gain), Plausibility: given(e.Plausibility), By: e.By, Reason: e.Reason, Revision: e.Revision, Renews: e.Renews,
		Suggested: e.Steps[0].At, Changed: last.At, Steps: []LedgerStep{}, Version: e.Version,
	}
	for _, s := range e.Next() {
		out.NextStates = append(out.NextStates, string(s))
	}
	for _, id := range e.Actors {
		out.Who = append(out.Who, ActorRef{ID: id, Name: d.names[id]})
	}
	for _, s := range e.Steps {
		out.Steps = append(out.Steps, LedgerStep{State: string(s.State), At: s.At, By: s.By, Note: s.Note})
	}
	if how, since := d.tie(e); how != ledger.Unseen {
		out.Seen = &LedgerSeen{How: string(how), Since: since.String()}
	}
	return out
}

// given is a figure that may not have been given.
func given(x *float64) Number {
	if x == nil {
		return undefined
	}
	return Number(*x)
}
