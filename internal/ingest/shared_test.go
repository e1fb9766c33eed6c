package ingest_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/network"
)

// realNetworks are the folders of real data with the counts that their PROVENANCE.md states.
var realNetworks = []struct {
	folder                          string
	actors, ties, activities, parts int
	warnings                        int // rows whose end is before their start; not in PROVENANCE.md, counted with a Python script
	funded, directed                int // participations with funding, directed ties; counted likewise
}{
	{folder: "cordis_h2020", actors: 27_411, activities: 20_073, parts: 91_334, funded: 81_418},
	{folder: "cordis_h2020_sc6_swafs", actors: 1_895, activities: 411, parts: 3_342, funded: 3_245},
	{folder: "interreg_2014_2020", actors: 6_894, activities: 1_852, parts: 8_619, warnings: 11},
	{folder: "dsi4eu", actors: 1_228, activities: 829, parts: 946},
	{folder: "dhhs", actors: 54, ties: 447},
	{folder: "knoke", actors: 10, ties: 71, directed: 71},
	{folder: "hightech", actors: 21, ties: 312, directed: 312},
	{folder: "padgett", actors: 16, ties: 35},
	{folder: "karate", actors: 34, ties: 78},
	{folder: "davis", actors: 18, activities: 14, parts: 89},
	{folder: "kite", actors: 10, ties: 18},
	{folder: "networkers", actors: 32, ties: 440, directed: 440},
	{folder: "white_kinship", actors: 10, ties: 22},
}

func TestRealNetworksReadWhole(t *testing.T) {
	for _, want := range realNetworks {
		t.Run(want.folder, func(t *testing.T) {
			d, err := ingest.Read(t.Context(), []string{testkit.SharedData(t, want.folder)}, ingest.Options{})
			if err != nil {
				t.Fatal(err)
			}
			p := d.Picture()
			got := []int{len(p.Actors), len(p.Collaborations), len(p.Activities), len(p.Participations), d.ProblemCount}
			if diff := cmp.Diff([]int{want.actors, want.ties, want.activities, want.parts, want.warnings}, got); diff != "" {
				t.Errorf("actors, ties, activities, participations, warnings:\n%s%v", diff, d.Problems)
			}
			funded, directed := 0, 0
			for _, x := range p.Participations {
				if x.Funding.Known {
					funded++
				}
			}
			for _, x := range p.Collaborations {
				if x.Directed {
					directed++
				}
			}
			if funded != want.funded || directed != want.directed {
				t.Errorf("%d participations with funding and %d directed ties, not %d and %d", funded, directed, want.funded, want.directed)
			}
		})
	}
}

func TestRealRecordsKeepEverything(t *testing.T) {
	d, err := ingest.Read(t.Context(), []string{testkit.SharedData(t, "cordis_h2020_sc6_swafs")}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// The first rows of the three files, as `zcat … | sed -n 2p` shows them.
	if diff := cmp.Diff(network.Actor{ID: "896127226", Name: "PIC 896127226", Attributes: map[string]string{
		"kind": "PRC", "silo_sector": "private company", "silo_country": "IT", "country": "IT", "country_group": "eu15",
	}, Source: network.Source{File: "actors.csv", Line: 2}}, d.Picture().Actors[0]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(network.Activity{ID: "193163", Title: "193163", Attributes: map[string]string{
		"total_cost": "1467500.0", "funding": "800000.0", "programme": "SWAFS", "n_participants": "1",
	}, Start: network.NewDate(2014, 3, 1), End: network.NewDate(2015, 2, 28), Source: network.Source{File: "projects.csv", Line: 2}}, d.Picture().Activities[0]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(network.Participation{Actor: "999572294", Activity: "193163", Role: "coordinator", Funding: network.Amount{Value: 800000, Known: true},
		Start: network.NewDate(2014, 3, 1), End: network.NewDate(2015, 2, 28), Source: network.Source{File: "participations.csv", Line: 2}}, d.Picture().Participations[0]); diff != "" {
		t.Error(diff)
	}
}

// Every real folder, packed or unpacked the other way round, is the same network to the last bit.
func TestPackingChangesNothing(t *testing.T) {
	for _, n := range realNetworks {
		if n.actors > 10_000 {
			continue // the same code and a second's work
		}
		from, to := testkit.SharedData(t, n.folder), t.TempDir()
		entries, err := os.ReadDir(from)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			repack(t, filepath.Join(from, e.Name()), to)
		}
		a, err := ingest.Read(t.Context(), []string{from}, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := ingest.Read(t.Context(), []string{to}, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a.Picture(), b.Picture()); diff != "" {
			t.Errorf("%s: %.2000s", n.folder, diff)
		}
		if a.Files[0].Compressed == b.Files[0].Compressed {
			t.Errorf("%s: both twins are reported as packed %v", n.folder, a.Files[0].Compressed)
		}
	}
}

// repack writes a plain file packed and a packed one plain.
func repack(t *testing.T, from, dir string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	name, packed := strings.CutSuffix(filepath.Base(from), ".gz")
	var source io.Reader = in
	if packed {
		if source, err = gzip.NewReader(in); err != nil {
			t.Fatal(err)
		}
	} else {
		name += ".gz"
	}
	out, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var sink io.Writer = out
	if !packed {
		z := gzip.NewWriter(out)
		defer z.Close()
		sink = z
	}
	if _, err := io.Copy(sink, source); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkReadCordis reads all of Horizon 2020: 27,411 actors, 20,073 projects, 91,334 participations, packed.
func BenchmarkReadCordis(b *testing.B) {
	folder := testkit.SharedData(b, "cordis_h2020")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ingest.Read(b.Context(), []string{folder}, ingest.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
