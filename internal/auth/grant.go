package auth

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// Grant is an account's role in a network.
type Grant struct {
	Network string `json:"network"`
	Account string `json:"account"`
	Role    Role   `json:"role"`
}

// grantID is where a grant is kept. A network's name may hold letters of any script, a document's id may not.
func grantID(network, account string) string { return url.PathEscape(network) + "/" + account }

// Grant gives an account a role in a network, or takes it with None.
func (b *Book) Grant(ctx context.Context, g Grant) error {
	if err := store.CheckName(g.Network); err != nil {
		return err
	}
	if _, err := b.Account(ctx, g.Account); err != nil {
		return err
	}
	id := grantID(g.Network, g.Account)
	if g.Role == None {
		return b.drop(ctx, roleKind, id)
	}
	err := record[Grant]{Value: g, kind: roleKind, id: id}.save(ctx, b)
	if fault.CodeOf(err) != fault.Conflict {
		return err
	}
	return change(ctx, b, roleKind, id, func(old *Grant) error { *old = g; return nil })
}

// Grants lists the roles in a network by account.
func (b *Book) Grants(ctx context.Context, network string) ([]Grant, error) {
	list := []Grant{}
	err := each(ctx, b, roleKind, grantID(network, ""), func(r record[Grant]) error {
		list = append(list, r.Value)
		return nil
	})
	return list, err
}

// Role returns the role that who asks has in a network by their account.
func (b *Book) Role(ctx context.Context, p Principal, network string) (Role, error) {
	if p.Network != "" && p.Network != network {
		return None, nil
	}
	if p.Admin {
		return Owner, nil
	}
	if p.Link != "" {
		return Viewer, nil
	}
	if p.Account == "" || store.CheckName(network) != nil {
		return None, nil
	}
	r, err := recall[Grant](ctx, b, roleKind, grantID(network, p.Account))
	if fault.CodeOf(err) == fault.NotFound {
		return None, nil
	}
	return r.Value.Role, err
}

// Forget takes all roles in a network and its share links, which was deleted: a new one of that name is another.
func (b *Book) Forget(ctx context.Context, network string) error {
	err := each(ctx, b, roleKind, grantID(network, ""), func(r record[Grant]) error { return b.drop(ctx, roleKind, r.id) })
	if err != nil {
		return err
	}
	links, err := b.Links(ctx, network)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := b.drop(ctx, linkKind, l.ID); err != nil {
			return err
		}
	}
	return b.drop(ctx, claimKind, url.PathEscape(network))
}

// claim says that an account is about to make a network.
type claim struct {
	Account string    `json:"account"`
	Made    time.Time `json:"made"`
}

// claimLife is after how long a claim that was not settled is a dead server's.
const claimLife = time.Hour

// Claim makes an account the only one that may make a network of this name, and reports whether it is. Of two who begin at once
// one is refused. exists tells whether the network is there already; then nobody may.
func (b *Book) Claim(ctx context.Context, network, account string, exists func(context.Context) (bool, error)) (bool, error) {
	mine := claim{Account: account, Made: b.moment()}
	id := url.PathEscape(network)
	err := record[claim]{Value: mine, kind: claimKind, id: id}.save(ctx, b)
	if fault.CodeOf(err) == fault.Conflict {
		taken := fault.New(fault.Conflict, "the network %q is being made by someone else", network)
		err = change(ctx, b, claimKind, id, func(old *claim) error {
			if old.Account != account && b.now().Before(old.Made.Add(claimLife)) {
				return taken
			}
			*old = mine
			return nil
		})
		if errors.Is(err, taken) {
			return false, nil
		}
	}
	if err != nil {
		return false, err
	}
	there, err := exists(ctx)
	if err == nil && !there {
		return true, nil
	}
	return false, errors.Join(err, b.drop(ctx, claimKind, id))
}

// Settle ends a claim: when the network was made, its maker is its owner.
func (b *Book) Settle(ctx context.Context, network, account string, made bool) error {
	if made {
		if err := b.Grant(ctx, Grant{Network: network, Account: account, Role: Owner}); err != nil {
			return err
		}
	}
	return b.drop(ctx, claimKind, url.PathEscape(network))
}
