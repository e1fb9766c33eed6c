package app_test

import (
	"slices"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
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

// Every participation of an actor is told as a change names it: by that it is corrected and taken out, and a second role in the same activity is
// neither lost nor told as a second activity.
func TestACardsParticipationsCanBeChangedByWhatTheCardTells(t *testing.T) {
	a := withDemo(t)
	card := func() *app.ActorCard {
		t.Helper()
		c, err := a.Actor(t.Context(), "demo", "FIK-163")
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	change := func(c app.Change) {
		t.Helper()
		if out, err := a.Change(t.Context(), app.ChangeRequest{Network: "demo", Change: c, Base: app.AnyRevision}); err != nil || !out.Changed {
			t.Fatalf("the change made %+v, %v", out, err)
		}
	}
	before := card()
	first := before.Activities[0]
	if len(first.Records) != 1 || first.Records[0].Activity != first.ID || first.Records[0].Actor != "FIK-163" || first.Records[0].Origin.File == "" {
		t.Fatalf("the card tells %+v of the first activity; want one participation and where it came from", first)
	}
	funding := 1200.5
	put := app.ParticipationPut{ParticipationRef: app.ParticipationRef{Actor: "FIK-163", Activity: first.ID, Role: "evaluator", Start: "2019-05-01"}, Funding: &funding, End: "2031"}
	change(app.Change{Upsert: app.Upserts{Participations: []app.ParticipationPut{put}}})
	got := card()
	if len(got.Activities) != len(before.Activities) {
		t.Fatalf("%d activities with a second role in one; want the %d of before", len(got.Activities), len(before.Activities))
	}
	in := got.Activities[0]
	if len(in.Records) != 2 || in.Role != first.Role+", evaluator" && in.Role != "evaluator, "+first.Role || in.Start != "2019-05-01" || in.End != "2031-12-31" {
		t.Fatalf("with a second role the card tells %+v", in)
	}
	i := slices.IndexFunc(in.Records, func(r app.InvolveRecord) bool { return r.Role == "evaluator" })
	if r := in.Records[i]; r.Funding == nil || *r.Funding != funding || r.End != "2031-12-31" {
		t.Errorf("the card tells %+v of %+v", r, put)
	}
	change(app.Change{Delete: app.Deletes{Participations: []app.ParticipationRef{in.Records[i].ParticipationRef}}})
	if got := card().Activities[0]; got.Role != first.Role || len(got.Records) != 1 {
		t.Errorf("after it was taken out the card tells %+v, want %+v", got, first)
	}
}

// The list of activities is whole, page by page, and counts who takes part.
func TestActivitiesPageByPage(t *testing.T) {
	a := withDemo(t)
	ask := func(r app.ActivitiesRequest) *app.ActivityPage {
		t.Helper()
		r.Network = "demo"
		page, err := a.Activities(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	all := ask(app.ActivitiesRequest{Limit: 1000})
	if len(all.Activities) == 0 || all.Total != len(all.Activities) || all.Next != "" {
		t.Fatalf("%d of %d activities, next %q", len(all.Activities), all.Total, all.Next)
	}
	var walked []app.ActivityRow
	for cursor := ""; ; {
		page := ask(app.ActivitiesRequest{Limit: 7, Cursor: cursor})
		walked = append(walked, page.Activities...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if !slices.Equal(walked, all.Activities) {
		t.Errorf("page by page come %d activities, at once %d", len(walked), len(all.Activities))
	}
	one := all.Activities[3]
	if found := ask(app.ActivitiesRequest{Search: one.Title, Limit: 5}); !slices.Contains(found.Activities, one) || found.Total >= all.Total {
		t.Errorf("looking for %q gives %+v", one.Title, found)
	}
	card, err := a.Actor(t.Context(), "demo", "FIK-163")
	if err != nil {
		t.Fatal(err)
	}
	id := card.Activities[0].ID
	at := slices.IndexFunc(all.Activities, func(x app.ActivityRow) bool { return x.ID == id })
	before := all.Activities[at].Actors
	change := app.Change{Upsert: app.Upserts{Participations: []app.ParticipationPut{{ParticipationRef: app.ParticipationRef{Actor: "FIK-163", Activity: id, Role: "evaluator"}}}}}
	if _, err := a.Change(t.Context(), app.ChangeRequest{Network: "demo", Change: change, Base: app.AnyRevision}); err != nil {
		t.Fatal(err)
	}
	if got := ask(app.ActivitiesRequest{Limit: 1000}).Activities[at].Actors; got != before || got < 1 {
		t.Errorf("%d take part after one of %d got a second role", got, before)
	}
	for _, r := range []app.ActivitiesRequest{{Network: "demo"}, {Network: "demo", Limit: 1001}, {Network: "demo", Limit: 1, Cursor: "%"}} {
		if _, err := a.Activities(t.Context(), r); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%+v gives %v; want it refused", r, err)
		}
	}
}
