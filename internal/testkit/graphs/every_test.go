package graphs

import "testing"

// A000088 of the On-Line Encyclopedia of Integer Sequences.
func TestEveryKindOfGraphOnce(t *testing.T) {
	count := 0
	for n, want := range []int{1, 1, 2, 4, 11, 34, 156, 1044} {
		if got := len(unlabelled()[n]); got != want {
			t.Errorf("%d graphs of %d actors, expected %d", got, n, want)
		}
		count += want
	}
	walked, ties := 0, 0
	for g := range EveryUpTo(7) {
		walked++
		ties += g.Ties()
	}
	// Half of all graphs' possible ties are there, as every graph's complement is a graph: 0, 1, 6, 33, 170, 1170 and 10962 ties.
	if walked != count || walked != EveryCount || ties != 0+1+6+33+170+1170+10962 {
		t.Errorf("walked %d graphs with %d ties", walked, ties)
	}
}
