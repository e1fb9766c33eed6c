package app_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/testkit"
)

// Every number in the reason of a gap is a rounding of one in its JSON, and readers of silos alone are told no names.
func TestEveryNumberInAGapsReasonIsInItsJSON(t *testing.T) {
	a := app.New(app.Options{})
	demo := app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo"))
	number, places := regexp.MustCompile(`-?\d+(\.\d+)?([eE][-+]?\d+)?`), regexp.MustCompile(`\d[\d,]*(\.\d+)?%?`)
	checked := 0
	for _, query := range []app.Query{{}, {Directed: "yes", TieTypes: []string{"agreement", "funding", "peer network"}}} {
		r, err := a.Gaps(t.Context(), app.GapsRequest{Source: demo, Query: query, Silo: "region"})
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range r.Gaps {
			if (g.Reason != nil) != (i < 100) {
				t.Fatalf("gap %d of %d has the reason %v", i+1, len(r.Gaps), g.Reason)
			}
			if g.Reason == nil {
				continue
			}
			said := *g.Reason
			g.Reason = nil
			text, err := json.Marshal(g)
			if err != nil {
				t.Fatal(err)
			}
			known := map[string]bool{"0.001": true} // the bound that small q are below
			for _, x := range number.FindAllString(string(text), -1) {
				var f float64
				if _, err := fmt.Sscan(x, &f); err != nil {
					t.Fatal(err)
				}
				known[report.Sentence(report.Same("%s"), f).English] = true
				known[report.Sentence(report.Same("%s"), report.Share(f)).English] = true
				known[fmt.Sprintf("%.3f", f)] = true
			}
			for _, x := range places.FindAllString(said.English, -1) {
				if x = strings.TrimSuffix(x, ","); !known[x] {
					t.Errorf("%s – %s says %s, which is not in its JSON: %s\n%s", g.A, g.B, x, said.English, text)
				}
				checked++
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d numbers: the gaps do not try it", checked)
	}
}

func TestReasonsForReadersOfSilosNameNobody(t *testing.T) {
	o := newOffice(t)
	o.imports(map[string]string{"actors.csv": "id,name,sector\na,Aalto,X\nc,Ceder,Y\n", "collaborations.csv": "source,target\na,c\n"})
	reason := func(s app.Sight) string {
		ctx, err := o.See(t.Context(), "n", s)
		if err != nil {
			t.Fatal(err)
		}
		r, err := o.Gaps(ctx, app.GapsRequest{Source: app.Stored("n"), Silo: "sector"})
		if err != nil || len(r.Gaps) != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
		return r.Gaps[0].Reason.English
	}
	if got := reason(app.Sight{Everything: true}); !strings.Contains(got, "goes through Aalto") {
		t.Errorf("nobody is named: %s", got)
	}
	if got := reason(app.Sight{SilosOnly: true}); strings.Contains(got, "goes through") || !strings.Contains(got, "Between X and Y") {
		t.Errorf("somebody is named: %s", got)
	}
}
