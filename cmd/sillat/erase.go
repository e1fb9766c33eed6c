package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
)

func eraseCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "erase NETWORK ACTOR --yes", Short: "Erase a person from every revision, cache and result, and prove it", Args: cobra.RangeArgs(1, 2),
		Long: `Erases an actor, usually a person, and all ties and participations that name it, from every revision of a network, from what is kept
beside the store, from the results of background jobs and from the audit log. Then it writes a backup to nowhere, looks through all of
it, and says what it found. What is left is a revision that counts what was removed. An earlier backup still holds the person; when it is
restored, the person is erased again.`,
		Example: "  sillat erase north P-017 --yes\n  sillat erase north --due --yes          # all whose retention has run out",
	}
	yes := c.Flags().Bool("yes", false, "really: this cannot be undone")
	due := c.Flags().Bool("due", false, "erase every person whose retention has run out")
	out := outputFlags(c, s, "table", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *due == (len(args) == 2) {
			return usageError{c, errors.New("name one ACTOR, or give --due")}
		}
		if !*yes {
			return usageError{c, errors.New("erasing cannot be undone: add --yes")}
		}
		return onDesk(s, c, out, func(a desk) (shown, error) {
			var (
				list []*app.EraseResult
				err  error
			)
			if *due {
				list, err = a.EraseDue(c.Context(), args[0], whoAmI())
			} else {
				var r *app.EraseResult
				r, err = a.Erase(c.Context(), args[0], args[1], whoAmI())
				list = append(list, r)
			}
			if err != nil {
				return shown{}, err
			}
			return shown{value: list, table: func(w io.Writer) error { return erasures(w, list) }}, nil
		})
	}
	return c
}

// erasures says what was erased, and how that is known.
func erasures(w io.Writer, list []*app.EraseResult) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "nobody is due")
		return err
	}
	for _, r := range list {
		fmt.Fprintf(w, "%s is erased from network %s by revision %d, which counts %d actors, %d collaborations and %d participations removed.\n",
			r.Actor, r.Network, r.Revision.Number, r.Revision.Removed.Actors, r.Revision.Removed.Collaborations, r.Revision.Removed.Participations)
		fmt.Fprintf(w, "Looked through %d records of %d revisions, as a backup holds them: %d of the actor's before, %d now.\n",
			r.After.Records, r.After.Revisions, r.Before.Own, r.After.Own)
		fmt.Fprintf(w, "Dropped %d background jobs with their results, %d suggestions of the ledger and %d decisions on duplicates; blanked %d entries of the audit log.\n", r.Jobs, r.Ledger, r.Decided, r.Audit)
		if r.After.Mentioned > 0 {
			fmt.Fprintf(w, "The id or a name still stands in the texts of %d other records; look at them and import them anew where need be:\n", r.After.Mentioned)
		}
		for _, m := range r.After.Mentions {
			fmt.Fprintf(w, "  %s %s, since revision %d\n", m.Record, m.ID, m.Added)
		}
	}
	_, err := fmt.Fprintln(w, "Delete earlier backups, or keep in mind that they hold the person: a restore erases again.")
	return err
}
