package duplicates_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/duplicates"
	"github.com/sillat/sillat/pkg/network"
)

func TestRulesOfMerges(t *testing.T) {
	rules := duplicates.RulesOf([]duplicates.Decision{
		{Verdict: duplicates.Merged, From: "b", Into: "a"},
		{Verdict: duplicates.Merged, From: "c", Into: "b"},
		{Verdict: duplicates.Merged, From: "undone", Into: "a"},
		{Verdict: duplicates.Merged, From: "orphan", Into: "gone"},
		{Verdict: duplicates.Merged, From: "x", Into: "y"},
		{Verdict: duplicates.Merged, From: "y", Into: "x"},
		{Verdict: duplicates.Apart, From: "p", Into: "q"},
	})
	there := func(id string) bool { return id == "a" || id == "undone" || id == "p" || id == "q" }
	p := network.Picture{
		Actors: []network.Actor{{ID: "a", Name: "A"}, {ID: "b", Name: "B", Attributes: map[string]string{"town": "Oulu"}}, {ID: "c"}, {ID: "undone"}, {ID: "orphan"}, {ID: "new"}, {ID: "x"}},
		Collaborations: []network.Collaboration{
			{From: "b", To: "new"}, {From: "a", To: "c"}, {From: "undone", To: "p"}, {From: "new", To: "new"}, {From: "orphan", To: "x"},
		},
		Participations: []network.Participation{{Actor: "c", Activity: "t"}, {Actor: "q", Activity: "t"}},
	}
	touched := rules.Apply(&p, there)
	var got []string
	for _, a := range p.Actors {
		got = append(got, a.ID+a.Name+a.Attributes["town"])
	}
	for _, t := range p.Collaborations {
		got = append(got, t.From+"–"+t.To)
	}
	for _, t := range p.Participations {
		got = append(got, t.Actor+" in "+t.Activity)
	}
	// b and c are a, also c by way of b; a tie of a with itself is none, one that the file holds is; what was undone, what leads nowhere and what
	// leads in a circle means itself.
	want := []string{"aAOulu", "undone", "orphan", "new", "x", "a–new", "undone–p", "new–new", "orphan–x", "a in t", "q in t"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if touched != 5 {
		t.Errorf("%d records were touched, want 5", touched)
	}
	if n := (duplicates.Rules{}).Apply(&p, there); n != 0 {
		t.Errorf("no rules touched %d records", n)
	}
}

func TestDecisionsThatSayNothing(t *testing.T) {
	for _, d := range []duplicates.Decision{
		{}, {Verdict: "maybe", From: "a", Into: "b"}, {Verdict: duplicates.Apart, From: "a", Into: "a"}, {Verdict: duplicates.Merged, From: "", Into: "a"},
	} {
		if d.Check() == nil {
			t.Errorf("%s is taken as a decision", fmt.Sprint(d))
		}
	}
}
