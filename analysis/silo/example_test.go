package silo_test

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Who develops something in a region and has nobody to fund it?
func ExampleUnmetNeeds() {
	var b snapshot.Builder
	b.Actor("a", "Farm lab")
	b.Actor("b", "Forest lab")
	b.Actor("c", "Regional fund")
	b.Dimension("role", []string{"developer", "developer", "funder"})
	b.Dimension("region", []string{"Savo", "Savo", "Savo"})
	b.Tie(0, 2, 1)
	g := b.Graph()
	unmet, err := silo.UnmetNeeds(context.Background(), g, "role", "region", []silo.Need{{Who: "developer", Whom: "funder"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range unmet {
		fmt.Printf("%s: %s without %s, of %d; %d %s there\n", u.Place, g.Name(u.Without[0]), u.Whom, u.Actors, u.Available, u.Whom)
	}
	// Output:
	// Savo: Forest lab without funder, of 2; 1 funder there
}
