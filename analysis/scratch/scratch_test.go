package scratch

import (
	"sync"
	"testing"
)

// Two that compute at the same time never hold the same memory, whatever sizes they ask for.
func TestNobodySharesWhatIsLent(t *testing.T) {
	var numbers Of[int32]
	var all sync.WaitGroup
	for mine := range int32(8) {
		all.Go(func() {
			for round := range 300 {
				n := 1 + (round*37+int(mine)*11)%500
				x := numbers.Take(n)
				if len(x) != n {
					t.Errorf("%d numbers were asked for, %d lent", n, len(x))
					return
				}
				for i := range x {
					x[i] = mine
				}
				for i, found := range x {
					if found != mine {
						t.Errorf("number %d of %d is %d of another one's", i, n, found)
						return
					}
				}
				numbers.Give(x[:0]) // as much as was lent comes back, however short the slice has become
			}
		})
	}
	all.Wait()
}

func TestNothingIsLentForNothing(t *testing.T) {
	var numbers Of[int32]
	numbers.Give(nil)
	if x := numbers.Take(0); len(x) != 0 {
		t.Errorf("none were asked for, %d lent", len(x))
	}
	if x := numbers.Take(3); len(x) != 3 {
		t.Errorf("3 were asked for, %d lent", len(x))
	}
}
