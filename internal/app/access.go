package app

import (
	"context"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// Book returns where the store keeps accounts, tokens and roles.
func (a *App) Book() (*auth.Book, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	if _, ok := s.(store.Documents); !ok {
		return nil, fault.New(fault.Unavailable, "this store keeps no accounts; use one that does")
	}
	return auth.NewBook(a.looks, a.now), nil
}

// forgetRoles takes the roles in a network that was deleted, so that a new one of its name does not inherit them.
func (a *App) forgetRoles(ctx context.Context, name string) error {
	if _, ok := a.store.(store.Documents); !ok {
		return nil
	}
	b, err := a.Book()
	if err != nil {
		return err
	}
	return b.Forget(ctx, name)
}
