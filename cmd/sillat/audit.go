package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/httpapi"
)

func auditCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "audit", Short: "Show who changed what, and who read data of persons", Args: exactArgs(0, "no arguments"),
		Long: `Shows the audit log of the store, oldest first: every change by the service or the command line, and every reading of a network that holds
persons by somebody who sees them. The same reading by the same reader is one entry in ten minutes.`,
		Example: "  sillat audit --network north --since 2026-01-01 --format csv --out audit.csv",
	}
	network := c.Flags().String("network", "", "only this network's")
	since := c.Flags().String("since", "", "from this day on (2026-01-31)")
	until := c.Flags().String("until", "", "to this day, included")
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			page, err := a.ReadAudit(c.Context(), app.AuditRequest{Network: *network, Since: *since, Until: *until})
			if err != nil {
				return shown{}, err
			}
			return sheetOf(page, httpapi.AuditSheet(page)), nil
		})
	}
	return c
}

// audited are the subcommands that change something, and where in their arguments the network and the subject stand; -1: nowhere.
var audited = map[string]struct{ network, subject int }{
	"import":           {-1, -1}, // --network
	"restore":          {-1, -1},
	"backup":           {-1, -1}, // gives everything away
	"network revert":   {0, -1},
	"network move":     {0, -1},
	"network delete":   {0, -1},
	"network privacy":  {0, -1},
	"erase":            {0, -1}, // whom is what must not be kept
	"ledger add":       {0, -1},
	"ledger move":      {0, -1},
	"duplicates merge": {0, -1},
	"duplicates apart": {0, -1},
	"access add":       {-1, 0},
	"access change":    {-1, 0},
	"access grant":     {0, 1},
	"access token":     {-1, 0},
	"access revoke":    {-1, 0},
	"access share":     {0, -1},
	"access unshare":   {-1, 0},
	"webhook add":      {0, -1}, // an address may hold a secret of the receiver
	"webhook rotate":   {0, 1},
	"webhook remove":   {0, 1},
}

// commandOf is a subcommand's name without the program's.
func commandOf(c *cobra.Command) string { return strings.TrimPrefix(c.CommandPath(), "sillat ") }

// asks says in a context which command reads, for the audit log.
func asks(ctx context.Context, c *cobra.Command) context.Context {
	return audit.With(ctx, audit.Entry{Who: whoAmI(), Via: "command line", What: commandOf(c)})
}

// noteChange notes a command that changed something. It is done by then: what fails here is said, and the command has failed.
func (s *session) noteChange(c *cobra.Command, args []string) error {
	at, ok := audited[commandOf(c)]
	if s.serverName() != "" {
		return nil // the service notes what it is asked
	}
	if write := c.Flags().Lookup("write"); write != nil && write.Value.String() == "true" {
		ok, at.subject = true, -1
	}
	if dry := c.Flags().Lookup("dry-run"); !ok || dry != nil && dry.Value.String() == "true" {
		return nil
	}
	if commandOf(c) == "network privacy" && c.Flags().NFlag() == 0 {
		return nil // it only showed the settings
	}
	if s.askedServer {
		return nil // the server has noted it
	}
	a, done, err := s.open(c.Context())
	if err != nil {
		return err
	}
	defer done()
	e, _ := audit.From(c.Context())
	e.Kind = audit.Change
	if named := c.Flags().Lookup("network"); named != nil && at.network < 0 {
		e.Network = strings.Trim(named.Value.String(), "[]")
	}
	if at.network >= 0 && at.network < len(args) {
		e.Network = args[at.network]
	}
	if at.subject >= 0 && at.subject < len(args) {
		e.Subject = args[at.subject]
	}
	return a.Audit().Note(c.Context(), e)
}
