package splitmix_test

import (
	"testing"

	"github.com/sillat/sillat/analysis/splitmix"
)

// The first outputs of SplitMix64 from the state 1234567, as published with its reference implementation (Vigna, prng.di.unimi.it).
func TestTheReferenceSequence(t *testing.T) {
	state := uint64(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := splitmix.Scatter(state); got != want {
			t.Errorf("output %d is %d, want %d", i, got, want)
		}
		state += splitmix.Golden
	}
}
