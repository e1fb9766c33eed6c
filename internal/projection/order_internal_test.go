package projection

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIDsComeInTheirOrder(t *testing.T) {
	id := rapid.OneOf(rapid.StringMatching(`[ab\x00]{0,12}`), rapid.StringMatching(`organisation-[0-9]{1,3}`), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfDistinct(id, func(s string) string { return s }).Draw(t, "ids")
		var got []string
		for _, place := range ascending(len(ids), func(place int) string { return ids[place] }) {
			got = append(got, ids[place])
		}
		if want := slices.Sorted(slices.Values(ids)); !slices.Equal(got, want) {
			t.Fatalf("%q, expected %q", got, want)
		}
	})
}
