package main

import (
	"io"
	"slices"
	"testing"

	"github.com/spf13/cobra"
)

// TestEveryChangingCommandIsAudited: of each command somebody decided whether it changes something.
func TestEveryChangingCommandIsAudited(t *testing.T) {
	reading := []string{
		"demo", "serve", "metrics", "extract", "gaps", "lists", "bridges", "suggest", "evaluate", "whatif", "diff", "catalog", "health", "doctor", "audit", "mcp", "report",
		"network list", "network show", "network revisions", "access list", "access roles", "access tokens", "access links", "person list", "person export",
		"ledger list", "ledger show", "duplicates", "export", "spread", "webhook list", "webhook deliveries",
	}
	known := map[string]bool{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		if c.HasSubCommands() {
			return
		}
		name := commandOf(c)
		_, changes := audited[name]
		if reads := slices.Contains(reading, name); changes == reads {
			t.Errorf("%s: is it audited as a change (%v), or does it only read (%v)? Decide in audit.go and here", name, changes, reads)
		}
		known[name] = true
	}
	walk(newRoot(io.Discard, io.Discard))
	for name := range audited {
		if !known[name] {
			t.Errorf("there is no command %q to audit", name)
		}
	}
	t.Logf("%d commands, %d of them audited", len(known), len(audited))
}
