package neo4j

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// standing is a network as it stands: what its node says.
type standing struct {
	network.Network
	exists bool
	born   string // tells it from an earlier network of the same name, and from itself before an erasure
	undone int    // changes that were taken back before anybody saw them
}

// closed reports whether somebody is being erased from the network, so that no revision of it can be read.
func (n *standing) closed() bool { return n.exists && n.born == "" }

const standingColumns = " n.name, n.revision, n.changed, n.actors, n.collaborations, n.activities, n.participations, n.born, n.undone"

const standingQuery = "MATCH (n:Network {name: $name}) RETURN" + standingColumns

func standingIn(v []any) standing {
	return standing{
		Network: network.Network{
			Name: textIn(v[0]), Revision: numberIn(v[1]), Changed: momentIn(v[2]),
			Counts: network.Counts{Actors: numberIn(v[3]), Collaborations: numberIn(v[4]), Activities: numberIn(v[5]), Participations: numberIn(v[6])},
		},
		exists: true, born: textIn(v[7]), undone: numberIn(v[8]),
	}
}

// Networks lists the networks by name.
func (s *Store) Networks(ctx context.Context) (list []network.Network, err error) {
	err = s.read(ctx, func(tx transaction) error {
		list = []network.Network{}
		return tx.each("MATCH (n:Network) RETURN"+standingColumns, nil, func(v []any) error {
			list = append(list, standingIn(v).Network)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b network.Network) int { return cmp.Compare(a.Name, b.Name) })
	return list, nil
}

// Network returns one network.
func (s *Store) Network(ctx context.Context, name string) (network.Network, error) {
	now, err := s.find(ctx, name)
	return now.Network, err
}

// find returns what stands under a name, or fault.NotFound.
func (s *Store) find(ctx context.Context, name string) (now standing, err error) {
	v, err := s.glance(ctx, standingQuery, map[string]any{"name": name})
	if err == nil && v == nil {
		err = notFound(name)
	}
	if err != nil {
		return standing{Network: network.Network{Name: name}}, err
	}
	return standingIn(v), nil
}

func notFound(name string) error {
	return fault.New(fault.NotFound, "there is no network named %q; `sillat network list` names those that there are", name)
}

func (t transaction) standing(name string) (standing, error) {
	v, err := t.one(standingQuery, map[string]any{"name": name})
	if err != nil || v == nil {
		return standing{Network: network.Network{Name: name}}, err
	}
	return standingIn(v), nil
}

// Delete removes a network with all its revisions: its node first, so that it is gone at once, then what it held.
func (s *Store) Delete(ctx context.Context, name string) error {
	l, now, err := s.acquire(ctx, name)
	if err != nil {
		return err
	}
	defer l.release()
	if !now.exists {
		return notFound(name)
	}
	l.deletes = true
	// From here on it is deleted for everybody, so a context that ends has no say in what is reported.
	deaf, cancel := l.deafened()
	defer cancel()
	err = l.do(deaf, func(tx transaction) error {
		_, err := tx.one("MATCH (n:Network {name: $name}) OPTIONAL MATCH (n)-[:HAS_REVISION]->(v) DETACH DELETE v, n", map[string]any{"name": name})
		return err
	})
	if err != nil {
		return l.inDoubt(err, "network "+name+" was deleted")
	}
	if l.wipe() == nil { // what could not be wiped is left to the sweeper
		l.deletes = false
	}
	return nil
}

// now is the time written into the store: UTC and no finer than a millisecond, so that it reads as it was returned.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
