package projection_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/network"
)

func mustHistory(t testing.TB, p *network.Picture, s projection.Selectors) *projection.Dated {
	t.Helper()
	d, err := projection.History(t.Context(), p.Walk, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// units writes a history as "2020-01 abcd led by a", the way the tests below state what they want.
func units(d *projection.Dated) string {
	var list []string
	for _, u := range d.History.Units {
		text := network.Date(u.Start).String()[:7] + " "
		for _, a := range u.Members {
			text += d.IDs[a]
		}
		for _, a := range u.Leads {
			text += " led by " + d.IDs[a]
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

func TestHistoryDatesEveryUnit(t *testing.T) {
	d := mustHistory(t, valley(), projection.Selectors{})
	// c joins Q a year after a and b began it. The tie of c and d has no date.
	if got, want := units(d), "2020-01 abcd led by a, 2021-01 ab, 2022-01 ab, 2023-03 abc"; got != want {
		t.Errorf("units: %s\n want: %s", got, want)
	}
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].String(), "1 activities and collaborations have no start") {
		t.Errorf("warnings: %q", d.Warnings)
	}
	if d.Day != date(2023, 3)+1 {
		t.Errorf("known until %s, want the day after the last start", d.Day)
	}
	sector, ok := d.History.Attribute("sector")
	if !ok || !slices.Equal(sector.Values, []string{"NGO", "firm"}) || !slices.Equal(sector.Of, []int32{0, 1, 0, -1}) {
		t.Errorf("sector: %+v", sector)
	}
}

func TestHistoryKnowsOnlyWhatTheSelectorsShow(t *testing.T) {
	for _, c := range []struct {
		name string
		s    projection.Selectors
		want string
		day  network.Date
	}{
		{"until a date", projection.Selectors{To: date(2021, 12)}, "2020-01 abcd led by a, 2021-01 ab", date(2021, 12) + 1},
		{"from a date", projection.Selectors{From: date(2021, 2)}, "2021-01 ab, 2022-01 ab, 2023-03 abc", date(2023, 3) + 1},
		{"one tie type", projection.Selectors{TieTypes: []string{"meets"}}, "2021-01 ab", date(2021, 1) + 1},
		{"some actors", projection.Selectors{Where: []projection.Condition{{Attribute: "sector", Values: []string{"NGO"}}}}, "2020-01 ac led by a, 2022-01 a, 2023-03 ac", date(2023, 3) + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := mustHistory(t, valley(), c.s)
			if got := units(d); got != c.want || d.Day != c.day {
				t.Errorf("until %s: %s\nwant until %s: %s", d.Day, got, c.day, c.want)
			}
		})
	}
	unknown := projection.Selectors{TieTypes: []string{"mets"}}
	if _, err := projection.History(t.Context(), valley().Walk, unknown); err == nil || !strings.Contains(err.Error(), "meets") {
		t.Errorf("an unknown tie type: %v, want the choices", err)
	}
}

// Words are themes, each element of a list by itself; amounts and counts are none.
func TestThemesAreWords(t *testing.T) {
	p := valley()
	p.Activities[0].Attributes = map[string]string{"themes": "water; soil", "total_cost": "120000.5", "n_participants": "4"}
	p.Activities[1].Attributes = map[string]string{"themes": "soil"}
	d := mustHistory(t, p, projection.Selectors{TieTypes: []string{projection.Participation}})
	if first, second := d.History.Units[0].Themes, d.History.Units[1].Themes; d.History.Themes != 2 || !slices.Equal(first, []int32{0, 1}) || !slices.Equal(second, []int32{0}) {
		t.Errorf("%d themes: %v and %v", d.History.Themes, first, second)
	}
}

func TestHistoryIsTheSameForAnyOrderOfRecords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	p := valley()
	p.Activities[0].Attributes = map[string]string{"themes": "water;soil", "programme": "X"}
	p.Activities[1].Attributes = map[string]string{"themes": "air", "programme": "Y"}
	describe := func(d *projection.Dated) string {
		return fmt.Sprintf("%v %v %s %q %+v", d.IDs, d.Names, d.Day, d.Warnings, *d.History)
	}
	want := describe(mustHistory(t, p, projection.Selectors{}))
	for range 20 {
		d, err := projection.History(t.Context(), func(v network.Visitor) error { return walkShuffled(p, v, random) }, projection.Selectors{})
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(d); got != want {
			t.Fatalf("another order gives\n%s\nwant\n%s", got, want)
		}
	}
}

// TestForeseesPartnersInHorizon2020 learns from few actors and asks few, so that it is quick: the page on plausibility has the whole table, with the intervals that
// 1,000 actors give.
// Adamic–Adar has 0.088 on 1,000 actors by an independent program; on those drawn here it may differ by chance.
func TestForeseesPartnersInHorizon2020(t *testing.T) {
	h := mustHistory(t, shared(t, "cordis_h2020"), projection.Selectors{}).History
	if h.Themes == 0 {
		t.Fatal("the programmes are missing: the history is not the one that the command line reads")
	}
	split := network.NewDate(2017, 7, 1)
	m, err := plausibility.Fit(t.Context(), h, int32(split), plausibility.Options{Seed: 1, Actors: 450})
	if err != nil {
		t.Fatal(err)
	}
	if !m.Learnt || m.Horizon != 365 {
		t.Fatalf("learnt %v, horizon %d, %q", m.Learnt, m.Horizon, m.Warnings)
	}
	e, err := plausibility.Evaluate(t.Context(), h, m, plausibility.Trial{Actors: 300, K: 20, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range e.Baselines {
		t.Logf("%-20s %.4f, model %.4f is %.3f times that, lead %.4f (%.4f to %.4f)", b.Name, b.Precision, e.Model.Precision, b.Ratio, b.Lead, b.LeadCI[0], b.LeadCI[1])
		if b.LeadCI[0] <= 0 || b.Ratio < 1.05 {
			t.Errorf("the lead over %s may be chance", b.Name)
		}
	}
	t.Logf("calibration error %.4f of the suggestions, %.4f of all candidates", e.Shown.Error, e.All.Error)
	if adamicAdar := e.Baselines[2].Precision; adamicAdar < 0.075 || adamicAdar > 0.105 {
		t.Errorf("Adamic–Adar has %.4f; an independent program found 0.088", adamicAdar)
	}
	if e.Shown.Error > 0.04 || e.All.Error > 0.02 {
		t.Errorf("calibration error %.4f of the suggestions, %.4f of all candidates", e.Shown.Error, e.All.Error)
	}
}

// BenchmarkLearning measures what plans of bridges wait for: a model of the network, and the correction of its chances between countries. The processor's time says
// more than the clock's where others work on the same machine: GOMAXPROCS=1 makes them the same.
func BenchmarkLearning(b *testing.B) {
	d := mustHistory(b, shared(b, "cordis_h2020_sc6_swafs"), projection.Selectors{})
	country, ok := d.History.Attribute("silo_country")
	if !ok {
		b.Fatal("the actors have no countries")
	}
	b.ReportAllocs()
	for b.Loop() {
		m, err := plausibility.Fit(b.Context(), d.History, int32(d.Day), plausibility.Options{Seed: 1})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := m.Meeting(b.Context(), func(u, v int32) bool { return country.Of[u] != country.Of[v] }); err != nil {
			b.Fatal(err)
		}
	}
}
