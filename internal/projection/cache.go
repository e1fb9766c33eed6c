package projection

import (
	"container/list"
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/sillat/sillat/pkg/fault"
)

// Key names a graph: of which network, at which revision, and what of it.
type Key struct {
	Network   string // what tells networks apart: the name in a store, or a path with the files' times
	Revision  int
	Selectors string // Selectors.Key
}

// Cache keeps built graphs up to a number of bytes and lets go of those unused for longest. Callers who want the same graph at the
// same time share one build. It is safe for concurrent use. Graphs are immutable, so one that the cache has let go of stays valid for
// whoever holds it.
type Cache struct {
	mu       sync.Mutex
	limit    int64
	held     int64
	kept     map[Key]*list.Element // of entry
	recent   *list.List            // the last used in front
	building map[Key]*build
}

type entry struct {
	key   Key
	made  *Projected
	bytes int64
}

// build is a graph being built and those who wait for it.
type build struct {
	done    chan struct{} // closed when made and err are set
	made    *Projected
	err     error
	waiting int
	stop    context.CancelFunc
}

// NewCache returns a cache of at most limit bytes of graphs. A graph larger than that is built and given, but not kept.
func NewCache(limit int64) *Cache {
	return &Cache{limit: limit, kept: make(map[Key]*list.Element), recent: list.New(), building: make(map[Key]*build)}
}

// Get returns the graph of a key, from the cache or from do. When ctx ends first, Get returns a fault.Cancelled at once; the build goes
// on for the others who wait, and do's own ctx ends only when nobody waits any more. What do fails with is given to all
// who wait and not kept.
func (c *Cache) Get(ctx context.Context, key Key, do func(context.Context) (*Projected, error)) (*Projected, error) {
	if err := cancelled(ctx); err != nil {
		return nil, err
	}
	c.mu.Lock()
	if e, ok := c.kept[key]; ok {
		c.recent.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(entry).made, nil
	}
	b, ok := c.building[key]
	if !ok {
		b = c.start(ctx, key, do)
	}
	b.waiting++
	c.mu.Unlock()

	select {
	case <-b.done:
		return b.made, b.err
	case <-ctx.Done():
		c.leave(key, b)
		return nil, cancelled(ctx)
	}
}

// Forget lets go of the graphs of networks that which says so of, also of those that are being built: who waits for one is still given it.
func (c *Cache) Forget(which func(network string) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, e := range c.kept {
		if which(key.Network) {
			c.held -= c.recent.Remove(e).(entry).bytes
			delete(c.kept, key)
		}
	}
	for key := range c.building {
		if which(key.Network) {
			delete(c.building, key)
		}
	}
}

// Bytes returns the size of all graphs kept now.
func (c *Cache) Bytes() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

// start begins a build that outlives the caller who asked first. The lock is held.
func (c *Cache) start(ctx context.Context, key Key, do func(context.Context) (*Projected, error)) *build {
	own, stop := context.WithCancel(context.WithoutCancel(ctx))
	b := &build{done: make(chan struct{}), stop: stop}
	c.building[key] = b
	go func() {
		defer stop()
		made, err := guard(own, do)
		c.mu.Lock()
		defer c.mu.Unlock()
		b.made, b.err = made, err
		close(b.done)
		if c.building[key] == b {
			delete(c.building, key)
			if err == nil {
				c.keep(key, made)
			}
		}
	}()
	return b
}

// guard turns a panic of a build into an error: it would end the whole service, because no request's handler stands above it.
func guard(ctx context.Context, do func(context.Context) (*Projected, error)) (made *Projected, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "building a graph panicked: %v\n%s", p, debug.Stack())
		}
	}()
	if made, err = do(ctx); err != nil {
		return nil, fmt.Errorf("build graph: %w", err)
	}
	return made, nil
}

// leave takes back a caller's wish for a build. Without any wish left the build is stopped, and forgotten, so that the next caller
// starts anew instead of being given the stopped one's error.
func (c *Cache) leave(key Key, b *build) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b.waiting--; b.waiting > 0 {
		return
	}
	b.stop()
	if c.building[key] == b {
		delete(c.building, key)
	}
}

// keep adds a graph and lets go of the longest unused until all fit. The lock is held.
func (c *Cache) keep(key Key, made *Projected) {
	bytes := made.Graph.Footprint() + rolesBytes(made.Roles)
	if bytes > c.limit {
		return
	}
	for c.held+bytes > c.limit {
		last := c.recent.Back()
		old := c.recent.Remove(last).(entry)
		delete(c.kept, old.key)
		c.held -= old.bytes
	}
	c.kept[key] = c.recent.PushFront(entry{key: key, made: made, bytes: bytes})
	c.held += bytes
}
