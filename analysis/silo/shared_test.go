package silo

import (
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
)

// twoMode reads a two-mode network of the shared data: activities of two actors and more as units, each pair with 1/(k−1).
func twoMode(t testing.TB, name string) *snapshot.Graph {
	t.Helper()
	var b snapshot.Builder
	index := map[string]int32{}
	actors := testkit.SharedRows(t, name, "actors.csv.gz")
	for _, row := range actors[1:] {
		index[row[0]] = b.Actor(row[0], row[1])
	}
	for c, header := range actors[0] {
		if strings.HasPrefix(header, "silo_") || header == "kind" || header == "region" || header == "nuts3" {
			values := make([]string, len(actors)-1)
			for i, row := range actors[1:] {
				values[i] = row[c]
			}
			b.Dimension(header, values)
		}
	}
	members := map[string][]int32{}
	var projects []string
	for _, row := range testkit.SharedRows(t, name, "participations.csv.gz")[1:] {
		if members[row[1]] == nil {
			projects = append(projects, row[1])
		}
		members[row[1]] = append(members[row[1]], index[row[0]])
	}
	u := &snapshot.Units{Start: []int64{0}}
	for _, p := range projects {
		slices.Sort(members[p])
		who := slices.Compact(members[p])
		if len(who) < 2 {
			continue
		}
		u.Members = append(u.Members, who...)
		u.Start = append(u.Start, int64(len(u.Members)))
		u.Weight = append(u.Weight, 1/float64(len(who)-1))
	}
	b.Join(u)
	return b.Graph()
}
