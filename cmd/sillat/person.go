package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/goccy/go-json"
	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/export"
)

func personCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "person",
		Short: "List the persons in a network, or export what it holds of one",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{c, fmt.Errorf("there is no command %q", args[0])}
			}
			return c.Help()
		},
	}
	c.AddCommand(personList(s), personExport(s))
	return c
}

func personList(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list NETWORK", Short: "List the persons in a network: organisation, consent, and when they are due to be erased", Args: exactArgs(1, "one NETWORK")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			list, err := a.Persons(c.Context(), args[0])
			if err != nil {
				return shown{}, err
			}
			sheet := &export.Sheet{Header: []string{"person", "name", "organisation", "consent", "end", "due", "overdue"}}
			for _, p := range list.Persons {
				sheet.Rows = append(sheet.Rows, []string{p.ID, p.Name, p.Organisation, p.Consent, p.End, p.Due, strconv.FormatBool(p.Overdue)})
			}
			return sheetOf(list, sheet), nil
		})
	}
	return c
}

func personExport(s *session) *cobra.Command {
	c := &cobra.Command{Use: "export NETWORK ACTOR", Short: "Write everything that any revision holds of one actor, as a person may ask for it", Args: exactArgs(2, "NETWORK and ACTOR")}
	out := outputFlags(c, s, "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			file, err := a.Person(c.Context(), args[0], args[1])
			return shown{value: file, table: func(w io.Writer) error { return json.NewEncoder(w).Encode(file) }}, err
		})
	}
	return c
}
