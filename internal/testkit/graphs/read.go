// Package graphs gives tests their graphs: the real networks beside the repository, every small graph, random ones, and
// larger ones for benchmarks. Only tests import it.
package graphs

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
)

// Read returns a one-mode network of the shared data: the ties of one type, or all when the type is "". Every silo_ column is a
// dimension. It is directed when its ties say so.
func Read(t testing.TB, dataset, tieType string, meaning snapshot.Meaning) *snapshot.Graph {
	t.Helper()
	b := snapshot.Builder{Meaning: meaning}
	header, rows := table(t, dataset, "actors.csv")
	index := make(map[string]int32, len(rows))
	for _, row := range rows {
		index[row[0]] = b.Actor(row[0], row[1])
	}
	for column, name := range header {
		if !strings.HasPrefix(name, "silo_") {
			continue
		}
		values := make([]string, len(rows))
		for i, row := range rows {
			values[i] = row[column]
		}
		b.Dimension(name, values)
	}
	_, rows = table(t, dataset, "collaborations.csv") // source, target, type, weight, start, end, directed
	for _, row := range rows {
		if tieType != "" && row[2] != tieType {
			continue
		}
		weight, err := strconv.ParseFloat(row[3], 64)
		if err != nil {
			t.Fatalf("%s: weight %q: %v", dataset, row[3], err)
		}
		from, known := index[row[0]]
		to, alsoKnown := index[row[1]]
		if !known || !alsoKnown {
			t.Fatalf("%s: tie %s–%s names an unknown actor", dataset, row[0], row[1])
		}
		b.Directed = row[6] == "1"
		b.Tie(from, to, weight)
	}
	return b.Graph()
}

// Reference decodes a file of reference figures into v.
func Reference(t testing.TB, file string, v any) {
	t.Helper()
	text, err := os.ReadFile(testkit.SharedData(t, "reference", file))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func table(t testing.TB, dataset, file string) (header []string, rows [][]string) {
	t.Helper()
	f, err := os.Open(testkit.SharedData(t, dataset, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err = csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s/%s: %v", dataset, file, err)
	}
	return rows[0], rows[1:]
}
