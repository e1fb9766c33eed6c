package auth_test

import (
	"testing"
	"time"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// TestWhatEndsIsHonouredNoMore ends a token, an account, a role, a link and a session that were used a moment before: by the same Book from then
// on, by the Book of another program on the same store after store.Recently.
func TestWhatEndsIsHonouredNoMore(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	here, there := d.Book, auth.NewBook(d.kept, time.Now).At(func() time.Time { return d.now }, cheap)
	for _, by := range []struct {
		name string
		book *auth.Book
		wait time.Duration
	}{{"the same program", here, 0}, {"another program", there, store.Recently}} {
		t.Run(by.name, func(t *testing.T) {
			account := map[bool]string{true: "aino", false: "bo"}[by.wait == 0]
			d.adds(account, false)
			role := func(p auth.Principal) auth.Role {
				r, err := here.Role(ctx, p, "north")
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			check := func(what string, end error, honoured func() bool) {
				t.Helper()
				if end != nil {
					t.Fatalf("%s: %v", what, end)
				}
				time.Sleep(by.wait)
				if honoured() {
					t.Errorf("%s was ended by %s and is honoured still", what, by.name)
				}
			}
			token, shown, err := here.MakeToken(ctx, auth.TokenRequest{Account: account, Label: "x", Role: auth.Editor, Days: 1})
			if err != nil {
				t.Fatal(err)
			}
			_, second, err := here.MakeToken(ctx, auth.TokenRequest{Account: account, Label: "y", Role: auth.Editor, Days: 1})
			if err != nil {
				t.Fatal(err)
			}
			link, way, err := here.Share(ctx, auth.LinkRequest{Network: "north", Label: "x", Days: 1})
			if err != nil {
				t.Fatal(err)
			}
			if err := here.Grant(ctx, auth.Grant{Network: "north", Account: account, Role: auth.Editor}); err != nil {
				t.Fatal(err)
			}
			session := d.signsIn(account)
			good := func(shown string) func() bool {
				return func() bool { _, err := here.ByToken(ctx, shown); return err == nil }
			}
			signed := func() bool { p, err := here.BySession(ctx, session); return err == nil && p.Known() }
			shared := func() bool { _, _, err := here.ByLink(ctx, way); return err == nil }
			who, err := here.ByToken(ctx, shown)
			if err != nil || !good(second)() || !signed() || !shared() || role(who) != auth.Editor {
				t.Fatalf("before anything ended not all of it is honoured (%v)", err)
			}

			check("a role", by.book.Grant(ctx, auth.Grant{Network: "north", Account: account, Role: auth.Viewer}), func() bool { return role(who) == auth.Editor })
			check("the rest of it", by.book.Grant(ctx, auth.Grant{Network: "north", Account: account, Role: auth.None}), func() bool { return role(who) != auth.None })
			check("a token", by.book.Revoke(ctx, account, token.ID), good(shown))
			check("a link", by.book.Unshare(ctx, "north", link.ID), shared)
			yes := true
			check("an account", by.book.ChangeAccount(ctx, account, auth.AccountChange{Disabled: &yes}), good(second))
			if signed() {
				t.Error("the session of an account that is disabled is honoured still")
			}
		})
	}
	// Signing out is by the secret alone.
	d.adds("cai", false)
	session := d.signsIn("cai")
	if p, err := here.BySession(ctx, session); err != nil || !p.Known() {
		t.Fatalf("the session is not known: %v", err)
	}
	if err := here.SignOut(ctx, session); err != nil {
		t.Fatal(err)
	}
	if p, err := here.BySession(ctx, session); p.Known() || err != nil {
		t.Errorf("a session that was ended is honoured still (%v)", err)
	}
	if err := there.Revoke(ctx, "", "nothing"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a token that is none: %v", err)
	}
}
