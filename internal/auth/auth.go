// Package auth says who asks and what they may do. Accounts, tokens, sessions and roles are documents in the store, so every server
// on one store knows the same, and nothing is allowed that nothing allows.
package auth

import (
	"context"
	"time"

	"github.com/sillat/sillat/internal/store"
)

// Principal is who asks: a signed-in account, a program with a token, the user of this machine, or nobody (the zero value).
type Principal struct {
	Account string // "" for nobody and for the user of this machine
	Local   bool   // the user of this machine, of whom no login is asked: may do everything
	Admin   bool   // may do everything on the server
	Most    Role   // the most that this may do in any network, whatever the account may: a token's scope
	Network string // not empty: a token for this network alone
	Token   string // the token's id; "" for a person at a browser

	Link      string // not empty: the id of the share link by which somebody comes, who may be anybody
	SilosOnly bool   // the link shows figures of silos, and no single actor
	Nameless  bool   // the link shows no names
}

// Machine is the user of this machine.
var Machine = Principal{Local: true, Admin: true, Most: Owner}

// Name is what changes are signed with.
func (p Principal) Name() string {
	switch {
	case p.Local:
		return "api"
	case p.Link != "":
		return "share link " + p.Link
	case p.Account == "":
		return "nobody"
	}
	return p.Account
}

// Known reports whether it is somebody. Who comes by a share link is not.
func (p Principal) Known() bool { return p.Local || p.Account != "" }

// May reports whether who has a role in the network in question may do what needs need.
func (p Principal) May(need Need, role Role) bool {
	switch need {
	case Anyone:
		return true
	case Come:
		return p.Known() || p.Link != ""
	case SignedIn:
		return p.Known()
	case ViewSilos:
		return p.in(role) >= Viewer
	case View:
		return p.in(role) >= Viewer && !p.SilosOnly
	case Edit, Found: // making a network is decided where the network's absence is known
		return p.in(role) >= Editor
	case Own:
		return p.in(role) >= Owner
	case Administer:
		return p.Admin && p.Network == ""
	}
	return false
}

// in is the role that it really has where its account has a role.
func (p Principal) in(role Role) Role {
	if p.Admin {
		role = Owner
	}
	return min(role, p.Most)
}

type principalKey struct{}

// With returns a context in which From finds p.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, principalKey{}, p)
}

// From returns who asks; nobody when nothing says.
func From(ctx context.Context) Principal {
	p, _ := ctx.Value(principalKey{}).(Principal)
	return p
}

// Book keeps accounts, tokens, sessions and roles. It is safe for concurrent use, also by several servers on one store.
type Book struct {
	kept *store.Looks
	now  func() time.Time
	cost Cost
}

// NewBook makes a Book. now is the clock by which things expire. Books on the same store.Looks are one: what one of them changes the others
// tell of at once, and what other programs change in the store after store.Recently at the latest.
func NewBook(kept store.Documents, now func() time.Time) *Book {
	looks, ok := kept.(*store.Looks)
	if !ok {
		looks = store.NewLooks(kept)
	}
	return &Book{kept: looks, now: now, cost: UsualCost}
}

// At is the same Book by another clock, in which new passwords are kept at another cost than the usual one.
func (b *Book) At(now func() time.Time, cost Cost) *Book {
	return &Book{kept: b.kept, now: now, cost: cost}
}

// moment is the present as documents hold it.
func (b *Book) moment() time.Time { return b.now().UTC().Truncate(time.Second) }
