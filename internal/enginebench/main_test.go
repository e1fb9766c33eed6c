package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// written puts an edge list and what is said of it into a folder and returns its path; a third text is the actors' silos.
func written(t testing.TB, text, about string, silos ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "drawn.txt")
	files := map[string]string{path: text, filepath.Join(filepath.Dir(path), "meta.json"): about}
	if len(silos) > 0 {
		files[filepath.Join(filepath.Dir(path), "drawn.silo.txt")] = silos[0]
	}
	for name, content := range files {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestReadsWhatTheBuilderWouldBeTold(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var text strings.Builder
	var ties []graphs.Tie
	const actors, lines = 5000, 300_000 // several pieces; parallel ties and loops among them
	for range lines {
		u, v := r.Int32N(actors), r.Int32N(actors)
		fmt.Fprintf(&text, "%d %d\n", u, v)
		ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
	}
	want := graphs.Of(actors, false, snapshot.Unweighted, ties...)
	path := written(t, text.String(), `{"drawn": {"n": 5003}}`)
	for _, threads := range []int{1, 2, 8} {
		g, err := readGraph(path, actors, threads)
		if err != nil {
			t.Fatal(err)
		}
		if g.Len() != want.Len() || g.Ties() != want.Ties() || g.Loops() != want.Loops() {
			t.Fatalf("%d threads: %d actors, %d ties, %d loops; expected %d, %d, %d", threads, g.Len(), g.Ties(), g.Loops(), want.Len(), want.Ties(), want.Loops())
		}
		for u := range int32(actors) {
			if !slices.Equal(g.Out(u), want.Out(u)) || !slices.Equal(g.OutWeights(u), want.OutWeights(u)) {
				t.Fatalf("%d threads: actor %d is tied to %v, expected %v", threads, u, g.Out(u), want.Out(u))
			}
		}
	}
}

func TestSmallTexts(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		actors, ties int
		fault        string
	}{
		{"nothing", "", 0, 0, ""},
		{"no last line break", "0 1\n1 2", 3, 2, ""},
		{"tabs and Windows line ends", "0\t1\r\n1  2\r\n", 3, 2, ""},
		{"one number", "0 1\n2\n", 0, 0, "line 2:"},
		{"three numbers", "0 1 2\n", 0, 0, "line 1:"},
		{"a word", "0 1\n1 2\nx 3\n", 0, 0, "line 3:"},
		{"negative", "0 -1\n", 0, 0, "line 1:"},
		{"an empty line", "0 1\n\n1 2\n", 0, 0, "line 2:"},
		{"more than an index holds", "0 2147483647\n", 0, 0, "line 1:"},
		{"more than a word holds", "0 99999999999999999999999\n", 0, 0, "line 1:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := readGraph(written(t, c.text, "{}"), 0, 1)
			if c.fault != "" {
				if err == nil || !strings.Contains(err.Error(), c.fault) {
					t.Errorf("error %v, expected one that names %q", err, c.fault)
				}
				return
			}
			if err != nil || g.Len() != c.actors || g.Ties() != c.ties {
				t.Errorf("%d actors, %d ties, error %v; expected %d and %d", g.Len(), g.Ties(), err, c.actors, c.ties)
			}
		})
	}
}

// A ring of six with an isolate: every figure is known by hand.
func TestEveryTaskSpeaksTheProtocol(t *testing.T) {
	path := written(t, "0 1\n1 2\n2 3\n3 4\n4 5\n0 5\n", `{"drawn": {"n": 7, "katz_alpha": 0.1}}`, "4\n9\n4\n9\n4\n9\n4\n")
	for _, task := range tasks() {
		t.Run(task.name, func(t *testing.T) {
			dump := filepath.Join(t.TempDir(), "dump.txt")
			var out bytes.Buffer
			err := run(t.Context(), []string{"--graph", path, "--task", task.name, "--threads", "2", "--repeat", "2", "--dump", dump}, &out, os.Stderr)
			if err != nil {
				t.Fatal(err)
			}
			var line map[string]any
			if err := json.Unmarshal(out.Bytes(), &line); err != nil {
				t.Fatalf("%s: %v", out.String(), err)
			}
			for _, key := range []string{"lib", "version", "task", "graph", "threads", "status", "load_s", "compute_s", "all_s", "cpu_s", "peak_rss_mb"} {
				if _, ok := line[key]; !ok {
					t.Errorf("the line lacks %q: %s", key, out.String())
				}
			}
			if line["status"] != "ok" || line["graph"] != "drawn" || line["task"] != task.name || len(line["all_s"].([]any)) != 2 {
				t.Errorf("got %s", out.String())
			}
			text, err := os.ReadFile(dump)
			if err != nil {
				t.Fatal(err)
			}
			checkDump(t, task.name, strings.Split(strings.TrimSpace(string(text)), "\n"))
		})
	}
}

