package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/internal/webhooks"
)

func webhookCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "webhook",
		Short: "Have new revisions and ended jobs told to other systems by signed messages",
		Long: `Keeps a network's webhooks. A service that runs on the store sends them (sillat serve): each new revision, whichever program made it, and
each background job that has ended. Messages are signed by Standard Webhooks, sent again with growing pauses for about a day, and go to
addresses of the internet, unless the service allows others.`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{c, fmt.Errorf("there is no command %q", args[0])}
			}
			return c.Help()
		},
	}
	c.AddCommand(webhookAdd(s), webhookList(s), webhookRotate(s), webhookRemove(s), webhookDeliveries(s))
	return c
}

func webhookAdd(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "add NETWORK URL", Short: "Make a webhook; the secret that its messages are signed with is shown once", Args: exactArgs(2, "a NETWORK and a URL"),
		Example: "  sillat webhook add north https://example.org/sillat --label \"data warehouse\" --events revision.made",
	}
	label := c.Flags().String("label", "", "whom or what it is for")
	events := c.Flags().StringSlice("events", nil, "what to tell: "+strings.Join(webhooks.Events, ", ")+" (default: all)")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withWebhooks(s, c, func(b hooks) error {
			h, secret, err := b.Add(c.Context(), webhooks.Request{Network: args[0], URL: args[1], Label: *label, Events: *events, By: whoAmI()})
			if err != nil {
				return err
			}
			return sayHook(s, h, secret)
		})
	}
	return c
}

func sayHook(s *session, h webhooks.Hook, secret string) error {
	fmt.Fprintf(s.stderr, "Webhook %s tells %s. This is the secret of its messages; it is never shown again.\n", h.ID, strings.Join(h.Events, " and "))
	return s.say("%s", secret)
}

func webhookList(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list NETWORK", Short: "List a network's webhooks", Args: exactArgs(1, "one NETWORK")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onHooks(s, c, out, func(b hooks) (shown, error) {
			list, err := b.List(c.Context(), args[0])
			sheet := &export.Sheet{Header: []string{"webhook", "label", "url", "events", "by", "made"}}
			for _, h := range list {
				sheet.Rows = append(sheet.Rows, []string{h.ID, h.Label, h.URL, strings.Join(h.Events, " "), h.By, when(h.Made)})
			}
			return sheetOf(list, sheet), err
		})
	}
	return c
}

func webhookRotate(s *session) *cobra.Command {
	c := &cobra.Command{Use: "rotate NETWORK WEBHOOK", Short: "Give a webhook a new secret, which is shown once; the old one ends at once", Args: exactArgs(2, "a NETWORK and a WEBHOOK")}
	c.RunE = func(c *cobra.Command, args []string) error {
		return withWebhooks(s, c, func(b hooks) error {
			h, secret, err := b.Rotate(c.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			return sayHook(s, h, secret)
		})
	}
	return c
}

func webhookRemove(s *session) *cobra.Command {
	c := &cobra.Command{Use: "remove NETWORK WEBHOOK", Short: "End a webhook; what waits for it is not sent", Args: exactArgs(2, "a NETWORK and a WEBHOOK")}
	c.RunE = func(c *cobra.Command, args []string) error {
		return withWebhooks(s, c, func(b hooks) error {
			if err := b.Remove(c.Context(), args[0], args[1]); err != nil {
				return err
			}
			return s.say("webhook %s is ended", args[1])
		})
	}
	return c
}

func webhookDeliveries(s *session) *cobra.Command {
	c := &cobra.Command{Use: "deliveries NETWORK WEBHOOK", Short: "List a webhook's messages and what became of them", Args: exactArgs(2, "a NETWORK and a WEBHOOK")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onHooks(s, c, out, func(b hooks) (shown, error) {
			list, err := b.Deliveries(c.Context(), args[0], args[1])
			sheet := &export.Sheet{Header: []string{"message", "event", "state", "made", "attempts", "next", "status", "error"}}
			for _, d := range list {
				next := ""
				if d.Next != nil {
					next = d.Next.Format(time.RFC3339)
				}
				sheet.Rows = append(sheet.Rows, []string{d.ID, d.Event, string(d.State), d.Made.Format(time.RFC3339), strconv.Itoa(d.Attempts), next, strconv.Itoa(d.Status), d.Error})
			}
			return sheetOf(list, sheet), err
		})
	}
	return c
}

// withWebhooks opens what keeps webhooks for a command that changes them.
func withWebhooks(s *session, c *cobra.Command, do func(hooks) error) error {
	b, done, err := s.openHooks(c.Context())
	if err != nil {
		return err
	}
	defer done()
	return do(b)
}

// onHooks shows what a use case tells of webhooks.
func onHooks(s *session, c *cobra.Command, out *output, do func(hooks) (shown, error)) error {
	if err := out.check(); err != nil {
		return err
	}
	return withWebhooks(s, c, func(b hooks) error {
		r, err := do(b)
		if err != nil {
			return err
		}
		return out.write(r)
	})
}
