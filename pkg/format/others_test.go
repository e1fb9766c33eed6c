package format_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/format"
)

// TestFilesOfOtherProgramsAreReadAsTheyMeantThem reads the two networks of fixtures/formats as networkx, igraph and a script wrote them, and
// holds ties, weights, directions and attributes to the lists beside them.
func TestFilesOfOtherProgramsAreReadAsTheyMeantThem(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/formats/*.*")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, file := range files {
		name := filepath.Base(file)
		if ext := filepath.Ext(name); ext == ".csv" || ext == ".py" {
			continue
		}
		read++
		t.Run(name, func(t *testing.T) {
			directed := strings.HasPrefix(name, "arcs")
			got := readOther(t, file)
			want := listed(t, directed)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if read != 14 {
		t.Errorf("%d files; want seven of each network", read)
	}
}

// otherTie is a tie as the lists have it; of one without a direction the ends are in order.
type otherTie struct {
	From, To string
	Weight   float64
	Directed bool
}

// readOther reads a file's ties, and checks that its actors have what was written of them.
func readOther(t *testing.T, file string) []otherTie {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, _, id := read(t, filepath.Base(file), string(text))
	if len(got.Problems) > 0 {
		t.Fatal(got.Problems)
	}
	names := map[string]string{}
	sector := slices.Index(got.Tables[0].Header, "sector")
	for i, row := range got.Rows[0] {
		names[row.Values[0]] = row.Values[0]
		if id == format.UCINET.ID { // written without labels
			names[row.Values[0]] = otherNames[i]
		} else if row.Values[0] != otherNames[i] {
			t.Errorf("actor %d is %q; want %q", i, row.Values[0], otherNames[i])
		}
		if want := []string{"NGO", "kunta & co", "yritys"}[i%3]; sector >= 0 && row.Values[sector] != want {
			t.Errorf("the sector of %q is %q; want %q", row.Values[0], row.Values[sector], want)
		}
	}
	if keeps := id != format.UCINET.ID && !strings.HasSuffix(file, "igraph.net"); keeps != (sector >= 0) {
		t.Errorf("a column of sectors: %v", sector >= 0)
	}
	header := got.Tables[1].Header
	var out []otherTie
	for _, row := range got.Rows[1] {
		weight, err := strconv.ParseFloat(row.Values[slices.Index(header, "weight")], 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tieOf(names[row.Values[0]], names[row.Values[1]], weight, row.Values[slices.Index(header, "directed")] == "true"))
	}
	return sorted(out)
}

// otherNames are the actors of both networks in the order in which they were written.
var otherNames = []string{"Åbo akademi", "Kunta & co", "x=y", "Ann", "bob", "c-3", "'quoted'", "Ö", "9"}

// listed reads the list beside the files.
func listed(t *testing.T, directed bool) []otherTie {
	file := map[bool]string{true: "arcs.csv", false: "ties.csv"}[directed]
	text, err := os.ReadFile(filepath.Join("../../fixtures/formats", file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []otherTie
	for _, row := range rows[1:] {
		weight, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tieOf(row[0], row[1], weight, directed))
	}
	return sorted(out)
}

func tieOf(from, to string, weight float64, directed bool) otherTie {
	if !directed && from > to {
		from, to = to, from
	}
	return otherTie{from, to, weight, directed}
}

func sorted(ties []otherTie) []otherTie {
	slices.SortFunc(ties, func(a, b otherTie) int { return strings.Compare(a.From+"\x00"+a.To, b.From+"\x00"+b.To) })
	return ties
}
