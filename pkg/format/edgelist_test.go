package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEdgeListShapes(t *testing.T) {
	for _, c := range []struct {
		promise, name, text string
		header              []string
		want                []line
	}{
		{"two ends, blanks", "a.txt", "a b\nb  c\n", []string{"source", "target", "weight"},
			[]line{{1, []string{"a", "b", ""}}, {2, []string{"b", "c", ""}}}},
		{"weights and comments, as SNAP and Konect write", "a.edges", "# nodes: 3\n% sym\n1\t2\t0.5\n\n2\t3\t1e3\n", []string{"source", "target", "weight"},
			[]line{{3, []string{"1", "2", "0.5"}}, {5, []string{"2", "3", "1e3"}}}},
		{"tabs keep blanks in names", "a", "Anna Berg\tBo Ek\nBo Ek\tCia By\n", []string{"source", "target", "weight"},
			[]line{{1, []string{"Anna Berg", "Bo Ek", ""}}, {2, []string{"Bo Ek", "Cia By", ""}}}},
		{"named columns", "a.txt", "from to strength\na b 2\n", []string{"from", "to", "strength"},
			[]line{{2, []string{"a", "b", "2"}}}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			got, _, id := read(t, c.name, c.text)
			if id != "edge-list" || len(got.Problems) > 0 {
				t.Fatalf("read as %s with problems %v", id, got.Problems)
			}
			if diff := cmp.Diff(c.header, got.Tables[0].Header); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.want, got.Rows[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEdgeListNamesTheBadLine(t *testing.T) {
	// The bad line stands after the sample that the format is recognised by.
	text := ""
	for range 60 {
		text += "a b 1\n"
	}
	got, _, _ := read(t, "a.txt", text+"a b 1 2015\nb c 2\n")
	if len(got.Problems) != 1 || got.Problems[0].Line != 61 || got.Problems[0].Value != "a b 1 2015" || !got.Problems[0].Fatal {
		t.Errorf("expected one fatal problem on line 61, got %v", got.Problems)
	}
	if len(got.Rows[0]) != 61 {
		t.Errorf("%d good rows were read, not 61", len(got.Rows[0]))
	}
}
