package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
)

// demoNetwork is the name under which the demo is stored, and demoSilo the question it is asked.
const (
	demoNetwork = "demo"
	demoSilo    = "silo_sector"
)

func demoCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "demo",
		Short: "Load a made-up network, say what stands out in it, and serve it",
		Long: `Loads the demo network, a made-up ecosystem of social innovation with 300 actors, into the store under the name demo, prints the
three findings that matter most, and serves the API and the map.`,
		Args: exactArgs(0, "no arguments"),
	}
	address := c.Flags().String("addr", usualAddress, "the loopback address to listen on; port 0 takes a free one")
	show := c.Flags().Bool("open", false, "open the map in a browser")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx := c.Context()
		if err := (&exposure{address: *address}).check(); err != nil {
			return err
		}
		listener, err := listen(ctx, *address)
		if err != nil {
			return err
		}
		defer listener.Close()
		a, done, err := s.open(ctx)
		if err != nil {
			return err
		}
		defer done()
		imported, err := a.Import(ctx, app.ImportRequest{Network: demoNetwork, Files: fixtures.Demo(), Paths: []string{"."}, By: "demo", Message: "load the demo network"})
		if err != nil {
			return err
		}
		overview, err := a.Overview(ctx, app.Stored(demoNetwork), app.Query{Seed: 1}, demoSilo)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.stdout, "The demo network (everything in it is made up): %d actors, %d activities, %d participations.\n\n",
			imported.Read.Actors, imported.Read.Activities, imported.Read.Participations)
		for i, finding := range overview.Findings[:min(3, len(overview.Findings))] {
			fmt.Fprintf(s.stdout, "%d. %s\n", i+1, finding.Text)
		}
		url := fmt.Sprintf("http://%s", listener.Addr())
		fmt.Fprintf(s.stdout, "\nSee it on the map: %s (stop with Ctrl-C)\n", url)
		fmt.Fprintf(s.stdout, "Ask for more: sillat gaps demo --silo %s   and   sillat bridges demo --silo %s\n", demoSilo, demoSilo)
		if *show {
			openBrowser(ctx, url)
		}
		work, err := (&jobSettings{}).of(a, plain(s.stderr))
		if err != nil {
			return err
		}
		return s.serve(ctx, listener, a, nil, work, plain(s.stderr))
	}
	return c
}
