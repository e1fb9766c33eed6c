// Package parallel runs loops on several cores without letting the number of cores show in a result.
//
// Work is cut into blocks that depend only on the size of the loop. Each block writes its own place, and what must be
// summed is summed over blocks in their order, so one thread and eight give the same bits.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Workers returns how many workers Blocks uses for the same arguments: worker numbers are below it.
func Workers(n, size, threads int) int {
	size = max(size, 1)
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	return min(threads, (max(n, 0)+size-1)/size)
}

// Blocks calls do once for every block of at most size indexes in [0, n), on at most threads goroutines (0 or less: all
// cores), and returns ctx's error when it ends first. The worker number, below threads, lets do keep scratch space of its own;
// a result must not depend on it. Report, when not nil, is called with the number of indexes done, from one goroutine at a time.
func Blocks(ctx context.Context, n, size, threads int, report func(done, all int64), do func(worker, block, lo, hi int)) error {
	if n <= 0 {
		return ctx.Err()
	}
	size = max(size, 1)
	blocks := (n + size - 1) / size
	threads = Workers(n, size, threads)
	var (
		next, done atomic.Int64
		mu         sync.Mutex
		reported   int64
		wait       sync.WaitGroup
	)
	work := func(worker int) {
		for ctx.Err() == nil {
			block := int(next.Add(1)) - 1
			if block >= blocks {
				return
			}
			lo, hi := block*size, min((block+1)*size, n)
			do(worker, block, lo, hi)
			if report != nil {
				d := done.Add(int64(hi - lo))
				mu.Lock()
				if d > reported {
					reported = d
					report(d, int64(n))
				}
				mu.Unlock()
			}
		}
	}
	for worker := 1; worker < threads; worker++ {
		wait.Go(func() { work(worker) })
	}
	work(0)
	wait.Wait()
	return ctx.Err()
}
