package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

func accessCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "access",
		Short: "Say who may sign in to the service, and what they may do",
		Long: `Keeps the accounts, roles and tokens of a service that asks for a login. They are in the store beside the networks. Whoever can
write the store can use these commands: keep its file, or its password, to yourself. With --server they do what the token may.

A role is given in one network: a viewer sees it and computes on it, an editor changes what it holds, an owner gives roles in it. An
admin may do everything. Who makes a network in the service is its owner; a network imported on the command line has none until
you give the role.`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{c, fmt.Errorf("there is no command %q", args[0])}
			}
			return c.Help()
		},
	}
	c.AddCommand(accessAdd(s), accessList(s), accessChange(s), accessGrant(s), accessRoles(s), accessToken(s), accessTokens(s), accessRevoke(s),
		accessShare(s), accessLinks(s), accessUnshare(s))
	return c
}

func accessAdd(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "add NAME", Short: "Make an account; its password is asked for, or read from standard input", Args: exactArgs(1, "one NAME"),
		Example: "  sillat access add aino.virtanen\n  sillat access add root --admin < password.txt\n  sillat access add aino@city.example --no-password   # signs in with the issuer",
	}
	admin := c.Flags().Bool("admin", false, "may do everything on the server")
	none := c.Flags().Bool("no-password", false, "signs in with the issuer, or only by tokens")
	c.RunE = func(c *cobra.Command, args []string) error {
		return withRights(s, c.Context(), func(b rights) error {
			n := auth.NewAccount{Name: args[0], Admin: *admin}
			if err := auth.CheckAccount(n.Name); err != nil {
				return err
			}
			if !*none {
				var err error
				if n.Password, err = s.askPassword(n.Name); err != nil {
					return err
				}
			}
			if err := b.AddAccount(c.Context(), n); err != nil {
				return err
			}
			return s.say("account %s is made", n.Name)
		})
	}
	return c
}

func accessList(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "List the accounts", Args: exactArgs(0, "no arguments")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return onRights(s, c, out, func(b rights) (shown, error) {
			all, err := b.Accounts(c.Context())
			sheet := &export.Sheet{Header: []string{"account", "admin", "disabled", "made"}}
			for _, a := range all {
				sheet.Rows = append(sheet.Rows, []string{a.Name, strconv.FormatBool(a.Admin), strconv.FormatBool(a.Disabled), when(a.Made)})
			}
			return sheetOf(all, sheet), err
		})
	}
	return c
}

func accessChange(s *session) *cobra.Command {
	c := &cobra.Command{Use: "change NAME", Short: "Change an account: its password, whether it is an admin's, whether it may be used", Args: exactArgs(1, "one NAME")}
	newPassword := c.Flags().Bool("password", false, "ask for a new password, which ends its sessions and voids its tokens")
	admin := c.Flags().Bool("admin", false, "whether it may do everything on the server")
	disabled := c.Flags().Bool("disabled", false, "whether nobody may use it; ends its sessions and voids its tokens")
	c.RunE = func(c *cobra.Command, args []string) error {
		var change auth.AccountChange
		if c.Flags().Changed("admin") {
			change.Admin = admin
		}
		if c.Flags().Changed("disabled") {
			change.Disabled = disabled
		}
		if change == (auth.AccountChange{}) && !*newPassword {
			return usageError{c, errors.New("nothing to change: give --password, --admin=true|false or --disabled=true|false")}
		}
		return withRights(s, c.Context(), func(b rights) error {
			if *newPassword {
				text, err := s.askPassword(args[0])
				if err != nil {
					return err
				}
				change.Password = &text
			}
			if err := b.ChangeAccount(c.Context(), args[0], change); err != nil {
				return err
			}
			return s.say("account %s is changed", args[0])
		})
	}
	return c
}

func accessGrant(s *session) *cobra.Command {
	c := &cobra.Command{Use: "grant NETWORK NAME ROLE", Short: "Give an account a role in a network: viewer, editor, owner, or none", Args: exactArgs(3, "NETWORK, NAME and ROLE")}
	c.RunE = func(c *cobra.Command, args []string) error {
		role, err := auth.ParseRole(args[2])
		if err != nil {
			return err
		}
		if err := hasNetwork(c.Context(), s, args[0]); err != nil {
			return err
		}
		return withRights(s, c.Context(), func(b rights) error {
			if err := b.Grant(c.Context(), auth.Grant{Network: args[0], Account: args[1], Role: role}); err != nil {
				return err
			}
			return s.say("in %s the role of %s is %s", args[0], args[1], role)
		})
	}
	return c
}

