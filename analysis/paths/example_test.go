package paths_test

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// A foundation stands between two towns and a university.
func Example() {
	var b snapshot.Builder
	foundation := b.Actor("foundation", "Siltasäätiö")
	for _, id := range []string{"town-a", "town-b", "university"} {
		b.Tie(foundation, b.Actor(id, id), 1)
	}
	g := b.Graph()
	r, err := analysis.Run(context.Background(), g, &paths.Betweenness, analysis.Args{Values: map[string]string{"normalised": "true"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for u, score := range r.Scores[0] {
		fmt.Println(g.ID(int32(u)), score)
	}
	// Output:
	// foundation 1
	// town-a 0
	// town-b 0
	// university 0
}
