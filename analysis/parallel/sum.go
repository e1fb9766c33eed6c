package parallel

import (
	"context"
	"sync"
)

// Sum adds vectors: do adds what it finds for the indexes of one block to part, which comes zeroed and is as long as into, and the
// parts are added to into in the order of their blocks. The other arguments and the error are those of Blocks; after an error
// into is of no use. Memory: one part for each worker.
func Sum(ctx context.Context, n, size, threads int, report func(done, all int64), into []float64, do func(worker, lo, hi int, part []float64)) error {
	parts := make([][]float64, Workers(n, size, threads))
	turn := newTurnstile()
	return Blocks(ctx, n, size, threads, report, func(worker, block, lo, hi int) {
		if parts[worker] == nil {
			parts[worker] = make([]float64, len(into))
		}
		part := parts[worker]
		clear(part)
		do(worker, lo, hi, part)
		turn.await(block)
		for i, x := range part {
			into[i] += x
		}
		turn.pass()
	})
}

// turnstile lets blocks through one by one in their order. Nobody waits for ever, because Blocks hands blocks out in order:
// whoever holds a later block waits for one that another worker is computing.
type turnstile struct {
	mu     sync.Mutex
	moved  sync.Cond
	passed int
}

func newTurnstile() *turnstile {
	t := &turnstile{}
	t.moved.L = &t.mu
	return t
}

func (t *turnstile) await(block int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.passed < block {
		t.moved.Wait()
	}
}

func (t *turnstile) pass() {
	t.mu.Lock()
	t.passed++
	t.mu.Unlock()
	t.moved.Broadcast()
}
