package paths

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCensusCountsEverySource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c census
		var want [together]int64
		for _, set := range rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, together-1), 0, together), 0, 200).Draw(t, "sets") {
			var x lanes
			for _, source := range set {
				x[source/64] |= 1 << (source % 64)
			}
			for source := range want {
				want[source] += int64(x[source/64] >> (source % 64) & 1)
			}
			c.add(x)
		}
		for source, count := range want {
			if got := c.of(source); got != count {
				t.Fatalf("source %d is in %d sets, expected %d", source, got, count)
			}
		}
	})
}
