package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// Import adds or changes the records of p as one new revision; see store.Store.
func (s *Store) Import(ctx context.Context, name string, p *network.Picture, by network.Change) (network.Revision, bool, error) {
	return s.Edit(ctx, name, store.Edit{Base: store.AnyRevision, Put: *p}, by)
}

// Edit adds, changes and drops records as one new revision; see store.Store.
//
// What is put is sorted by key and held against what is stored, so the work follows the size of the edit and not of the network.
func (s *Store) Edit(ctx context.Context, name string, e store.Edit, by network.Change) (rev network.Revision, changed bool, err error) {
	if err := store.CheckName(name); err != nil {
		return rev, false, err
	}
	if err := store.CheckEdit(&e); err != nil {
		return rev, false, err
	}
	l, now, err := s.acquire(ctx, name)
	if err != nil {
		return rev, false, err
	}
	defer l.release()
	now.Name = name
	if err := store.CheckBase(e.Base, now.Network); err != nil {
		return rev, false, err
	}
	c := begin(l, now)
	c.receipt = e.Receipt
	gone, err := c.find(&e.Drop)
	if err != nil {
		return rev, false, err
	}
	if err := c.checkEnds(&e.Put, &e.Drop); err != nil {
		return rev, false, err
	}
	if err := c.drop(gone); err != nil {
		return rev, false, err
	}
	if err := c.picture(&e.Put); err != nil {
		return rev, false, err
	}
	if c.added != (network.Counts{}) || c.removed != (network.Counts{}) {
		rev, err = c.finish(by)
		return rev, err == nil, err
	}
	if !now.exists {
		err := l.do(l.ctx, func(tx transaction) error { return makeNetwork(tx, name) })
		return rev, false, l.inDoubt(err, "network "+name+" was made")
	}
	rev, err = s.newestRevision(l.ctx, now.Network)
	return rev, false, err
}

// checkEnds refuses a picture whose links name what is neither in it nor in the network, before anything is written.
func (c *change) checkEnds(p *network.Picture, d *store.Drop) error {
	actors, activities := map[string]bool{}, map[string]bool{}
	for _, id := range d.Actors {
		actors[id] = false
	}
	for _, id := range d.Activities {
		activities[id] = false
	}
	for i := range p.Actors {
		actors[p.Actors[i].ID] = true
	}
	for i := range p.Activities {
		activities[p.Activities[i].ID] = true
	}
	var otherActors, otherActivities []string
	ask := func(known map[string]bool, others *[]string, id string) {
		if _, asked := known[id]; !asked {
			known[id] = false
			*others = append(*others, id)
		}
	}
	for i := range p.Collaborations {
		ask(actors, &otherActors, p.Collaborations[i].From)
		ask(actors, &otherActors, p.Collaborations[i].To)
	}
	for i := range p.Participations {
		ask(actors, &otherActors, p.Participations[i].Actor)
		ask(activities, &otherActivities, p.Participations[i].Activity)
	}
	for _, look := range []struct {
		kind   entityKind
		others []string
		known  map[string]bool
	}{{actorKind, otherActors, actors}, {activityKind, otherActivities, activities}} {
		for chunk := range slices.Chunk(look.others, keysPerCall) {
			err := c.store.read(c.ctx, func(tx transaction) error {
				return tx.each(fmt.Sprintf("UNWIND $keys AS k MATCH (n:%s {key: k}) RETURN n.id", look.kind.label),
					map[string]any{"keys": keysOf(c.network, chunk)}, func(v []any) error { look.known[textIn(v[0])] = true; return nil })
			})
			if err != nil {
				return err
			}
		}
	}
	return store.Unknown(p, func(id string) bool { return actors[id] }, func(id string) bool { return activities[id] })
}

