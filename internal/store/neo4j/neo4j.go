// Package neo4j keeps networks in a Neo4j 5 database, alone or a cluster, in a shape that reads naturally in Cypher and Bloom; see
// internal/docs/neo4j.md for the model.
//
// A version of a record never changes once it can be read; it is only marked with the revision that removed it. A change writes new
// versions in as many transactions as it takes, which nobody sees, and the last one, which makes the revision, shows them all at
// once. What it replaced is then moved aside. A lease on the network keeps two changes apart and says what a dead one left behind.
package neo4j

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"github.com/sillat/sillat/internal/store"
)

// limits bound how long the store waits and how much it does at a time.
type limits struct {
	open  time.Duration // until the server has answered for the first time
	call  time.Duration // one transaction, with all attempts at it
	retry time.Duration // attempts at one transaction while the server is away or has no leader
	lease time.Duration // a change that has not been heard of for so long is dead
	wait  time.Duration // for another's change of the same network: longer than the largest import that we measure

	patience time.Duration // of a reader, for a transaction of a change to be written down, which takes a fraction of it

	rows   int // of one writing transaction: below it round trips cost more than they need, above it the server's memory does
	owners int // actors whose links are read at a time
}

var usual = limits{
	open: 10 * time.Second, call: time.Minute, retry: 15 * time.Second, lease: 20 * time.Second, wait: 10 * time.Minute, patience: time.Second,
	rows: 10_000, owners: 2_000,
}

// mostConnections bounds the pool for each server. A walk takes a few of them, and its visitor may take more.
const mostConnections = 50

// Store is a store.Store in one Neo4j database.
type Store struct {
	address address
	limits  limits
	driver  driver.DriverWithContext
	closed  atomic.Bool
	changes queues  // changes of this process, so that they follow each other without asking the server
	sweeper sweeper // clears up in the background what dead changes left
	leave   context.CancelFunc
	life    context.Context // ends with Close
}

var (
	_ store.Store   = (*Store)(nil)
	_ store.Distant = (*Store)(nil)
)

// Distant says that looks at the database go over a network.
func (s *Store) Distant() {}

// Open connects to the database that uri names: neo4j://user:password@host:port/database, or bolt://, each also with +s and +ssc.
// An address that cannot be one, a server older than Neo4j 5 and a database that a newer Sillat wrote are fault.Invalid; a
// server that does not answer, or does not let this user in, is fault.Unavailable.
func Open(ctx context.Context, uri string) (*Store, error) { return open(ctx, uri, usual) }

func open(ctx context.Context, uri string, l limits) (*Store, error) {
	a, err := parseAddress(uri)
	if err != nil {
		return nil, err
	}
	d, err := driver.NewDriverWithContext(a.target, a.auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = mostConnections
		c.ConnectionAcquisitionTimeout = l.call / 2
		c.SocketConnectTimeout = min(5*time.Second, l.open)
		c.MaxTransactionRetryTime = l.retry
		c.ConnectionLivenessCheckTimeout = time.Minute // a connection that died while idle is found before it is used
		c.ReadBufferSize = 256 << 10
		c.FetchSize = 20_000
		c.TelemetryDisabled = true
		c.UserAgent = "sillat"
	})
	if err != nil {
		return nil, badAddress(a.String())
	}
	s := &Store{address: a, limits: l, driver: d, sweeper: sweeper{asked: make(chan struct{}, 1)}}
	s.life, s.leave = context.WithCancel(context.Background())
	if err := s.prepare(ctx); err != nil {
		s.leave()
		_ = d.Close(context.WithoutCancel(ctx)) // the first error tells more
		return nil, err
	}
	s.sweep()
	return s, nil
}

// prepare makes sure that the server can be used and that the database has its keys and indexes.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.checkServer(ctx); err != nil {
		return err
	}
	return s.migrate(ctx)
}

// Close lets go of the server. Closing twice is harmless.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	s.leave()
	s.sweeper.stop()
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.open)
	defer cancel()
	if err := s.driver.Close(ctx); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}
