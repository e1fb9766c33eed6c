// Package scratch lends memory to computations that need it only while they run. Memory that is new to the process costs more than what is
// done with it when a network is looked through once: the system clears it, and hands it out page by page. What one computation gives back, the next
// one finds there already.
package scratch

import "sync"

// Of lends slices of T. The zero value is ready, and any number of computations may share it.
type Of[T any] struct{ given sync.Pool } // of *[]T; what nobody asks for goes with the next collections of garbage

// Take lends n values, of no meaning yet.
func (o *Of[T]) Take(n int) []T {
	if x, ok := o.given.Get().(*[]T); ok && cap(*x) >= n {
		return (*x)[:n]
	}
	return make([]T, n)
}

// Give takes back what was lent. Nobody may hold on to it.
func (o *Of[T]) Give(x []T) { o.given.Put(&x) }