// ringValues are the figures of the network that its tasks give.
var ringValues = map[string]string{
	"load":       "m 6, n 6", // reading alone knows nothing of the isolate
	"components": "components 2, largest 6", "bicomp": "bridges 0, articulation 0", "triangles": "triangles 0", "apl": "apl 1.8",
	"diameter": "diameter 3", "assortativity": "r NaN",
	"assortativity_silo": "r -1", // around the ring silos take turns
}

// ringScores are the scores of an actor of the ring, and of the isolate, where one number tells.
var ringScores = map[string][2]float64{
	"degree": {2, 0}, "kcore": {2, 0}, "clustering": {0, 0}, "effective_size": {2, math.NaN()}, "constraint": {0.5, math.NaN()},
	"betweenness_exact": {2, 0}, "betweenness_k256": {2, 0}, "eccentricity": {3, 0}, "harmonic_exact": {2 + 1. + 1./3, 0}, "closeness_exact": {5. / 9 * 5 / 6, 0},
}

func checkDump(t *testing.T, task string, lines []string) {
	t.Helper()
	if want, ok := ringValues[task]; ok {
		if got := strings.Join(lines, ", "); got != want {
			t.Errorf("wrote %q, expected %q", got, want)
		}
		return
	}
	if len(lines) != 7 {
		t.Fatalf("wrote %d lines for 7 actors", len(lines))
	}
	want, ok := ringScores[task]
	if !ok {
		return // partitions, places, samples and scaled vectors are held to the peers'
	}
	for u, line := range lines {
		var x float64
		if _, err := fmt.Sscan(line, &x); err != nil {
			t.Fatal(err)
		}
		expected := want[0]
		if u == 6 {
			expected = want[1]
		}
		if math.IsNaN(x) != math.IsNaN(expected) || math.Abs(x-expected) > 1e-12 {
			t.Errorf("actor %d: %v, expected %v", u, x, expected)
		}
	}
}

func TestListsItsTasks(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"--list"}, &out, os.Stderr); err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := json.Unmarshal(out.Bytes(), &names); err != nil || len(names) != len(tasks()) || !slices.Contains(names, "pagerank") {
		t.Errorf("listed %v, error %v", names, err)
	}
}

func TestRefusals(t *testing.T) {
	for _, args := range [][]string{
		{"--task", "no-such-task", "--graph", written(t, "0 1\n", "{}")},
		{"--task", "degree", "--graph", filepath.Join(t.TempDir(), "absent.txt")},
		{"--task", "degree", "--graph", written(t, "0 1\n", "not JSON")},
		{"--task", "degree", "--graph", written(t, "0 1\n", "{}", "7\n")}, // one silo for two actors
		{"--task", "assortativity_silo", "--graph", written(t, "0 1\n", "{}")},
		{"--no-such-flag"},
	} {
		if err := run(t.Context(), args, new(bytes.Buffer), new(bytes.Buffer)); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, lines := range []int{10_000, 100_000, 1_000_000} {
		r := rand.New(rand.NewPCG(1, 1))
		var text strings.Builder
		for range lines {
			fmt.Fprintf(&text, "%d %d\n", r.IntN(lines/5), r.IntN(lines/5))
		}
		path := written(b, text.String(), "{}")
		b.Run(fmt.Sprintf("ties=%d", lines), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := readGraph(path, 0, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
