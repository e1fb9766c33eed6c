package store

import (
	"cmp"
	"context"
	"iter"

	"github.com/sillat/sillat/pkg/network"
)

// Mover is a Store that whole networks can leave and enter with all their revisions: what moving, backup and restore need.
//
// Its methods fail as those of Store do.
type Mover interface {
	// History hands a network with everything that it ever held to take and returns what take returns, unchanged. It sees
	// one state from end to end, whatever is imported meanwhile. The history is good only until take returns, and its
	// versions can be walked once; what fails on the way is yielded as an error. take may call this store and others.
	History(ctx context.Context, name string, take func(History) error) error

	// Adopt stores a history as the new network name: content at every revision, and the revisions' numbers, times, authors,
	// messages and counts, are those of the history. All of it is stored or nothing, and nobody sees part of it.
	//
	// The name must pass CheckName. A network of that name is a fault.Conflict. A history that Checked refuses is a
	// fault.BadInput, and an error among its versions is returned unchanged.
	Adopt(ctx context.Context, name string, h History) error
}

// History is all that a network ever held. What was erased is in no history.
type History struct {
	// Revisions are all changes, oldest first, numbered from 1. Their times are UTC, in whole milliseconds. None: the network
	// stands at revision 0.
	Revisions []network.Revision

	// Versions are all versions of all records, in the order of CompareVersions. An error is the last thing yielded. Whoever
	// walks them may keep what they point to.
	Versions iter.Seq2[Version, error]
}

// Records is how many versions the revisions say were added, which is how many follow unless something was erased: the end
// of a progress bar.
func (h History) Records() (n int64) {
	for _, r := range h.Revisions {
		n += int64(r.Added.Actors) + int64(r.Added.Collaborations) + int64(r.Added.Activities) + int64(r.Added.Participations)
	}
	return n
}

// Version is what one record said from one revision until another. Exactly one of the four records is set.
type Version struct {
	Actor         *network.Actor
	Activity      *network.Activity
	Collaboration *network.Collaboration // undirected: From ≤ To
	Participation *network.Participation

	Place   int // of a collaboration or participation among equals, from 0; see Store.Import
	Added   int // the revision from which the record reads so
	Removed int // the revision from which it no longer does; 0: it reads so at the newest
}

// CompareVersions is the order in which a history lists versions: actors by id, activities by id, collaborations by From, To,
// Type, undirected first, Start and Place, participations by Actor, Activity, Role, Start and Place, and the versions of one
// record by Added. Texts compare by their bytes. So equal networks have equal histories, whichever store they come from.
func CompareVersions(a, b *Version) int {
	return cmp.Or(compareRecords(a, b), cmp.Compare(a.Added, b.Added))
}

// compareRecords is CompareVersions without the revision: 0 means that both are versions of the same record.
func compareRecords(a, b *Version) int {
	if a.kind() != b.kind() {
		return cmp.Compare(a.kind(), b.kind())
	}
	switch a.kind() {
	case anActor:
		return cmp.Compare(a.Actor.ID, b.Actor.ID)
	case anActivity:
		return cmp.Compare(a.Activity.ID, b.Activity.ID)
	case aCollaboration:
		c, d := a.Collaboration, b.Collaboration
		return cmp.Or(cmp.Compare(c.From, d.From), cmp.Compare(c.To, d.To), cmp.Compare(c.Type, d.Type),
			compareBools(c.Directed, d.Directed), cmp.Compare(c.Start, d.Start), cmp.Compare(a.Place, b.Place))
	case aParticipation:
		c, d := a.Participation, b.Participation
		return cmp.Or(cmp.Compare(c.Actor, d.Actor), cmp.Compare(c.Activity, d.Activity), cmp.Compare(c.Role, d.Role),
			cmp.Compare(c.Start, d.Start), cmp.Compare(a.Place, b.Place))
	}
	return 0
}

// kind says which record a version is of.
type kind int

const (
	none kind = iota
	anActor
	anActivity
	aCollaboration
	aParticipation
)

// kind returns none unless exactly one record is set.
func (v *Version) kind() kind {
	set, k := 0, none
	for _, r := range [...]struct {
		is   bool
		kind kind
	}{
		{v.Actor != nil, anActor}, {v.Activity != nil, anActivity}, {v.Collaboration != nil, aCollaboration}, {v.Participation != nil, aParticipation},
	} {
		if r.is {
			set, k = set+1, r.kind
		}
	}
	if set != 1 {
		return none
	}
	return k
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// SameRecord reports whether two versions are of the same record.
func SameRecord(a, b *Version) bool { return compareRecords(a, b) == 0 }

// VisibleAt reports whether the record reads so at a revision.
func (v *Version) VisibleAt(revision int) bool {
	return v.Added <= revision && (v.Removed == 0 || v.Removed > revision)
}
