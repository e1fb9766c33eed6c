package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/pkg/fault"
)

// healthWait is how long a service may take to say that it is well; its own limit for the store is shorter.
const healthWait = 5 * time.Second

func healthCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "health",
		Short: "Ask a running service whether it and its store answer",
		Long: `Asks the service at --addr whether it is ready, which means that its store answers too. Containers and monitors look at the exit
status: 0 when it is, 1 when it is not.`,
		Args: exactArgs(0, "no arguments"),
	}
	address := c.Flags().String("addr", usualAddress, "where the service listens, or its whole address, such as https://sillat.example.org")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := askHealth(c.Context(), *address); err != nil {
			return err
		}
		_, err := fmt.Fprintf(s.stdout, "the service at %s is ready\n", *address)
		return err
	}
	return c
}

// askHealth returns a fault.Unavailable unless the service at an address says that it is ready.
func askHealth(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, healthWait)
	defer cancel()
	where := &url.URL{Scheme: "http", Host: address}
	var err error
	if strings.Contains(address, "://") {
		where, err = url.Parse(address)
	}
	invalid := fault.New(fault.Invalid, "--addr is %q; expected HOST:PORT, such as %s, or an address such as https://sillat.example.org", address, usualAddress)
	if err != nil {
		return invalid
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, where.JoinPath("api/v1/ready").String(), nil)
	if err != nil {
		return invalid
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fault.New(fault.Unavailable, "no service answers at %s: %v; start it with sillat serve", address, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	const most = 1 << 10 // enough for any problem's sentence
	said, err := io.ReadAll(io.LimitReader(answer.Body, most))
	if err != nil {
		return fault.New(fault.Unavailable, "the service at %s stopped while it answered: %v", address, err)
	}
	return fault.New(fault.Unavailable, "the service at %s is not ready: %s, %s", address, answer.Status, said)
}
