package ingest

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestTextsAreNumberedInTheOrderOfTheirComing(t *testing.T) {
	text := rapid.OneOf(
		rapid.StringMatching(`[a-c]{1,2}`),
		rapid.StringMatching(`0{0,2}[0-9]{1,2}`), // 7 and 007 are two texts
		rapid.Map(rapid.IntRange(0, 500), strconv.Itoa),
		rapid.Map(rapid.IntRange(0, 1<<40), strconv.Itoa),
		rapid.SampledFrom([]string{"-1", "+1", "1 ", "1.0", "٣", "99999999999999999999"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		var kept texts
		want := map[string]int32{}
		for _, s := range rapid.SliceOfN(text, 0, 300).Draw(t, "texts") {
			_, known := want[s]
			if n, ok := kept.find(s); ok != known || known && n != want[s] {
				t.Fatalf("%q is found as %d, %v; it was numbered %d, %v", s, n, ok, want[s], known)
			}
			if !known {
				want[s] = int32(len(want))
			}
			if n := kept.number(s); n != want[s] || kept.all[n] != s || kept.of(s) != s {
				t.Fatalf("%q has number %d, %q; expected %d", s, n, kept.all[n], want[s])
			}
		}
		if len(kept.all) != len(want) {
			t.Fatalf("%d texts are kept of %d", len(kept.all), len(want))
		}
	})
}
