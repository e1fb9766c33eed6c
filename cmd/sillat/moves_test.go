package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// TestANetworkMovesBetweenStoresAndBackWithAllItsRevisions makes several revisions of a real network in SQLite, moves it into a real
// Neo4j server and from there into another file, and backs it up from each store and restores it into the other.
func TestANetworkMovesBetweenStoresAndBackWithAllItsRevisions(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	dir := t.TempDir()
	first, last := "sqlite:"+filepath.Join(dir, "first.db"), "sqlite:"+filepath.Join(dir, "last.db")
	folder := testkit.SharedData(t, "dhhs")
	said(t, "--store", first, "import", folder, "--network", "n")
	said(t, "--store", first, "import", renamed(t, folder), "--network", "n")
	said(t, "--store", first, "network", "revert", "n", "--to", "1")
	said(t, "--store", first, "import", filepath.Join(testkit.Root(t), "fixtures", "demo"), "--network", "n")

	said(t, "--store", first, "network", "move", "n", "--to", server.URI())
	said(t, "--store", server.URI(), "network", "move", "n", "--to", last)
	backups := map[string]string{}
	for name, store := range map[string]string{"first": first, "neo4j": server.URI(), "last": last} {
		file := filepath.Join(dir, name+".backup")
		said(t, "--store", store, "backup", file, "--network", "n")
		backups[name] = backedUp(t, file)
		if lines := strings.Count(backups[name], "\n"); lines < 1000 {
			t.Errorf("%s: the backup holds %d records, fewer than the network's", name, lines)
		}
	}
	for _, name := range []string{"neo4j", "last"} {
		if diff := cmp.Diff(backups["first"], backups[name]); diff != "" {
			t.Errorf("the backup made of %s holds other records (-first +%s):\n%.2000s", name, name, diff)
		}
	}

	said(t, "--store", server.URI(), "restore", filepath.Join(dir, "first.backup"), "--as", "from-file")
	said(t, "--store", last, "restore", filepath.Join(dir, "neo4j.backup"), "--as", "from-neo4j")
	for _, args := range [][]string{
		{"network", "revisions", "%", "--format", "json"},
		{"gaps", "%", "--silo", "silo_agency", "--revision", "2", "--format", "csv"},
		{"metrics", "%", "--metric", "strength,pagerank", "--revision", "1", "--format", "csv"},
		{"metrics", "%", "--metric", "strength,pagerank", "--format", "csv"},
	} {
		var words []string
		for _, at := range []struct{ store, network string }{{first, "n"}, {server.URI(), "n"}, {last, "n"}, {server.URI(), "from-file"}, {last, "from-neo4j"}} {
			full := append([]string{"--store", at.store}, args...)
			for i := range full {
				if full[i] == "%" {
					full[i] = at.network
				}
			}
			words = append(words, said(t, full...))
			if diff := cmp.Diff(words[0], words[len(words)-1]); diff != "" {
				t.Errorf("%v of %s (-first +there):\n%.2000s", args, at, diff)
			}
		}
	}
}

// backedUp are the lines of a backup between its first and its last, which tell when it was made and what it sums up to.
func backedUp(t *testing.T, file string) string {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unzipped)
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "\n")
	return after[:strings.LastIndex(strings.TrimSuffix(after, "\n"), "\n")+1]
}

// renamed is a copy of a folder's actors with another name each.
func renamed(t *testing.T, folder string) string {
	t.Helper()
	in, err := os.Open(filepath.Join(folder, "actors.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	out := csv.NewWriter(&text)
	for i, row := range rows {
		if i > 0 {
			row[1] = fmt.Sprint(row[1], " (", i, ")")
		}
		if err := out.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	to := t.TempDir()
	if err := os.WriteFile(filepath.Join(to, "actors.csv"), []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}
