package client_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/client"
)

const password = "four words make sense"

// cheap makes a password cost next to nothing.
var cheap = auth.Cost{Passes: 1, Memory: 64, Lanes: 1}

// served is a real service with the demo network and background work, which asks for a login when it has a book.
type served struct {
	*httptest.Server
	book *auth.Book
}

// serve starts a service. before, which may be nil, stands between the client and the service.
func serve(t testing.TB, login bool, before func(http.Handler) http.Handler) *served {
	t.Helper()
	ctx := context.Background()
	kept, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	log := slog.New(slog.DiscardHandler)
	a := app.New(app.Options{Store: kept, Version: "test"})
	if _, err := a.Import(ctx, app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	work, err := a.Jobs(app.JobOptions{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	work.Start()
	s := &served{}
	o := httpapi.Options{App: a, Version: "test", Log: log, Jobs: work}
	if login {
		book, err := a.Book()
		if err != nil {
			t.Fatal(err)
		}
		s.book = book.At(time.Now, cheap)
		if err := s.book.AddAccount(ctx, auth.NewAccount{Name: "root", Password: password, Admin: true}); err != nil {
			t.Fatal(err)
		}
		o.Access = &httpapi.Access{Book: s.book}
	}
	handler := httpapi.New(o)
	if before != nil {
		handler = before(handler)
	}
	s.Server = httptest.NewServer(handler)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
		if err := work.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return s
}

// ask makes a client of a service.
func ask(t testing.TB, address string, o client.Options) *client.Client {
	t.Helper()
	o.Pause = time.Millisecond
	c, err := client.New(address, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// token makes a token of the admin's.
func (s *served) token(t testing.TB) string {
	t.Helper()
	_, shown, err := s.book.MakeToken(context.Background(), auth.TokenRequest{Account: "root", Role: auth.Owner, Admin: true, Label: "test", Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	return shown
}
