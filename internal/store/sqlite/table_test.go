package sqlite

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReadingSortsNothingAndFindsEveryRowByAnIndex(t *testing.T) {
	s := opened(t, time.Second)
	for _, table := range versionTables {
		rows, err := s.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+table.reading(list(table.columns())), 1, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, step)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if len(plan) != 2 || !strings.Contains(plan[0], "SEARCH o USING") || !strings.Contains(plan[1], "SEARCH v USING PRIMARY KEY") {
			t.Errorf("%s is read by %q; want the owners by their index, then their rows by the primary key, and no sorting", table.name, plan)
		}
	}
}

// The tables are described twice, in the migrations and in versionTables; here the one is held against the other.
func TestTablesAreDescribedAsTheyAre(t *testing.T) {
	s := opened(t, time.Second)
	for _, table := range versionTables {
		columns := func(where string) (names []string) {
			t.Helper()
			rows, err := s.db.QueryContext(t.Context(), "SELECT name FROM pragma_table_info(?) WHERE "+where, table.name)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for rows.Next() {
				var name string
				if err := rows.Scan(&name); err != nil {
					t.Fatal(err)
				}
				names = append(names, name)
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			return names
		}
		if got, want := columns("pk > 0"), append(slices.Clone(table.key), "added"); !slices.Equal(got, want) {
			t.Errorf("the primary key of %s is %q, described as %q", table.name, got, want)
		}
		if got := columns("pk = 0 AND name <> 'removed'"); !slices.Equal(got, table.content) {
			t.Errorf("the content of %s is %q, described as %q", table.name, got, table.content)
		}
	}
}

func TestTheFirstMigrationWritesTheApplicationID(t *testing.T) {
	s := opened(t, time.Second)
	if err := s.Close(); err != nil { // which moves everything from the log into the file
		t.Fatal(err)
	}
	b, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	// Offset 68 of the header: https://www.sqlite.org/fileformat2.html#application_id
	if got := string(b[68:72]); got != "Sill" {
		t.Errorf("application id is %q, want \"Sill\"", got)
	}
}
