package together

import (
	"context"
	"sync"
	"time"
)

// Recent is Asking that may also tell what was seen a moment before, for what is asked many times in that moment. Who changes what is looked
// at says so by Forget: whoever asks after that is told of nothing earlier. What others change is told of within the moment. It is safe for
// concurrent use.
type Recent[T any] struct {
	asking Asking[T]
	within time.Duration

	mu    sync.Mutex
	turns uint64 // how often something was forgotten
	of    map[string]*sight[T]
}

// sight is what a look saw.
type sight[T any] struct {
	seen  T
	began time.Time // the look; what it saw is no older
	anew  bool      // somebody looks again already
}

// mostSights bounds what is remembered: what was asked for once is let go when there is more.
const mostSights = 4096

// NewRecent makes a Recent that tells what was seen at most within ago; 0: only what is seen now.
func NewRecent[T any](within time.Duration) *Recent[T] { return &Recent[T]{within: within} }

// Now is Asking.Ask: it tells of no earlier time.
func (r *Recent[T]) Now(ctx context.Context, what string, do func(context.Context) (T, error)) (T, error) {
	return r.asking.Ask(ctx, what, do)
}

// Ask returns what was seen a moment before, or what is seen now.
func (r *Recent[T]) Ask(ctx context.Context, what string, do func(context.Context) (T, error)) (T, error) {
	seen, ok, turn := r.remember(ctx, what, do)
	if ok {
		return seen, nil
	}
	began := time.Now()
	seen, err := r.asking.Ask(ctx, what, do)
	r.keep(what, seen, err, began, turn)
	return seen, err
}

// Glance is Ask for who has something else to do when it takes long: ok is then false.
func (r *Recent[T]) Glance(ctx context.Context, what string, do func(context.Context) (T, error)) (seen T, ok bool, err error) {
	seen, ok, turn := r.remember(ctx, what, do)
	if ok {
		return seen, true, nil
	}
	began := time.Now()
	if seen, ok, err = r.asking.Glance(ctx, what, do); ok {
		r.keep(what, seen, err, began, turn)
	}
	return seen, ok, err
}

// Forget has whoever asks from now on look anew. A look that began before is remembered by nobody.
func (r *Recent[T]) Forget(what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turns++
	delete(r.of, what)
}

// remember returns what was seen a moment before, and which turn it is. When half of the moment is over one of those who ask has it looked at
// again, so that the others need not wait when it ends.
func (r *Recent[T]) remember(ctx context.Context, what string, do func(context.Context) (T, error)) (seen T, ok bool, turn uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.of[what]
	if s == nil {
		return seen, false, r.turns
	}
	old := time.Since(s.began)
	if old >= r.within {
		return seen, false, r.turns
	}
	if old > r.within/2 && !s.anew {
		s.anew = true
		turn := r.turns
		own, stop := context.WithTimeout(context.WithoutCancel(ctx), r.within)
		go func() {
			defer stop()
			began := time.Now()
			seen, err := r.asking.Ask(own, what, do)
			r.keep(what, seen, err, began, turn)
		}()
	}
	return s.seen, true, r.turns
}

// keep remembers what a look saw that began in a turn, unless something was forgotten since.
func (r *Recent[T]) keep(what string, seen T, err error, began time.Time, turn uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch s := r.of[what]; {
	case r.within == 0 || turn != r.turns || s != nil && s.began.After(began):
		return
	case err != nil:
		delete(r.of, what)
		return
	}
	if r.of == nil || len(r.of) >= mostSights && r.of[what] == nil {
		r.of = map[string]*sight[T]{}
	}
	r.of[what] = &sight[T]{seen: seen, began: began}
}
