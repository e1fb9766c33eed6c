package paths

import "context"

// wordBits is how many sources a narrow search takes.
const wordBits = 64

// narrow is a frontier for up to 64 sources: an eighth of the memory to walk through where they are few.
type narrow struct {
	seen, now, next []uint64 // as in frontier
	active, touched []int32
}

func newNarrow(n int) *narrow {
	return &narrow{seen: make([]uint64, n), now: make([]uint64, n), next: make([]uint64, n)}
}

// farthest returns the largest distance over which any of the sources reaches anybody, or ctx's error.
func (f *narrow) farthest(ctx context.Context, w *ways, sources []int32) (steps int32, err error) {
	clear(f.seen)
	clear(f.now) // left over when the search before stopped short of the end
	clear(f.next)
	f.active = f.active[:0]

	for i, v := range sources {
		f.seen[v], f.now[v] = 1<<i, 1<<i
		f.active = append(f.active, v)
	}
	for d := int32(1); ; d++ {
		f.touched = f.touched[:0]
		for i, u := range f.active {
			if i%patience == 0 && ctx.Err() != nil {
				return steps, ctx.Err()
			}
			now := f.now[u]
			f.now[u] = 0
			for _, v := range w.row(u) {
				arriving := now &^ f.seen[v]
				if arriving == 0 {
					continue
				}
				if f.next[v] == 0 {
					f.touched = append(f.touched, v)
				}
				f.next[v] |= arriving
			}
		}
		if len(f.touched) == 0 {
			return steps, ctx.Err()
		}
		steps = d
		for _, v := range f.touched {
			f.seen[v] |= f.next[v]
		}
		f.active, f.touched = f.touched, f.active
		f.now, f.next = f.next, f.now
	}
}
