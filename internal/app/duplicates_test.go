package app_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// twice is a network in which one actor stands as a and as A2, with a tie between the two, ties that both have and what only one knows.
var twice = map[string]string{
	"actors.csv": "id,name,sector,town,start\na,Koivulan Teatteri ry,arts,,2001\nA2,KOIVULAN TEATTERI,,Oulu,1999\nb,Berg,town,,\nc,Ceder,town,,\n",
	"collaborations.csv": "source,target,type,weight,start\na,b,agreement,1,2020-01-01\nA2,b,agreement,3,2020-01-01\nc,A2,funding,2,\nA2,a,agreement,1,\n" +
		"b,c,agreement,5,\n",
	"activities.csv":     "id,title,start\nt,Festival,2020-01-01\nu,Tour,2021-01-01\n",
	"participations.csv": "actor,activity,role,start\na,t,partner,\nA2,t,partner,\nA2,u,coordinator,\nb,u,partner,\n",
}

func newTwice(t *testing.T) *office {
	o := newOffice(t)
	if err := o.Delete(t.Context(), "n"); err != nil {
		t.Fatal(err)
	}
	o.imports(twice)
	return o
}

// holds reads the newest revision as lines.
func (o *office) holds() []string {
	o.Helper()
	var c network.Collector
	if _, err := o.kept.Read(o.Context(), "n", 0, &c); err != nil {
		o.Fatal(err)
	}
	var lines []string
	for _, a := range c.Picture.Actors {
		lines = append(lines, strings.Join([]string{a.ID, a.Name, a.Attributes["sector"], a.Attributes["town"], a.Start.String()}, "|"))
	}
	for _, t := range c.Picture.Collaborations {
		lines = append(lines, strings.Join([]string{t.From, t.To, t.Type, app.Number(t.Weight).String(), t.Source.File}, "|"))
	}
	for _, t := range c.Picture.Participations {
		lines = append(lines, strings.Join([]string{t.Actor, t.Activity, t.Role}, "|"))
	}
	return lines
}

func TestMergeCarriesEverythingOverAndIsUndone(t *testing.T) {
	o := newTwice(t)
	before := o.holds()
	d, err := o.Duplicates(t.Context(), app.DuplicatesRequest{Network: "n", Least: 0.6, Limit: 10})
	if err != nil || d.Total != 1 || d.Pairs[0].A.ID != "A2" || d.Pairs[0].B.ID != "a" || d.Pairs[0].A.Collaborations != 3 || d.Pairs[0].A.Participations != 2 || d.Pairs[0].A.Attributes["town"] != "Oulu" {
		t.Fatalf("proposed %+v, %v", d, err)
	}
	m, err := o.Merge(t.Context(), app.MergeRequest{Network: "n", Keep: "a", Drop: "A2", Base: d.Revision, By: "eeva"})
	if err != nil {
		t.Fatal(err)
	}
	if m.Collaborations != 2 || m.Participations != 2 || m.Loops != 1 || !cmp.Equal(m.Attributes, []string{"town"}) || m.Revision.Number != 2 || m.Revision.By != "eeva" {
		t.Errorf("merged as %+v", m)
	}
	after := []string{
		"a|Koivulan Teatteri ry|arts|Oulu|1999-01-01", "b|Berg|town||", "c|Ceder|town||",
		"a|b|agreement|1|collaborations.csv", "a|b|agreement|3|collaborations.csv", "a|c|funding|2|collaborations.csv", "b|c|agreement|5|collaborations.csv",
		"a|t|partner", "a|t|partner", "a|u|coordinator", "b|u|partner",
	}
	if diff := cmp.Diff(after, o.holds()); diff != "" {
		t.Errorf("after the merge: %s", diff)
	}
	if d, err = o.Duplicates(t.Context(), app.DuplicatesRequest{Network: "n", Least: 0.5, Limit: 10}); err != nil || d.Total != 0 {
		t.Errorf("still proposed: %+v, %v", d, err)
	}

	// The same files mean the actor that was kept, and change nothing; a new file about the other does, too.
	o.imports(twice)
	if diff := cmp.Diff(after, o.holds()); diff != "" {
		t.Errorf("after the same files again: %s", diff)
	}
	folder := fstest.MapFS{"actors.csv": {Data: []byte("id,name\nA2,Koivula\nc,Ceder\n")}, "collaborations.csv": {Data: []byte("source,target,type\nA2,c,agreement\n")}}
	in, err := o.Import(t.Context(), app.ImportRequest{Network: "n", Files: folder, Paths: []string{"."}, By: "test"})
	if err != nil || in.Merged != 2 {
		t.Fatalf("imported %+v, %v", in, err)
	}
	if lines := strings.Join(o.holds(), "\n"); strings.Contains(lines, "A2") || !strings.Contains(lines, "a|c|agreement") || strings.Contains(lines, "Koivula|") {
		t.Errorf("a later file reads\n%s", lines)
	}

	// Undone, both are there as they were, and files mean each of them again.
	if _, err := o.Revert(t.Context(), "n", 1, "eeva"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, o.holds()); diff != "" {
		t.Errorf("after undoing: %s", diff)
	}
	o.imports(twice)
	if diff := cmp.Diff(before, o.holds()); diff != "" {
		t.Errorf("after undoing and the same files again: %s", diff)
	}
	// And the other way round.
	if m, err = o.Merge(t.Context(), app.MergeRequest{Network: "n", Keep: "A2", Drop: "a", Base: app.AnyRevision}); err != nil || m.Collaborations != 1 {
		t.Errorf("merged again as %+v, %v", m, err)
	}
	if _, err := o.Revert(t.Context(), "n", 1, "eeva"); err != nil {
		t.Fatal(err)
	}
	if _, err = o.Merge(t.Context(), app.MergeRequest{Network: "n", Keep: "a", Drop: "A2", Base: app.AnyRevision}); err != nil {
		t.Errorf("merged once more: %v", err)
	}
}

