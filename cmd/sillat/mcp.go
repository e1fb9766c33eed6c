package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strconv"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/assistant"
	"github.com/sillat/sillat/pkg/client"
)

func mcpCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "mcp",
		Short: "Offer the networks as tools to an AI assistant, over standard input and output",
		Long: `Speaks the Model Context Protocol on standard input and output, for an assistant that starts it as a local server: networks, gaps, bridges,
ready-made lists, actors, metrics and what has changed. Every tool only reads. From a store the assistant sees all that is stored, persons too; with
--server and a token it sees what the token may see.`,
		Example: `  sillat mcp
  SILLAT_TOKEN=… sillat mcp --server https://sillat.example.org`,
		Args: exactArgs(0, "no arguments"),
	}
	c.RunE = func(c *cobra.Command, _ []string) error {
		desks, done, err := s.assistantDesks(c.Context())
		if err != nil {
			return err
		}
		defer done()
		server := assistant.New(assistant.Options{Desk: desks, Version: version(), Log: slog.New(slog.NewTextHandler(s.stderr, nil))})
		err = server.Run(c.Context(), &mcp.IOTransport{Reader: os.Stdin, Writer: unclosed{s.stdout}})
		if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
			return nil // the assistant hung up, or somebody stopped us
		}
		return err
	}
	return c
}

// unclosed is standard output, which is not the protocol's to close.
type unclosed struct{ io.Writer }

// Close does nothing.
func (unclosed) Close() error { return nil }

// assistantDesks answers an assistant's questions from the server, or else from the store.
func (s *session) assistantDesks(ctx context.Context) (func(network string) assistant.Desk, func(), error) {
	if s.serverName() != "" {
		r, err := s.openServer()
		return func(network string) assistant.Desk { return &remote{r.Client, network} }, func() {}, err
	}
	a, done, err := s.open(ctx)
	return func(string) assistant.Desk { return a }, done, err
}

// Actors finds actors on the server.
func (r *remote) Actors(ctx context.Context, q app.ActorsRequest) (*app.ActorPage, error) {
	v := url.Values{"limit": {strconv.Itoa(q.Limit)}}
	set(v, "q", q.Search)
	set(v, "cursor", q.Cursor)
	out := new(app.ActorPage)
	return out, r.Do(ctx, client.Call{Path: "/networks/" + url.PathEscape(q.Network) + "/actors", Query: v}, out)
}

// Actor shows one of the server's actors.
func (r *remote) Actor(ctx context.Context, network, id string) (*app.ActorCard, error) {
	out := new(app.ActorCard)
	return out, r.Do(ctx, client.Call{Path: "/networks/" + url.PathEscape(network) + "/actors/" + url.PathEscape(id)}, out)
}
