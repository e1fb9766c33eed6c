package neo4j

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

const revisionColumns = " v.number, v.made, v.by, v.message, " +
	"v.addedActors, v.addedCollaborations, v.addedActivities, v.addedParticipations, " +
	"v.removedActors, v.removedCollaborations, v.removedActivities, v.removedParticipations"

func revisionIn(v []any) network.Revision {
	return network.Revision{
		Number: numberIn(v[0]), Made: momentIn(v[1]), By: textIn(v[2]), Message: textIn(v[3]),
		Added:   network.Counts{Actors: numberIn(v[4]), Collaborations: numberIn(v[5]), Activities: numberIn(v[6]), Participations: numberIn(v[7])},
		Removed: network.Counts{Actors: numberIn(v[8]), Collaborations: numberIn(v[9]), Activities: numberIn(v[10]), Participations: numberIn(v[11])},
	}
}

// Revisions lists a network's revisions, oldest first.
func (s *Store) Revisions(ctx context.Context, name string) (list []network.Revision, err error) {
	err = s.read(ctx, func(tx transaction) error {
		list = []network.Revision{}
		n, err := tx.standing(name)
		if err != nil {
			return err
		}
		if !n.exists {
			return notFound(name)
		}
		return tx.each("MATCH (:Network {name: $name})-[:HAS_REVISION]->(v:Revision) RETURN"+revisionColumns+" ORDER BY v.number",
			map[string]any{"name": name}, func(v []any) error {
				list = append(list, revisionIn(v))
				return nil
			})
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// newestRevision returns the last revision of a network that has one, else the zero revision.
func (s *Store) newestRevision(ctx context.Context, n network.Network) (r network.Revision, err error) {
	if n.Revision == 0 {
		return r, nil
	}
	err = s.read(ctx, func(tx transaction) error {
		v, err := tx.one("MATCH (v:Revision {key: $key}) RETURN"+revisionColumns, map[string]any{"key": revisionKey(n.Name, n.Revision)})
		if err == nil && v != nil {
			r = revisionIn(v)
		}
		return err
	})
	return r, err
}

func revisionKey(name string, number int) string { return keyOf(name, fmt.Sprint(number)) }

// checkRevision returns fault.NotFound for a revision that the network never had.
func checkRevision(n network.Network, number int) error {
	if number < 0 || number > n.Revision {
		return fault.New(fault.NotFound, "network %q has no revision %d; its newest is %d", n.Name, number, n.Revision)
	}
	return nil
}

// makeNetwork stores a new network without revisions.
func makeNetwork(tx transaction, name string) error {
	_, err := tx.one("CREATE (:Network {name: $name, born: $born, revision: 0, changed: $changed, actors: 0, collaborations: 0, activities: 0, participations: 0})",
		map[string]any{"name": name, "born": uuid.NewString(), "changed": now()})
	return err
}

// publish makes a revision, by which all that carries its number becomes visible.
func publish(tx transaction, name string, r network.Revision) error {
	params := map[string]any{
		"name": name, "key": revisionKey(name, r.Number), "number": int64(r.Number), "made": r.Made, "by": r.By, "message": r.Message,
	}
	for suffix, n := range map[string]struct{ added, removed int }{
		"Actors": {r.Added.Actors, r.Removed.Actors}, "Collaborations": {r.Added.Collaborations, r.Removed.Collaborations},
		"Activities": {r.Added.Activities, r.Removed.Activities}, "Participations": {r.Added.Participations, r.Removed.Participations},
	} {
		params["added"+suffix], params["removed"+suffix] = int64(n.added), int64(n.removed)
	}
	_, err := tx.one(`
MATCH (n:Network {name: $name})
CREATE (n)-[:HAS_REVISION]->(:Revision {key: $key, network: $name, number: $number, made: $made, by: $by, message: $message,
  addedActors: $addedActors, addedCollaborations: $addedCollaborations,
  addedActivities: $addedActivities, addedParticipations: $addedParticipations,
  removedActors: $removedActors, removedCollaborations: $removedCollaborations,
  removedActivities: $removedActivities, removedParticipations: $removedParticipations})
SET n.revision = $number, n.changed = $made,
  n.actors = n.actors + $addedActors - $removedActors,
  n.collaborations = n.collaborations + $addedCollaborations - $removedCollaborations,
  n.activities = n.activities + $addedActivities - $removedActivities,
  n.participations = n.participations + $addedParticipations - $removedParticipations`, params)
	return err
}
