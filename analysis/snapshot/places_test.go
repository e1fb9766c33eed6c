package snapshot

import (
	"math/rand/v2"
	"testing"
)

func TestPlacesKnowTheStandingAndNotTheName(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 40
	for _, directed := range []bool{false, true} {
		one, other := Builder{Directed: directed}, Builder{Directed: directed}
		as := r.Perm(n) // actor i of the one is as[i] of the other
		for i := range n {
			one.Actor(string(rune('a'+i)), "")
			other.Actor(string(rune('a'+i)), "")
		}
		for range 60 {
			u, v := r.IntN(n), r.IntN(n)
			one.Tie(int32(u), int32(v), 1)
			other.Tie(int32(as[u]), int32(as[v]), 1)
		}
		before, after := placesOf(t, &one), placesOf(t, &other)
		distinct := map[uint64]bool{}
		for i := range n {
			distinct[before[i]] = true
			if before[i] != after[as[i]] {
				t.Errorf("directed %v: the place of actor %d changed with its name", directed, i)
			}
		}
		if len(distinct) < n*2/3 {
			t.Errorf("directed %v: only %d places of %d actors", directed, len(distinct), n)
		}
	}
}

func placesOf(t *testing.T, b *Builder) []uint64 {
	t.Helper()
	places, err := b.Graph().Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return places
}

// On the path a–b–c–d the ends stand alike and so do the two between them.
func TestPlacesOfActorsThatStandAlikeAreEqual(t *testing.T) {
	var b Builder
	for _, id := range []string{"a", "b", "c", "d"} {
		b.Actor(id, "")
	}
	b.Tie(0, 1, 1)
	b.Tie(1, 2, 1)
	b.Tie(2, 3, 1)
	if p := placesOf(t, &b); p[0] != p[3] || p[1] != p[2] || p[0] == p[1] {
		t.Errorf("places %v", p)
	}
}