func accessRoles(s *session) *cobra.Command {
	c := &cobra.Command{Use: "roles NETWORK", Short: "List who has which role in a network", Args: exactArgs(1, "one NETWORK")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onRights(s, c, out, func(b rights) (shown, error) {
			list, err := b.Grants(c.Context(), args[0])
			sheet := &export.Sheet{Header: []string{"account", "role"}}
			for _, g := range list {
				sheet.Rows = append(sheet.Rows, []string{g.Account, g.Role.String()})
			}
			return sheetOf(list, sheet), err
		})
	}
	return c
}

func accessToken(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "token NAME --label TEXT", Short: "Make a token with which a program acts for an account; it is shown once", Args: exactArgs(1, "one NAME"),
		Example: "  sillat access token aino.virtanen --label \"nightly export\" --role viewer --network north --days 90",
	}
	label := c.Flags().String("label", "", "what it is for")
	role := c.Flags().String("role", auth.Viewer.String(), "the most that it may do in any network: viewer, editor or owner")
	network := c.Flags().String("network", "", "only in this network")
	admin := c.Flags().Bool("admin", false, "it may also do what an admin may")
	days := c.Flags().Int("days", 90, "until it expires, 366 at most")
	c.RunE = func(c *cobra.Command, args []string) error {
		most, err := auth.ParseRole(*role)
		if err != nil {
			return err
		}
		return withRights(s, c.Context(), func(b rights) error {
			t, secret, err := b.MakeToken(c.Context(), auth.TokenRequest{Account: args[0], Label: *label, Role: most, Admin: *admin, Network: *network, Days: *days})
			if err != nil {
				return err
			}
			fmt.Fprintf(s.stderr, "Token %s is good until %s. Keep it safe: it is never shown again.\n", t.ID, t.Expires.Format(time.DateOnly))
			return s.say("%s", secret)
		})
	}
	return c
}

func accessTokens(s *session) *cobra.Command {
	c := &cobra.Command{Use: "tokens [NAME]", Short: "List an account's tokens, or all", Args: cobra.MaximumNArgs(1)}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onRights(s, c, out, func(b rights) (shown, error) {
			list, err := b.Tokens(c.Context(), strings.Join(args, ""))
			sheet := &export.Sheet{Header: []string{"token", "account", "label", "role", "network", "admin", "expires"}}
			for _, t := range list {
				sheet.Rows = append(sheet.Rows, []string{t.ID, t.Account, t.Label, t.Role.String(), t.Network, strconv.FormatBool(t.Admin), when(t.Expires)})
			}
			return sheetOf(list, sheet), err
		})
	}
	return c
}

func accessRevoke(s *session) *cobra.Command {
	c := &cobra.Command{Use: "revoke TOKEN", Short: "End a token by its id", Args: exactArgs(1, "one TOKEN")}
	c.RunE = func(c *cobra.Command, args []string) error {
		return withRights(s, c.Context(), func(b rights) error {
			if err := b.Revoke(c.Context(), "", args[0]); err != nil {
				return err
			}
			return s.say("token %s is revoked", args[0])
		})
	}
	return c
}

// onRights shows what is told of accounts, roles, tokens and links.
func onRights(s *session, c *cobra.Command, out *output, do func(rights) (shown, error)) error {
	if err := out.check(); err != nil {
		return err
	}
	return withRights(s, c.Context(), func(b rights) error {
		r, err := do(b)
		if err != nil {
			return err
		}
		return out.write(r)
	})
}

// hasNetwork refuses a network that a store does not hold. A server looks for itself.
func hasNetwork(ctx context.Context, s *session, network string) error {
	if s.serverName() != "" {
		return nil
	}
	a, done, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer done()
	if there, err := a.Has(ctx, network); err != nil || there {
		return err
	}
	return fault.New(fault.NotFound, "there is no network named %q; sillat network list shows those that there are", network)
}

// say writes a line.
func (s *session) say(format string, args ...any) error {
	_, err := fmt.Fprintf(s.stdout, format+"\n", args...)
	return err
}

// askPassword asks for a new password, twice and unseen on a terminal; else it reads a line of standard input.
func (s *session) askPassword(account string) (string, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		line, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", fault.New(fault.Invalid, "no password was given on standard input; write it there, or run the command on a terminal")
		}
		return line, nil
	}
	var typed [2]string
	for i, prompt := range []string{"New password of " + account, "The same again"} {
		fmt.Fprintf(s.stderr, "%s: ", prompt)
		b, err := term.ReadPassword(int(os.Stdin.Fd()))
		fmt.Fprintln(s.stderr)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		typed[i] = string(b)
	}
	if typed[0] != typed[1] {
		return "", fault.New(fault.Invalid, "the two passwords differ; try again")
	}
	return typed[0], nil
}
