package shelf_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/pkg/network"
)

// nothing is a visitor that keeps nothing: what is measured is the shelf.
type nothing struct{}

func (nothing) Actor(network.Actor) error                 { return nil }
func (nothing) Activity(network.Activity) error           { return nil }
func (nothing) Collaboration(network.Collaboration) error { return nil }
func (nothing) Participation(network.Participation) error { return nil }

// BenchmarkShelf writes and reads a network of 100,000 actors and 1,000,000 ties, the size of the stores' own benchmarks.
func BenchmarkShelf(b *testing.B) {
	var p network.Picture
	for i := range 100_000 {
		p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprintf("actor-%06d", i), Name: fmt.Sprintf("Actor %d", i), Attributes: map[string]string{"region": fmt.Sprint(i % 19)}})
	}
	for i := range 1_000_000 {
		p.Collaborations = append(p.Collaborations, network.Collaboration{
			From: p.Actors[i%100_000].ID, To: p.Actors[(i*7919+1)%100_000].ID, Type: "meets", Weight: float64(i%7 + 1), Confidence: 1,
			Start: network.NewDate(2015, 1, 1) + network.Date(i%3000), Source: network.Source{File: "collaborations.csv", Line: i + 2},
		})
	}
	at := func(i int) shelf.Revision { return shelf.Revision{Network: "large", State: "now", Number: i} }
	b.Run("write", func(b *testing.B) {
		folder := b.TempDir()
		s, err := shelf.Open(folder, 1<<40)
		if err != nil {
			b.Fatal(err)
		}
		for i := 1; b.Loop(); i++ {
			if err := s.Read(b.Context(), at(i), p.Walk, nothing{}); err != nil {
				b.Fatal(err)
			}
		}
		files, err := filepath.Glob(filepath.Join(folder, "*", "*"))
		if err != nil || len(files) == 0 {
			b.Fatal("nothing was kept")
		}
		info, err := os.Stat(files[0])
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/1e6, "MB/file")
	})
	b.Run("read", func(b *testing.B) {
		s, err := shelf.Open(b.TempDir(), 1<<40)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := s.Read(b.Context(), at(1), p.Walk, nothing{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
