package projection_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
)

// sized returns a graph of n actors without ties, and how many bytes a cache counts for it.
func sized(n int) (*projection.Projected, int64) {
	var b snapshot.Builder
	for i := range n {
		b.Actor(fmt.Sprintf("%06d", i), "")
	}
	g := b.Graph()
	return &projection.Projected{Graph: g}, g.Footprint()
}

func key(revision int) projection.Key {
	return projection.Key{Network: "valley", Revision: revision, Selectors: projection.Selectors{}.Key()}
}

// counted returns a build function that gives p and counts its calls.
func counted(p *projection.Projected, calls *atomic.Int64) func(context.Context) (*projection.Projected, error) {
	return func(context.Context) (*projection.Projected, error) {
		calls.Add(1)
		return p, nil
	}
}

func TestCacheBuildsOncePerKey(t *testing.T) {
	c := projection.NewCache(1 << 20)
	var calls atomic.Int64
	one, _ := sized(1)
	two, _ := sized(2)
	for range 3 {
		if got, err := c.Get(t.Context(), key(1), counted(one, &calls)); err != nil || got != one {
			t.Fatalf("got %v, %v", got, err)
		}
	}
	if got, err := c.Get(t.Context(), key(2), counted(two, &calls)); err != nil || got != two {
		t.Fatalf("another revision got %v, %v", got, err)
	}
	if calls.Load() != 2 {
		t.Errorf("%d builds for two keys", calls.Load())
	}
}

func TestCacheSharesABuildAmongAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := projection.NewCache(1 << 20)
		one, _ := sized(1)
		var calls atomic.Int64
		finish := make(chan struct{})
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				got, err := c.Get(t.Context(), key(1), func(context.Context) (*projection.Projected, error) {
					calls.Add(1)
					<-finish
					return one, nil
				})
				if err != nil || got != one {
					t.Errorf("got %v, %v", got, err)
				}
			})
		}
		synctest.Wait() // all eight wait now
		close(finish)
		wait.Wait()
		if calls.Load() != 1 {
			t.Errorf("%d builds for one key", calls.Load())
		}
	})
}

func TestOneWhoGivesUpDoesNotStopTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := projection.NewCache(1 << 20)
		one, _ := sized(1)
		finish := make(chan struct{})
		slow := func(ctx context.Context) (*projection.Projected, error) {
			select {
			case <-finish:
				return one, nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		first, giveUp := context.WithCancel(t.Context())
		var wait sync.WaitGroup
		wait.Go(func() {
			if _, err := c.Get(first, key(1), slow); fault.CodeOf(err) != fault.Cancelled {
				t.Errorf("the one who gave up got %v; want cancelled", err)
			}
		})
		synctest.Wait()
		wait.Go(func() {
			if got, err := c.Get(t.Context(), key(1), slow); err != nil || got != one {
				t.Errorf("the other got %v, %v", got, err)
			}
		})
		synctest.Wait()
		giveUp() // the one whose call started the build
		synctest.Wait()
		close(finish)
		wait.Wait()
	})
}

func TestABuildNobodyWaitsForIsStoppedAndForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := projection.NewCache(1 << 20)
		ctx, giveUp := context.WithCancel(t.Context())
		stopped := make(chan struct{})
		go func() {
			_, _ = c.Get(ctx, key(1), func(ctx context.Context) (*projection.Projected, error) {
				<-ctx.Done()
				close(stopped)
				return nil, ctx.Err()
			})
		}()
		synctest.Wait()
		giveUp()
		<-stopped // or synctest reports a deadlock
		one, _ := sized(1)
		var calls atomic.Int64
		if got, err := c.Get(t.Context(), key(1), counted(one, &calls)); err != nil || got != one {
			t.Errorf("the next caller got %v, %v; want a new build", got, err)
		}
	})
}

func TestCacheLetsGoOfTheLongestUnused(t *testing.T) {
	p, bytes := sized(10)
	c := projection.NewCache(2*bytes + bytes/2)
	var calls atomic.Int64
	get := func(revision int) {
		t.Helper()
		if _, err := c.Get(t.Context(), key(revision), counted(p, &calls)); err != nil {
			t.Fatal(err)
		}
	}
	get(1)
	get(2)
	get(1) // 2 is now the longest unused
	get(3) // has no room beside both
	if calls.Load() != 3 || c.Bytes() != 2*bytes {
		t.Fatalf("%d builds, %d bytes; want 3, %d", calls.Load(), c.Bytes(), 2*bytes)
	}
	get(1)
	if calls.Load() != 3 {
		t.Error("1 was let go although it was used after 2")
	}
	get(2)
	if calls.Load() != 4 {
		t.Error("2 was kept although there was no room for three")
	}
}

func TestAGraphLargerThanTheCacheIsGivenButNotKept(t *testing.T) {
	small, bytes := sized(1)
	large, _ := sized(100)
	c := projection.NewCache(bytes)
	var calls atomic.Int64
	for range 2 {
		if _, err := c.Get(t.Context(), key(1), counted(small, &calls)); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Get(t.Context(), key(2), counted(large, &calls)); err != nil || got != large {
			t.Fatalf("got %v, %v", got, err)
		}
	}
	if calls.Load() != 3 || c.Bytes() != bytes {
		t.Errorf("%d builds, %d bytes kept; want the small graph kept (%d) and the large one built twice", calls.Load(), c.Bytes(), bytes)
	}
}

func TestFailuresAreGivenAndNotKept(t *testing.T) {
	c := projection.NewCache(1 << 20)
	failing := errors.New("store is away")
	_, err := c.Get(t.Context(), key(1), func(context.Context) (*projection.Projected, error) { return nil, failing })
	if !errors.Is(err, failing) {
		t.Errorf("got %v; want the build's own error", err)
	}
	_, err = c.Get(t.Context(), key(1), func(context.Context) (*projection.Projected, error) { panic("index out of range") })
	if fault.CodeOf(err) != fault.Internal || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("a panic gave %v; want an internal fault that says what happened", err)
	}
	one, _ := sized(1)
	var calls atomic.Int64
	if got, err := c.Get(t.Context(), key(1), counted(one, &calls)); err != nil || got != one {
		t.Errorf("after failures got %v, %v", got, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ended, key(1), counted(one, &calls)); fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("an ended ctx gave %v; want cancelled", err)
	}
}

func TestCacheUnderLoad(t *testing.T) {
	p, bytes := sized(3)
	c := projection.NewCache(3 * bytes)
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range 300 {
				ctx, cancel := context.WithCancel(t.Context())
				if i%7 == 0 {
					go cancel()
				}
				got, err := c.Get(ctx, key((worker+i)%6), func(context.Context) (*projection.Projected, error) { return p, nil })
				if err == nil && got != p || err != nil && fault.CodeOf(err) != fault.Cancelled {
					t.Errorf("got %v, %v", got, err)
				}
				cancel()
			}
		})
	}
	wait.Wait()
	if c.Bytes() > 3*bytes {
		t.Errorf("%d bytes kept; the limit is %d", c.Bytes(), 3*bytes)
	}
}
