package neo4j_test

import (
	"context"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

func TestNetworksMoveWithTheirHistory(t *testing.T) {
	histories(t, 5)
	server := neo4jtest.Start(t)
	origin := func(t *testing.T) store.Store {
		server.Empty(t)
		s := openSmall(t, server)
		t.Cleanup(func() { sound(t, server) })
		return s
	}
	storetest.RunMoves(t, origin, func(t *testing.T) store.Store { return beside{openSmall(t, server)} })
}

// beside is a second store in a database that is another's already: its networks have an ending to their names, which nobody outside
// sees. Community edition has one database.
type beside struct{ *neo4j.Store }

const ending = ".beside"

func within(name string) string {
	if store.CheckName(name) != nil {
		return name // what is refused stays what it is
	}
	return name + ending
}

func (b beside) Networks(ctx context.Context) (list []network.Network, err error) {
	all, err := b.Store.Networks(ctx)
	for _, n := range all {
		if name, is := strings.CutSuffix(n.Name, ending); is {
			n.Name = name
			list = append(list, n)
		}
	}
	return list, err
}

func (b beside) Network(ctx context.Context, name string) (network.Network, error) {
	n, err := b.Store.Network(ctx, within(name))
	n.Name = strings.TrimSuffix(n.Name, ending)
	return n, err
}

func (b beside) Import(ctx context.Context, name string, p *network.Picture, c network.Change) (network.Revision, bool, error) {
	return b.Store.Import(ctx, within(name), p, c)
}

func (b beside) Edit(ctx context.Context, name string, e store.Edit, c network.Change) (network.Revision, bool, error) {
	return b.Store.Edit(ctx, within(name), e, c)
}

func (b beside) Revisions(ctx context.Context, name string) ([]network.Revision, error) {
	return b.Store.Revisions(ctx, within(name))
}

func (b beside) Revert(ctx context.Context, name string, to int, c network.Change) (network.Revision, error) {
	return b.Store.Revert(ctx, within(name), to, c)
}

func (b beside) Read(ctx context.Context, name string, revision int, v network.Visitor) (int, error) {
	return b.Store.Read(ctx, within(name), revision, v)
}

func (b beside) Erase(ctx context.Context, name, actor string, c network.Change) (network.Revision, error) {
	return b.Store.Erase(ctx, within(name), actor, c)
}

func (b beside) Delete(ctx context.Context, name string) error {
	return b.Store.Delete(ctx, within(name))
}

func (b beside) History(ctx context.Context, name string, take func(store.History) error) error {
	return b.Store.History(ctx, within(name), take)
}

func (b beside) Adopt(ctx context.Context, name string, h store.History) error {
	return b.Store.Adopt(ctx, within(name), h)
}
