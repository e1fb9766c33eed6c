package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// Sizes of the network that the stores are measured with; the defaults are those of the target.
var (
	benchActors = flag.Int("bench.actors", 100_000, "actors of the network that the benchmark stores")
	benchTies   = flag.Int("bench.ties", 1_000_000, "ties of it")
)

// BenchmarkStores measures with both stores what the service does with a large network: storing it, reading it into a snapshot, how much
// memory that takes beside what the snapshot takes in the end, and reading it from the shelf after a restart.
//
//	SILLAT_NEO4J_PAGES=1g SILLAT_NEO4J_JAVA='-XX:TieredStopAtLevel=4 -Xmx2g' go test ./cmd/sillat -run '^$' -bench Stores -benchtime 1x
func BenchmarkStores(b *testing.B) {
	p := largeNetwork(*benchActors, *benchTies)
	for _, kind := range []string{"sqlite", "neo4j"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				name := "sqlite:" + filepath.Join(b.TempDir(), "store.db")
				if kind == "neo4j" {
					server := neo4jtest.Start(b)
					server.Empty(b)
					name = server.URI()
				}
				measureStore(b, name, p)
			}
		})
	}
}

// largeNetwork makes a network of the given sizes. Ids are in no order, as in real files.
func largeNetwork(actors, ties int) *network.Picture {
	r := rand.New(rand.NewPCG(1, 2))
	p := &network.Picture{}
	for i := range actors {
		attributes := map[string]string{"silo_sector": fmt.Sprintf("S%d", r.IntN(12)), "region": fmt.Sprintf("R%d", r.IntN(300)), "city": fmt.Sprintf("City %d", r.IntN(5000))}
		p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprint(900_000_000 + i*7919%1_000_003), Name: fmt.Sprintf("Organisation number %d", i), Attributes: attributes})
	}
	for range ties {
		from, to := p.Actors[r.IntN(len(p.Actors))].ID, p.Actors[r.IntN(len(p.Actors))].ID
		p.Collaborations = append(p.Collaborations, network.Collaboration{From: from, To: to, Type: "works with", Weight: r.Float64(), Confidence: 1})
	}
	return p
}

func measureStore(b *testing.B, name string, p *network.Picture) {
	s, err := openStore(b.Context(), name)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	began := time.Now()
	if _, _, err := s.Import(b.Context(), "n", p, network.Change{}); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(began).Seconds(), "write-s")

	build := func(walk func(network.Visitor) error) *projection.Projected {
		made, err := projection.Build(b.Context(), walk, projection.Selectors{})
		if err != nil {
			b.Fatal(err)
		}
		return made
	}
	straight := func(v network.Visitor) error { _, err := s.Read(b.Context(), "n", store.Latest, v); return err }
	began = time.Now()
	build(straight)
	b.ReportMetric(time.Since(began).Seconds(), "read-s")
	stop := watchHeap()
	made := build(straight)
	peak, size := stop(), made.Graph.Footprint()
	b.ReportMetric(float64(made.Graph.Bytes())/1e6, "ties-MB")
	b.ReportMetric(float64(size)/1e6, "snapshot-MB")
	b.ReportMetric(float64(peak)/float64(size), "peak/snapshot")

	kept, err := shelf.Open(b.TempDir(), 1<<40)
	if err != nil {
		b.Fatal(err)
	}
	shelved := func(v network.Visitor) error {
		return kept.Read(b.Context(), shelf.Revision{Network: "n", State: "now", Number: 1}, straight, v)
	}
	build(shelved) // writes the file on its way
	began = time.Now()
	build(shelved)
	b.ReportMetric(time.Since(began).Seconds(), "restart-s")
	runtime.KeepAlive(made)
}

// watchHeap looks every few milliseconds at how much the program holds and returns what tells by how much that grew at most. The collector
// works hard meanwhile, or most of it would be what nobody holds any more.
func watchHeap() (stop func() int64) {
	usual := debug.SetGCPercent(5)
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	held := func() int64 { metrics.Read(sample); return int64(sample[0].Value.Uint64()) }
	runtime.GC()
	before, most := held(), int64(0)
	over := make(chan bool)
	var watcher sync.WaitGroup
	watcher.Go(func() {
		for {
			most = max(most, held()-before)
			select {
			case <-over:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	return func() int64 { close(over); watcher.Wait(); debug.SetGCPercent(usual); return most }
}
