package main

import (
	"context"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
)

// session is what every subcommand of one run shares.
type session struct {
	stdout, stderr io.Writer
	store          string // as given with --store
	server         string // as given with --server
	tokenFile      string
	askedServer    bool // the command was carried out there
}

// open makes the app on the chosen store. The caller closes what it returns.
func (s *session) open(ctx context.Context) (*app.App, func(), error) {
	if err := s.refuseServer(); err != nil {
		return nil, nil, err
	}
	return openNamed(ctx, s.storeName(), app.Options{})
}

// openNamed is open for a store by its name, and more options.
func openNamed(ctx context.Context, name string, o app.Options) (*app.App, func(), error) {
	kept, err := openStore(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	o.Store, o.Version = kept, version()
	return app.New(o), func() { kept.Close() }, nil
}

// openUnless is open, but makes the app without a store when none is needed.
func (s *session) openUnless(ctx context.Context, storeless bool) (desk, func(), error) {
	if storeless {
		return app.New(app.Options{Version: version()}), func() {}, nil
	}
	return s.openDesk(ctx)
}

// openHere makes the app that a SOURCE needs: without a store when it can only be a path.
func (s *session) openHere(ctx context.Context, source string) (*app.App, app.Source, func(), error) {
	if app.IsPath(source) {
		return app.New(app.Options{Version: version()}), app.Files(source), func() {}, nil
	}
	a, done, err := s.open(ctx)
	if err != nil {
		return nil, app.Source{}, nil, err
	}
	src, err := a.Resolve(ctx, source)
	if err != nil {
		done()
		return nil, app.Source{}, nil, err
	}
	return a, src, done, nil
}

// storeName is --store, else SILLAT_STORE, else a file in the user's data folder.
func (s *session) storeName() string {
	if s.store != "" {
		return s.store
	}
	if name := os.Getenv("SILLAT_STORE"); name != "" {
		return name
	}
	return "sqlite:" + filepath.Join(dataFolder(), "sillat.db")
}

// openStore opens a store by its name. Only this file knows which stores there are.
func openStore(ctx context.Context, name string) (store.Store, error) {
	kind, rest, _ := strings.Cut(name, ":")
	switch kind {
	case "sqlite":
		if rest == "" {
			return nil, fault.New(fault.Invalid, "the store %q names no file; write sqlite:PATH", name)
		}
		return sqlite.Open(ctx, rest)
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		return neo4j.Open(ctx, name)
	default:
		// The name is not repeated: it may hold a password.
		return nil, fault.New(fault.Invalid, "there is no kind of store %q; write sqlite:PATH or neo4j://user:password@host:port/database", kind)
	}
}

// dataFolder is where programs keep a user's data on this system.
func dataFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, "Sillat")
		}
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "Sillat")
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "sillat")
	}
	return filepath.Join(home, ".local", "share", "sillat")
}

// whoAmI names the user of the command line for the record of changes.
func whoAmI() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "command line"
}
