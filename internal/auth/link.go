package auth

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// LinkRequest asks for a share link to a network.
type LinkRequest struct {
	Network   string
	Label     string // whom or what it is for
	SilosOnly bool   // it shows figures of silos, and no single actor
	Nameless  bool   // actors and activities stand under pseudonyms
	By        string // who shares
	Days      int    // until it expires
}

// Link is what can be told of a share link once it was made. Whoever has it sees the network without signing in, and changes nothing.
type Link struct {
	ID        string    `json:"id"`
	Network   string    `json:"network"`
	Label     string    `json:"label"`
	SilosOnly bool      `json:"silos_only" doc:"It shows figures of silos, and no single actor."`
	Nameless  bool      `json:"nameless" doc:"Actors and activities stand under pseudonyms."`
	By        string    `json:"by" doc:"Who shares."`
	Made      time.Time `json:"made"`
	Expires   time.Time `json:"expires"`
}

// keptLink is a link with what is kept of its secret.
type keptLink struct {
	Link
	Secret string `json:"secret"` // digest
}

// linkMark begins the secrets of share links, so that one that is found somewhere is known for what it is.
const linkMark = "link-"

// Share makes a share link. Its secret is returned here and can never be seen again.
func (b *Book) Share(ctx context.Context, r LinkRequest) (l Link, shown string, err error) {
	if err := store.CheckName(r.Network); err != nil {
		return l, "", err
	}
	switch {
	case r.Label == "" || len(r.Label) > 100:
		return l, "", fault.New(fault.Invalid, "the link's label has %d bytes; say in 1 to 100 whom or what it is for", len(r.Label))
	case r.Days < 1 || r.Days > mostDays:
		return l, "", fault.New(fault.Invalid, "the link would expire after %d days; choose 1 to %d", r.Days, mostDays)
	}
	id, shown, kept := mint()
	l = Link{
		ID: id, Network: r.Network, Label: r.Label, SilosOnly: r.SilosOnly, Nameless: r.Nameless, By: r.By,
		Made: b.moment(), Expires: b.moment().AddDate(0, 0, r.Days),
	}
	return l, linkMark + shown, record[keptLink]{Value: keptLink{Link: l, Secret: kept}, kind: linkKind, id: id}.save(ctx, b)
}

// Links lists the share links of a network, oldest first, also those that have expired.
func (b *Book) Links(ctx context.Context, network string) ([]Link, error) {
	list := []Link{}
	err := each(ctx, b, linkKind, "", func(r record[keptLink]) error {
		if r.Value.Network == network {
			list = append(list, r.Value.Link)
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b Link) int { return a.Made.Compare(b.Made) })
	return list, err
}

// Unshare ends a share link of a network; network "" is any. One that is not there, or another network's, is a fault.NotFound.
func (b *Book) Unshare(ctx context.Context, network, id string) error {
	r, err := load[keptLink](ctx, b, linkKind, id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && network != "" && r.Value.Network != network {
		return fault.New(fault.NotFound, "there is no share link %q", id)
	}
	if err != nil {
		return err
	}
	return b.drop(ctx, linkKind, id)
}

// IsLink reports whether a shown secret is a share link's.
func IsLink(shown string) bool { return strings.HasPrefix(shown, linkMark) }

// ByLink returns who comes by a share link's secret, and the link. One that is none, has expired or was ended is a fault.Unauthorized.
func (b *Book) ByLink(ctx context.Context, shown string) (Principal, Link, error) {
	refused := fault.New(fault.Unauthorized, "the share link is not valid: it may have expired or been ended; ask who sent it for a new one")
	id, secret, ok := split(strings.TrimPrefix(shown, linkMark))
	if !ok || !IsLink(shown) {
		return Principal{}, Link{}, refused
	}
	r, err := recall[keptLink](ctx, b, linkKind, id)
	if fault.CodeOf(err) == fault.NotFound {
		return Principal{}, Link{}, refused
	}
	if err != nil {
		return Principal{}, Link{}, err
	}
	if l := r.Value; fits(secret, l.Secret) && !b.now().After(l.Expires) {
		return Principal{Most: Viewer, Network: l.Network, Link: l.ID, SilosOnly: l.SilosOnly, Nameless: l.Nameless}, l.Link, nil
	}
	return Principal{}, Link{}, refused
}
