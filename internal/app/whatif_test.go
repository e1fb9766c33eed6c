package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/fault"
)

// The same edits are made to a copy of the demo's files, and the figures of the copy are those that the sandbox tells.
func TestWhatIfEqualsEditingTheFiles(t *testing.T) {
	demo := filepath.Join(testkit.Root(t), "fixtures", "demo")
	edits := app.Edits{
		AddActors:        []app.SandboxActor{{ID: "NEW", Attributes: map[string]string{"silo": "NGO", "level": "national"}}, {ID: "AAA"}},
		RemoveActors:     []string{"FIK-163", "FIK-007"},
		AddTies:          [][2]string{{"NEW", "FIK-001"}, {"FIK-002", "FIK-003"}},
		AddActivities:    [][]string{{"NEW", "FIK-010", "FIK-020", "AAA"}},
		RemoveActivities: []string{"H-001", "H-004"},
	}
	changed := map[string]func(line string) bool{ // whether a line stays
		"actors.csv":         func(l string) bool { return !strings.HasPrefix(l, "FIK-163,") && !strings.HasPrefix(l, "FIK-007,") },
		"collaborations.csv": func(l string) bool { return !strings.Contains(l, "FIK-163,") && !strings.Contains(l, "FIK-007,") },
		"activities.csv":     func(l string) bool { return !strings.HasPrefix(l, "H-001,") && !strings.HasPrefix(l, "H-004,") },
		"participations.csv": func(l string) bool {
			return !slices.ContainsFunc([]string{"FIK-163,", "FIK-007,", ",H-001,", ",H-004,"}, func(x string) bool { return strings.Contains(l, x) })
		},
	}
	added := map[string]string{
		"actors.csv":         "NEW,,,NGO,,national,,\nAAA,,,,,,,\n",
		"collaborations.csv": "NEW,FIK-001,agreement,1,,0\nFIK-002,FIK-003,agreement,1,,0\n",
		"activities.csv":     "H-NEW,New,,,\n",
		"participations.csv": "NEW,H-NEW,,,\nFIK-010,H-NEW,,,\nFIK-020,H-NEW,,,\nAAA,H-NEW,,,\n",
	}
	copied := t.TempDir()
	for name, stays := range changed {
		text, err := os.ReadFile(filepath.Join(demo, name))
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(l string) bool { return !stays(l) })
		if err := os.WriteFile(filepath.Join(copied, name), []byte(strings.Join(lines, "")+added[name]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := app.New(app.Options{})
	for _, projection := range []string{"newman", "count", "pairs"} {
		query := app.Query{Projection: projection}
		got, err := a.WhatIf(t.Context(), app.WhatIfRequest{Source: app.Files(demo), Query: query, Silo: "silo_sector", Edits: edits})
		if err != nil {
			t.Fatal(err)
		}
		want, err := a.WhatIf(t.Context(), app.WhatIfRequest{Source: app.Files(copied), Query: query, Silo: "silo_sector"})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Before, got.After, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Errorf("%s: figures (-edited files +sandbox):\n%s", projection, diff)
		}
		gaps, err := a.Gaps(t.Context(), app.GapsRequest{Source: app.Files(copied), Query: query, Silo: "silo_sector"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range got.Pairs {
			i := slices.IndexFunc(gaps.Gaps, func(g app.GapFigure) bool { return g.A == p.A && g.B == p.B })
			g := gaps.Gaps[i]
			from := app.WhatIfCell{Observed: g.Observed, ObservedTies: g.ObservedTies, Expected: g.Expected}
			if diff := cmp.Diff(from, p.After, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Errorf("%s: %s and %s (-edited files +sandbox):\n%s", projection, p.A, p.B, diff)
			}
		}
	}
}

func TestWhatIfRefusesAnUnknownActivity(t *testing.T) {
	a := app.New(app.Options{})
	_, err := a.WhatIf(t.Context(), app.WhatIfRequest{
		Source: app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo")), Silo: "silo_sector", Edits: app.Edits{RemoveActivities: []string{"H-999"}},
	})
	if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "H-999") {
		t.Errorf("error %v; want one that names the activity", err)
	}
}

func TestSandboxActorsAsTyped(t *testing.T) {
	for text, want := range map[string]app.SandboxActor{
		"A1":                         {ID: "A1"},
		"ror:0123":                   {ID: "ror:0123"},
		"A1:silo=NGO":                {ID: "A1", Attributes: map[string]string{"silo": "NGO"}},
		"ror:0123:silo=NGO:region=a": {ID: "ror:0123", Attributes: map[string]string{"silo": "NGO", "region": "a"}},
		"A1:link=http://x":           {ID: "A1", Attributes: map[string]string{"link": "http://x"}},
		"a=b":                        {ID: "a=b"},
	} {
		if diff := cmp.Diff(want, app.ParseSandboxActor(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
