package neo4j

import (
	"context"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Erase removes an actor and all that names it from every revision, in one transaction; see store.Store.
func (s *Store) Erase(ctx context.Context, name, actor string, by network.Change) (rev network.Revision, err error) {
	l, before, err := s.acquire(ctx, name)
	if err != nil {
		return rev, err
	}
	defer l.release()
	if !before.exists {
		return rev, notFound(name)
	}
	if err := l.ctx.Err(); err != nil {
		return rev, s.explain(l.ctx, err)
	}
	deaf, cancel := l.deafened()
	defer cancel()
	err = l.do(deaf, func(tx transaction) error {
		key := map[string]any{"key": keyOf(name, actor)}
		v, err := tx.one("RETURN EXISTS { (:Actor {key: $key}) }, EXISTS { (:PastActor {key: $key}) }, "+
			"COUNT { MATCH (:Actor {key: $key})-[r:COLLABORATES_WITH]-() RETURN DISTINCT r }, COUNT { (:Actor {key: $key})-[:PARTICIPATES_IN]->() }", key)
		if err != nil {
			return err
		}
		present, past := v[0] == true, v[1] == true
		if !present && !past {
			return fault.New(fault.NotFound, "no revision of network %q holds an actor %q", name, actor)
		}
		rev = network.Revision{Number: before.Revision + 1, Made: now(), By: by.By, Message: by.Message}
		rev.Removed = network.Counts{Collaborations: numberIn(v[2]), Participations: numberIn(v[3])}
		if present {
			rev.Removed.Actors = 1
		}
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
		return publish(tx, name, rev)
	})
	if err != nil {
		return network.Revision{}, err
	}
	return rev, nil
}
