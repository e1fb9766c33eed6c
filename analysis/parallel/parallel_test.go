package parallel_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sillat/sillat/analysis/parallel"
)

func TestEveryIndexIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 64, 65, 1000} {
		for _, threads := range []int{0, 1, 2, 9} {
			done := make([]atomic.Int32, n)
			workers := parallel.Workers(n, 64, threads)
			err := parallel.Blocks(t.Context(), n, 64, threads, nil, func(worker, block, lo, hi int) {
				if worker >= workers || lo != block*64 || hi-lo > 64 {
					t.Errorf("worker %d of %d got [%d,%d) as block %d", worker, workers, lo, hi, block)
				}
				for i := lo; i < hi; i++ {
					done[i].Add(1)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for i := range done {
				if done[i].Load() != 1 {
					t.Fatalf("n=%d threads=%d: index %d done %d times", n, threads, i, done[i].Load())
				}
			}
		}
	}
}

// The harmonic terms are of such different size that adding them in another order changes the last bits.
func TestSumHasTheSameBitsAtAnyThreadCount(t *testing.T) {
	sum := func(threads int) []float64 {
		into := make([]float64, 3)
		err := parallel.Sum(t.Context(), 5000, 7, threads, nil, into, func(_, lo, hi int, part []float64) {
			for i := lo; i < hi; i++ {
				part[i%3] += 1 / float64(i+1)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		return into
	}
	want := sum(1)
	var all float64
	for i := range 5000 {
		all += 1 / float64(i+1)
	}
	if math.Abs(want[0]+want[1]+want[2]-all) > 1e-12 {
		t.Errorf("sum %v, expected %v in all", want, all)
	}
	for _, threads := range []int{2, 3, 8} {
		if got := sum(threads); !slices.Equal(got, want) {
			t.Errorf("%d threads: %v, one thread: %v", threads, got, want)
		}
	}
}

// 1e16 + 1 is 1e16, so ones that come after it are lost one by one, and ones that were added up before it are not. The block
// with 1e16 is the first and the slowest.
func TestSumWaitsForSlowBlocks(t *testing.T) {
	into := make([]float64, 1)
	err := parallel.Sum(t.Context(), 100, 1, 4, nil, into, func(_, lo, _ int, part []float64) {
		part[0] = 1
		if lo == 0 {
			time.Sleep(20 * time.Millisecond)
			part[0] = 1e16
		}
	})
	if err != nil || into[0] != 1e16 {
		t.Errorf("sum %v, error %v; expected 1e16, the ones added to it in order", into[0], err)
	}
}

func TestCancelStopsBetweenBlocks(t *testing.T) {
	for _, threads := range []int{1, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		var blocks atomic.Int32
		err := parallel.Sum(ctx, 1000, 1, threads, nil, make([]float64, 1), func(int, int, int, []float64) {
			if blocks.Add(1) == 10 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, expected %v", err, context.Canceled)
		}
		if n := blocks.Load(); n > int32(10+threads) {
			t.Errorf("%d blocks were done after the cancel at the tenth", n-10)
		}
	}
}

func TestProgressGrowsToTheEnd(t *testing.T) {
	var seen []int64
	err := parallel.Blocks(t.Context(), 100, 3, 4, func(done, all int64) {
		if all != 100 {
			t.Errorf("reports %d in all", all)
		}
		seen = append(seen, done)
	}, func(int, int, int, int) {})
	if err != nil || !slices.IsSorted(seen) || seen[len(seen)-1] != 100 {
		t.Errorf("reported %v, error %v", seen, err)
	}
}
