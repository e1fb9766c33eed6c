package sqlite

import (
	"strings"
	"testing"
	"time"
)

func TestAHistoryIsReadWithoutSorting(t *testing.T) {
	s := opened(t, time.Second)
	for _, table := range versionTables {
		rows, err := s.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+table.history(list(table.columns())), 1)
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
			t.Errorf("the history of %s is read by %q; want the owners by their index, then their rows by the primary key, and no sorting", table.name, plan)
		}
	}
}
