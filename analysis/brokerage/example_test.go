package brokerage_test

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/brokerage"
	"github.com/sillat/sillat/analysis/snapshot"
)

// A competence centre stands between a university and a firm that do not know each other; the ministry knows the centre and the university.
func Example() {
	var b snapshot.Builder
	centre := b.Actor("centre", "Competence centre")
	firm := b.Actor("firm", "Firm")
	ministry := b.Actor("ministry", "Ministry")
	university := b.Actor("university", "University")
	b.Dimension("sector", []string{"public", "business", "public", "academia"})
	b.Tie(centre, firm, 1)
	b.Tie(centre, university, 1)
	b.Tie(centre, ministry, 1)
	b.Tie(ministry, university, 1)
	r, err := analysis.Run(context.Background(), b.Graph(), &brokerage.Roles, analysis.Args{Silo: "sector"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for c, column := range brokerage.Roles.Columns[:6] {
		fmt.Println(column.Title, r.Scores[c][centre])
	}
	// Output:
	// Brokerage 4
	// Coordinator 0
	// Consultant 0
	// Gatekeeper 1
	// Representative 1
	// Liaison 2
}
