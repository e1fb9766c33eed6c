package projection_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/network"
)

// shared reads one of the real networks with the plainest reader that can, so that the figures test the projection and nothing else.
func shared(t testing.TB, name string) *network.Picture {
	t.Helper()
	dir := testkit.SharedData(t, name)
	p := &network.Picture{}
	for _, row := range rowsOf(t, dir, "actors.csv") {
		a := network.Actor{ID: row["id"], Name: row["name"], Attributes: map[string]string{}}
		for column, value := range row {
			if column != "id" && column != "name" && value != "" {
				a.Attributes[column] = value
			}
		}
		p.Actors = append(p.Actors, a)
	}
	for _, row := range rowsOf(t, dir, "collaborations.csv") {
		weight, err := strconv.ParseFloat(row["weight"], 64)
		if err != nil {
			t.Fatal(err)
		}
		p.Collaborations = append(p.Collaborations, network.Collaboration{
			From: row["source"], To: row["target"], Type: row["type"], Weight: weight, Directed: row["directed"] == "1",
		})
	}
	for _, row := range rowsOf(t, dir, "projects.csv") {
		a := network.Activity{ID: row["id"], Title: row["title"], Start: day(t, row["start"]), End: day(t, row["end"]), Attributes: map[string]string{}}
		for column, value := range row {
			if !slices.Contains([]string{"id", "title", "start", "end"}, column) && value != "" {
				a.Attributes[column] = value
			}
		}
		p.Activities = append(p.Activities, a)
	}
	for _, row := range rowsOf(t, dir, "participations.csv") {
		p.Participations = append(p.Participations, network.Participation{
			Actor: row["actor"], Activity: row["project"], Role: row["role"], Start: day(t, row["start"]), End: day(t, row["end"]),
		})
	}
	return p
}

// rowsOf reads a CSV file, plain or gzipped, by column name; a file that is not there has no rows.
func rowsOf(t testing.TB, dir, name string) []map[string]string {
	t.Helper()
	var r io.Reader
	f, err := os.Open(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		f, err = os.Open(filepath.Join(dir, name+".gz"))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			if r, err = gzip.NewReader(f); err != nil {
				t.Fatal(err)
			}
		}
	} else {
		r = f
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string, len(line))
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func day(t testing.TB, text string) network.Date {
	t.Helper()
	first, _, err := network.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return first
}
