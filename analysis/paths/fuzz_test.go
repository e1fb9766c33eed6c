package paths_test

import (
	"testing"

	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// FuzzBounds holds scores to what no graph can exceed. Each three bytes are a tie: its ends and its weight.
func FuzzBounds(f *testing.F) {
	f.Add(byte(5), false, byte(0), []byte{0, 1, 1, 1, 2, 3, 2, 2, 9})
	f.Add(byte(40), true, byte(1), []byte{0, 1, 0, 1, 2, 255, 7, 3, 1})
	f.Add(byte(1), false, byte(2), []byte{})
	f.Fuzz(func(t *testing.T, actors byte, directed bool, meaning byte, bytes []byte) {
		n := int(actors)%50 + 1
		var ties []graphs.Tie
		for ; len(bytes) >= 3; bytes = bytes[3:] {
			ties = append(ties, graphs.Tie{From: int32(int(bytes[0]) % n), To: int32(int(bytes[1]) % n), Weight: float64(bytes[2]) / 16})
		}
		g := graphs.Of(n, directed, snapshot.Meaning(meaning%3), ties...)
		others := float64(n - 1)
		pairs := others * max(others-1, 0)
		if !directed {
			pairs /= 2
		}
		for u, b := range scores(t, g, &paths.Betweenness) {
			if b < 0 || b > pairs*(1+1e-9) {
				t.Errorf("betweenness of actor %d is %v; there are %v pairs of others", u, b, pairs)
			}
		}
		for u, b := range scores(t, g, &paths.Betweenness, "normalised", "true") {
			if b < 0 || b > 1+1e-9 {
				t.Errorf("normalised betweenness of actor %d is %v", u, b)
			}
		}
		for u, r := range scores(t, g, &paths.Reach, "steps", "3") {
			if r < 0 || r > 1 {
				t.Errorf("reach of actor %d is %v", u, r)
			}
		}
		if g.Meaning() != snapshot.Unweighted {
			return // steps may be shorter than 1
		}
		closeness := scores(t, g, &paths.Closeness)
		for u, h := range scores(t, g, &paths.Harmonic) {
			if h < 0 || h > others {
				t.Errorf("harmonic closeness of actor %d is %v with %v others", u, h, others)
			}
			// The harmonic mean of distances is at most the arithmetic, whatever the share reached.
			if c := closeness[u]; c < 0 || c > 1 || c*others > h*(1+1e-9) {
				t.Errorf("closeness of actor %d is %v, harmonic %v", u, c, h)
			}
		}
	})
}
