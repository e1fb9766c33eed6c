package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
)

// selectorFlags adds the selectors that every reading command takes.
func selectorFlags(c *cobra.Command) *app.Query {
	q := &app.Query{}
	f := c.Flags()
	f.StringSliceVar(&q.TieTypes, "tie-type", nil, "only ties of these types, separated by commas")
	f.StringVar(&q.Directed, "directed", "auto", "auto, yes or no: whether ties have a direction")
	f.StringVar(&q.Weights, "weights", "none", "none, strength or distance: what a tie's weight means")
	f.StringArrayVar(&q.Where, "where", nil, "only actors with 'attribute=value' (or !=; several values with |); may be repeated")
	f.StringVar(&q.AsOf, "as-of", "", "what held on this date")
	f.StringVar(&q.From, "from", "", "what held on or after this date")
	f.StringVar(&q.To, "to", "", "what held on or before this date")
	f.IntVar(&q.Revision, "revision", 0, "read the network as it was at this revision (0: newest)")
	f.StringVar(&q.Projection, "projection", "newman", "what each pair of an activity's k actors gets: newman 1/(k-1), count 1, pairs 1/C(k,2)")
	f.IntVar(&q.Threads, "threads", 0, "most threads to use (0: all cores); never changes a figure")
	f.Uint64Var(&q.Seed, "seed", 1, "seed for whatever is drawn at random")
	return q
}

// siloFlag adds --silo.
func siloFlag(c *cobra.Command) *string {
	silo := new(string)
	c.Flags().StringVar(silo, "silo", "", "the actor attribute whose values are the silos, such as silo_sector or region")
	return silo
}

// needSilo refuses a missing --silo.
func needSilo(c *cobra.Command, silo string) error {
	if silo != "" {
		return nil
	}
	return usageError{c, errors.New("--silo is missing; name the actor attribute whose values are the silos, such as silo_sector or region")}
}
