package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/web"
	"github.com/sillat/sillat/pkg/fault"
)

// usualAddress is where the service listens unless told otherwise.
const usualAddress = "127.0.0.1:8080"

// patience is how long a stopping service waits for requests under way.
const patience = 10 * time.Second

func serveCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the API and the map",
		Long: `Serves the API under /api/v1 and the map page at /, until interrupted.

On a loopback address it asks for no login: whoever can use this machine can use the service. Any other address is refused unless
people have to sign in and what they send is encrypted: with --tls-cert and --tls-key, or behind a proxy of which --public-url and
--trust-proxy tell. Make the first account with sillat access add NAME --admin.`,
		Args: exactArgs(0, "no arguments"),
	}
	e := exposureFlags(c)
	background := jobFlags(c)
	told := logFlags(c)
	allowed := c.Flags().StringSlice("webhook-allow", nil, "networks (CIDR) beside the internet to which webhooks may be sent, such as 10.0.5.0/24")
	cache := c.Flags().String("cache", "", "the folder in which revisions read from the store are kept compressed, so that a restart does not read them again;\n\"none\" keeps nothing (default: SILLAT_CACHE, else a folder among the user's caches)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := e.check(); err != nil {
			return err
		}
		around, err := prefixes(*allowed)
		if err != nil {
			return err
		}
		if err := told.begin(c.Context(), s.stderr); err != nil {
			return err
		}
		defer told.end(c.Context())
		a, done, err := s.openKeeping(c.Context(), *cache)
		if err != nil {
			return err
		}
		defer done()
		work, err := background.of(a, told)
		if err != nil {
			return err
		}
		access, err := e.access(c.Context(), a)
		if err != nil {
			return err
		}
		listener, err := listen(c.Context(), e.address)
		if err != nil {
			return err
		}
		if listener, err = e.encrypted(listener); err != nil {
			return err
		}
		fmt.Fprintf(s.stdout, "Sillat is at %s (stop it with Ctrl-C)\n", e.where(listener))
		sender, err := a.WebhookSender(around, told.log, told.traces)
		if err != nil {
			return err
		}
		sender.Start()
		defer sender.Stop()
		return s.serve(c.Context(), listener, a, access, work, told)
	}
	return c
}

// prefixes reads the networks to which webhooks may be sent.
func prefixes(texts []string) (out []netip.Prefix, err error) {
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fault.New(fault.Invalid, "--webhook-allow is %q; expected a network such as 10.0.5.0/24 or 127.0.0.1/32", text)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// listen binds to an address.
func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fault.New(fault.Conflict, "cannot listen on %s: %v; choose another address with --addr", address, err)
	}
	return listener, nil
}

// serve answers requests and does background work until ctx ends, then hands jobs back and lets requests under way finish.
func (s *session) serve(ctx context.Context, listener net.Listener, a *app.App, access *httpapi.Access, work *app.Jobs, told *logging) error {
	server := patient(httpapi.New(httpapi.Options{
		App: a, Map: web.Handler(), Version: version(), Log: told.log, Traces: told.traces, Access: access, Jobs: work,
	}))
	work.Start()
	var warming sync.WaitGroup
	defer warming.Wait()
	warm, enough := context.WithCancel(ctx)
	defer enough()
	warming.Go(func() { a.Warm(warm) })
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("serve: %w", err), s.stopJobs(ctx, work))
	case <-ctx.Done():
	}
	// Jobs first: who watches one is let go by that, and would otherwise hold the requests' end up.
	if err := s.stopJobs(ctx, work); err != nil {
		fmt.Fprintf(s.stderr, "Jobs under way were not handed back and are taken up when their leases run out: %v\n", err)
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// patient makes a server that waits for slow clients, but not for ever: each holds a connection.
func patient(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Minute, // of a whole upload
		WriteTimeout:      35 * time.Minute, // from the head on; streams of events set their own
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    httpapi.MostHead,
	}
}

// openBrowser shows an address in the user's browser. A machine without one is no fault.
func openBrowser(ctx context.Context, url string) {
	command := "xdg-open"
	switch runtime.GOOS {
	case "darwin":
		command = "open"
	case "windows":
		command = "explorer"
	}
	_ = exec.CommandContext(ctx, command, url).Start()
}
