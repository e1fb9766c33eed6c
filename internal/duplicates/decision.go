package duplicates

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Verdict is what somebody decided about two actors.
type Verdict string

// The verdicts.
const (
	Apart  Verdict = "apart"  // they are two, and are not proposed again
	Merged Verdict = "merged" // From is Into: what a later import says of the one is about the other
)

// Decision is one verdict with who gave it and when. Of two that are apart, From is the lesser id.
type Decision struct {
	Verdict Verdict   `json:"verdict"`
	From    string    `json:"from"`
	Into    string    `json:"into"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// NewApart says that two actors are two.
func NewApart(a, b, by string, at time.Time) Decision {
	return Decision{Verdict: Apart, From: min(a, b), Into: max(a, b), By: by, At: at}
}

// Check refuses what says nothing.
func (d Decision) Check() error {
	switch {
	case d.Verdict != Apart && d.Verdict != Merged:
		return fault.New(fault.Invalid, "there is no verdict %q; expected apart or merged", d.Verdict)
	case d.From == "" || d.Into == "" || d.From == d.Into:
		return fault.New(fault.Invalid, "a decision is about two actors; it names %q and %q", d.From, d.Into)
	}
	return nil
}

// id is the same for whoever decides the same: about a pair, or about one that is another.
func (d Decision) id() string {
	text := string(d.Verdict) + "\x00" + d.From
	if d.Verdict == Apart {
		text += "\x00" + d.Into
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}

// Rules say which ids mean another actor, by the merges that people made.
type Rules map[string]string

// RulesOf gathers the merges among decisions. One that was merged into another that was merged is the last of them.
func RulesOf(list []Decision) Rules {
	r := Rules{}
	for _, d := range list {
		if d.Verdict == Merged {
			r[d.From] = d.Into
		}
	}
	return r
}

// of follows the merges from an id; there says whether the network holds one. A merge that was undone, whose From is there again, no longer
// counts, and neither does one whose end is gone.
func (r Rules) of(id string, there func(string) bool) string {
	at := id
	for range len(r) {
		next, ok := r[at]
		if !ok || there(at) {
			break
		}
		at = next
	}
	if at != id && !there(at) {
		return id
	}
	return at
}

// Join is the kept actor with what only the other one knew, and the names of the attributes that it took over, in order.
func Join(keep, drop network.Actor) (one network.Actor, taken []string) {
	one, taken = keep, []string{}
	one.Attributes = maps.Clone(keep.Attributes)
	if one.Attributes == nil {
		one.Attributes = map[string]string{}
	}
	for name, value := range drop.Attributes {
		if _, has := one.Attributes[name]; !has {
			one.Attributes[name] = value
			taken = append(taken, name)
		}
	}
	slices.Sort(taken)
	if !one.Start.IsSet() || drop.Start.IsSet() && drop.Start < one.Start {
		one.Start = drop.Start
	}
	if one.End.IsSet() && (!drop.End.IsSet() || drop.End > one.End) {
		one.End = drop.End // one of them goes on
	}
	return one, taken
}

// Apply makes of what an import says of merged actors something said of those that they are, and returns how many records that touches. The record of
// an actor that was merged joins that of the one it is, as in the merge itself; where the import does not name that one, the network knows enough of it.
// A tie between the two is left out. there says whether the network holds an actor.
func (r Rules) Apply(p *network.Picture, there func(string) bool) (touched int) {
	if len(r) == 0 {
		return 0
	}
	mean := func(id *string) bool {
		to := r.of(*id, there)
		moved := to != *id
		*id = to
		return moved
	}
	at, merged := map[string]int{}, []network.Actor(nil)
	actors := p.Actors[:0]
	for _, a := range p.Actors {
		if r.of(a.ID, there) != a.ID {
			merged = append(merged, a)
			continue
		}
		at[a.ID] = len(actors)
		actors = append(actors, a)
	}
	for _, a := range merged {
		touched++
		if i, named := at[r.of(a.ID, there)]; named {
			actors[i], _ = Join(actors[i], a)
		}
	}
	p.Actors = actors
	ties := p.Collaborations[:0]
	for _, t := range p.Collaborations {
		loop := t.From == t.To
		from, to := mean(&t.From), mean(&t.To)
		if from || to {
			touched++
			if t.From == t.To && !loop {
				continue
			}
		}
		ties = append(ties, t)
	}
	p.Collaborations = ties
	for i := range p.Participations {
		if mean(&p.Participations[i].Actor) {
			touched++
		}
	}
	return touched
}
