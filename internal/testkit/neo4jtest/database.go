package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// firstPassword is what a new server asks to change.
const firstPassword = "neo4j"

// marker is a label that says of a database that tests may empty it.
const marker = "SillatTest"

// URI is the server's address as --store takes it: scheme://user:password@host:port/database.
func (s *Server) URI() string { return s.URIAt(s.Address) }

// URIAt is the URI with another host and port, of a proxy in front of the server for instance.
func (s *Server) URIAt(address string) string { return s.uri(s.scheme, address) }

// URIBy is the URI with another scheme.
func (s *Server) URIBy(scheme string) string { return s.uri(scheme, s.Address) }

func (s *Server) uri(scheme, address string) string {
	u := url.URL{Scheme: scheme, User: url.UserPassword(s.User, s.Password), Host: address, Path: "/" + s.Database}
	return u.String()
}

// Driver is a connection of the test's own, closed at its end.
func (s *Server) Driver(t testing.TB) neo4j.DriverWithContext {
	t.Helper()
	d, err := s.connect(s.Password)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Query runs one query and returns its records. It uses one connection for all, because a test asks much of a small graph; whether that
// still stands is found out each time, because tests kill the server.
func (s *Server) Query(t testing.TB, query string, params map[string]any) []*neo4j.Record {
	t.Helper()
	s.asking.once.Do(func() {
		s.asking.driver, s.asking.err = neo4j.NewDriverWithContext(s.asks+"://"+s.Address, neo4j.BasicAuth(s.User, s.Password, ""),
			func(c *config.Config) { c.ConnectionLivenessCheckTimeout = 0 })
	})
	if s.asking.err != nil {
		t.Fatal(s.asking.err)
	}
	records, err := s.query(s.asking.driver, s.Database, query, params)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return records
}

// Administer runs one command on the server itself, such as one that makes a user.
func (s *Server) Administer(t testing.TB, command string) {
	t.Helper()
	d := s.Driver(t)
	if _, err := s.query(d, "system", command, nil); err != nil {
		t.Fatalf("%s: %v", command, err)
	}
}

// Empty deletes all nodes and relationships but the records of migrations.
func (s *Server) Empty(t testing.TB) {
	t.Helper()
	s.Query(t, "MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 10000 ROWS", nil)
	s.Query(t, "MATCH (n) WHERE NOT n:__Neo4jMigration AND NOT n:"+marker+" CALL { WITH n DELETE n } IN TRANSACTIONS OF 10000 ROWS", nil)
}

func (s *Server) connect(password string) (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(s.asks+"://"+s.Address, neo4j.BasicAuth(s.User, password, ""))
}

// query runs in a transaction that the server makes itself, which CALL … IN TRANSACTIONS needs.
func (s *Server) query(d neo4j.DriverWithContext, database, query string, params map[string]any) ([]*neo4j.Record, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, query, params)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// setPassword does what a new server asks of its first user. The port opens a little before the databases do.
func (s *Server) setPassword() error {
	d, err := s.connect(firstPassword)
	if err != nil {
		return err
	}
	defer d.Close(context.Background())
	for attempt := 0; ; attempt++ {
		_, err := s.query(d, "system", "ALTER CURRENT USER SET PASSWORD FROM $from TO $to", map[string]any{"from": firstPassword, "to": s.Password})
		if err == nil {
			return s.ready()
		}
		if attempt == 100 {
			return fmt.Errorf("set the first password: %w", err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// ready waits until the database answers.
func (s *Server) ready() error {
	d, err := s.connect(s.Password)
	if err != nil {
		return err
	}
	defer d.Close(context.Background())
	for attempt := 0; ; attempt++ {
		_, err := s.query(d, s.Database, "RETURN 1", nil)
		if err == nil {
			return nil
		}
		if attempt == 100 {
			return fmt.Errorf("wait for the database: %w", err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// foreign is a server that somebody else runs. Tests empty its database, so it must be empty or one that tests emptied before.
func foreign(uri string) (*Server, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return nil, errors.New("NEO4J_URI is no address: write bolt://host:port/database, with NEO4J_USER and NEO4J_PASSWORD beside it")
	}
	s := &Server{Address: u.Host, scheme: u.Scheme, asks: u.Scheme, Database: "neo4j", User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"), asking: new(asking)}
	if len(u.Path) > 1 {
		s.Database = u.Path[1:]
	}
	if s.User == "" {
		s.User = "neo4j"
	}
	if err := s.ready(); err != nil {
		return nil, fmt.Errorf("NEO4J_URI: %w", err)
	}
	d, err := s.connect(s.Password)
	if err != nil {
		return nil, err
	}
	defer d.Close(context.Background())
	held, err := s.query(d, s.Database, "MATCH (n) WHERE NOT n:__Neo4jMigration RETURN n:"+marker+" AS ours LIMIT 1000", nil)
	if err != nil {
		return nil, err
	}
	for _, r := range held {
		if r.Values[0] == true {
			return s, nil
		}
	}
	if len(held) > 0 {
		return nil, errors.New("NEO4J_URI names a database that is not empty, and tests empty it: name another, or delete what it holds")
	}
	_, err = s.query(d, s.Database, "CREATE (:"+marker+")", nil)
	return s, err
}
