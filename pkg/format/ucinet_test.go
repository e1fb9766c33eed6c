package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const ucinetSample = "dl n=3 format=edgelist1\nlabels:\n\"Ann Lee\", bob\nCid\ndata:\n1 2 2.5\n3 1\n"

func TestUCINETIsReadInEveryLayout(t *testing.T) {
	tie := func(at int, source, target, weight, directed, relation string) line {
		return line{at, []string{source, target, weight, directed, relation}}
	}
	for _, c := range []struct {
		promise, text string
		actors        []string
		ties          []line
	}{
		{"edge list", ucinetSample, []string{"Ann Lee", "bob", "Cid"}, []line{tie(6, "Ann Lee", "bob", "2.5", "true", ""), tie(7, "Cid", "Ann Lee", "1", "true", "")}},
		{"edge list with embedded labels", "DL N = 3, FORMAT = EDGELIST1, LABELS EMBEDDED:\nDATA:\na b\nb a\nb c 2\nc b 2\n", []string{"a", "b", "c"},
			[]line{tie(3, "a", "b", "1", "false", ""), tie(5, "b", "c", "2", "false", "")}},
		{"full matrix", "dl n=3\ndata:\n0 1 1\n0 0 0 1\n0 0\n", []string{"1", "2", "3"}, []line{tie(3, "1", "2", "1", "true", ""), tie(3, "1", "3", "1", "true", ""), tie(4, "3", "1", "1", "true", "")}},
		{"full matrix with embedded labels", "dl n=2 format=fullmatrix labels embedded\ndata:\n   x y\nx  0 3\ny  3 0\n", []string{"x", "y"}, []line{tie(4, "x", "y", "3", "false", "")}},
		{"lower half without diagonal", "dl n=3 format=lowerhalf diagonal=absent\ndata:\n1\n0 2\n", []string{"1", "2", "3"}, []line{tie(3, "1", "2", "1", "false", ""), tie(4, "2", "3", "2", "false", "")}},
		{"upper half with diagonal", "dl n=3 format=upperhalf\ndata:\n7 1 0\n0 2\n0\n", []string{"1", "2", "3"},
			[]line{tie(3, "1", "1", "7", "false", ""), tie(3, "1", "2", "1", "false", ""), tie(4, "2", "3", "2", "false", "")}},
		{"node list", "dl n=3 format=nodelist1\nlabels:a,b,c\ndata:\n1 2 3\nb c\n", []string{"a", "b", "c"},
			[]line{tie(4, "a", "b", "1", "true", ""), tie(4, "a", "c", "1", "true", ""), tie(5, "b", "c", "1", "true", "")}},
		{"several relations", "dl n=2 nm=2\nlabels: a,b\nmatrix labels: likes,\"pays for\"\ndata:\n0 1\n1 0\n0 0\n4 0\n", []string{"a", "b"},
			[]line{tie(5, "a", "b", "1", "false", "likes"), tie(8, "b", "a", "4", "true", "pays for")}},
		{"labels that hold what separates", "dl n=2 format=edgelist1\nlabels:\nn:1 \"x=2\"\ndata:\n1 2\n", []string{"n:1", "x=2"}, []line{tie(5, "n:1", "x=2", "1", "true", "")}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			got, _, id := read(t, "a.txt", c.text)
			if id != "ucinet-dl" || len(got.Problems) > 0 {
				t.Fatalf("read as %s with problems %v", id, got.Problems)
			}
			var actors []string
			for _, r := range got.Rows[0] {
				actors = append(actors, r.Values[0])
			}
			if diff := cmp.Diff(c.actors, actors); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.ties, got.Rows[1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUCINETOfTwoModesHoldsParticipations(t *testing.T) {
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "name"}},
			{Kind: format.Activities, Header: []string{"id", "name"}},
			{Kind: format.Participations, Header: []string{"actor", "activity", "role"}},
		},
	}
	for text, rows := range map[string][][]line{
		"dl nr=2 nc=3\nrow labels:\nEve Ann\ncolumn labels:\np q r\ndata:\n1 0 1\n0 1 0\n": {
			{{3, []string{"Eve", "Eve"}}, {3, []string{"Ann", "Ann"}}},
			{{5, []string{"p", "p"}}, {5, []string{"q", "q"}}, {5, []string{"r", "r"}}},
			{{7, []string{"Eve", "p", ""}}, {7, []string{"Eve", "r", ""}}, {8, []string{"Ann", "q", ""}}},
		},
		"dl nr=2, nc=2, format=edgelist2 labels embedded\ndata:\nEve p\nAnn q\n": {
			{{3, []string{"Eve", "Eve"}}, {4, []string{"Ann", "Ann"}}},
			{{3, []string{"p", "p"}}, {4, []string{"q", "q"}}},
			{{3, []string{"Eve", "p", ""}}, {4, []string{"Ann", "q", ""}}},
		},
	} {
		got, _, _ := read(t, "a.dl", text)
		want.Rows = rows
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestUCINETTellsWhatIsWrong(t *testing.T) {
	complaints(t, "a.dl", []complaint{
		{"no size", "dl\ndata:\n0 1\n", fault.Problem{Line: 2, Expected: "how many there are before data:", Fatal: true}},
		{"a size beyond all measure", "dl n=99999999999\ndata:\n", fault.Problem{Line: 1, Value: "99999999999", Expected: "a number from 1 to 10000000 after n", Fatal: true}},
		{"another layout", "dl n=2 format=blockmatrix\ndata:\n", fault.Problem{Line: 1, Value: "blockmatrix", Expected: "fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, nodelist1 or nodelist2", Fatal: true}},
		{"a word that says nothing", "dl n=2 data colour=red\ndata:\n", fault.Problem{Line: 1, Value: "data", Expected: "n, nr, nc, nm, format, labels, row labels, column labels, matrix labels, diagonal or data", Fatal: true}},
		{"a label twice", "dl n=2 format=edgelist1\nlabels:\na a\ndata:\n1 2\n", fault.Problem{Line: 3, Value: "a", Expected: "every label once", Fatal: true}},
		{"a tie to nowhere", "dl n=2 format=edgelist1\ndata:\n1 3\n", fault.Problem{Line: 3, Value: "3", Expected: "a number from 1 to 2, or a label of the head", Fatal: true}},
		{"more labels than actors", "dl n=2 format=edgelist1 labels embedded\ndata:\na b\na c\n", fault.Problem{Line: 4, Value: "c", Expected: "at most 2 labels, as the head says", Fatal: true}},
		{"no number in a matrix", "dl n=2\ndata:\n0 x\n1 0\n", fault.Problem{Line: 3, Value: "x", Expected: "a number in row 1", Fatal: true}},
		{"a matrix cut short", "dl n=2\ndata:\n0 1\n", fault.Problem{Line: 3, Value: "row 2 of matrix 1", Expected: "1 matrices of 2 rows", Fatal: true}},
		{"more rows than actors", "dl n=1\ndata:\n0\n0\n", fault.Problem{Line: 4, Expected: "1 relations, as the head says", Fatal: true}},
		{"rows in another order", "dl n=2 labels embedded\ndata:\na b\nb 0 1\na 1 0\n", fault.Problem{Line: 4, Value: "b", Expected: "the label of row 1", Fatal: true}},
	})
}
