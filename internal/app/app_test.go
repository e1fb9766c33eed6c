package app_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/goccy/go-json"
	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/fault"
)

// planted is fixtures/demo/expected.json: the faults that the generator put into the demo network.
type planted struct {
	Gaps         [][2]string `json:"gaps"`
	CutOff       []string    `json:"cut_off_cluster"`
	Broker       string      `json:"fragile_broker"`
	BehindBroker []string    `json:"behind_broker"`
	Isolates     []string    `json:"isolates"`
}

func withDemo(t *testing.T) *app.App {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	a := app.New(app.Options{Store: kept, Version: "test", Now: ticking()})
	load(t, a)
	return a
}

func load(t *testing.T, a *app.App) *app.ImportResult {
	t.Helper()
	r, err := a.Import(t.Context(), app.ImportRequest{Network: "demo", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ticking is a clock on which a second passes at each look.
func ticking() func() time.Time {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

func ids(list []app.ActorRef) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.ID)
	}
	slices.Sort(out)
	return out
}

func TestPlantedFaultsAreFound(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "fixtures", "demo", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want planted
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	a := withDemo(t)
	r, err := a.Gaps(t.Context(), app.GapsRequest{Source: app.Stored("demo"), Silo: "silo_sector"})
	if err != nil {
		t.Fatal(err)
	}
	for _, gap := range want.Gaps {
		slices.Sort(gap[:])
		at := slices.IndexFunc(r.Gaps, func(g app.GapFigure) bool { return g.A == gap[0] && g.B == gap[1] })
		if at < 0 || at >= 5 || !r.Gaps[at].Significant {
			t.Errorf("the planted gap %v is at rank %d, want a significant one among the first five", gap, at+1)
		}
	}
	if len(r.Clusters) != 1 {
		t.Fatalf("%d clusters, want the planted one", len(r.Clusters))
	}
	slices.Sort(want.CutOff)
	if diff := cmp.Diff(want.CutOff, ids(r.Clusters[0].Who)); diff != "" {
		t.Errorf("the cut-off cluster (-planted +found):\n%s", diff)
	}
	slices.Sort(want.Isolates)
	if diff := cmp.Diff(want.Isolates, ids(r.Isolates)); diff != "" {
		t.Errorf("isolates (-planted +found):\n%s", diff)
	}
	if p := r.SinglePoints[0]; p.ID != want.Broker || p.CutsOff != len(want.BehindBroker) {
		t.Errorf("the worst single point is %s, which cuts off %d; planted: %s, %d", p.ID, p.CutsOff, want.Broker, len(want.BehindBroker))
	}
}

func TestFilesAndStoreGiveTheSameFigures(t *testing.T) {
	a := withDemo(t)
	folder := app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo"))
	for name, ask := range map[string]func(app.Source) (any, error){
		"gaps": func(s app.Source) (any, error) {
			r, err := a.Gaps(t.Context(), app.GapsRequest{Source: s, Silo: "region"})
			if r != nil {
				r.Run = app.Record{}
			}
			return r, err
		},
		"bridges": func(s app.Source) (any, error) {
			r, err := a.Bridges(t.Context(), app.BridgesRequest{Source: s, Silo: "level", K: 2, Query: app.Query{Seed: 3}})
			if r != nil {
				r.Run = app.Record{}
			}
			return r, err
		},
		"metrics": func(s app.Source) (any, error) {
			r, err := a.Metrics(t.Context(), app.MetricsRequest{Source: s, Metrics: []string{"harmonic", "constraint", "community-louvain"}})
			if r != nil {
				r.Run = app.Record{}
			}
			return r, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			stored, files := encoded(t, ask, app.Stored("demo")), encoded(t, ask, folder)
			if diff := cmp.Diff(stored, files); diff != "" {
				t.Errorf("(-stored +files):\n%s", diff)
			}
		})
	}
}

