package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
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
		var made struct {
			Records int
			SHA256  string
		}
		if err := json.Unmarshal([]byte(said(t, "--store", store, "backup", file, "--network", "n", "--format", "json")), &made); err != nil {
			t.Fatal(err)
		}
		if made.Records < 1000 {
			t.Errorf("%s: the backup holds %d records, fewer than the network's", name, made.Records)
		}
		backups[name] = made.SHA256
	}
	if backups["neo4j"] != backups["first"] || backups["last"] != backups["first"] {
		t.Errorf("the backups' contents differ from store to store: %v", backups)
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
