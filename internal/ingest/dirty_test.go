package ingest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

// titledBook is a workbook as coordinators keep it: a title and a date above the names of the columns, rows left blank, a row of sums at the end.
func titledBook(t *testing.T) files {
	return files{
		"Toimijat 2024.xlsx": workbook(t, nil, sheet{"Taul1", [][]any{{"Pohjoisen toimijat"}, {}, {"päivitetty 12.3.2024"}, {"Nro", "Toimijan nimi", "Henkilöstö (htv)"}, {1, "Lapin yliopisto", 12}, {}, {nil, "Kemi  kaupunki", 3}, {"Yhteensä", nil, 15}}},
			sheet{"Ohje", [][]any{{"Täytä valkoiset solut."}}}),
		"Yhteistyö.xlsx": workbook(t, nil, sheet{"Taul1", [][]any{{"Organisaatio A", "Organisaatio B", "Yhteistyön muoto", "Vahvuus (1–5)", "Alkaen"}, {"LAPIN YLIOPISTO", "Kemi kaupunki ", "hanke", "2,5", "31.3.2020"}}}),
	}
}

func TestSpreadsheetsAsTheyAreKeptCanBeRead(t *testing.T) {
	d, err := ingest.ReadFS(t.Context(), titledBook(t).fs(), []string{"Toimijat 2024.xlsx", "Yhteistyö.xlsx"}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"actor Lapin yliopisto (Lapin yliopisto) Henkilöstö (htv)=12 Nro=1", "actor Kemi  kaupunki (Kemi  kaupunki) Henkilöstö (htv)=3", "Lapin yliopisto--Kemi  kaupunki 2.5 hanke 2020-03-31.."}
	got := d.Picture()
	if len(got.Actors) != 2 || len(got.Collaborations) != 1 {
		t.Fatalf("read %v, not %v", spell(d), want)
	}
	tie := got.Collaborations[0]
	if tie.From != "Lapin yliopisto" || tie.To != "Kemi  kaupunki" || tie.Weight != 2.5 || tie.Type != "hanke" || tie.Start.String() != "2020-03-31" {
		t.Errorf("the tie is %+v", tie)
	}
	var told []string
	for _, p := range d.Problems {
		told = append(told, strings.Join([]string{p.Sheet, p.Cell, p.Value, p.Expected}, "|"))
	}
	if diff := cmp.Diff([]string{
		"Taul1|A1|Pohjoisen toimijat|the names of the columns in the first row",
		"Taul1|A3|päivitetty 12.3.2024|the names of the columns in the first row",
		"Taul1|B8||a row of its own for each of the actors",
		"Ohje||Täytä valkoiset solut.|columns of actors (id, name), collaborations (source, target), activities (id, title) or participations (actor, project)",
		"Taul1|||ids of actors",
	}, told); diff != "" {
		t.Error(diff)
	}
}

func TestATitleAboveACSVIsPassedOver(t *testing.T) {
	d := files{"actors.csv": "Pohjoisen toimijat, 2024\n\nnimi;toimiala;kunta\nA;x, y;Kemi\nB;z;Kemi\n", "ties.csv": "Yhteistyöt;;\nosapuoli 1;osapuoli 2;vahvuus\nA;b;1,5\n"}.mustRead(t, ingest.Options{})
	if diff := cmp.Diff([]string{"actor A (A) kunta=Kemi toimiala=x, y", "actor B (B) kunta=Kemi toimiala=z", "A--B 1.5"}, spell(d)); diff != "" {
		t.Error(diff)
	}
	// A list with one column has no title, and a row that is too wide for it is told.
	d = files{"actors.csv": "name\nA\nB\n"}.mustRead(t, ingest.Options{})
	if diff := cmp.Diff([]string{"actor A (A)", "actor B (B)"}, spell(d)); diff != "" {
		t.Error(diff)
	}
}

func TestWhomNoFileListsIsRefusedOrAdded(t *testing.T) {
	folder := files{"actors.csv": "id,name\n1,Anna\n2,Bo\n3,Bo\n", "ties.csv": "source,target\n1,Cecilia\nCECILIA,anna\nCecilia,1\n"}
	_, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, ingest.Options{})
	if fault.CodeOf(err) != fault.BadInput {
		t.Fatalf("expected fault.BadInput, got %v", err)
	}
	d := folder.mustRead(t, ingest.Options{AddUnlisted: true})
	if diff := cmp.Diff([]string{"actor 1 (Anna)", "actor 2 (Bo)", "actor 3 (Bo)", "actor Cecilia (Cecilia)", "1--Cecilia 1", "Cecilia--1 1", "Cecilia--1 1"}, spell(d)); diff != "" {
		t.Error(diff)
	}
	if len(d.Problems) == 0 || d.Problems[0].Remedy != "1 actors were added that no file lists, from this line on: list them to give them attributes, or correct them where one is mistyped" {
		t.Errorf("told %v", d.Problems)
	}
	// A name that two have is no new actor.
	folder["ties.csv"] = "source,target\n1,Bo\n"
	if _, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, ingest.Options{AddUnlisted: true}); fault.CodeOf(err) != fault.BadInput {
		t.Errorf("expected fault.BadInput, got %v", err)
	}
}

func TestSpellingsThatDifferInCapitalsAreOneValue(t *testing.T) {
	d := files{"actors.csv": "id,sector,code\n1,KUNTA,x\n2,Kunta,X\n3,Kunta ,x\n4,julkinen  sektori,\n5,Julkinen sektori,\n6,Yritys,\n"}.mustRead(t, ingest.Options{})
	if diff := cmp.Diff([]string{"actor 1 (1) code=x sector=Kunta", "actor 2 (2) code=X sector=Kunta", "actor 3 (3) code=x sector=Kunta",
		"actor 4 (4) sector=julkinen  sektori", "actor 5 (5) sector=julkinen  sektori", "actor 6 (6) sector=Yritys"}, spell(d)); diff != "" {
		t.Error(diff)
	}
	want := []fault.Problem{
		{File: "actors.csv", Line: 2, Column: "sector", Value: "KUNTA", Expected: "one spelling for each value", Remedy: `read as "Kunta", as other rows have it; rows written this way: 1`},
		{File: "actors.csv", Line: 6, Column: "sector", Value: "Julkinen sektori", Expected: "one spelling for each value", Remedy: `read as "julkinen  sektori", as other rows have it; rows written this way: 1`},
	}
	if diff := cmp.Diff(want, d.Problems); diff != "" {
		t.Error(diff)
	}
}

func TestATableOfOrganisationsIsOneOfActors(t *testing.T) {
	d := files{"register.csv": "Organisation;Organisationstyp\nUmeå universitet;högskola\nÅbo Akademi;högskola\n", "samarbete.csv": "Part 1;Part 2;Styrka\nÅbo Akademi;Umeå universitet;2\n"}
	got, err := ingest.ReadFS(t.Context(), d.fs(), []string{"samarbete.csv", "register.csv"}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"actor Umeå universitet (Umeå universitet) Organisationstyp=högskola", "actor Åbo Akademi (Åbo Akademi) Organisationstyp=högskola", "Åbo Akademi--Umeå universitet 2"}
	if diff := cmp.Diff(want, spell(got)); diff != "" {
		t.Error(diff)
	}
}
