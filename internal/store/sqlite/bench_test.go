package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/network"
)

// scenes are the sizes that the store is measured at. The first is that of all Horizon 2020 projects, two-mode; the second is the
// large one-mode network that a two-core server should still take.
var scenes = []struct {
	name    string
	picture func() *network.Picture
}{
	{"27k_actors_20k_activities_91k_participations", func() *network.Picture { return generate(27_411, 20_073, 91_334, 0) }},
	{"100k_actors_1M_ties", func() *network.Picture { return generate(100_000, 0, 0, 1_000_000) }},
}

// generate makes a picture of the given sizes. Ids are in no order, as in real files.
func generate(actors, activities, participations, ties int) *network.Picture {
	r := rand.New(rand.NewPCG(1, 2))
	p := &network.Picture{}
	for i := range actors {
		p.Actors = append(p.Actors, network.Actor{
			ID: fmt.Sprint(900_000_000 + i*7919%1_000_003), Name: fmt.Sprintf("Organisation number %d", i),
			Attributes: map[string]string{
				"silo_country": fmt.Sprintf("C%d", r.IntN(40)), "silo_sector": fmt.Sprintf("S%d", r.IntN(12)), "kind": "organisation",
				"city": fmt.Sprintf("City %d", r.IntN(5000)), "region": fmt.Sprintf("R%d", r.IntN(300)),
			},
			Source: network.Source{File: "actors.csv", Line: i + 2},
		})
	}
	for i := range activities {
		start := network.NewDate(2014, 1, 1+r.IntN(2000))
		p.Activities = append(p.Activities, network.Activity{
			ID: fmt.Sprint(600_000 + i*7919%1_000_003), Title: fmt.Sprintf("A project with a title of the usual length, number %d", i),
			Attributes: map[string]string{"programme": fmt.Sprintf("P%d", r.IntN(30)), "total_cost": fmt.Sprint(r.IntN(9e6))},
			Start:      start, End: start + 1000, Source: network.Source{File: "projects.csv", Line: i + 2},
		})
	}
	for i := range participations {
		p.Participations = append(p.Participations, network.Participation{
			Actor: p.Actors[r.IntN(actors)].ID, Activity: p.Activities[r.IntN(activities)].ID, Role: []string{"coordinator", "participant"}[r.IntN(2)],
			Funding: network.Amount{Value: float64(r.IntN(1e6)), Known: true}, Source: network.Source{File: "participations.csv", Line: i + 2},
		})
	}
	for i := range ties {
		p.Collaborations = append(p.Collaborations, network.Collaboration{
			From: p.Actors[r.IntN(actors)].ID, To: p.Actors[r.IntN(actors)].ID, Type: "works with", Weight: r.Float64(), Confidence: 1,
			Source: network.Source{File: "collaborations.csv", Line: i + 2},
		})
	}
	return p
}

// BenchmarkImport is a first import into a new file.
func BenchmarkImport(b *testing.B) {
	for _, scene := range scenes {
		b.Run(scene.name, func(b *testing.B) {
			p := scene.picture()
			for b.Loop() {
				importNew(b, p)
			}
		})
	}
}

// BenchmarkImportAgain is the import of what is there already: nothing changes, everything is compared.
func BenchmarkImportAgain(b *testing.B) {
	for _, scene := range scenes {
		b.Run(scene.name, func(b *testing.B) {
			p := scene.picture()
			s := importNew(b, p)
			for b.Loop() {
				if _, changed, err := s.Import(b.Context(), "n", p, network.Change{}); err != nil || changed {
					b.Fatalf("changed %v, error %v; want neither", changed, err)
				}
			}
		})
	}
}

// BenchmarkRead is a walk through the newest revision.
func BenchmarkRead(b *testing.B) {
	for _, scene := range scenes {
		b.Run(scene.name, func(b *testing.B) {
			p := scene.picture()
			s := importNew(b, p)
			for b.Loop() {
				var c network.Collector
				if _, err := s.Read(b.Context(), "n", store.Latest, &c); err != nil {
					b.Fatal(err)
				}
				if got, want := len(c.Picture.Participations)+len(c.Picture.Collaborations), len(p.Participations)+len(p.Collaborations); got != want {
					b.Fatalf("read %d links, want %d", got, want)
				}
			}
		})
	}
}

func importNew(b *testing.B, p *network.Picture) *sqlite.Store {
	s := openBench(b)
	importInto(b, s, p)
	return s
}

func openBench(b *testing.B) *sqlite.Store {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func importInto(b *testing.B, s *sqlite.Store, p *network.Picture) {
	if _, _, err := s.Import(b.Context(), "n", p, network.Change{By: "bench"}); err != nil {
		b.Fatal(err)
	}
}
