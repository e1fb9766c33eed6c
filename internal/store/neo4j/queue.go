package neo4j

import (
	"context"
	"sync"
)

// queues let one change of a network at a time be under way in this process.
type queues struct {
	mu      sync.Mutex
	waiting map[string]*queue
}

type queue struct {
	token chan struct{}
	users int
}

// enter waits for the changes before and returns how to let the next one go on.
func (q *queues) enter(ctx context.Context, name string) (leave func(), err error) {
	q.mu.Lock()
	if q.waiting == nil {
		q.waiting = map[string]*queue{}
	}
	one := q.waiting[name]
	if one == nil {
		one = &queue{token: make(chan struct{}, 1)}
		q.waiting[name] = one
	}
	one.users++
	q.mu.Unlock()
	forget := func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if one.users--; one.users == 0 {
			delete(q.waiting, name)
		}
	}
	select {
	case one.token <- struct{}{}:
		return func() { <-one.token; forget() }, nil
	case <-ctx.Done():
		forget()
		return nil, ctx.Err()
	}
}
