package neo4j

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

// Each step is a file V0001__words.cypher; its statements end with a semicolon at a line's end and may run twice, because a step
// whose process dies runs again. What was done is kept as (:__Neo4jMigration) nodes, as the tool neo4j-migrations does.
//
//go:embed migrations/*.cypher
var migrations embed.FS

// migrationsLease is the name under which migrations hold a lease. No network can be called so.
const migrationsLease = "/migrations"

type migration struct {
	version     int
	description string
	statements  []string
	checksum    string
}

// allMigrations are the steps in order.
func allMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/V*__*.cypher")
	if err != nil {
		return nil, err
	}
	var list []migration
	for _, name := range names { // Glob sorts by name, and versions have four digits
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		number, words, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".cypher"), "__")
		version, err := strconv.Atoi(number[1:])
		if err != nil || version != len(list)+1 {
			return nil, fmt.Errorf("migration %s: expected version %d", name, len(list)+1)
		}
		digest := sha256.Sum256(text)
		list = append(list, migration{version, strings.ReplaceAll(words, "_", " "), statementsOf(string(text)), hex.EncodeToString(digest[:])})
	}
	return list, nil
}

func statementsOf(text string) (list []string) {
	for s := range strings.SplitSeq(text, ";\n") {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// migrate runs the steps that the database has not seen, each once and in order, also when two servers start together. Where there are
// none it writes all the same, so that a user or a server that may only read is found out at the start, but waits for nobody.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := allMigrations(migrations)
	if err != nil {
		return err
	}
	if done, err := s.migrated(ctx); err != nil {
		return err
	} else if done == len(steps) {
		return s.run(ctx, "CREATE (n) DELETE n", nil)
	}
	// The two constraints that taking turns itself needs. Making one that is there does nothing.
	for _, q := range []string{
		"CREATE CONSTRAINT sillat_lease_network IF NOT EXISTS FOR (l:Lease) REQUIRE l.network IS UNIQUE",
		"CREATE CONSTRAINT sillat_migration_version IF NOT EXISTS FOR (m:__Neo4jMigration) REQUIRE m.version IS UNIQUE",
	} {
		if err := s.define(ctx, q); err != nil {
			return err
		}
	}
	l, _, err := s.acquire(ctx, migrationsLease)
	if err != nil {
		return err
	}
	defer l.release()
	done, err := s.migrated(l.ctx)
	if err != nil {
		return err
	}
	if done > len(steps) {
		return fault.New(fault.Invalid, "the store %s was written by a newer Sillat (its migrations are at %d, this program knows %d); update Sillat",
			s.address, done, len(steps))
	}
	for _, m := range steps[done:] {
		if err := s.apply(l.ctx, m); err != nil {
			return fmt.Errorf("migration %d (%s): %w", m.version, m.description, err)
		}
	}
	return nil
}

// migrated is the newest step that the database has seen.
func (s *Store) migrated(ctx context.Context) (version int, err error) {
	err = s.read(ctx, func(tx transaction) error {
		v, err := tx.one("MATCH (m:__Neo4jMigration) RETURN max(toInteger(m.version))", nil)
		if err == nil && len(v) == 1 {
			version = numberIn(v[0])
		}
		return err
	})
	return version, err
}

func (s *Store) apply(ctx context.Context, m migration) error {
	began := time.Now()
	for _, statement := range m.statements { // one by one: a change of the schema cannot share a transaction with one of data
		if err := s.define(ctx, statement); err != nil {
			return err
		}
	}
	if err := s.run(ctx, "CALL db.awaitIndexes(300)", nil); err != nil {
		return err
	}
	return s.run(ctx, "CREATE (:__Neo4jMigration {version: $version, description: $description, type: 'CYPHER', checksum: $checksum, "+
		"installedOn: $on, executionTime: $took})", map[string]any{
		"version": fmt.Sprintf("%04d", m.version), "description": m.description, "checksum": m.checksum,
		"on": now(), "took": driver.DurationOf(0, 0, 0, int(time.Since(began))),
	})
}

// run runs one statement in a transaction of its own.
func (s *Store) run(ctx context.Context, query string, params map[string]any) error {
	return s.write(ctx, func(tx transaction) error {
		_, err := tx.one(query, params)
		return err
	})
}
