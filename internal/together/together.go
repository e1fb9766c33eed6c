// Package together lets those who ask the same at the same time share the asking, and still gives each what held after they had asked.
package together

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Asking shares looks at what may change at any time. Unlike a cache it never tells of an earlier time: who asks is given a look that began
// after that, shared by all who came before it began. It is safe for concurrent use; the zero value is ready.
type Asking[T any] struct {
	mu sync.Mutex
	of map[string]*looks[T]
}

// looks are those at one thing: at most one is under way, and one gathers who will be given it.
type looks[T any] struct {
	under, gathers *look[T]
	began          time.Time // of the one under way
}

type look[T any] struct {
	do   func(context.Context) (T, error)
	ctx  context.Context
	stop context.CancelFunc

	waiting int           // for its end; guarded by the Asking
	done    chan struct{} // closed when it has ended
	late    chan struct{} // closed when it is slow
	seen    T
	err     error
}

// slow is how long a look may take before others look for themselves instead of waiting for its end: it may hang where they would not.
const slow = 100 * time.Millisecond

// Ask returns what do sees, or what somebody else's do sees that began later than this call. Nobody waits long for a look of others.
func (a *Asking[T]) Ask(ctx context.Context, what string, do func(context.Context) (T, error)) (T, error) {
	if seen, ok, err := a.Glance(ctx, what, do); ok {
		return seen, err
	}
	return do(ctx)
}

// Glance is Ask for who has something else to do when it takes long: ok is then false.
func (a *Asking[T]) Glance(ctx context.Context, what string, do func(context.Context) (T, error)) (seen T, ok bool, err error) {
	mine, at := a.join(ctx, what, do)
	if mine == nil {
		return seen, false, nil
	}
	select {
	case <-mine.done:
		return mine.seen, true, mine.err
	case <-mine.late:
	case <-ctx.Done():
		ok, err = true, context.Cause(ctx)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if mine.waiting--; mine.waiting == 0 && at.gathers != mine {
		mine.stop() // one that still gathers may be joined by others
	}
	return seen, ok, err
}

// join returns the look that gathers, begun if need be; nil when the one before it takes long.
func (a *Asking[T]) join(ctx context.Context, what string, do func(context.Context) (T, error)) (*look[T], *looks[T]) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := a.of[what]
	if at == nil {
		at = &looks[T]{}
		if a.of == nil {
			a.of = map[string]*looks[T]{}
		}
		a.of[what] = at
	}
	if at.under != nil && time.Since(at.began) > slow {
		return nil, nil
	}
	if at.gathers == nil {
		own, stop := context.WithCancel(context.WithoutCancel(ctx))
		at.gathers = &look[T]{do: do, ctx: own, stop: stop, done: make(chan struct{}), late: make(chan struct{})}
		if at.under == nil {
			go a.look(what, at)
		}
	}
	at.gathers.waiting++
	return at.gathers, at
}

// look looks for those who have gathered, as long as there are any.
func (a *Asking[T]) look(what string, at *looks[T]) {
	for {
		runtime.Gosched() // whoever is about to ask may still join
		a.mu.Lock()
		now := at.gathers
		at.under, at.gathers, at.began = now, nil, time.Now()
		if now == nil {
			delete(a.of, what)
		}
		a.mu.Unlock()
		if now == nil {
			return
		}
		watch := time.AfterFunc(slow, func() { a.late(at, now) })
		now.seen, now.err = guard(now.ctx, now.do)
		watch.Stop()
		now.stop()
		close(now.done)
	}
}

// late tells those who wait for a look, and those who wait for its end, that it takes long.
func (a *Asking[T]) late(at *looks[T], l *look[T]) {
	a.mu.Lock()
	defer a.mu.Unlock()
	close(l.late)
	if at.under == l && at.gathers != nil {
		close(at.gathers.late)
		at.gathers = nil
	}
}

// guard makes a panic an error: it happens where no server catches it.
func guard[T any](ctx context.Context, do func(context.Context) (T, error)) (seen T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a look that others shared failed inside: %v", r)
		}
	}()
	return do(ctx)
}
