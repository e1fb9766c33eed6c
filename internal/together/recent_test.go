package together_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/together"
)

// TestWhoForgotIsToldOfNothingEarlier has writers change a number, say so and ask for it: each must see at least what it wrote, also while
// looks go on ahead of their time.
func TestWhoForgotIsToldOfNothingEarlier(t *testing.T) {
	for _, within := range []time.Duration{0, 100 * time.Microsecond, time.Hour} {
		r := together.NewRecent[int64](within)
		var now atomic.Int64
		look := func(context.Context) (int64, error) { return now.Load(), nil }
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 200 {
					wrote := now.Add(1)
					r.Forget("n")
					for range 3 {
						if seen, err := r.Ask(t.Context(), "n", look); err != nil || seen < wrote {
							t.Errorf("within %s: wrote %d and was told %d (%v)", within, wrote, seen, err)
						}
						if seen, ok, err := r.Glance(t.Context(), "n", look); err != nil || ok && seen < wrote {
							t.Errorf("within %s: wrote %d and glanced at %d (%v)", within, wrote, seen, err)
						}
					}
				}
			})
		}
		all.Wait()
	}
}

func TestWhatWasSeenAMomentAgoIsToldWithoutALook(t *testing.T) {
	r := together.NewRecent[int](time.Hour)
	looks := 0
	look := func(context.Context) (int, error) { looks++; return looks, nil }
	for range 5 {
		if n, err := r.Ask(t.Context(), "n", look); n != 1 || err != nil {
			t.Fatalf("told %d, %v; want what the first look saw", n, err)
		}
	}
	if n, err := r.Now(t.Context(), "n", look); n != 2 || err != nil {
		t.Errorf("who asks for now is told %d, %v; want what a second look sees", n, err)
	}
	if n, _ := r.Ask(t.Context(), "other", look); n != 3 {
		t.Errorf("another thing is told as %d; want a look of its own", n)
	}
}

func TestWhatOthersChangeIsToldWithinTheMoment(t *testing.T) {
	const within = 20 * time.Millisecond
	r := together.NewRecent[int64](within)
	var now atomic.Int64
	gone := errors.New("gone")
	look := func(context.Context) (int64, error) {
		if n := now.Load(); n >= 0 {
			return n, nil
		}
		return 0, gone
	}
	for n := range int64(10) {
		now.Store(n)
		time.Sleep(within) // and nothing is said of it
		for range 3 {
			if seen, err := r.Ask(t.Context(), "n", look); seen != n || err != nil {
				t.Fatalf("told %d, %v after its moment; want %d", seen, err, n)
			}
		}
	}
	now.Store(-1)
	time.Sleep(within)
	if _, err := r.Ask(t.Context(), "n", look); !errors.Is(err, gone) {
		t.Errorf("what is gone is still told of: %v", err)
	}
}

// TestALookThatWasForgottenIsNotRemembered changes what is looked at while a look goes on.
func TestALookThatWasForgottenIsNotRemembered(t *testing.T) {
	r := together.NewRecent[string](time.Hour)
	under, goOn := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		_, _ = r.Ask(t.Context(), "n", func(context.Context) (string, error) {
			close(under)
			<-goOn
			return "before", nil
		})
	})
	<-under
	r.Forget("n")
	close(goOn)
	all.Wait()
	if seen, err := r.Ask(t.Context(), "n", func(context.Context) (string, error) { return "after", nil }); seen != "after" || err != nil {
		t.Errorf("told %q, %v; want what stands after the change", seen, err)
	}
}
