package neo4j

import (
	"context"
	"time"
)

// OpenSmall opens a store that does everything in small parts, so that small networks take many transactions, and whose leases lapse
// soon after their owner died.
func OpenSmall(ctx context.Context, uri string) (*Store, error) {
	small := usual
	small.rows, small.owners, small.lease = 50, 7, 2*time.Second
	return open(ctx, uri, small)
}
