package client_test

import (
	"context"
	"fmt"
	"log"
	"testing"

	"github.com/sillat/sillat/pkg/client"
)

// here is a service for the examples; a real one has an address of its own.
var here string

func Example() {
	c, err := client.New(here, client.Options{}) // with a login: Options{Token: os.Getenv("SILLAT_TOKEN")}
	if err != nil {
		log.Fatal(err)
	}
	gaps, err := c.Gaps(context.Background(), "demo", client.GapsQuery{Silo: "silo_sector"})
	if err != nil {
		log.Fatal(err)
	}
	g := gaps.Gaps[0]
	fmt.Printf("%s and %s: %.2f observed, %.2f expected\n", g.A, g.B, g.Observed, g.Expected)
	// Prints: foundation and municipality: 0.58 observed, 19.85 expected
}

func ExampleClient_Actors() {
	c, err := client.New(here, client.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for actor, err := range c.Actors(context.Background(), "demo", client.ActorsQuery{Search: "väylä"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(actor.ID, actor.Name)
	}
	// Prints: FIK-163 Siltayhdistys Väylä ry
}

func ExampleClient_Compute() {
	c, err := client.New(here, client.Options{})
	if err != nil {
		log.Fatal(err)
	}
	job := client.JobRequest{Network: "demo", Analysis: "diff", Parameters: map[string]any{"from": "2020", "to": "2023"}}
	report := func(j *client.Job) { log.Printf("%s, %.0f %%", j.State, 100*j.Progress) }
	var d client.Diff
	if err := c.Compute(context.Background(), job, report, &d); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(d.Ties.Appeared), "new ties")
	// Prints: 269 new ties
}

// TestExamples runs the examples against a real service, which they cannot start themselves, and compares what they print.
func TestExamples(t *testing.T) {
	here = serve(t, false, nil).URL
	for name, c := range map[string]struct {
		run  func()
		want string
	}{
		"gaps":    {Example, "foundation and municipality: 0.58 observed, 19.85 expected\n"},
		"actors":  {ExampleClient_Actors, "FIK-163 Siltayhdistys Väylä ry\n"},
		"compute": {ExampleClient_Compute, "269 new ties\n"},
	} {
		if got := printed(t, c.run); got != c.want {
			t.Errorf("%s prints %q; want %q", name, got, c.want)
		}
	}
}
