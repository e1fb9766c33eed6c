package neo4j

import (
	"context"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/google/uuid"

	"github.com/sillat/sillat/pkg/fault"
)

// lease is the right to change one network, kept in the database as a (:Lease) node with its owner and the time at which it lapses if
// nothing is heard of him. Every transaction of a change renews it and fails when it is lost, so that the batches of two changes
// never mix, even when one owner was only thought dead. All times are the server's.
type lease struct {
	store   *Store
	network string
	owner   string
	step    int  // transactions made, so that one whose answer was lost is not made twice
	pending int  // the revision that is being written; 0 while nothing is
	deletes bool // the network is being deleted
	doubt   bool // the last transaction failed, and nobody knows whether it was stored
	ctx     context.Context
	cancel  context.CancelCauseFunc
	beat    sync.WaitGroup
	leave   func() // lets the next change of this process go on
}

// takeLease returns a row when the lease is had: what the owner before left unfinished. Setting a property locks the node, so the owner is
// read when nobody else can be changing it.
const takeLease = `
MERGE (l:Lease {network: $network})
ON CREATE SET l.owner = '', l.expires = 0
SET l.asked = timestamp()
WITH l WHERE l.owner IN ['', $owner] OR l.expires < timestamp()
SET l.owner = $owner, l.expires = timestamp() + $lease, l.step = 0
RETURN l.revision, l.deletes`

const renewLease = `
MATCH (l:Lease {network: $network})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
SET l.expires = timestamp() + $lease
RETURN 1`

// holdLease is the first statement of every transaction of a change.
const holdLease = `
MATCH (l:Lease {network: $network})
SET l.asked = timestamp()
WITH l, l.step AS done WHERE l.owner = $owner
SET l.expires = timestamp() + $lease, l.step = $step, l.revision = $revision, l.deletes = $deletes
RETURN done`

const dropLease = `MATCH (l:Lease {network: $network}) SET l.asked = timestamp() WITH l WHERE l.owner = $owner DELETE l`

// lapseLease gives a lease back with work left that the next owner must clear up.
const lapseLease = `MATCH (l:Lease {network: $network}) SET l.asked = timestamp() WITH l WHERE l.owner = $owner SET l.owner = '', l.expires = 0`

// acquire waits for the right to change a network and first clears up what a dead change left there. It returns what stands there.
func (s *Store) acquire(ctx context.Context, name string) (*lease, standing, error) {
	leave, err := s.changes.enter(ctx, name)
	if err != nil {
		return nil, standing{}, s.explain(ctx, err)
	}
	l := &lease{store: s, network: name, owner: uuid.NewString(), leave: leave}
	l.ctx, l.cancel = context.WithCancelCause(ctx)
	if err := l.take(ctx); err != nil {
		l.release() // it may have been had just when ctx ended
		return nil, standing{}, err
	}
	l.beat.Go(l.keepAlive)
	now, err := l.clearUp()
	if err != nil {
		l.release()
		return nil, standing{}, err
	}
	return l, now, nil
}

// take asks for the lease until it is had.
func (l *lease) take(ctx context.Context) error {
	began, pause := time.Now(), 20*time.Millisecond
	for {
		had := false
		err := l.store.write(ctx, func(tx transaction) error {
			v, err := tx.one(takeLease, l.params())
			if had = len(v) > 0; had {
				l.pending, l.deletes = numberIn(v[0]), v[1] == true
			}
			return err
		})
		switch {
		case err != nil:
			return err
		case had:
			return nil
		case time.Since(began) > l.store.limits.wait:
			return fault.New(fault.Unavailable, "the network %s of the store %s has been changed by another process for %v; try again when that is done",
				l.network, l.store.address, l.store.limits.wait)
		}
		select {
		case <-time.After(pause):
			pause = min(2*pause, time.Second)
		case <-ctx.Done():
			return l.store.explain(ctx, ctx.Err())
		}
	}
}

func (l *lease) params() map[string]any {
	return map[string]any{
		"network": l.network, "owner": l.owner, "lease": l.store.limits.lease.Milliseconds(), "step": int64(l.step),
		"revision": numberOrNull(l.pending), "deletes": trueOrNull(l.deletes),
	}
}

