package testkit

import (
	"context"
	"sync"
	"sync/atomic"
)

// Looks is a context that counts how often it is asked whether it has ended, and ends at a chosen look. With it a test can
// hold code to stopping at once when told, without a clock, which a busy machine would make lie.
type Looks struct {
	context.Context
	end   int64 // the look at which it ends; 0: never
	seen  atomic.Int64
	close sync.Once
	done  chan struct{}
}

// NewLooks returns a context that ends at look number end, or never when end is 0.
func NewLooks(parent context.Context, end int64) *Looks {
	return &Looks{Context: parent, end: end, done: make(chan struct{})}
}

// Err counts a look and returns context.Canceled from the last one on.
func (l *Looks) Err() error {
	if n := l.seen.Add(1); l.end > 0 && n >= l.end {
		l.close.Do(func() { close(l.done) })
		return context.Canceled
	}
	return nil
}

// Done is closed at the last look.
func (l *Looks) Done() <-chan struct{} { return l.done }

// Seen returns how often the context was asked.
func (l *Looks) Seen() int64 { return l.seen.Load() }

// Overrun runs do once undisturbed, to count its looks, and again with a context that ends half way. It returns the looks of the whole
// run, those after the end, and the error of the run that was told to stop.
func Overrun(parent context.Context, do func(context.Context) error) (all, after int64, err error) {
	whole := NewLooks(parent, 0)
	if err := do(whole); err != nil {
		return whole.Seen(), 0, err
	}
	all = whole.Seen()
	half := NewLooks(parent, max(all/2, 1))
	err = do(half)
	return all, half.Seen() - half.end, err
}
