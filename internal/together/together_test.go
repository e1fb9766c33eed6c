package together_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/sillat/sillat/internal/together"
)

// TestNobodyIsToldOfAnEarlierTime has writers change a number and then ask for it: each must see at least what it wrote, although many
// share a look.
func TestNobodyIsToldOfAnEarlierTime(t *testing.T) {
	var a together.Asking[int64]
	var now, looks atomic.Int64
	var all sync.WaitGroup
	const writers, writes = 16, 200
	for range writers {
		all.Go(func() {
			for range writes {
				wrote := now.Add(1)
				seen, err := a.Ask(t.Context(), "n", func(context.Context) (int64, error) {
					looks.Add(1)
					return now.Load(), nil
				})
				if err != nil || seen < wrote {
					t.Errorf("wrote %d and was told %d (%v)", wrote, seen, err)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d asked, with %d looks", writers*writes, looks.Load())
}

func TestThoseWhoAskMeanwhileShareOneLook(t *testing.T) {
	var a together.Asking[int]
	begun, go1 := make(chan struct{}), make(chan struct{})
	var looks atomic.Int32
	var all sync.WaitGroup
	all.Go(func() {
		a.Ask(t.Context(), "n", func(context.Context) (int, error) {
			close(begun)
			<-go1
			return 1, nil
		})
	})
	<-begun
	for range 20 {
		all.Go(func() {
			if n, err := a.Ask(t.Context(), "n", func(context.Context) (int, error) { return int(looks.Add(1)), nil }); n == 1 && err != nil {
				t.Errorf("told %d, %v", n, err)
			}
		})
	}
	close(go1)
	all.Wait()
	if n := looks.Load(); n < 1 || n > 20 {
		t.Errorf("%d looks", n)
	}
	if n, err := a.Ask(t.Context(), "other", func(context.Context) (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("another thing gave %d, %v", n, err)
	}
}

func TestALookThatHangsHoldsNobodyUp(t *testing.T) {
	var a together.Asking[int]
	ctx, leave := context.WithCancel(t.Context())
	begun, ended := make(chan struct{}), make(chan struct{})
	hang := func(ctx context.Context) (int, error) {
		close(begun)
		<-ctx.Done()
		close(ended)
		return 0, ctx.Err()
	}
	// The one who glances has something else to do when it takes long, and the look ends when nobody waits for it.
	if _, ok, _ := a.Glance(ctx, "n", hang); ok {
		t.Error("a look that hangs was waited for")
	}
	<-begun
	<-ended
	leave()
	if n, err := a.Ask(t.Context(), "n", func(context.Context) (int, error) { return 5, nil }); n != 5 || err != nil {
		t.Errorf("after one that hung: %d, %v", n, err)
	}
}

func TestFailuresAreThoseOfTheLook(t *testing.T) {
	var a together.Asking[int]
	broken := errors.New("broken")
	if _, err := a.Ask(t.Context(), "n", func(context.Context) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if _, err := a.Ask(t.Context(), "n", func(context.Context) (int, error) { panic("inside") }); err == nil {
		t.Error("a panic is no answer")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Ask(ctx, "n", func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }); err == nil {
		t.Error("who left was answered")
	}
}
