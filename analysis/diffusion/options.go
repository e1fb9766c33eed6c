// Package diffusion says how far an idea would be carried through a network from where it starts, which silos it would not come to, and
// with whom to start so that it comes far.
//
// All models take the network as it is and let nobody forget: who has adopted stays so. What they say is how the ties let an idea through,
// under an assumption that is stated; not how convincing the idea is.
package diffusion

import (
	"slices"
	"strconv"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The models of how an idea passes from one actor to the next. Directed ties carry it the way they point.
const (
	// Cascade: who adopts tries once to win over every actor it has a tie to, and succeeds with one chance, the same for all ties; a tie of
	// strength w is w tries. The independent cascade of Goldenberg, Libai & Muller 2001, doi 10.1023/A:1011122126881.
	Cascade = "cascade"
	// Share: the same, but the chance on a tie is the tie's share in what comes to the other actor: the more contacts one has, the less each
	// of them counts. The weighted cascade of Kempe, Kleinberg & Tardos 2003, doi 10.1145/956750.956769.
	Share = "share"
	// Threshold: an actor adopts when the share of its contacts who have, by strength, comes to a threshold that nobody knows: it is drawn
	// evenly from 0 to 1. The linear threshold of the same paper.
	Threshold = "threshold"
	// Contacts: an actor adopts when at least so many of its contacts have. Nothing is drawn. The complex contagion of Centola & Macy 2007,
	// doi 10.1086/521848: what is new or costly needs more than one who has done it.
	Contacts = "contacts"
)

// Models lists the models.
func Models() []string { return []string{Cascade, Share, Threshold, Contacts} }

// The usual values.
const (
	DefaultChance   = 0.1
	DefaultContacts = 2
	DefaultDraws    = 1000
)

// Group is some actors whose share of adopters is of interest, such as a silo. Groups may overlap.
type Group struct {
	Name   string
	Actors []int32 // ascending, distinct
}

// Model is how an idea passes on. The zero Model is a cascade with DefaultChance.
type Model struct {
	Kind     string  // "": Cascade
	Chance   float64 // of Cascade, 0 to 1; 0 means DefaultChance, a negative number none
	Contacts int     // of Contacts; 0: DefaultContacts
	Steps    int     // how many steps it goes at most; 0: as far as it gets
}

// check returns the model with its defaults, or an *analysis.ArgumentError.
func (m Model) check() (Model, error) {
	if m.Kind == "" {
		m.Kind = Cascade
	}
	switch {
	case !slices.Contains(Models(), m.Kind):
		return m, refuse("model", m.Kind, "cascade, share, threshold or contacts")
	case !(m.Chance <= 1):
		return m, refuse("chance", strconv.FormatFloat(m.Chance, 'g', -1, 64), "a number from 0 to 1")
	case m.Contacts < 0:
		return m, refuse("contacts", strconv.Itoa(m.Contacts), "a whole number, 1 or more")
	case m.Steps < 0:
		return m, refuse("steps", strconv.Itoa(m.Steps), "a whole number, 0 or more")
	}
	if m.Chance == 0 {
		m.Chance = DefaultChance
	}
	if m.Contacts == 0 {
		m.Contacts = DefaultContacts
	}
	m.Chance = max(m.Chance, 0)
	return m, nil
}

// certain reports whether nothing is drawn.
func (m Model) certain() bool {
	return m.Kind == Contacts || m.Kind == Cascade && (m.Chance == 0 || m.Chance == 1)
}

// checkActors refuses actors that are none, or are named twice.
func checkActors(g *snapshot.Graph, param string, actors []int32) error {
	seen := make(map[int32]bool, len(actors))
	for _, u := range actors {
		if u < 0 || int(u) >= g.Len() {
			return refuse(param, strconv.Itoa(int(u)), "the index of an actor, from 0 to "+strconv.Itoa(g.Len()-1))
		}
		if seen[u] {
			return refuse(param, g.ID(u), "every actor once")
		}
		seen[u] = true
	}
	return nil
}

func refuse(param, value, expected string) error {
	return &analysis.ArgumentError{Metric: "spread", Param: param, Value: value, Expected: expected}
}
