package centrality_test

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Arguments are text, as typed on a command line, and are refused by name.
func Example() {
	b := snapshot.Builder{Directed: true}
	funder, town := b.Actor("funder", "Rahasto"), b.Actor("town", "Kunta")
	b.Tie(funder, town, 3)
	g := b.Graph()

	r, err := analysis.Run(context.Background(), g, &centrality.Strength, analysis.Args{Values: map[string]string{"direction": "in"}})
	fmt.Println(r.Scores[0], err)
	_, err = analysis.Run(context.Background(), g, &centrality.Strength, analysis.Args{Values: map[string]string{"direction": "up"}})
	fmt.Println(err)
	// Output:
	// [0 3] <nil>
	// strength: parameter direction is "up"; expected one of all, in, out
}
