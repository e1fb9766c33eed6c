package app_test

import (
	"slices"
	"testing"

	"github.com/sillat/sillat/internal/app"
)

// What a card tells of a tie is all that a change has to name: it is corrected, moved to another start, and taken out by it.
func TestACardsTieCanBeChangedByWhatTheCardTells(t *testing.T) {
	a := withDemo(t)
	card := func() *app.ActorCard {
		t.Helper()
		c, err := a.Actor(t.Context(), "demo", "FIK-001")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	tie := func() (records []app.TieRecord) {
		t.Helper()
		c := card()
		if i := slices.IndexFunc(c.Ties, func(x app.ActorTie) bool { return x.ID == "FIK-002" }); i >= 0 {
			return c.Ties[i].Records
		}
		return nil
	}
	change := func(c app.Change) {
		t.Helper()
		if out, err := a.Change(t.Context(), app.ChangeRequest{Network: "demo", Change: c, Base: app.AnyRevision}); err != nil || !out.Changed {
			t.Fatalf("the change made %+v, %v", out, err)
		}
	}
	weight, sure := 2.5, 0.5
	put := app.CollaborationPut{CollaborationRef: app.CollaborationRef{Source: "FIK-002", Target: "FIK-001", Type: "agreement", Directed: true, Start: "2021-02-03"}, Weight: &weight, Confidence: &sure, End: "2022"}
	before := len(tie())
	change(app.Change{Upsert: app.Upserts{Collaborations: []app.CollaborationPut{put}}})
	if got := tie(); len(got) != before+1 {
		t.Fatalf("%d records after one was added to %d", len(got), before)
	}
	at := func() app.TieRecord {
		t.Helper()
		for _, r := range tie() {
			if r.Directed {
				return r
			}
		}
		t.Fatal("the directed record is gone")
		return app.TieRecord{}
	}
	told := at()
	if told.Source != "FIK-002" || told.Type != "agreement" || told.Start != "2021-02-03" || told.End != "2022-12-31" || *told.Weight != weight || *told.Confidence != sure || told.Origin.Line != 1 {
		t.Errorf("the card tells %+v of %+v", told, put)
	}

	more := 4.0
	corrected := told.CollaborationPut
	corrected.Weight = &more
	change(app.Change{Upsert: app.Upserts{Collaborations: []app.CollaborationPut{corrected}}})
	if got := at(); *got.Weight != more || *got.Confidence != sure || len(tie()) != before+1 {
		t.Errorf("corrected it reads %+v among %d", got, len(tie()))
	}

	moved := corrected
	moved.Start = "2021-06-01"
	change(app.Change{Upsert: app.Upserts{Collaborations: []app.CollaborationPut{moved}}, Delete: app.Deletes{Collaborations: []app.CollaborationRef{corrected.CollaborationRef}}})
	if got := at(); got.Start != "2021-06-01" || len(tie()) != before+1 {
		t.Errorf("moved it reads %+v among %d", got, len(tie()))
	}

	change(app.Change{Delete: app.Deletes{Collaborations: []app.CollaborationRef{at().CollaborationRef}}})
	if got := tie(); len(got) != before {
		t.Errorf("%d records after it was taken out, want %d", len(got), before)
	}
}

// Two who share activities only are told to have no record of their own.
func TestACardTellsWhichTiesAreOfActivitiesAlone(t *testing.T) {
	a := withDemo(t)
	c, err := a.Actor(t.Context(), "demo", "FIK-163")
	if err != nil {
		t.Fatal(err)
	}
	var through, own int
	for _, x := range c.Ties {
		if x.Records == nil {
			t.Fatalf("the tie to %s has null for records, want a list", x.ID)
		}
		if len(x.Records) == 0 {
			through++
		} else {
			own++
		}
		if (len(x.Records) > 0) != (len(x.Types) > 0) {
			t.Errorf("the tie to %s has types %v and %d records", x.ID, x.Types, len(x.Records))
		}
	}
	if through == 0 {
		t.Errorf("all %d ties have records of their own; the demo has actors who share activities only", own)
	}
}
