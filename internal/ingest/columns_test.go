package ingest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

var mappedFolder = files{
	"actors.csv":         "id;Tunnus;Nimi;silo_sector;Notes\n7;a;Anna;NGO;\n8;b;Bo;;secret\n",
	"collaborations.csv": "source;target;type;strength of tie;n\na;b;x;2,5;9\n",
}

func TestColumnsAreDetectedAndShown(t *testing.T) {
	folder := files{"actors.csv": mappedFolder["actors.csv"], "collaborations.csv": "source;target;Paino;n\n7;8;2,5;9\n"}
	d := folder.mustRead(t, ingest.Options{})
	want := []ingest.FileReport{
		{File: "actors.csv", Format: "csv", Kind: "actors", Rows: 2, Delimiter: ";", Encoding: "utf-8", Columns: []ingest.ColumnUse{
			{Header: "id", Field: "id", Example: "7"}, {Header: "Tunnus", Field: "attribute", Example: "a"}, {Header: "Nimi", Field: "name", Example: "Anna"},
			{Header: "silo_sector", Field: "attribute", Example: "NGO"}, {Header: "Notes", Field: "attribute", Example: "secret"}}},
		{File: "collaborations.csv", Format: "csv", Kind: "collaborations", Rows: 1, Delimiter: ";", Encoding: "utf-8", DecimalComma: true, Columns: []ingest.ColumnUse{
			{Header: "source", Field: "source", Example: "7"}, {Header: "target", Field: "target", Example: "8"},
			{Header: "Paino", Field: "weight", Example: "2,5"}, {Header: "n", Field: "ignored", Example: "9"}}},
	}
	if diff := cmp.Diff(want, d.Files); diff != "" {
		t.Error(diff)
	}
	wantProblems := []fault.Problem{{File: "collaborations.csv", Line: 1, Column: "n",
		Expected: "one of the columns of collaborations: source, target, type, directed, weight, confidence, start, end",
		Remedy:   "its values are passed over: name the column as one of these, or leave it"}}
	if diff := cmp.Diff(wantProblems, d.Problems); diff != "" {
		t.Error(diff)
	}
}

func TestColumnsCanBeOverridden(t *testing.T) {
	d := mappedFolder.mustRead(t, ingest.Options{Columns: map[string]string{
		"actors.id": "tunnus", "actors.Notes": "-", "collaborations.weight": "Strength of tie", "collaborations.type": "-", "collaborations.n": "-",
	}})
	want := []string{"actor a (Anna) id=7 silo_sector=NGO", "actor b (Bo) id=8", "a--b 2.5"}
	if diff := cmp.Diff(want, spell(d)); diff != "" {
		t.Error(diff)
	}
	if d.ProblemCount != 0 {
		t.Errorf("what the user asked to ignore was warned of: %v", d.Problems)
	}
}

func TestOverridesThatCannotBeMeantAreRefused(t *testing.T) {
	for key, header := range map[string]string{"actor.id": "x", "actors": "x", "actors.": "x", "actors.surname": "Nimi", "": "-"} {
		_, err := ingest.ReadFS(t.Context(), mappedFolder.fs(), []string{"."}, ingest.Options{Columns: map[string]string{key: header}})
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q: expected fault.Invalid, got %v", key, err)
		}
	}
	_, err := ingest.ReadFS(t.Context(), mappedFolder.fs(), []string{"."}, ingest.Options{Columns: map[string]string{"actors.id": "Ytunnus"}})
	want := []fault.Problem{{File: "actors.csv", Line: 1, Column: "Ytunnus", Fatal: true,
		Expected: "a column of this name for actors.id", Remedy: "name one that is free: id, Tunnus, Nimi, silo_sector, Notes"}}
	if diff := cmp.Diff(want, problemsOf(err)[:1]); diff != "" {
		t.Error(diff)
	}
}
