package auth_test

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
)

const password = "four words make sense"

// cheap makes a password cost next to nothing: what a test asks is not how long guessing takes.
var cheap = auth.Cost{Passes: 1, Memory: 64, Lanes: 1}

// desk is a book with a clock that the test moves.
type desk struct {
	*testing.T
	*auth.Book
	kept *sqlite.Store
	now  time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	d := &desk{T: t, kept: kept, now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
	d.Book = auth.NewBook(kept, time.Now).At(func() time.Time { return d.now }, cheap)
	return d
}

func (d *desk) adds(name string, admin bool) {
	d.Helper()
	if err := d.AddAccount(d.Context(), auth.NewAccount{Name: name, Password: password, Admin: admin}); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) fails(err error, code fault.Code) {
	d.Helper()
	if fault.CodeOf(err) != code {
		d.Errorf("error is %v (%s); want %s", err, fault.CodeOf(err), code)
	}
}

func (d *desk) signsIn(name string) string {
	d.Helper()
	shown, _, err := d.SignIn(d.Context(), name, password)
	if err != nil {
		d.Fatal(err)
	}
	return shown
}

// is demands whom a session stands for; "" is nobody.
func (d *desk) is(session, want string) {
	d.Helper()
	p, err := d.BySession(d.Context(), session)
	if err != nil || p.Account != want {
		d.Errorf("the session is %q's, %v; want %q", p.Account, err, want)
	}
}

func TestWhoMayWhat(t *testing.T) {
	viewerToken := auth.Principal{Account: "a", Most: auth.Viewer, Token: "t"}
	adminAccount := auth.Principal{Account: "a", Admin: true, Most: auth.Owner}
	person := auth.Principal{Account: "a", Most: auth.Owner}
	for _, c := range []struct {
		who  string
		p    auth.Principal
		role auth.Role
		may  string // of view, edit, own, admin
	}{
		{"nobody", auth.Principal{}, auth.None, ""},
		{"nobody, even were a role given", auth.Principal{}, auth.Owner, ""},
		{"a person without a role", person, auth.None, "signed"},
		{"a viewer", person, auth.Viewer, "signed view"},
		{"an editor", person, auth.Editor, "signed view edit"},
		{"an owner", person, auth.Owner, "signed view edit own"},
		{"an owner's viewer token", viewerToken, auth.Owner, "signed view"},
		{"an admin without a role", adminAccount, auth.None, "signed view edit own admin"},
		{"an admin's viewer token", auth.Principal{Account: "a", Admin: true, Most: auth.Viewer}, auth.None, "signed view admin"},
		{"an admin's token for one network", auth.Principal{Account: "a", Admin: true, Most: auth.Owner, Network: "n"}, auth.None, "signed view edit own"},
		{"this machine's user", auth.Machine, auth.None, "signed view edit own admin"},
	} {
		var may []string
		for _, n := range []struct {
			need auth.Need
			word string
		}{{auth.SignedIn, "signed"}, {auth.View, "view"}, {auth.Edit, "edit"}, {auth.Own, "own"}, {auth.Administer, "admin"}} {
			if c.p.May(n.need, c.role) {
				may = append(may, n.word)
			}
		}
		if got := strings.Join(may, " "); got != c.may {
			t.Errorf("%s may %q; want %q", c.who, got, c.may)
		}
		if !c.p.May(auth.Anyone, c.role) || c.p.May(auth.Nobody, c.role) || c.p.May(auth.Need(99), c.role) {
			t.Errorf("%s: what anyone may is refused, or what nobody may is not", c.who)
		}
	}
}

func TestPasswords(t *testing.T) {
	d := newDesk(t)
	d.adds("ada", false)
	d.is(d.signsIn("ada"), "ada")
	for _, wrong := range []string{"", password + " ", strings.ToUpper(password), strings.Repeat("x", 5000)} {
		_, _, err := d.SignIn(d.Context(), "ada", wrong)
		d.fails(err, fault.Unauthorized)
	}
	_, _, err := d.SignIn(d.Context(), "eve", password)
	d.fails(err, fault.Unauthorized)
	_, _, err = d.SignIn(d.Context(), "../ada", password)
	d.fails(err, fault.Unauthorized)
	for _, weak := range []string{"short", "ada and the long rest", strings.Repeat("x", 201)} {
		d.fails(d.AddAccount(d.Context(), auth.NewAccount{Name: "ada", Password: weak}), fault.Invalid)
	}
	d.fails(d.AddAccount(d.Context(), auth.NewAccount{Name: "ada", Password: password}), fault.Conflict)
	for _, name := range []string{"", "Ada", "a b", "a/b", ".ada", "ä", strings.Repeat("a", 101)} {
		d.fails(d.AddAccount(d.Context(), auth.NewAccount{Name: name, Password: password}), fault.Invalid)
	}
	if err := d.AddAccount(d.Context(), auth.NewAccount{Name: "robot"}); err != nil {
		t.Fatal(err)
	}
	_, _, err = d.SignIn(d.Context(), "robot", "")
	d.fails(err, fault.Unauthorized)
	all, err := d.Accounts(d.Context())
	if err != nil || len(all) != 2 || all[0].Hash != "" {
		t.Errorf("accounts %+v, %v; want two, without their hashes", all, err)
	}
}

func TestAPasswordOfAnotherCostStillFits(t *testing.T) {
	d := newDesk(t)
	d.adds("ada", false)
	dear := auth.NewBook(d.kept, time.Now)
	if _, _, err := dear.SignIn(t.Context(), "ada", password); err != nil {
		t.Errorf("a password kept at a lower cost: %v", err)
	}
	if err := dear.AddAccount(t.Context(), auth.NewAccount{Name: "bob", Password: password}); err != nil {
		t.Fatal(err)
	}
	if a, err := d.Account(t.Context(), "bob"); err != nil || !strings.HasPrefix(a.Hash, "$argon2id$v=19$m=65536,t=3,p=2$") {
		t.Errorf("the usual cost keeps %q, %v", a.Hash, err)
	}
	if _, _, err := d.SignIn(t.Context(), "bob", password); err != nil {
		t.Errorf("a password kept at the usual cost: %v", err)
	}
}

func TestSessionsEnd(t *testing.T) {
	d := newDesk(t)
	d.adds("ada", false)
	first, second := d.signsIn("ada"), d.signsIn("ada")
	d.is(first, "ada")
	d.is(first[:len(first)-1]+"x", "")
	d.is("", "")
	d.is("sillat_../../account_"+strings.Repeat("x", 43), "")
	if err := d.SignOut(d.Context(), first); err != nil {
		t.Fatal(err)
	}
	d.is(first, "")
	d.is(second, "ada")
	d.now = d.now.Add(12*time.Hour + time.Second)
	d.is(second, "")

	third := d.signsIn("ada")
	other := "other four words here"
	if err := d.ChangeAccount(d.Context(), "ada", auth.AccountChange{Password: &other}); err != nil {
		t.Fatal(err)
	}
	d.is(third, "")
	fourth, _, err := d.SignIn(d.Context(), "ada", other)
	if err != nil {
		t.Fatal(err)
	}
	disabled := true
	if err := d.ChangeAccount(d.Context(), "ada", auth.AccountChange{Disabled: &disabled}); err != nil {
		t.Fatal(err)
	}
	d.is(fourth, "")
	_, _, err = d.SignIn(d.Context(), "ada", other)
	d.fails(err, fault.Unauthorized)
}

func TestTokens(t *testing.T) {
	d := newDesk(t)
	d.adds("ada", false)
	d.adds("root", true)
	request := auth.TokenRequest{Account: "ada", Label: "export", Role: auth.Viewer, Network: "n", Days: 30}
	made, shown, err := d.MakeToken(d.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	who, err := d.ByToken(d.Context(), shown)
	if want := (auth.Principal{Account: "ada", Most: auth.Viewer, Network: "n", Token: made.ID}); err != nil || who != want {
		t.Errorf("the token stands for %+v, %v; want %+v", who, err, want)
	}
	for _, bad := range []auth.TokenRequest{
		{Account: "ada", Label: "", Role: auth.Viewer, Days: 30}, {Account: "ada", Label: "x", Days: 30}, {Account: "ada", Label: "x", Role: auth.Viewer},
		{Account: "ada", Label: "x", Role: auth.Viewer, Days: 367}, {Account: "root", Label: "x", Role: auth.Viewer, Days: 1, Admin: true, Network: "n"},
	} {
		_, _, err := d.MakeToken(d.Context(), bad)
		d.fails(err, fault.Invalid)
	}
	_, _, err = d.MakeToken(d.Context(), auth.TokenRequest{Account: "ada", Label: "x", Role: auth.Owner, Days: 1, Admin: true})
	d.fails(err, fault.Forbidden)

	for _, wrong := range []string{"", shown + "x", shown[:len(shown)-1], strings.Replace(shown, made.ID, "aaaaaaaaaaaaaaaa", 1), "Bearer"} {
		_, err := d.ByToken(d.Context(), wrong)
		d.fails(err, fault.Unauthorized)
	}
	d.fails(d.Revoke(d.Context(), "root", made.ID), fault.NotFound) // another's
	if err := d.Revoke(d.Context(), "ada", made.ID); err != nil {
		t.Fatal(err)
	}
	_, err = d.ByToken(d.Context(), shown)
	d.fails(err, fault.Unauthorized)

	_, shown, err = d.MakeToken(d.Context(), auth.TokenRequest{Account: "root", Label: "x", Role: auth.Owner, Days: 1, Admin: true})
	if err != nil {
		t.Fatal(err)
	}
	if who, err := d.ByToken(d.Context(), shown); err != nil || !who.Admin {
		t.Errorf("an admin's token stands for %+v, %v", who, err)
	}
	no := false
	if err := d.ChangeAccount(d.Context(), "root", auth.AccountChange{Admin: &no}); err != nil {
		t.Fatal(err)
	}
	if who, err := d.ByToken(d.Context(), shown); err != nil || who.Admin {
		t.Errorf("the token of one who is no admin any more stands for %+v, %v", who, err)
	}
	d.now = d.now.AddDate(0, 0, 1).Add(time.Second)
	_, err = d.ByToken(d.Context(), shown)
	d.fails(err, fault.Unauthorized)
	if list, err := d.Tokens(d.Context(), "root"); err != nil || len(list) != 1 || list[0].Label != "x" {
		t.Errorf("tokens %+v, %v", list, err)
	}
}

func TestRoles(t *testing.T) {
	d := newDesk(t)
	d.adds("ada", false)
	role := func(network string, want auth.Role) {
		t.Helper()
		if got, err := d.Role(d.Context(), auth.Principal{Account: "ada", Most: auth.Owner}, network); err != nil || got != want {
			t.Errorf("role in %q is %v, %v; want %v", network, got, err, want)
		}
	}
	gives := func(network string, r auth.Role) {
		t.Helper()
		if err := d.Grant(d.Context(), auth.Grant{Network: network, Account: "ada", Role: r}); err != nil {
			t.Fatal(err)
		}
	}
	for _, network := range []string{"n", "n/ada", "", "..", "verkosto-ä", "verkosto"} {
		role(network, auth.None)
	}
	gives("verkosto-ä", auth.Viewer)
	gives("verkosto-ä", auth.Editor)
	gives("n", auth.Owner)
	role("verkosto-ä", auth.Editor)
	role("verkosto", auth.None)
	gives("verkosto-ä", auth.None)
	role("verkosto-ä", auth.None)
	d.fails(d.Grant(d.Context(), auth.Grant{Network: "n", Account: "eve", Role: auth.Viewer}), fault.NotFound)
	d.fails(d.Grant(d.Context(), auth.Grant{Network: "a/b", Account: "ada", Role: auth.Viewer}), fault.Invalid)
	if list, err := d.Grants(d.Context(), "n"); err != nil || len(list) != 1 || list[0].Account != "ada" || list[0].Role != auth.Owner {
		t.Errorf("roles %+v, %v", list, err)
	}
	if err := d.Forget(d.Context(), "n"); err != nil {
		t.Fatal(err)
	}
	role("n", auth.None)
}

func TestOfManyFoundersOneSucceeds(t *testing.T) {
	d := newDesk(t)
	names := []string{"ada", "bob", "eve"}
	for _, name := range names {
		d.adds(name, false)
	}
	absent := func(context.Context) (bool, error) { return false, nil }
	var all sync.WaitGroup
	var mu sync.Mutex
	var founders []string
	for _, name := range names {
		all.Go(func() {
			mine, err := d.Claim(t.Context(), "n", name, absent)
			if err != nil {
				t.Error(err)
			}
			if mine {
				mu.Lock()
				defer mu.Unlock()
				founders = append(founders, name)
			}
		})
	}
	all.Wait()
	if len(founders) != 1 {
		t.Fatalf("%q may make the network; want one of them", founders)
	}
	if err := d.Settle(t.Context(), "n", founders[0], true); err != nil {
		t.Fatal(err)
	}
	present := func(context.Context) (bool, error) { return true, nil }
	for _, name := range names {
		if mine, err := d.Claim(t.Context(), "n", name, present); mine || err != nil {
			t.Errorf("%s may make a network that is there: %v, %v", name, mine, err)
		}
	}
	if r, err := d.Role(t.Context(), auth.Principal{Account: founders[0], Most: auth.Owner}, "n"); err != nil || r != auth.Owner {
		t.Errorf("its maker is %v, %v; want owner", r, err)
	}

	if mine, err := d.Claim(t.Context(), "m", "ada", absent); !mine || err != nil {
		t.Fatalf("%v, %v", mine, err)
	}
	if mine, err := d.Claim(t.Context(), "m", "bob", absent); mine || err != nil {
		t.Errorf("a claimed name was claimed again: %v, %v", mine, err)
	}
	d.now = d.now.Add(2 * time.Hour) // the server that ada asked has died
	if mine, err := d.Claim(t.Context(), "m", "bob", absent); !mine || err != nil {
		t.Errorf("a dead server's claim still holds: %v, %v", mine, err)
	}
}

func TestNextStaysHere(t *testing.T) {
	for next, want := range map[string]string{
		"/?network=demo#map": "/?network=demo#map", "": "/", "https://evil.example": "/", "//evil.example": "/", "/\\evil.example": "/", "javascript:alert(1)": "/", "/a\nb": "/",
	} {
		if got := auth.LocalPath(next); got != want {
			t.Errorf("%q leads to %q; want %q", next, got, want)
		}
	}
}
