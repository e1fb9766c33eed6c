package app_test

import (
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/testkit"
)

// On EU projects on societal challenge 6 the countries with at least 60 actors each plan ten bridges of their own as of 2017. What came true of them brings more
// when they chose by value than when they joined the best connected actors or made the most plausible ties.
func TestCountriesOfHorizon2020RealiseMoreByValueThanByWhatNeedsNoPlan(t *testing.T) {
	folder := testkit.SharedData(t, "cordis_h2020_sc6_swafs")
	r, err := app.New(app.Options{Version: "test"}).Evaluate(t.Context(), app.EvaluateRequest{
		Source: app.Files(folder), Query: app.Query{Seed: 1}, Split: "2017-01-01", Silos: []string{"silo_country"}, Bridges: 10, EachSilo: 60, PlansOnly: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	own := r.Plans[0].Each
	if len(own) < 8 {
		t.Fatalf("%d countries planned for themselves; want at least 8", len(own))
	}
	for _, silo := range own {
		if silo.Actors < 60 || len(silo.Methods) != 4 {
			t.Errorf("%s has %d actors and %d ways of choosing; want at least 60, and 4", silo.Value, silo.Actors, len(silo.Methods))
		}
		for _, m := range silo.Methods {
			if m.Ties != 10 {
				t.Errorf("%s, %s: %d ties; want 10", silo.Value, m.Name, m.Ties)
			}
		}
	}
	pooled, err := app.PoolPlans([]*app.EvaluateResult{r}, app.PlanNames["value"], 1)
	if err != nil || len(pooled) != 2 || pooled[1].Silos != len(own) {
		t.Fatalf("pooled %+v, error %v; want the whole network and %d silos", pooled, err, len(own))
	}
	realisesMore(t, pooled[1].Ways, 10*len(own))
}

// realisesMore wants more of the plan by value than of what needs no plan, each of so many ties. The ways are those of a pooled trial: by gain, by value, and the others.
func realisesMore(t *testing.T, ways []app.PooledPlanning, ties int) {
	t.Helper()
	byValue := ways[1]
	for _, other := range ways[2:] {
		t.Logf("by value %.3g of %d ties that came, %s %.3g of %d", byValue.Realised, byValue.Came, other.Name, other.Realised, other.Came)
		if byValue.Ties != ties || other.Ties != ties {
			t.Errorf("%d and %d ties; want %d", byValue.Ties, other.Ties, ties)
		}
		if byValue.Realised <= other.Realised {
			t.Errorf("by value realised %.3g, %s %.3g; want more", byValue.Realised, other.Name, other.Realised)
		}
	}
}
