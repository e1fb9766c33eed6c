package app_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/testkit"
)

// onProgramme makes a folder with the projects of one programme of Horizon 2020, and who takes part in them.
func onProgramme(t *testing.T, programme string) string {
	t.Helper()
	to := t.TempDir()
	copied := func(name string, keep func(row []string) bool) {
		t.Helper()
		rows := testkit.SharedRows(t, "cordis_h2020", name+".csv.gz")
		kept := rows[:1]
		for _, row := range rows[1:] {
			if keep(row) {
				kept = append(kept, row)
			}
		}
		into, err := os.Create(filepath.Join(to, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer into.Close()
		if err := csv.NewWriter(into).WriteAll(kept); err != nil {
			t.Fatal(err)
		}
	}
	projects, actors := map[string]bool{}, map[string]bool{}
	copied("projects", func(row []string) bool {
		projects[row[0]] = slices.Contains(strings.Split(row[5], ";"), programme)
		return projects[row[0]]
	})
	copied("participations", func(row []string) bool {
		actors[row[0]] = actors[row[0]] || projects[row[1]]
		return projects[row[1]]
	})
	copied("actors", func(row []string) bool { return actors[row[0]] })
	return to
}

// On EU projects on health, by which nothing of how bridges are planned was chosen, ten bridges between sectors are planned at three days for the whole network. What came
// true of them brings more when they were chosen by value than when the best connected actors were joined or the most plausible ties made.
func TestPlansByValueOfHorizon2020sHealthRealiseMoreThanWhatNeedsNoPlan(t *testing.T) {
	folder := onProgramme(t, "SC1")
	var splits []*app.EvaluateResult
	for _, split := range []string{"2016-04-01", "2016-10-01", "2017-04-01"} {
		r, err := app.New(app.Options{Version: "test"}).Evaluate(t.Context(), app.EvaluateRequest{
			Source: app.Files(folder), Query: app.Query{Seed: 1}, Split: split, Silos: []string{"silo_sector"}, Bridges: 10, PlansOnly: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		splits = append(splits, r)
	}
	pooled, err := app.PoolPlans(splits, app.PlanNames["value"], 1)
	if err != nil || len(pooled) != 1 || len(pooled[0].Ways) != 4 {
		t.Fatalf("pooled %+v, error %v; want four ways of choosing", pooled, err)
	}
	realisesMore(t, pooled[0].Ways, 30)
}
