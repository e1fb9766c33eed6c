package neo4j

import (
	"context"
	"sync"
	"time"
)

// sweeper is the one goroutine of a store that clears up, and what gives leases back.
type sweeper struct {
	mu      sync.Mutex
	running bool
	stopped bool
	asked   chan struct{} // holds one when something new lapsed since it last looked
	work    sync.WaitGroup
}

// mostFailures is how often in a row the sweeper finds the server away before it gives up. Whoever changes the network clears up then.
const mostFailures = 20

// sweep clears up in the background what dead changes left, as soon as their leases have lapsed. The next change of a network would do
// the same for itself; this way nothing lies about in the graph until then.
func (s *Store) sweep() {
	w := &s.sweeper
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped {
		return
	}
	select {
	case w.asked <- struct{}{}:
	default: // it will look anyway
	}
	if !w.running {
		w.running = true
		w.work.Go(func() { s.sweepAll(s.life) })
	}
}

// does does something in the background that ends by itself, or at once when the store is being closed.
func (w *sweeper) does(f func()) {
	w.mu.Lock()
	stopped := w.stopped
	if !stopped {
		w.work.Go(f)
	}
	w.mu.Unlock()
	if stopped {
		f()
	}
}

// stop waits for the sweeper, whose context has ended, and for what is done beside it, and starts no other.
func (w *sweeper) stop() {
	w.mu.Lock()
	w.stopped = true
	w.mu.Unlock()
	w.work.Wait()
}

// done reports whether the sweeper may end: nothing is left and nothing came while it looked.
func (w *sweeper) done(left bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running = left || len(w.asked) > 0
	return !w.running
}

func (s *Store) sweepAll(ctx context.Context) {
	failures := 0
	for {
		select {
		case <-s.sweeper.asked:
		default:
		}
		left, err := s.sweepOnce(ctx)
		asked := s.sweeper.asked
		if err == nil {
			failures = 0
		} else {
			failures++
			left, asked = failures < mostFailures, nil // the server is given time, whoever asks meanwhile
		}
		if s.sweeper.done(left) {
			return
		}
		select {
		case <-time.After(s.limits.lease / 2):
		case <-asked:
		case <-ctx.Done():
			return
		}
	}
}

// sweepOnce clears up where it may and reports whether a lease is still in force, of a change alive or dead.
func (s *Store) sweepOnce(ctx context.Context) (left bool, err error) {
	type found struct {
		network string
		lapsed  bool
	}
	var leases []found
	err = s.read(ctx, func(tx transaction) error {
		leases = leases[:0]
		return tx.each("MATCH (l:Lease) RETURN l.network, l.owner = '' OR l.expires < timestamp()", nil,
			func(v []any) error {
				leases = append(leases, found{textIn(v[0]), v[1] == true})
				return nil
			})
	})
	if err != nil {
		return false, err
	}
	for _, f := range leases {
		if !f.lapsed {
			left = true
			continue
		}
		l, _, err := s.acquire(ctx, f.network)
		if err != nil {
			return false, err
		}
		l.release()
	}
	return left, nil
}
