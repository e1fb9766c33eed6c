package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const pajekSample = `% by hand
*Network advice
*Vertices 3
1 "Åbo akademi" 0.1 0.2 0.5 ellipse ic Red sector "kunta & co"
2 b
*Arcs :1 "asks"
1 2 2.5
2: 2 3
*Edges
1 3 1 l "drawn"
*Arcslist
3 1 2
`

func TestPajekIsReadAsTwoTables(t *testing.T) {
	got, _, id := read(t, "a.net", pajekSample)
	if id != "pajek" || len(got.Problems) > 0 {
		t.Fatalf("read as %s with problems %v", id, got.Problems)
	}
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "name", "sector"}},
			{Kind: format.Collaborations, Header: []string{"source", "target", "weight", "directed", "type"}},
		},
		Rows: [][]line{
			{{4, []string{"Åbo akademi", "Åbo akademi", "kunta & co"}}, {5, []string{"b", "b", ""}}, {3, []string{"3", "3", ""}}},
			{
				{7, []string{"Åbo akademi", "b", "2.5", "true", "asks"}},
				{8, []string{"b", "3", "1", "true", "2"}},
				{10, []string{"Åbo akademi", "3", "1", "false", ""}},
				{12, []string{"3", "Åbo akademi", "1", "true", ""}},
				{12, []string{"3", "b", "1", "true", ""}},
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPajekOfTwoModesHoldsParticipations(t *testing.T) {
	got, _, _ := read(t, "a.net", "*Vertices 4 2\n1 \"Eve\"\n2 \"Ann\"\n3 \"party\"\n4 \"party\"\n*Edges\n1 3\n4 2\n*Matrix\n1 0\n0 1\n")
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "name"}},
			{Kind: format.Activities, Header: []string{"id", "name"}},
			{Kind: format.Participations, Header: []string{"actor", "activity", "role"}},
		},
		// Two parties have one label, so all are known by their numbers.
		Rows: [][]line{
			{{2, []string{"1", "Eve"}}, {3, []string{"2", "Ann"}}},
			{{4, []string{"3", "party"}}, {5, []string{"4", "party"}}},
			{{7, []string{"1", "3", ""}}, {8, []string{"2", "4", ""}}, {10, []string{"1", "3", ""}}, {11, []string{"2", "4", ""}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPajekMatrixHasADirectionOnlyWhereItsHalvesDiffer(t *testing.T) {
	for text, want := range map[string][]line{
		"*Vertices 3\n*Matrix\n0 1 0\n1 0 .5\n0 0.5 0\n": {{3, []string{"1", "2", "1", "false", ""}}, {4, []string{"2", "3", "0.5", "false", ""}}},
		"*Vertices 2\n*Matrix\n0 1\n0 2\n":               {{3, []string{"1", "2", "1", "true", ""}}, {4, []string{"2", "2", "2", "true", ""}}},
	} {
		got, _, _ := read(t, "a.net", text)
		if diff := cmp.Diff(want, got.Rows[1]); diff != "" || len(got.Problems) > 0 {
			t.Errorf("%q: %v %s", text, got.Problems, diff)
		}
	}
}

func TestPajekTellsWhatIsWrong(t *testing.T) {
	complaints(t, "a.net", []complaint{
		{"vertices without a number", "*Vertices many\n", fault.Problem{Line: 1, Value: "*Vertices many", Expected: "the number of vertices, and of two modes the number of the first", Fatal: true}},
		{"more vertices than a file should hide", "*Vertices 999999999\n*Edges\n", fault.Problem{Line: 1, Value: "999999999", Expected: "a line for each vertex, or at most 1000000 without one", Fatal: true}},
		{"a vertex twice", "*Vertices 2\n1 a\n1 b\n", fault.Problem{Line: 3, Value: "1 b", Expected: "every vertex once", Fatal: true}},
		{"a tie to nowhere", "*Vertices 2\n*Arcs\n1 3\n1 2\n", fault.Problem{Line: 3, Value: "3", Expected: "the number of a vertex, from 1 to 2", Fatal: true}},
		{"half a tie", "*Vertices 2\n*Arcs\n1\n", fault.Problem{Line: 3, Value: "1", Expected: "two vertices and at most one weight", Fatal: true}},
		{"a tie within a mode", "*Vertices 3 2\n*Edges\n1 2\n", fault.Problem{Line: 3, Value: "1 2", Expected: "ties between the two modes", Fatal: true}},
		{"a matrix of another width", "*Vertices 2\n*Matrix\n0 1 0\n", fault.Problem{Line: 3, Value: "3 values in row 1", Expected: "2 rows of 2 values", Fatal: true}},
		{"a matrix cut short", "*Vertices 2\n*Matrix\n0 1\n", fault.Problem{Line: 3, Value: "1 rows", Expected: "2 rows of the matrix", Fatal: true}},
		{"two networks", "*Vertices 1\n*Edges\n*Vertices 2\n", fault.Problem{Line: 3, Value: "*Vertices 2", Expected: "one network to a file", Fatal: true}},
		{"a partition is passed over and told", "*Vertices 1\n*Partition sector\n*Vertices 1\n1\n", fault.Problem{Line: 2, Value: "*Partition sector", Expected: "vertices, arcs, edges or a matrix"}},
		{"times are passed over and told once", "*Vertices 2\n1 a [1-2]\n2 b [1]\n", fault.Problem{Line: 2, Value: "[1-2]", Expected: "no times"}},
		{"weights between modes are passed over and told once", "*Vertices 2 1\n*Edges\n1 2 3\n1 2 4\n", fault.Problem{Line: 3, Value: "3", Expected: "ties of weight 1 between the modes"}},
	})
}
