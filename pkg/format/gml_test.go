package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const gmlSample = `Creator "someone [on] a day"
# a comment
graph [
  directed 1
  meta [ note "x" deep [ y 1 ] ]
  node [ id 0 label "&#197;bo &quot;ak&quot;" sector "kunta" ]
  node
  [
    id 1
    label "b"
    graphics [ x 1.0 label "drawn" ]
  ]
  edge [ source 0 target 1 value 2.5 ]
  edge [ source 1 target 0 kind "asks" ]
]
`

func TestGMLIsReadAsTwoTables(t *testing.T) {
	got, _, id := read(t, "a.txt", gmlSample)
	if id != "gml" || len(got.Problems) > 0 {
		t.Fatalf("read as %s with problems %v", id, got.Problems)
	}
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "label", "sector"}},
			{Kind: format.Collaborations, Header: []string{"source", "target", "weight", "kind", "directed"}},
		},
		Rows: [][]line{
			{{6, []string{`Åbo "ak"`, `Åbo "ak"`, "kunta"}}, {7, []string{"b", "b", ""}}},
			{{13, []string{`Åbo "ak"`, "b", "2.5", "", "true"}}, {14, []string{"b", `Åbo "ak"`, "", "asks", "true"}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGMLWithoutLabelsOfTheirOwnIsKnownByIDs(t *testing.T) {
	got, _, _ := read(t, "a.gml", "graph [ node [ id 5 label \"x\" ] node [ id 6 label \"x\" ] edge [ source 5 target 6 weight 2 value 9 ] ]")
	want := [][]line{{{1, []string{"5", "x"}}, {1, []string{"6", "x"}}}, {{1, []string{"5", "6", "2", "9", "false"}}}}
	if diff := cmp.Diff(want, got.Rows); diff != "" || len(got.Problems) > 0 {
		t.Errorf("%v %s", got.Problems, diff)
	}
}

func TestGMLTellsWhatIsWrong(t *testing.T) {
	complaints(t, "a.gml", []complaint{
		{"the file is cut short", "graph [\nnode [ id 1\n", fault.Problem{Line: 3, Value: "", Expected: "a closing bracket or quote before the end of the file", Fatal: true}},
		{"a quote is not closed", "graph [\nnode [ id \"1 ] ]\n", fault.Problem{Line: 2, Value: "", Expected: "a closing bracket or quote before the end of the file", Fatal: true}},
		{"a value without a key", "graph [\n7 8 ]\n", fault.Problem{Line: 2, Value: "7", Expected: "a key and its value, or a list in brackets", Fatal: true}},
		{"a node that is no list", "graph [\nnode 7 ]\n", fault.Problem{Line: 2, Value: "node", Expected: "a key and its value, or a list in brackets", Fatal: true}},
		{"two graphs", "graph [ ]\ngraph [ ]\n", fault.Problem{Line: 2, Value: "graph", Expected: "one graph to a file", Fatal: true}},
	})
}