func (c *change) picture(p *network.Picture) error {
	entities := make([]entity, len(p.Actors))
	for i := range p.Actors {
		entities[i] = entityOfActor(&p.Actors[i])
	}
	if err := c.mergeEntities(actorKind, entities, c.before.Counts.Actors, &c.added.Actors, &c.removed.Actors); err != nil {
		return err
	}
	entities = make([]entity, len(p.Activities))
	for i := range p.Activities {
		entities[i] = entityOfActivity(&p.Activities[i])
	}
	if err := c.mergeEntities(activityKind, entities, c.before.Counts.Activities, &c.added.Activities, &c.removed.Activities); err != nil {
		return err
	}
	links := make([]link, len(p.Collaborations))
	for i := range p.Collaborations {
		links[i] = linkOfCollaboration(&p.Collaborations[i])
	}
	if err := c.mergeLinks(collaborationKind, links, c.before.Counts.Collaborations, &c.added.Collaborations, &c.removed.Collaborations); err != nil {
		return err
	}
	links = make([]link, len(p.Participations))
	for i := range p.Participations {
		links[i] = linkOfParticipation(&p.Participations[i])
	}
	return c.mergeLinks(participationKind, links, c.before.Counts.Participations, &c.added.Participations, &c.removed.Participations)
}

// mergeEntities writes those of given that are new or differ. had is how many of the kind the network has.
func (c *change) mergeEntities(k entityKind, given []entity, had int, added, removed *int) error {
	slices.SortFunc(given, func(a, b entity) int { return cmp.Compare(a.id, b.id) })
	for chunk := range slices.Chunk(given, keysPerCall) {
		stored := map[string]entity{}
		if had > 0 {
			ids := make([]string, len(chunk))
			for i := range chunk {
				ids[i] = chunk[i].id
			}
			var err error
			if stored, err = c.store.stored(c.ctx, k, c.network, ids); err != nil {
				return err
			}
		}
		for i := range chunk {
			e := &chunk[i]
			old, is := stored[e.id]
			if is && old.says(e) {
				continue
			}
			*added++
			if is {
				*removed++
			}
			if err := c.putEntity(k, e, is); err != nil {
				return err
			}
		}
	}
	return nil
}

// putEntity writes a version of an entity that is new, or that replaces one.
func (c *change) putEntity(k entityKind, e *entity, replaces bool) error {
	row, bytes := k.properties(c.network, e, c.number)
	if replaces {
		c.aside.staged = true
		return c.add(k.stage, row, bytes)
	}
	return c.add(k.create, row, bytes)
}

// mergeLinks writes those of given that are new or differ. had is how many of the kind the network has.
func (c *change) mergeLinks(k linkKind, given []link, had int, added, removed *int) error {
	numberPlaces(given)
	for len(given) > 0 {
		var owners []string
		n := 0
		for ; n < len(given); n++ {
			if len(owners) == 0 || owners[len(owners)-1] != given[n].from {
				if len(owners) == c.store.limits.owners {
					break
				}
				owners = append(owners, given[n].from)
			}
		}
		var stored []linkVersion
		if had > 0 {
			err := c.store.read(c.ctx, func(tx transaction) (err error) {
				stored, err = k.newest(tx, c.network, owners, "true", 0, names)
				return err
			})
			if err != nil {
				return err
			}
			slices.SortFunc(stored, func(a, b linkVersion) int { return compareLinks(&a.link, &b.link) })
		}
		at := 0
		for i := range given[:n] {
			g := &given[i]
			for at < len(stored) && compareLinks(&stored[at].link, g) < 0 {
				at++
			}
			if at < len(stored) && compareLinks(&stored[at].link, g) == 0 {
				if stored[at].says(g) {
					continue
				}
				*removed++
				if err := c.closeLink(k, &stored[at].link); err != nil {
					return err
				}
			}
			*added++
			if err := c.putLink(k, g); err != nil {
				return err
			}
		}
		given = given[n:]
	}
	return nil
}

func (c *change) putLink(k linkKind, l *link) error {
	row, bytes := k.row(c.network, l)
	return c.add(k.create, row, bytes)
}

// closeLink marks a link as removed by this change.
func (c *change) closeLink(k linkKind, l *link) error {
	c.aside.links[k.relation] = append(c.aside.links[k.relation], l.element)
	return c.add(k.mark, l.element, len(l.element))
}
