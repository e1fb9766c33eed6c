package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// wholeProgramme lets TestBothStoresGiveTheSameFigures also compare all of Horizon 2020, which takes a minute and a half on two cores that
// do nothing else:
//
//	go test ./cmd/sillat -run BothStores -timeout 90m -args -bench.h2020
var wholeProgramme = flag.Bool("bench.h2020", false, "also compare the figures of all of Horizon 2020 from both stores")

// TestBothStoresGiveTheSameFigures imports the same real networks into SQLite and into a real Neo4j server and compares what the
// commands say of them, byte by byte.
func TestBothStoresGiveTheSameFigures(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	stores := []string{"sqlite:" + filepath.Join(t.TempDir(), "store.db"), server.URI()}
	networks := map[string]struct{ folder, silo string }{
		"demo": {filepath.Join(testkit.Root(t), "fixtures", "demo"), "silo_sector"},
		"dhhs": {testkit.SharedData(t, "dhhs"), "silo_agency"},
		"sc6":  {testkit.SharedData(t, "cordis_h2020_sc6_swafs"), "silo_sector"},
	}
	if *wholeProgramme {
		networks["h2020"] = struct{ folder, silo string }{testkit.SharedData(t, "cordis_h2020"), "silo_country"}
	}
	for network, c := range networks {
		t.Run(network, func(t *testing.T) {
			for _, store := range stores {
				said(t, "--store", store, "import", c.folder, "--network", network)
			}
			for name, args := range map[string][]string{
				"gaps":    {"gaps", network, "--silo", c.silo},
				"bridges": {"bridges", network, "--silo", c.silo, "--k", "3"},
				"metrics": {"metrics", network, "--metric", "strength,harmonic,pagerank,constraint,community-louvain"},
				"dated":   {"gaps", network, "--silo", c.silo, "--as-of", "2017-01-01"},
			} {
				var words []string
				for _, store := range stores {
					words = append(words, said(t, append([]string{"--store", store, "--format", "csv"}, args...)...))
				}
				if diff := cmp.Diff(words[0], words[1]); diff != "" {
					t.Errorf("%s (-sqlite +neo4j):\n%s", name, diff)
				}
			}
		})
	}
}

// TestScoresAreWrittenBackOnRequest computes two metrics on a network in Neo4j and finds the figures of the table beside its actors.
func TestScoresAreWrittenBackOnRequest(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	said(t, "--store", server.URI(), "import", filepath.Join(testkit.Root(t), "fixtures", "demo"), "--network", "north")
	table := said(t, "--store", server.URI(), "--format", "csv", "metrics", "north", "--metric", "degree,e-i", "--silo", "silo_sector", "--write")
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string][]any{}
	for _, r := range server.Query(t, "MATCH (a:Actor {network: 'north'}) RETURN a.id, a.score_degree, a.score_e_i", nil) {
		shown[fmt.Sprint(r.Values[0])] = r.Values[1:]
	}
	if len(rows) < 100 || len(shown) != len(rows)-1 {
		t.Fatalf("%d rows in the table, %d actors in the graph", len(rows), len(shown))
	}
	for _, row := range rows[1:] {
		for i, cell := range row[2:] {
			value := ""
			if v := shown[row[0]][i]; v != nil {
				value = app.Number(v.(float64)).String()
			}
			if value != cell {
				t.Errorf("actor %s, column %d: the graph says %q, the table %q", row[0], i, value, cell)
			}
		}
	}
	if r := server.Query(t, "MATCH (n:Network {name: 'north'}) RETURN n.score_e_i", nil); !strings.Contains(fmt.Sprint(r[0].Values[0]), "revision 1, silo silo_sector") {
		t.Errorf("the network says of the figures: %v", r[0].Values)
	}
}

// said runs a command line, which must succeed, and returns what it wrote to standard output.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), args, &stdout, &stderr); status != 0 {
		t.Fatalf("sillat %v ended with status %d: %s", args, status, &stderr)
	}
	return stdout.String()
}
