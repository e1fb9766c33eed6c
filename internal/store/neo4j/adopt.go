package neo4j

import (
	"context"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Adopt stores a history as a new network; see store.Mover. Its versions are written in as many transactions as it takes, which nobody
// sees because there is no network of that name; the last one makes it. What a dead adoption left is cleared up like a dead import.
func (s *Store) Adopt(ctx context.Context, name string, h store.History) error {
	if err := store.CheckName(name); err != nil {
		return err
	}
	l, before, err := s.acquire(ctx, name)
	if err != nil {
		return err
	}
	defer l.release()
	if before.exists {
		return fault.New(fault.Conflict, "there is a network named %q already; choose another name, or delete that one first", name)
	}
	c := begin(l, before)
	c.number = max(1, len(h.Revisions))
	for v, err := range store.Checked(h) {
		if err != nil {
			return err // what the history says against itself, or its origin's own fault
		}
		if err := c.adopt(&v); err != nil {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return s.explain(c.ctx, err)
		}
	}
	if err := c.flush(); err != nil {
		return err
	}
	if err := c.ctx.Err(); err != nil {
		return s.explain(c.ctx, err)
	}
	deaf, cancel := c.deafened()
	defer cancel()
	if err := c.do(deaf, func(tx transaction) error { return makeNetworkOf(tx, name, h.Revisions) }); err != nil {
		return c.unsure(err)
	}
	c.pending = 0
	return nil
}

// adopt writes one version: into the present when it reads so at the newest revision, else into the past.
func (c *change) adopt(v *store.Version) error {
	switch {
	case v.Actor != nil:
		return c.adoptEntity(actorKind, entityOfActor(v.Actor), v)
	case v.Activity != nil:
		return c.adoptEntity(activityKind, entityOfActivity(v.Activity), v)
	case v.Collaboration != nil:
		return c.adoptLink(collaborationKind, linkOfCollaboration(v.Collaboration), v)
	default:
		return c.adoptLink(participationKind, linkOfParticipation(v.Participation), v)
	}
}

func (c *change) adoptEntity(k entityKind, e entity, v *store.Version) error {
	row, bytes := k.properties(c.network, &e, v.Added)
	if v.Removed == 0 {
		return c.add(k.create, row, bytes)
	}
	row["removed"] = int64(v.Removed)
	return c.add(k.bury, row, bytes)
}

func (c *change) adoptLink(k linkKind, l link, v *store.Version) error {
	l.place = v.Place
	row, bytes := k.row(c.network, &l)
	row = append(row, int64(v.Added))
	if v.Removed == 0 {
		return c.add(k.adopt, row, bytes)
	}
	return c.add(k.bury, append(row, int64(v.Removed), l.from, l.to), bytes)
}

// makeNetworkOf stores a network with revisions that it had elsewhere.
func makeNetworkOf(tx transaction, name string, revisions []network.Revision) error {
	if err := makeNetwork(tx, name); err != nil {
		return err
	}
	for _, r := range revisions {
		if err := publish(tx, name, r); err != nil {
			return err
		}
	}
	return nil
}
