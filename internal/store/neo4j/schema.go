package neo4j

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// defined finds the name of what a statement defines.
var defined = regexp.MustCompile(`CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS`)

// define runs a statement that makes a constraint or an index unless it is there. The server makes a constraint's index first, in a transaction of
// its own: while somebody makes it, and for good when that one was cut off, there is the index without the constraint, and the statement fails.
func (s *Store) define(ctx context.Context, statement string) error {
	for began := time.Now(); ; {
		err := s.attempt(ctx, driver.AccessModeWrite, func(tx transaction) error {
			_, err := tx.one(statement, nil)
			return err
		})
		e, is := errors.AsType[*driver.Neo4jError](err)
		name := defined.FindStringSubmatch(statement)
		if !is || !strings.Contains(e.Code, "AlreadyExists") || name == nil || time.Since(began) > s.limits.open {
			return s.explain(ctx, err)
		}
		select {
		case <-time.After(s.limits.open / 20):
		case <-ctx.Done():
			return s.explain(ctx, ctx.Err())
		}
		// Who is making the constraint holds a lock that this waits for, and an index that belongs to one is not dropped; so only one that was
		// left goes, and whether it did shows at the next attempt.
		_ = s.run(ctx, "DROP INDEX "+name[1]+" IF EXISTS", nil)
	}
}
