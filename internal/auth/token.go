package auth

import (
	"context"
	"slices"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// mostDays is how long a token may live.
const mostDays = 366

// TokenRequest asks for a token of an account.
type TokenRequest struct {
	Account string
	Label   string // what it is for
	Role    Role   // the most that it may do in any network
	Admin   bool   // it may also do what an admin may; only for an admin's account
	Network string // "": every network of the account
	Days    int    // until it expires
}

// Token is what can be told of a token once it was made.
type Token struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Label   string    `json:"label"`
	Role    Role      `json:"role"`
	Admin   bool      `json:"admin"`
	Network string    `json:"network,omitempty"`
	Made    time.Time `json:"made"`
	Expires time.Time `json:"expires"`
}

// keptToken is a token with what is kept of its secret.
type keptToken struct {
	Token
	Secret string `json:"secret"` // digest
	Epoch  int    `json:"epoch"`
}

// MakeToken makes a token. Its secret is returned here and can never be seen again.
func (b *Book) MakeToken(ctx context.Context, r TokenRequest) (t Token, shown string, err error) {
	switch {
	case r.Label == "" || len(r.Label) > 100:
		return t, "", fault.New(fault.Invalid, "the token's label has %d bytes; say in 1 to 100 what it is for", len(r.Label))
	case r.Days < 1 || r.Days > mostDays:
		return t, "", fault.New(fault.Invalid, "the token would expire after %d days; choose 1 to %d", r.Days, mostDays)
	case r.Role == None:
		return t, "", fault.New(fault.Invalid, "a token for nothing; choose viewer, editor or owner as the most that it may do")
	case r.Admin && r.Network != "":
		return t, "", fault.New(fault.Invalid, "a token cannot be both an admin's and for the network %q alone; choose one", r.Network)
	}
	a, err := b.Account(ctx, r.Account)
	if err != nil {
		return t, "", err
	}
	if a.Disabled {
		return t, "", fault.New(fault.Conflict, "the account %q is disabled; enable it first", a.Name)
	}
	if r.Admin && !a.Admin {
		return t, "", fault.New(fault.Forbidden, "the account %q is no admin's, so its tokens cannot be either", a.Name)
	}
	id, shown, kept := mint()
	t = Token{
		ID: id, Account: a.Name, Label: r.Label, Role: r.Role, Admin: r.Admin, Network: r.Network,
		Made: b.moment(), Expires: b.moment().AddDate(0, 0, r.Days),
	}
	return t, shown, record[keptToken]{Value: keptToken{Token: t, Secret: kept, Epoch: a.Epoch}, kind: tokenKind, id: id}.save(ctx, b)
}

// Tokens lists the tokens of an account, oldest first, also those that have expired; "" is of all accounts.
func (b *Book) Tokens(ctx context.Context, account string) ([]Token, error) {
	list := []Token{}
	err := each(ctx, b, tokenKind, "", func(r record[keptToken]) error {
		if account == "" || r.Value.Account == account {
			list = append(list, r.Value.Token)
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b Token) int { return a.Made.Compare(b.Made) })
	return list, err
}

// Revoke ends a token of an account; account "" is any. One that is not there, or another's, is a fault.NotFound.
func (b *Book) Revoke(ctx context.Context, account, id string) error {
	missing := fault.New(fault.NotFound, "there is no token %q", id)
	r, err := load[keptToken](ctx, b, tokenKind, id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && account != "" && r.Value.Account != account {
		return missing
	}
	if err != nil {
		return err
	}
	return b.drop(ctx, tokenKind, id)
}

// ByToken returns who a token's secret stands for. One that is none, has expired or was revoked is a fault.Unauthorized.
func (b *Book) ByToken(ctx context.Context, shown string) (Principal, error) {
	refused := fault.New(fault.Unauthorized, "the token is not valid: it may have expired or been revoked; make a new one")
	id, secret, ok := split(shown)
	if !ok {
		return Principal{}, refused
	}
	r, err := recall[keptToken](ctx, b, tokenKind, id)
	if fault.CodeOf(err) == fault.NotFound {
		return Principal{}, refused
	}
	if err != nil {
		return Principal{}, err
	}
	t := r.Value
	if !fits(secret, t.Secret) || b.now().After(t.Expires) {
		return Principal{}, refused
	}
	a, err := b.alive(ctx, t.Account, t.Epoch)
	if err != nil {
		return Principal{}, err
	}
	if a == nil {
		return Principal{}, refused
	}
	return Principal{Account: a.Name, Admin: a.Admin && t.Admin, Most: t.Role, Network: t.Network, Token: t.ID}, nil
}
