package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/report"
)

func TestSentencesAreFilledInForEachLanguage(t *testing.T) {
	for name, c := range map[string]struct{ got, want report.Text }{
		"numbers as the language writes them": {
			report.Sentence(report.Same("%s %s %s"), 1234, -0.25, report.Share(0.125)),
			report.Text{English: "1,234 -0.2 12%", Finnish: "1\u00a0234 -0,2 12\u00a0%", Swedish: "1\u00a0234 -0,2 12\u00a0%"},
		},
		"another order": {
			report.Sentence(report.Text{English: "%s of %s", Finnish: "%[2]s: %[1]s", Swedish: "%s av %s"}, 3, "x"),
			report.Text{English: "3 of x", Finnish: "x: 3", Swedish: "3 av x"},
		},
		"one": {report.Counted(1, report.Same("one"), report.Same("%s")), report.Same("one")},
		"many, and words in words": {
			report.Joined(report.Counted(2, report.Same("one"), report.Same("%s")), report.Text{}, report.Sentence(report.Same("(%s)"), report.Text{English: "a", Finnish: "b", Swedish: "c"})),
			report.Text{English: "2 (a)", Finnish: "2 (b)", Swedish: "2 (c)"},
		},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