func encoded(t *testing.T, ask func(app.Source) (any, error), s app.Source) string {
	t.Helper()
	r, err := ask(s)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRunRecordTellsHowAResultCameAbout(t *testing.T) {
	a := withDemo(t)
	r, err := a.Gaps(t.Context(), app.GapsRequest{
		Source: app.Stored("demo"), Silo: "silo_sector",
		Query: app.Query{TieTypes: []string{"agreement", "funding"}, Weights: "strength", Where: []string{"level=regional"}, From: "2021", Threads: 1, Seed: 7},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := r.Run
	want := map[string]string{"tie-type": "agreement,funding", "weights": "strength", "where": "level=regional", "from": "2021"}
	if diff := cmp.Diff(want, got.Parameters); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
	if got.Analysis != "gaps" || got.Network != "demo" || got.Revision != 1 || got.Silo != "silo_sector" || got.Seed != 7 || got.Threads != 1 || got.Version != "test" {
		t.Errorf("record %+v", got)
	}
	if got.Timing.LoadSeconds != 1 || got.Timing.ComputeSeconds != 1 || got.Started.IsZero() {
		t.Errorf("timing %+v from %v; on a clock that ticks a second a look it is one second each", got.Timing, got.Started)
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	a := withDemo(t)
	if again := load(t, a); again.Changed || again.Revision.Number != 1 {
		t.Errorf("the second import: changed %v, revision %d; want no change and revision 1", again.Changed, again.Revision.Number)
	}
}

func TestActorCardFollowsRevisions(t *testing.T) {
	a := withDemo(t)
	before, err := a.Actor(t.Context(), "demo", "FIK-163")
	if err != nil {
		t.Fatal(err)
	}
	if len(before.Ties) == 0 || len(before.Activities) == 0 {
		t.Fatalf("the card has %d ties and %d activities, want some of each", len(before.Ties), len(before.Activities))
	}
	if _, err := a.Revert(t.Context(), "demo", 0, "test"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Actor(t.Context(), "demo", "FIK-163"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("after reverting to empty the card gives %v, want not found", err)
	}
}

func TestANetworkMadeAnewUnderItsNameIsReadAnew(t *testing.T) {
	a := withDemo(t)
	count := func() int {
		t.Helper()
		r, err := a.Metrics(t.Context(), app.MetricsRequest{Source: app.Stored("demo"), Metrics: []string{"degree"}})
		if err != nil {
			t.Fatal(err)
		}
		page, err := a.Actors(t.Context(), app.ActorsRequest{Network: "demo", Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if page.Total != r.Scores.Rows {
			t.Errorf("%d actors are listed, %d scored", page.Total, r.Scores.Rows)
		}
		return r.Scores.Rows
	}
	if before := count(); before != 300 {
		t.Fatalf("%d actors in the demo, want 300", before)
	}
	if err := a.Delete(t.Context(), "demo"); err != nil {
		t.Fatal(err)
	}
	_, err := a.Import(t.Context(), app.ImportRequest{Network: "demo", Paths: []string{filepath.Join(testkit.Root(t), "fixtures", "classic", "kite")}})
	if err != nil {
		t.Fatal(err)
	}
	if after := count(); after != 10 {
		t.Errorf("%d actors after the network was made anew, want the 10 of the kite", after)
	}
}

func TestActorPagesCoverEveryActorOnce(t *testing.T) {
	a := withDemo(t)
	var got []string
	cursor := ""
	for {
		page, err := a.Actors(t.Context(), app.ActorsRequest{Network: "demo", Limit: 37, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Actors {
			got = append(got, row.ID)
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if len(got) != 300 || !slices.IsSorted(got) || len(slices.Compact(got)) != 300 {
		t.Errorf("the pages hold %d actors, want each of 300 once in order", len(got))
	}
}

func TestAbandonedRequestsAreCancelled(t *testing.T) {
	a := withDemo(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.Gaps(ctx, app.GapsRequest{Source: app.Stored("demo"), Silo: "silo_sector"})
	if fault.CodeOf(err) != fault.Cancelled && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want cancelled", err)
	}
}

func TestWithoutAStoreOnlyFilesCanBeRead(t *testing.T) {
	a := app.New(app.Options{Version: "test"})
	for name, source := range map[string]app.Source{"stored": app.Stored("demo"), "nothing": {}} {
		if _, err := a.Gaps(t.Context(), app.GapsRequest{Source: source, Silo: "x"}); fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("%s: %v, want unavailable", name, err)
		}
	}
	_, err := a.Gaps(t.Context(), app.GapsRequest{Source: app.Files("does/not/exist"), Silo: "x"})
	if fault.CodeOf(err) != fault.NotFound {
		t.Errorf("missing files: %v, want not found", err)
	}
}

func TestNumbersReadBackAsWritten(t *testing.T) {
	for _, x := range []float64{0, 1, -1, 0.1, 1.0 / 3, 1e-9, 123456789.125, 1e21, 5e-324, math.MaxFloat64, math.NaN(), math.Inf(1)} {
		text, err := json.Marshal(app.Number(x))
		if err != nil {
			t.Fatal(err)
		}
		var back app.Number
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			if string(text) != "null" {
				t.Errorf("%v is written as %s, want null", x, text)
			}
			continue
		}
		if float64(back) != x {
			t.Errorf("%v is written as %s and read back as %v", x, text, back)
		}
	}
}
