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

// OpenShort opens a store like that of OpenSmall whose leases lapse at once, for who kills it all the time.
func OpenShort(ctx context.Context, uri string) (*Store, error) {
	short := usual
	short.rows, short.owners, short.lease = 50, 7, 400*time.Millisecond
	return open(ctx, uri, short)
}

// OpenHasty opens a store like that of OpenSmall that does not wait long for a server that is away or silent.
func OpenHasty(ctx context.Context, uri string) (*Store, error) {
	hasty := usual
	hasty.rows, hasty.owners, hasty.lease, hasty.retry, hasty.open = 50, 7, 2*time.Second, time.Second, 2*time.Second
	return open(ctx, uri, hasty)
}

// OpenImpatient opens a store that does everything in very small parts and waits for nothing long, so that a test of faults meets its
// limits in seconds.
func OpenImpatient(ctx context.Context, uri string) (*Store, error) {
	return open(ctx, uri, limits{
		open: time.Second, call: 1200 * time.Millisecond, retry: 500 * time.Millisecond, lease: time.Second, wait: 20 * time.Second, patience: 100 * time.Millisecond,
		rows: 15, owners: 5,
	})
}

// OpenPatient opens a store that waits for hours for a lease to be taken back.
func OpenPatient(ctx context.Context, uri string) (*Store, error) {
	patient := usual
	patient.open, patient.patience = 10*time.Hour, 100*time.Millisecond
	return open(ctx, uri, patient)
}
