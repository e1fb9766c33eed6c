package neo4j

import (
	"context"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Erase removes an actor and all that names it from every revision; see store.Store.
//
// No revision reads as before after that, and Neo4j may show a part of the transaction before the rest. So the network is closed to
// readers first, in a transaction of its own, and opened again as if born anew: who began before is told so, who comes meanwhile waits.
func (s *Store) Erase(ctx context.Context, name, actor string, by network.Change) (rev network.Revision, err error) {
	l, before, err := s.acquire(ctx, name)
	if err != nil {
		return rev, err
	}
	defer l.release()
	if !before.exists {
		return rev, notFound(name)
	}
	key := map[string]any{"key": keyOf(name, actor)}
	found := false
	err = s.read(l.ctx, func(tx transaction) error {
		v, err := tx.one("RETURN EXISTS { (:Actor {key: $key}) } OR EXISTS { (:PastActor {key: $key}) }", key)
		found = err == nil && v[0] == true
		return err
	})
	if err != nil {
		return rev, err
	}
	if !found {
		return rev, fault.New(fault.NotFound, "no revision of network %q holds an actor %q", name, actor)
	}
	if err := l.ctx.Err(); err != nil {
		return rev, s.explain(l.ctx, err)
	}
	rev = network.Revision{Number: before.Revision + 1, Made: now(), By: by.By, Message: by.Message}
	l.pending = rev.Number
	deaf, cancel := l.deafened()
	defer cancel()
	err = l.do(deaf, func(tx transaction) error {
		_, err := tx.one("MATCH (n:Network {name: $name}) SET n.born = ''", map[string]any{"name": name})
		return err
	})
	if err != nil {
		return network.Revision{}, err
	}
	if err := l.do(deaf, func(tx transaction) error { return eraseActor(tx, name, key, &rev) }); err != nil {
		return network.Revision{}, l.inDoubt(err, "an actor of network "+name+" was erased")
	}
	if l.reopen(deaf) == nil { // else the sweeper does it
		l.pending = 0
	}
	return rev, nil
}

// eraseActor makes the revision that erases and says what ceased to be visible.
func eraseActor(tx transaction, name string, key map[string]any, rev *network.Revision) error {
	v, err := tx.one("RETURN COUNT { (:Actor {key: $key}) }, "+
		"COUNT { MATCH (:Actor {key: $key})-[r:COLLABORATES_WITH]-() RETURN DISTINCT r }, COUNT { (:Actor {key: $key})-[:PARTICIPATES_IN]->() }", key)
	if err != nil {
		return err
	}
	rev.Removed = network.Counts{Actors: numberIn(v[0]), Collaborations: numberIn(v[1]), Participations: numberIn(v[2])}
	for _, q := range []string{
		"MATCH (a:Actor {key: $key}) DETACH DELETE a",
		"MATCH (a:PastActor {key: $key}) DELETE a",
		"MATCH (c:PastCollaboration {owner: $key}) DELETE c",
		"MATCH (c:PastCollaboration {partner: $key}) DELETE c",
		"MATCH (p:PastParticipation {owner: $key}) DELETE p",
	} {
		if _, err := tx.one(q, key); err != nil {
			return err
		}
	}
	return publish(tx, name, *rev)
}
