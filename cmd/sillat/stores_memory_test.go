package main

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// How much memory building a snapshot may take on top of what was there: so many times what the snapshot takes in the end, and what a walk holds of
// the network at a time, however large that is. internal/docs/neo4j.md gives what it takes at full size.
const (
	mostSnapshots = 6
	walkOfSQLite  = 1 << 20
	walkOfNeo4j   = 40 << 20
)

// TestReadingANetworkTakesFewTimesTheMemoryOfItsSnapshot fails when somebody keeps the records of a network beside its snapshot.
func TestReadingANetworkTakesFewTimesTheMemoryOfItsSnapshot(t *testing.T) {
	p := largeNetwork(5_000, 50_000)
	server := neo4jtest.Start(t)
	server.Empty(t)
	for name, c := range map[string]struct {
		store string
		walk  int64
	}{
		"sqlite": {"sqlite:" + filepath.Join(t.TempDir(), "store.db"), walkOfSQLite},
		"neo4j":  {server.URI(), walkOfNeo4j},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := openStore(t.Context(), c.store)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, _, err := s.Import(t.Context(), "n", p, network.Change{}); err != nil {
				t.Fatal(err)
			}
			stop := watchHeap()
			made, err := projection.Build(t.Context(), func(v network.Visitor) error {
				_, err := s.Read(t.Context(), "n", store.Latest, v)
				return err
			}, projection.Selectors{})
			peak := stop()
			if err != nil {
				t.Fatal(err)
			}
			size := made.Graph.Footprint()
			t.Logf("%.1f MB at most for a snapshot of %.1f MB", float64(peak)/1e6, float64(size)/1e6)
			if most := mostSnapshots*size + c.walk; peak > most {
				t.Errorf("building a snapshot of %d bytes took %d, want at most %d", size, peak, most)
			}
			runtime.KeepAlive(made)
			runtime.KeepAlive(p)
		})
	}
}
