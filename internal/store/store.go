// Package store is the contract that every place for networks keeps: SQLite, embedded and the default, and Neo4j.
//
// The promises are tested by storetest, which every store runs. Two clocks: a record has world dates and the revision
// that added and the one that removed it, so that any revision can be read again. A change is one revision or nothing.
package store

import (
	"context"

	"github.com/sillat/sillat/pkg/network"
)

// Latest asks Read for the newest revision.
const Latest = 0

// Store keeps networks with all their revisions. It is safe for concurrent use, also by several processes.
//
// Every method returns a fault.NotFound when the named network does not exist (Import creates it instead),
// fault.Unavailable when the store cannot be reached or is locked for longer than its time limit, and
// fault.Cancelled when ctx ends first.
type Store interface {
	// Networks lists the networks by name.
	Networks(ctx context.Context) ([]network.Network, error)

	// Network returns one network.
	Network(ctx context.Context, name string) (network.Network, error)

	// Import adds or changes the records of p as one new revision and creates the network when it is new.
	// A record is known by its key: an actor or activity by id; a collaboration by ends, type, directedness, start and its
	// place among equals; a participation by actor, activity, role, start and its place among equals. The ends of an
	// undirected collaboration count in either order. Records that p does not name stay as they are. When nothing differs
	// from what is stored, no revision is made and the newest is returned with changed false; where a record came from
	// is not a difference, or a file that moved would change everything. A new network to which nothing is added
	// stands at revision 0.
	//
	// The name must pass CheckName and the picture CheckPicture; a collaboration or participation whose actor or activity is
	// neither in p nor in the network is a fault.BadInput (see Unknown). Whatever is refused leaves nothing behind.
	Import(ctx context.Context, name string, p *network.Picture, c network.Change) (rev network.Revision, changed bool, err error)

	// Edit adds or changes the records of e.Put as Import does and takes those of e.Drop out, all as one new revision. A network that does
	// not stand at e.Base is a fault.Conflict, and a new one stands at 0. A record to drop that the newest revision does not hold is
	// a fault.BadInput (see Absent), and so is a record to put that names an actor or activity which is dropped. The edit must pass
	// CheckEdit, its receipt CheckDocument. Where no revision is made, no receipt is stored.
	Edit(ctx context.Context, name string, e Edit, c network.Change) (rev network.Revision, changed bool, err error)

	// Revisions lists a network's revisions, oldest first.
	Revisions(ctx context.Context, name string) ([]network.Revision, error)

	// Revert makes one new revision in which the network reads as it did at revision to (0: empty), also where its records
	// came from. Records that read alike at both count neither as added nor as removed.
	// A revision that the network never had is a fault.NotFound.
	Revert(ctx context.Context, name string, to int, c network.Change) (network.Revision, error)

	// Read hands the network as of a revision (Latest for the newest) to v: actors by id, activities by id, then
	// collaborations and participations in the order of their keys, texts in the order of their bytes. Undirected
	// collaborations read with From ≤ To. It returns the revision read. The walk sees one revision from end to end,
	// whatever is imported meanwhile; v may call the store.
	// A revision that the network never had is a fault.NotFound.
	Read(ctx context.Context, name string, revision int, v network.Visitor) (int, error)

	// Erase removes an actor and all that names it from every revision, as the law on personal data asks. It makes one new
	// revision, whose Removed is all that is left of the actor: a count of what ceased to be visible. Earlier revisions keep
	// their numbers, messages and counts. An actor that no revision holds is a fault.NotFound.
	Erase(ctx context.Context, name, actor string, c network.Change) (network.Revision, error)

	// Delete removes a network with all its revisions.
	Delete(ctx context.Context, name string) error

	// Close lets go of the store. Calls after it fail with fault.Unavailable; closing again is harmless.
	Close() error
}