func trueOrNull(b bool) any {
	if !b {
		return nil
	}
	return true
}

// keepAlive renews the lease while the owner works on something that takes no transactions. A lost lease ends the owner's work.
func (l *lease) keepAlive() {
	tick := time.NewTicker(l.store.limits.lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-l.ctx.Done():
			return
		case <-tick.C:
		}
		held := true
		err := l.store.write(l.ctx, func(tx transaction) error {
			v, err := tx.one(renewLease, map[string]any{"network": l.network, "owner": l.owner, "lease": l.store.limits.lease.Milliseconds()})
			held = len(v) > 0
			return err
		})
		if err == nil && !held { // a server that does not answer is no reason: the lease may be there when it does
			l.cancel(l.lost())
			return
		}
	}
}

func (l *lease) lost() error {
	return fault.New(fault.Unavailable, "%s took so long to answer that another process took over; nothing of it was stored; try again", l.subject())
}

// subject is what the lease is for, to begin a sentence with.
func (l *lease) subject() string {
	if l.network == migrationsLease {
		return "the store " + l.store.address.String() + ", which is being set up,"
	}
	return "the change of network " + l.network
}

// mostAttempts is how often a transaction is made when the connection broke at its end, so that nobody knows whether it was stored.
const mostAttempts = 3

// do runs f in a transaction of the change, exactly once: when its commit got no answer it is made again, and finds that it was stored.
// When that cannot be found out either, the lease is left in doubt; see inDoubt.
func (l *lease) do(ctx context.Context, f func(transaction) error) error {
	l.step++
	stored := false
	l.doubt = false
	hold := func(tx transaction) error {
		v, err := tx.one(holdLease, l.params())
		if err != nil {
			return err
		}
		if len(v) == 0 {
			return l.lost()
		}
		if stored = numberIn(v[0]) >= l.step; stored {
			return nil // this very transaction was stored, only its answer was lost
		}
		l.doubt = false // an attempt before this one would still hold the lease's node, were it not undone
		err = f(tx)
		l.doubt = err == nil // from here on, until the answer to the commit
		return err
	}
	var err error
	for range mostAttempts {
		err = l.store.attempt(ctx, driver.AccessModeWrite, hold)
		if err == nil || stored {
			l.doubt = false
			return nil
		}
		if !broken(err) { // what broke and the driver itself did not try again
			break
		}
	}
	return l.store.explain(ctx, err)
}

// inDoubt says of a failed transaction that showed something to everybody, that it may have done so all the same. what is that
// something; err stays as it is when the transaction surely was not stored.
func (l *lease) inDoubt(err error, what string) error {
	if err == nil || !l.doubt {
		return err
	}
	return fault.New(fault.Unavailable, "the store %s gave no answer when %s, so nobody knows whether it was; look whether it is there before you try again",
		l.store.address, what)
}

// release gives the lease back. What is left to clear up is for the sweeper or the next change. A server that does not answer soon is waited for
// in the background: whoever asked for the change is told at once how it ended, and the next change of this process begins after that.
func (l *lease) release() {
	l.cancel(nil)
	l.beat.Wait()
	given := make(chan struct{})
	l.store.sweeper.does(func() {
		defer close(given)
		l.giveBack()
	})
	soon := time.NewTimer(l.store.limits.patience)
	defer soon.Stop()
	select {
	case <-given:
	case <-soon.C:
	}
}

// giveBack asks the server to take the lease back.
func (l *lease) giveBack() {
	ctx, cancel := context.WithTimeout(context.Background(), l.store.limits.open)
	defer cancel()
	drop := dropLease
	if l.pending > 0 || l.deletes {
		drop = lapseLease
	}
	// Without an answer the lease lapses by itself.
	_ = l.store.run(ctx, drop, map[string]any{"network": l.network, "owner": l.owner})
	l.leave()
	if l.pending > 0 || l.deletes {
		l.store.sweep()
	}
}
