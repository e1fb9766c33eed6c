package whatif_test

import (
	"reflect"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/whatif"
)

// Two activities that share a pair, and a tie beside them: ending one takes along only what nothing else makes.
func TestGoneAreTheTiesThatNothingMakesAnyMore(t *testing.T) {
	b := &snapshot.Builder{}
	for _, id := range []string{"a", "b", "c", "d"} {
		b.Actor(id, id)
	}
	for _, tie := range [][2]int32{{0, 1}, {0, 2}, {1, 2}, {0, 3}} {
		b.Tie(tie[0], tie[1], 1)
	}
	b.Units(&snapshot.Units{Start: []int64{0, 3, 5, 7}, Members: []int32{0, 1, 2, 0, 1, 0, 3}, Weight: []float64{0.5, 1, 1}})
	g := b.Graph()
	for _, c := range []struct {
		name string
		e    whatif.Edits
		most int
		want [][2]string
	}{
		{"an activity", whatif.Edits{RemoveActivity: []int{0}}, 9, [][2]string{{"a", "c"}, {"b", "c"}}},
		{"an activity, of which one is told", whatif.Edits{RemoveActivity: []int{0}}, 1, [][2]string{{"a", "c"}}},
		{"a tie", whatif.Edits{RemoveTies: [][2]string{{"d", "a"}}}, 9, [][2]string{{"a", "d"}}},
		{"an actor, with which its ties go", whatif.Edits{RemoveActors: []string{"a"}}, 9, [][2]string{}},
	} {
		edited, _, err := whatif.Apply(g, c.e)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := whatif.Gone(g, edited, c.most); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v are gone; want %v", c.name, got, c.want)
		}
	}
}
