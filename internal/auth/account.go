package auth

import (
	"context"
	"strings"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// Account is somebody who can sign in.
type Account struct {
	Name     string    `json:"name"`
	Admin    bool      `json:"admin"`
	Disabled bool      `json:"disabled"`
	Made     time.Time `json:"made"`

	Hash  string `json:"hash,omitempty"` // of the password; "" when it signs in elsewhere
	Epoch int    `json:"epoch"`          // sessions and tokens of an earlier one are void
}

// NewAccount is an account to be made.
type NewAccount struct {
	Name     string
	Password string // "": signs in with an issuer, or only by tokens
	Admin    bool
}

// CheckAccount refuses a name that an account cannot have.
func CheckAccount(name string) error {
	const letters, more = "abcdefghijklmnopqrstuvwxyz0123456789", "._@+-"
	if name == "" || len(name) > 100 || strings.Trim(name, letters+more) != "" || strings.ContainsRune(more, rune(name[0])) {
		return fault.New(fault.Invalid, "%q cannot be an account's name; write up to 100 lower-case letters a-z, digits and %s, beginning with a letter or digit", name, more)
	}
	return nil
}

// AddAccount makes an account. A name that is taken is a fault.Conflict.
func (b *Book) AddAccount(ctx context.Context, n NewAccount) error {
	if err := CheckAccount(n.Name); err != nil {
		return err
	}
	a := Account{Name: n.Name, Admin: n.Admin, Made: b.moment()}
	if n.Password != "" {
		if err := checkPassword(n.Name, n.Password); err != nil {
			return err
		}
		var err error
		if a.Hash, err = b.cost.hashPassword(ctx, n.Password); err != nil {
			return err
		}
	}
	err := record[Account]{Value: a, kind: accountKind, id: a.Name}.save(ctx, b)
	if fault.CodeOf(err) == fault.Conflict {
		return fault.New(fault.Conflict, "there is already an account %q; choose another name", n.Name)
	}
	return err
}

// Account returns an account, or a fault.NotFound.
func (b *Book) Account(ctx context.Context, name string) (Account, error) {
	if CheckAccount(name) != nil {
		return Account{}, noAccount(name)
	}
	r, err := load[Account](ctx, b, accountKind, name)
	if fault.CodeOf(err) == fault.NotFound {
		return Account{}, noAccount(name)
	}
	return r.Value, err
}

func noAccount(name string) error { return fault.New(fault.NotFound, "there is no account %q", name) }

// Accounts lists all accounts by name, without what is kept of their passwords.
func (b *Book) Accounts(ctx context.Context) ([]Account, error) {
	list := []Account{}
	err := each(ctx, b, accountKind, "", func(r record[Account]) error {
		r.Value.Hash = ""
		list = append(list, r.Value)
		return nil
	})
	return list, err
}

// AccountChange is what to change of an account; nil leaves as it is.
type AccountChange struct {
	Password *string
	Admin    *bool
	Disabled *bool
}

// ChangeAccount changes an account. A new password or disabling ends its sessions and voids its tokens.
func (b *Book) ChangeAccount(ctx context.Context, name string, c AccountChange) error {
	hash := ""
	if c.Password != nil {
		if err := checkPassword(name, *c.Password); err != nil {
			return err
		}
		var err error
		if hash, err = b.cost.hashPassword(ctx, *c.Password); err != nil {
			return err
		}
	}
	if _, err := b.Account(ctx, name); err != nil {
		return err
	}
	return change(ctx, b, accountKind, name, func(a *Account) error {
		if c.Password != nil {
			a.Hash = hash
			a.Epoch++
		}
		if c.Disabled != nil {
			a.Disabled = *c.Disabled
			a.Epoch++
		}
		if c.Admin != nil {
			a.Admin = *c.Admin
		}
		return nil
	})
}

// HasAdmin reports whether anybody could let others in.
func (b *Book) HasAdmin(ctx context.Context) (found bool, err error) {
	err = each(ctx, b, accountKind, "", func(r record[Account]) error {
		found = found || r.Value.Admin && !r.Value.Disabled
		return nil
	})
	return found, err
}

// errWrong says no more than that: which of the two is wrong is nobody's business.
func errWrong() error {
	return fault.New(fault.Unauthorized, "the name or the password is wrong")
}

// byPassword returns the account whose password this is.
func (b *Book) byPassword(ctx context.Context, name, password string) (Account, error) {
	a, err := b.Account(ctx, name)
	if code := fault.CodeOf(err); err != nil && code != fault.NotFound {
		return Account{}, err
	}
	known := err == nil && a.Hash != "" && !a.Disabled && len(password) <= mostPassword
	kept := b.cost.nobodysHash()
	if known {
		kept = a.Hash
	}
	fit, err := passwordFits(ctx, password[:min(len(password), mostPassword)], kept)
	if err != nil {
		return Account{}, err
	}
	if !known || !fit {
		return Account{}, errWrong()
	}
	return a, nil
}
