package app_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/testkit"
)

// Every number in the reason of a bridge is a rounding of one in its JSON, or counts whom or what that lists; and all languages say the same numbers.
func TestEveryNumberInABridgesReasonIsInItsJSON(t *testing.T) {
	a := app.New(app.Options{})
	demo := app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo"))
	number, places := regexp.MustCompile(`-?\d+(\.\d+)?([eE][-+]?\d+)?`), regexp.MustCompile(`\d[\d,]*(\.\d+)?%?`)
	marks := regexp.MustCompile(`(\d)[\s,.\x{a0}\x{202f}](\d)`) // between thousands, and before decimals
	checked := 0
	for _, r := range []app.BridgesRequest{{}, {Aim: "robustness"}, {Kind: "broker"}, {Kind: "convening"}, {Kind: "peer-learning"}} {
		r.Source, r.Silo, r.K = demo, "silo_sector", 6
		plan, err := a.Bridges(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range plan.Bridges {
			said := b.Reason
			b.Reason = report.Text{}
			text, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			known := map[string]bool{}
			know := func(f float64) {
				known[report.Sentence(report.Same("%s"), f).English] = true
				known[report.Sentence(report.Same("%s"), report.Share(f)).English] = true
				known[fmt.Sprintf("%.1f%%", 100*f)] = true
			}
			for _, x := range number.FindAllString(string(text), -1) {
				var f float64
				if _, err := fmt.Sscan(x, &f); err != nil {
					t.Fatal(err)
				}
				know(f)
			}
			know(float64(len(b.Who)))
			know(float64(len(b.Facts.Silos)))
			for _, x := range places.FindAllString(said.English, -1) {
				if x = strings.TrimSuffix(x, ","); !known[x] {
					t.Errorf("%s %d says %s, which is not in its JSON: %s\n%s", plan.Kind, b.Rank, x, said.English, text)
				}
				checked++
			}
			digits := func(s string) []string {
				found := regexp.MustCompile(`\d+`).FindAllString(marks.ReplaceAllString(marks.ReplaceAllString(s, "$1$2"), "$1$2"), -1)
				slices.Sort(found)
				return found
			}
			if en := digits(said.English); !slices.Equal(digits(said.Finnish), en) || !slices.Equal(digits(said.Swedish), en) {
				t.Errorf("%s %d: the languages say other numbers:\n%s\n%s\n%s", plan.Kind, b.Rank, said.English, said.Finnish, said.Swedish)
			}
		}
	}
	if checked < 40 {
		t.Errorf("only %d numbers: the bridges do not try it", checked)
	}
}
