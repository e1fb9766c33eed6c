package neo4j

import (
	"context"
	"strconv"
	"strings"

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
	if err != nil {
		return s.explain(ctx, err)
	}
	return s.read(ctx, func(tx transaction) error {
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
}

func checkVersion(a address, version string) error {
	major, _, _ := strings.Cut(version, ".")
	if n, err := strconv.Atoi(major); err != nil || n < oldestServer {
		return fault.New(fault.Invalid, "the store %s runs Neo4j %q; Sillat needs %d or newer", a, version, oldestServer)
	}
	return nil
}
