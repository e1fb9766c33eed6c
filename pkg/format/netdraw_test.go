package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const netDrawSample = `*Node data
ID, sector
"Ann Lee" NGO
bob city
*Node properties
ID x y
bob 1 2
*Tie data
from to friends advice
"Ann Lee" bob 1 2
bob "Ann Lee" 1 0
`

func TestNetDrawIsReadAsTwoTables(t *testing.T) {
	got, _, id := read(t, "a.txt", netDrawSample)
	if id != "netdraw-vna" || len(got.Problems) > 0 {
		t.Fatalf("read as %s with problems %v", id, got.Problems)
	}
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "sector"}, Line: 2},
			{Kind: format.Collaborations, Header: []string{"source", "target", "weight", "directed", "type"}},
		},
		Rows: [][]line{
			{{3, []string{"Ann Lee", "NGO"}}, {4, []string{"bob", "city"}}},
			{{10, []string{"Ann Lee", "bob", "1", "false", "friends"}}, {10, []string{"Ann Lee", "bob", "2", "true", "advice"}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNetDrawTellsWhatIsWrong(t *testing.T) {
	complaints(t, "a.vna", []complaint{
		{"a section it does not know", "*node data\nid\na\n*layout\n", fault.Problem{Line: 4, Value: "*layout", Expected: "*node data, *tie data, *node properties or *tie properties", Fatal: true}},
		{"a row of another width", "*node data\nid sector\na\n", fault.Problem{Line: 3, Value: "a", Expected: "2 values, as the header has", Fatal: true}},
		{"no number for a tie", "*tie data\nfrom to strength\na b much\n", fault.Problem{Line: 3, Value: "much", Expected: "a number in column strength", Fatal: true}},
		{"ties without ends", "*tie data\nfrom\n", fault.Problem{Line: 2, Value: "from", Expected: "columns from, to and one for each relation", Fatal: true}},
	})
}
