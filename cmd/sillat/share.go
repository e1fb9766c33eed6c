package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/export"
)

func accessShare(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "share NETWORK --label TEXT", Short: "Make a share link: whoever has it sees the network without signing in; it is shown once", Args: exactArgs(1, "one NETWORK"),
		Example: "  sillat access share north --label \"steering group\" --days 30 --url https://sillat.example.org\n  sillat access share north --label press --silos-only",
	}
	label := c.Flags().String("label", "", "whom or what it is for")
	days := c.Flags().Int("days", 30, "until it expires, 366 at most")
	silosOnly := c.Flags().Bool("silos-only", false, "show figures of silos, and no single actor")
	nameless := c.Flags().Bool("nameless", false, "show actors and activities under pseudonyms")
	url := c.Flags().String("url", "", "the address of the service, to print the whole link (default: --server)")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := hasNetwork(c.Context(), s, args[0]); err != nil {
			return err
		}
		return withRights(s, c.Context(), func(b rights) error {
			l, secret, err := b.Share(c.Context(), auth.LinkRequest{
				Network: args[0], Label: *label, Days: *days, SilosOnly: *silosOnly, Nameless: *nameless, By: whoAmI(),
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(s.stderr, "Link %s is good until %s, for whoever has it. It is never shown again.\n", l.ID, l.Expires.Format(time.DateOnly))
			return s.say("%s/share/%s", strings.TrimSuffix(cmp.Or(*url, s.serverName()), "/"), secret)
		})
	}
	return c
}

func accessLinks(s *session) *cobra.Command {
	c := &cobra.Command{Use: "links NETWORK", Short: "List a network's share links", Args: exactArgs(1, "one NETWORK")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onRights(s, c, out, func(b rights) (shown, error) {
			list, err := b.Links(c.Context(), args[0])
			sheet := &export.Sheet{Header: []string{"link", "label", "silos_only", "nameless", "by", "expires"}}
			for _, l := range list {
				sheet.Rows = append(sheet.Rows, []string{l.ID, l.Label, strconv.FormatBool(l.SilosOnly), strconv.FormatBool(l.Nameless), l.By, when(l.Expires)})
			}
			return sheetOf(list, sheet), err
		})
	}
	return c
}

func accessUnshare(s *session) *cobra.Command {
	c := &cobra.Command{Use: "unshare LINK", Short: "End a share link by its id", Args: exactArgs(1, "one LINK")}
	network := c.Flags().String("network", "", "the network that it shows; needed with --server")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withRights(s, c.Context(), func(b rights) error {
			if err := b.Unshare(c.Context(), *network, args[0]); err != nil {
				return err
			}
			return s.say("share link %s is ended", args[0])
		})
	}
	return c
}
