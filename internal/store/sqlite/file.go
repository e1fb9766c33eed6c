package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"

	"github.com/pressly/goose/v3"

	"github.com/sillat/sillat/pkg/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a file as ours: "Sill" in ASCII. The first migration writes it.
const applicationID = 0x53696c6c

// checkHeader refuses what is not an SQLite file before the driver could touch it. A file that is missing is made, for this
// user only: networks name people. An empty one is new as well.
func checkHeader(path string) error {
	f, err := os.OpenFile(path, os.O_RDONLY|os.O_CREATE, 0o600)
	if err != nil {
		return fault.New(fault.Unavailable, "the store cannot be opened: %v; check the right to read it", err)
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	switch n, err := io.ReadFull(f, head); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.Unavailable, "the store cannot be read: %v; --store sqlite:PATH needs the path of a file", err)
	case string(head[:n]) != magic:
		return notOurs(path)
	}
	return nil
}

// prepare makes or updates the tables, unless the file belongs to another program or to a newer Sillat.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.checkOwner(ctx); err != nil {
		return err
	}
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	// Two processes may make the same file at once. Each step is a transaction, so one of them succeeds and the other
	// finds the tables there: its error means nothing when no step is left.
	for attempt := 0; ; attempt++ {
		p, err := goose.NewProvider(goose.DialectSQLite3, s.db, steps, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
		if err != nil {
			return fmt.Errorf("migrations: %w", err)
		}
		have, want, err := p.GetVersions(ctx)
		switch {
		case err == nil && have == want:
			return nil
		case err == nil && have > want:
			return fault.New(fault.Invalid, "the store %s was written by a newer Sillat (its tables are version %d, this program knows %d); update Sillat",
				s.path, have, want)
		case err == nil:
			_, err = p.Up(ctx)
		}
		if err != nil && attempt == 3 {
			return fmt.Errorf("migrations: %w", err)
		}
	}
}

// checkOwner refuses an SQLite file that holds another program's tables, and looks without changing anything: the store's own
// connections would already switch the file's journal. A file with no tables but those of the migrations is one whose
// making was interrupted.
func (s *Store) checkOwner(ctx context.Context) (err error) {
	db, err := sql.Open("sqlite", address(s.path, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	// The tables are looked at first: the step that makes them writes the id in the same transaction, so whoever sees tables sees
	// the id as well, also while somebody else makes the file.
	var id, foreign int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'").Scan(&foreign)
	if err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id == applicationID || id == 0 && foreign == 0 {
		return nil
	}
	return notOurs(s.path)
}

func notOurs(path string) error {
	return fault.New(fault.Invalid, "%s is not a Sillat store; choose another path with --store sqlite:PATH", path)
}
