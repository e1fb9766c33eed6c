package app

import (
	"cmp"
	"context"

	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// recordWalk hands the records of a network to a visitor, as who asks may see them.
type recordWalk func(context.Context, network.Visitor) error

// opened is one revision of a stored network, as who asks may see it.
type opened struct {
	network.Network
	revision int
	seen     *veil.Veil
	walk     recordWalk
}

// openRevision opens a revision of a stored network, the newest for 0, and notes the reading where that is due.
func (a *App) openRevision(ctx context.Context, name string, revision int) (*opened, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	n, err := s.Network(ctx, name)
	if err != nil {
		return nil, err
	}
	if revision, err = revisionOf(n, revision); err != nil {
		return nil, err
	}
	seen, err := a.sight(ctx, s, n, revision)
	if err != nil {
		return nil, err
	}
	walk := func(ctx context.Context, v network.Visitor) error { return a.seeing(ctx, s, n, revision, seen, v) }
	return &opened{Network: n, revision: revision, seen: seen, walk: walk}, nil
}

// state names what is opened, together with its revision: the network as it is, and what is seen of it.
func (o *opened) state() string { return identity(o.Network) + o.seen.Key() }

// revisionOf is the revision that is asked for, the newest for 0.
func revisionOf(n network.Network, asked int) (int, error) {
	revision := cmp.Or(asked, n.Revision)
	if revision < 0 || revision > n.Revision {
		return 0, fault.New(fault.NotFound, "network %s has no revision %d; the newest is %d", n.Name, revision, n.Revision)
	}
	return revision, nil
}
