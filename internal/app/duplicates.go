package app

import (
	"context"
	"time"

	"github.com/sillat/sillat/internal/duplicates"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// DuplicatesRequest asks which actors of a stored network may be one.
type DuplicatesRequest struct {
	Network  string
	Least    float64 // the lowest score to show, 0.5 to 1
	Limit    int     // 1 to 1000
	Progress func(done, all int64)
}

// Duplicates are pairs of actors that may be one, the likeliest first, and those that people said are not.
type Duplicates struct {
	Network  string          `json:"network"`
	Revision int             `json:"revision"` // that was looked through
	Total    int             `json:"total"`    // how many pairs score so high
	Pairs    []DuplicatePair `json:"pairs"`
	Apart    []ApartPair     `json:"apart"` // kept apart by people, and not proposed
}

// DuplicatePair is two actors that may be one, and why.
type DuplicatePair struct {
	A       DuplicateActor    `json:"a"`
	B       DuplicateActor    `json:"b"`
	Score   Number            `json:"score"` // 0 to 1; an order for people who decide, no probability
	Reasons []DuplicateReason `json:"reasons"`
}

// DuplicateActor is one of a pair, with what helps to tell them apart.
type DuplicateActor struct {
	ActorRef
	Attributes     map[string]string `json:"attributes"`
	Collaborations int               `json:"collaborations"`
	Participations int               `json:"participations"`
}

// DuplicateReason is one piece of evidence.
type DuplicateReason struct {
	Kind   string      `json:"kind"`
	For    bool        `json:"for"` // false: it speaks against their being one
	Reason report.Text `json:"reason"`
}

// ApartPair is two actors of which somebody said that they are two.
type ApartPair struct {
	A  ActorRef  `json:"a"`
	B  ActorRef  `json:"b"`
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Duplicates proposes actors of a stored network's newest revision that may stand in it twice. Which of them are one, people decide: see
// Merge and KeepApart.
func (a *App) Duplicates(ctx context.Context, r DuplicatesRequest) (*Duplicates, error) {
	if !(r.Least >= 0.5 && r.Least <= 1) {
		return nil, fault.New(fault.Invalid, "least is %v; expected a score from 0.5 to 1", r.Least)
	}
	if r.Limit < 1 || r.Limit > 1000 {
		return nil, fault.New(fault.Invalid, "limit is %d; expected 1 to 1000", r.Limit)
	}
	book, err := a.decisions(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	p, at, err := a.picture(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	decided, err := book.Decisions(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	out := &Duplicates{Network: r.Network, Revision: at, Pairs: []DuplicatePair{}, Apart: []ApartPair{}}
	known, apart := recordsByID{p}, map[[2]string]bool{}
	for _, d := range decided {
		if d.Verdict != duplicates.Apart {
			continue
		}
		apart[[2]string{d.From, d.Into}] = true
		if x, y := known.actor(d.From), known.actor(d.Into); x.ID != "" && y.ID != "" {
			out.Apart = append(out.Apart, ApartPair{A: ActorRef{ID: x.ID, Name: x.Name}, B: ActorRef{ID: y.ID, Name: y.Name}, By: d.By, At: d.At})
		}
	}
	pairs, err := duplicates.Find(ctx, p, duplicates.Options{
		Least: r.Least, Tell: r.Progress,
		Skip: func(x, y string) bool { return apart[[2]string{min(x, y), max(x, y)}] },
	})
	if err != nil {
		return nil, err
	}
	out.Total = len(pairs)
	pairs = pairs[:min(len(pairs), r.Limit)]
	count := countRecords(p, pairs)
	for i := range pairs {
		out.Pairs = append(out.Pairs, duplicatePair(&pairs[i], count))
	}
	return out, nil
}

func duplicatePair(p *duplicates.Pair, count map[string]network.Counts) DuplicatePair {
	one := func(x network.Actor) DuplicateActor {
		attributes := x.Attributes
		if attributes == nil {
			attributes = map[string]string{}
		}
		n := count[x.ID]
		return DuplicateActor{ActorRef: ActorRef{ID: x.ID, Name: x.Name}, Attributes: attributes, Collaborations: n.Collaborations, Participations: n.Participations}
	}
	out := DuplicatePair{A: one(p.A), B: one(p.B), Score: Number(p.Score), Reasons: []DuplicateReason{}}
	for _, e := range p.Evidence {
		out.Reasons = append(out.Reasons, DuplicateReason{Kind: string(e.Kind), For: e.For(), Reason: report.SamenessReason(report.Sameness{
			Kind: string(e.Kind), Field: e.Field, Value: e.Value, Other: e.Other, Count: e.Count,
		})})
	}
	return out
}

// countRecords counts the ties and participations of those in pairs.
func countRecords(p *network.Picture, pairs []duplicates.Pair) map[string]network.Counts {
	count := map[string]network.Counts{}
	for i := range pairs {
		count[pairs[i].A.ID], count[pairs[i].B.ID] = network.Counts{}, network.Counts{}
	}
	for i := range p.Collaborations {
		for _, id := range [2]string{p.Collaborations[i].From, p.Collaborations[i].To} {
			if n, ok := count[id]; ok {
				n.Collaborations++
				count[id] = n
			}
		}
	}
	for i := range p.Participations {
		if n, ok := count[p.Participations[i].Actor]; ok {
			n.Participations++
			count[p.Participations[i].Actor] = n
		}
	}
	return count
}

// ApartRequest says of two actors that they are two, or takes that back.
type ApartRequest struct {
	Network string
	A, B    string // ids
	Open    bool   // take it back: they may be proposed again
	By      string
}

// ApartResult is what was decided.
type ApartResult struct {
	Network string `json:"network"`
	A       string `json:"a"`
	B       string `json:"b"`
	Apart   bool   `json:"apart"`   // what holds now
	Changed bool   `json:"changed"` // false when it held before
}

// KeepApart remembers that two actors of a stored network are two, so that they are proposed no more, or forgets it.
func (a *App) KeepApart(ctx context.Context, r ApartRequest) (*ApartResult, error) {
	book, err := a.decisions(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	d := duplicates.NewApart(r.A, r.B, r.By, a.now().UTC().Truncate(time.Second))
	if err := d.Check(); err != nil {
		return nil, err
	}
	out := &ApartResult{Network: r.Network, A: d.From, B: d.Into, Apart: !r.Open}
	if r.Open {
		out.Changed, err = book.Withdraw(ctx, r.Network, d)
		return out, err
	}
	p, _, err := a.picture(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	for _, id := range [2]string{r.A, r.B} {
		if (recordsByID{p}).actor(id).ID == "" {
			return nil, noActor(r.Network, id)
		}
	}
	out.Changed, err = book.Keep(ctx, r.Network, d)
	return out, err
}

func noActor(network, id string) error {
	return fault.New(fault.NotFound, "network %q has no actor %q in its newest revision", network, id)
}

// forgetDecisions removes what was decided in a network that was deleted.
func (a *App) forgetDecisions(ctx context.Context, network string) error {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil
	}
	return duplicates.NewBook(kept).Forget(ctx, network)
}

// carryDecisions takes a moved network's decisions along.
func (a *App) carryDecisions(ctx context.Context, r MoveRequest) error {
	from, ok := a.store.(store.Documents)
	to, too := r.To.store.(store.Documents)
	if !ok || !too {
		return nil
	}
	list, err := duplicates.NewBook(from).Decisions(ctx, r.Network)
	if err != nil {
		return err
	}
	for _, d := range list {
		if _, err := duplicates.NewBook(to).Keep(ctx, r.As, d); err != nil {
			return err
		}
	}
	return nil
}

// decisions returns where it is kept what people decided about actors of a network, when there is such a network.
func (a *App) decisions(ctx context.Context, network string) (*duplicates.Book, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	kept, ok := s.(store.Documents)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store keeps no decisions on duplicates; use one that does")
	}
	if _, err := s.Network(ctx, network); err != nil {
		return nil, err
	}
	return duplicates.NewBook(kept), nil
}
