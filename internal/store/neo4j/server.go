package neo4j

import (
	"context"
	"errors"
	"strconv"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

// oldestServer is the major version that knows what our statements need: EXISTS and COUNT subqueries, elementId.
const oldestServer = 5

// checkServer makes sure that somebody answers, lets this user in, and is Neo4j 5 or newer.
func (s *Store) checkServer(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, s.limits.open)
	defer cancel()
	err := s.driver.VerifyConnectivity(limited)
	if err != nil && ctx.Err() == nil && late(limited) {
		return fault.New(fault.Unavailable, "the store %s did not answer within %v; check that the server runs, and the host and the port of the address",
			s.address, s.limits.open)
	}
	if err != nil && s.address.encryptedOnly(limited, err) {
		scheme, _, _ := strings.Cut(s.address.target, ":")
		return fault.New(fault.Unavailable, "the store %s takes encrypted connections only: write %s+s:// in the address, or %s+ssc:// when its certificate is one "+
			"that it signed itself", s.address, scheme, scheme)
	}
	if err != nil {
		return s.explain(ctx, err)
	}
	err = s.attempt(ctx, driver.AccessModeRead, func(tx transaction) error {
		v, err := tx.one("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]", nil)
		if err != nil {
			return err
		}
		version := ""
		if len(v) == 1 {
			version, _ = v[0].(string)
		}
		return checkVersion(s.address, version)
	})
	if e, is := errors.AsType[*driver.Neo4jError](err); is && strings.Contains(e.Code, "DatabaseNotFound") {
		if there := s.databases(limited); len(there) > 0 {
			return fault.New(fault.Invalid, "the store %s cannot be opened: the server has no database of this name; name one of those it has in the address: %s",
				s.address, strings.Join(there, ", "))
		}
	}
	return s.explain(ctx, err)
}

// databases are the names of those that this user may see; none when the server does not say.
func (s *Store) databases(ctx context.Context) (names []string) {
	system := s.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, DatabaseName: systemDatabase})
	defer func() { _ = system.Close(context.WithoutCancel(ctx)) }() // it only read
	_, err := system.ExecuteRead(ctx, func(tx driver.ManagedTransaction) (any, error) {
		names = nil
		return nil, transaction{ctx, tx}.each("SHOW DATABASES YIELD name WHERE name <> '"+systemDatabase+"' RETURN DISTINCT name ORDER BY name", nil, func(v []any) error {
			name, _ := v[0].(string)
			names = append(names, name)
			return nil
		})
	})
	if err != nil {
		return nil
	}
	return names
}

func checkVersion(a address, version string) error {
	major, _, _ := strings.Cut(version, ".")
	if n, err := strconv.Atoi(major); err != nil || n < oldestServer {
		return fault.New(fault.Invalid, "the store %s runs Neo4j %q; Sillat needs %d or newer", a, version, oldestServer)
	}
	return nil
}
