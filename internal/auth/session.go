package auth

import (
	"context"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// sessionLife is how long somebody stays signed in: a long working day.
const sessionLife = 12 * time.Hour

// session is a browser that is signed in.
type session struct {
	Account string    `json:"account"`
	Secret  string    `json:"secret"` // digest
	Epoch   int       `json:"epoch"`
	Expires time.Time `json:"expires"`
}

// SignIn begins a session for whoever knows an account's password, and returns its secret. Otherwise it returns a fault.Unauthorized.
func (b *Book) SignIn(ctx context.Context, name, password string) (shown string, expires time.Time, err error) {
	a, err := b.byPassword(ctx, name, password)
	if err != nil {
		return "", time.Time{}, err
	}
	return b.begin(ctx, a)
}

// begin begins a session of an account and clears away sessions that have ended.
func (b *Book) begin(ctx context.Context, a Account) (shown string, expires time.Time, err error) {
	if err := b.clear(ctx); err != nil {
		return "", time.Time{}, err
	}
	id, shown, kept := mint()
	s := session{Account: a.Name, Secret: kept, Epoch: a.Epoch, Expires: b.moment().Add(sessionLife)}
	return shown, s.Expires, record[session]{Value: s, kind: sessionKind, id: id}.save(ctx, b)
}

// clear drops what has expired.
func (b *Book) clear(ctx context.Context) error {
	err := each(ctx, b, sessionKind, "", func(r record[session]) error {
		if b.now().After(r.Value.Expires) {
			return b.drop(ctx, sessionKind, r.id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return each(ctx, b, loginKind, "", func(r record[login]) error {
		if b.now().After(r.Value.Expires) {
			return b.drop(ctx, loginKind, r.id)
		}
		return nil
	})
}

// SignOut ends a session. One that has ended is no fault.
func (b *Book) SignOut(ctx context.Context, shown string) error {
	id, secret, ok := split(shown)
	if !ok {
		return nil
	}
	r, err := load[session](ctx, b, sessionKind, id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && !fits(secret, r.Value.Secret) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.drop(ctx, sessionKind, id)
}

// BySession returns who is signed in with a session's secret; nobody when it is of no session, or of one that has ended.
func (b *Book) BySession(ctx context.Context, shown string) (Principal, error) {
	id, secret, ok := split(shown)
	if !ok {
		return Principal{}, nil
	}
	r, err := recall[session](ctx, b, sessionKind, id)
	if fault.CodeOf(err) == fault.NotFound {
		return Principal{}, nil
	}
	if err != nil {
		return Principal{}, err
	}
	s := r.Value
	if !fits(secret, s.Secret) || b.now().After(s.Expires) {
		return Principal{}, nil
	}
	a, err := b.alive(ctx, s.Account, s.Epoch)
	if err != nil || a == nil {
		return Principal{}, err
	}
	return Principal{Account: a.Name, Admin: a.Admin, Most: Owner}, nil
}

// alive returns an account if it may still be used by what was given out in an epoch; else nil.
func (b *Book) alive(ctx context.Context, name string, epoch int) (*Account, error) {
	r, err := recall[Account](ctx, b, accountKind, name)
	a := r.Value
	if fault.CodeOf(err) == fault.NotFound || err == nil && (a.Disabled || a.Epoch != epoch) {
		return nil, nil
	}
	return &a, err
}
