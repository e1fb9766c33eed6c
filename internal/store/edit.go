package store

import (
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// AnyRevision is the base of an Edit that may be made on whichever revision is newest.
const AnyRevision = -1

// Edit is a change of some records of a network that is made whole or not at all; see Store.Edit.
type Edit struct {
	Base int             // the revision that must be the newest, or AnyRevision; one who read it knows what is changed
	Put  network.Picture // records to add or change, as Import does
	Drop Drop            // records to take out

	// Receipt makes a document that is stored with the revision or not at all, so that who asks again can be told that it was made.
	// It must be a new one; when there is one of its name, somebody made this edit already, which is a fault.Conflict. nil: none.
	Receipt func(network.Revision) Document
}

// Drop names records to take out of a network. Earlier revisions keep them.
type Drop struct {
	Actors         []string // ids; with them go their collaborations and participations
	Activities     []string // ids; with them go their participations
	Collaborations []CollaborationKey
	Participations []ParticipationKey
}

// CollaborationKey names a collaboration and all its equals: those between the same ends with the same type, directedness and start.
type CollaborationKey struct {
	From, To, Type string
	Directed       bool // an undirected one is meant in either order of its ends
	Start          network.Date
}

// ParticipationKey names a participation and all its equals.
type ParticipationKey struct {
	Actor, Activity, Role string
	Start                 network.Date
}

// KeyOf returns the key of a collaboration, an undirected one with From ≤ To.
func KeyOf(c *network.Collaboration) CollaborationKey {
	return CollaborationKey{From: c.From, To: c.To, Type: c.Type, Directed: c.Directed, Start: c.Start}.InOrder()
}

// InOrder is the key as stores hold it: an undirected collaboration has From ≤ To.
func (k CollaborationKey) InOrder() CollaborationKey {
	if !k.Directed {
		k.From, k.To = min(k.From, k.To), max(k.From, k.To)
	}
	return k
}

// PartKeyOf returns the key of a participation.
func PartKeyOf(p *network.Participation) ParticipationKey {
	return ParticipationKey{Actor: p.Actor, Activity: p.Activity, Role: p.Role, Start: p.Start}
}

// CheckEdit returns a fault.BadInput that lists the first problems when an edit can be made on no network: what CheckPicture refuses,
// a record that is to be dropped twice, or to be dropped and put.
func CheckEdit(e *Edit) error {
	if err := CheckPicture(&e.Put); err != nil {
		return err
	}
	var f findings
	actors, activities := map[string]bool{}, map[string]bool{}
	collaborations, participations := map[CollaborationKey]bool{}, map[ParticipationKey]bool{}
	for i := range e.Put.Actors {
		actors[e.Put.Actors[i].ID] = true
	}
	for i := range e.Put.Activities {
		activities[e.Put.Activities[i].ID] = true
	}
	for i := range e.Put.Collaborations {
		collaborations[KeyOf(&e.Put.Collaborations[i])] = true
	}
	for i := range e.Put.Participations {
		participations[PartKeyOf(&e.Put.Participations[i])] = true
	}
	for _, id := range e.Drop.Actors {
		once(&f, actors, id, "actor "+id)
	}
	for _, id := range e.Drop.Activities {
		once(&f, activities, id, "activity "+id)
	}
	for _, k := range e.Drop.Collaborations {
		once(&f, collaborations, k.InOrder(), k.String())
	}
	for _, k := range e.Drop.Participations {
		once(&f, participations, k, k.String())
	}
	return f.fault()
}

func once[K comparable](f *findings, seen map[K]bool, key K, found string) {
	if seen[key] {
		f.add(network.Source{File: "edit"}, found, "each record once in an edit", "name it once: put it or drop it")
	}
	seen[key] = true
}

// String names the collaboration in a sentence.
func (k CollaborationKey) String() string {
	text := "collaboration " + k.From + " – " + k.To
	if k.Type != "" {
		text += ", " + k.Type
	}
	return text + startingOn(k.Start)
}

// String names the participation in a sentence.
func (k ParticipationKey) String() string {
	text := "participation " + k.Actor + " in " + k.Activity
	if k.Role != "" {
		text += " as " + k.Role
	}
	return text + startingOn(k.Start)
}

func startingOn(d network.Date) string {
	if !d.IsSet() {
		return ""
	}
	return " from " + d.String()
}

// Absent gathers what an edit would drop and the network does not hold.
type Absent struct{ f findings }

// Add notes one record, named as in a sentence.
func (a *Absent) Add(record string) {
	a.f.add(network.Source{File: "edit"}, record, "a record of the network's newest revision", "mend its key, or leave it out: it is not there")
}

// Fault is a fault.BadInput that lists the first of them, nil when there are none.
func (a *Absent) Fault() error { return a.f.fault() }

// CheckBase returns a fault.Conflict when a network does not stand at the revision that an edit was made for.
func CheckBase(base int, n network.Network) error {
	if base == AnyRevision || base == n.Revision {
		return nil
	}
	return fault.New(fault.Conflict, "the change was made for revision %d of network %s, which stands at revision %d now; read it again and repeat the change",
		base, n.Name, n.Revision)
}