func TestKeptApart(t *testing.T) {
	o := newTwice(t)
	ask := app.DuplicatesRequest{Network: "n", Least: 0.6, Limit: 10}
	for _, c := range []struct {
		open, changed bool
		pairs, apart  int
	}{{false, true, 0, 1}, {false, false, 0, 1}, {true, true, 1, 0}, {true, false, 1, 0}, {false, true, 0, 1}} {
		r, err := o.KeepApart(t.Context(), app.ApartRequest{Network: "n", A: "a", B: "A2", Open: c.open, By: "eeva"})
		if err != nil || r.Changed != c.changed || r.Apart == c.open {
			t.Errorf("decided %+v, %v", r, err)
		}
		d, err := o.Duplicates(t.Context(), ask)
		if err != nil || len(d.Pairs) != c.pairs || len(d.Apart) != c.apart {
			t.Fatalf("%+v shows %+v, %v", c, d, err)
		}
		if c.apart > 0 && (d.Apart[0].By != "eeva" || d.Apart[0].A.Name != "KOIVULAN TEATTERI" || !d.Apart[0].At.Equal(o.day)) {
			t.Errorf("kept apart as %+v", d.Apart[0])
		}
	}

	// The decision goes along with its network, is erased with its actor, and is forgotten with its network.
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "other.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	there := app.New(app.Options{Store: kept, Version: "test"})
	if _, err := o.Move(t.Context(), app.MoveRequest{Network: "n", To: there}); err != nil {
		t.Fatal(err)
	}
	if d, err := there.Duplicates(t.Context(), ask); err != nil || len(d.Apart) != 1 || len(d.Pairs) != 0 {
		t.Errorf("moved: %+v, %v", d, err)
	}
	if e, err := there.Erase(t.Context(), "n", "A2", "owner"); err != nil || e.Decided != 1 {
		t.Errorf("erased: %+v, %v", e, err)
	}
	if err := o.Delete(t.Context(), "n"); err != nil {
		t.Fatal(err)
	}
	o.imports(twice)
	if d, err := o.Duplicates(t.Context(), ask); err != nil || len(d.Apart) != 0 || len(d.Pairs) != 1 {
		t.Errorf("another network of that name: %+v, %v", d, err)
	}
}

func TestMergesThatCannotBe(t *testing.T) {
	o := newTwice(t)
	for _, c := range []struct {
		name string
		r    app.MergeRequest
		code fault.Code
	}{
		{"with itself", app.MergeRequest{Network: "n", Keep: "a", Drop: "a", Base: app.AnyRevision}, fault.Invalid},
		{"nobody", app.MergeRequest{Network: "n", Keep: "a", Drop: "zoe", Base: app.AnyRevision}, fault.NotFound},
		{"into nobody", app.MergeRequest{Network: "n", Keep: "zoe", Drop: "a", Base: app.AnyRevision}, fault.NotFound},
		{"no network", app.MergeRequest{Network: "x", Keep: "a", Drop: "b", Base: app.AnyRevision}, fault.NotFound},
		{"another revision", app.MergeRequest{Network: "n", Keep: "a", Drop: "A2", Base: 7}, fault.Conflict},
	} {
		if _, err := o.Merge(t.Context(), c.r); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if revisions, err := o.Revisions(t.Context(), "n"); err != nil || len(revisions) != 1 {
		t.Errorf("what was refused left %d revisions, %v", len(revisions), err)
	}
	if _, err := o.KeepApart(t.Context(), app.ApartRequest{Network: "n", A: "a", B: "zoe"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("apart from nobody: %v", err)
	}
	for _, r := range []app.DuplicatesRequest{{Network: "n", Least: 0.2, Limit: 5}, {Network: "n", Least: 0.8}} {
		if _, err := o.Duplicates(t.Context(), r); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", r, err)
		}
	}
}
