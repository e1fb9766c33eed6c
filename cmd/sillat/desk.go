package main

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

// desk is where a command takes its answers from: the use cases on a store or on files of this machine, or a server.
type desk interface {
	persons

	Metrics(context.Context, app.MetricsRequest) (*app.MetricsResult, error)
	Gaps(context.Context, app.GapsRequest) (*app.GapsResult, error)
	GapRows(context.Context, app.GapRowsRequest) (*app.GapRowsResult, error)
	Lists(context.Context, app.ListsRequest) (*app.ListsResult, error)
	Bridges(context.Context, app.BridgesRequest) (*app.BridgesResult, error)
	Suggest(context.Context, app.SuggestRequest) (*app.SuggestResult, error)
	Evaluate(context.Context, app.EvaluateRequest) (*app.EvaluateResult, error)
	WhatIf(context.Context, app.WhatIfRequest) (*app.WhatIfResult, error)
	Spread(context.Context, app.SpreadRequest) (*app.SpreadResult, error)
	Diff(context.Context, app.DiffRequest) (*app.DiffResult, error)
	Report(context.Context, app.ReportRequest) (*app.ReportResult, error)
	Extract(context.Context, app.ExtractRequest) (*app.ExtractResult, error)
	Export(context.Context, app.ExportRequest) (func(context.Context, io.Writer) error, error)

	Ledger(context.Context, app.LedgerRequest) (*app.Ledger, error)
	AddLedger(context.Context, app.LedgerAdd) (*app.LedgerAdded, error)
	MoveLedger(context.Context, app.LedgerMove) (*app.LedgerEntry, error)

	Duplicates(context.Context, app.DuplicatesRequest) (*app.Duplicates, error)
	Merge(context.Context, app.MergeRequest) (*app.MergeResult, error)
	KeepApart(context.Context, app.ApartRequest) (*app.ApartResult, error)

	Networks(context.Context) (*app.NetworkList, error)
	Network(ctx context.Context, name string) (*app.NetworkDetail, error)
	Revisions(ctx context.Context, name string) ([]app.RevisionSummary, error)
	Revert(ctx context.Context, name string, to int, by string) (*app.RevisionSummary, error)
	Delete(ctx context.Context, name string) error
	Import(context.Context, app.ImportRequest) (*app.ImportResult, error)
	Backup(context.Context, app.BackupRequest) (*app.BackupResult, error)
	Restore(context.Context, app.RestoreRequest) (*app.BackupResult, error)
}

// serverFlags adds what names a server, to every command; those that need the store itself refuse it.
func serverFlags(root *cobra.Command, s *session) {
	f := root.PersistentFlags()
	f.StringVar(&s.server, "server", "", "ask this server instead of a store, such as https://sillat.example.org (default: $SILLAT_SERVER, else none)")
	f.StringVar(&s.tokenFile, "token-file", "", "a file with the token for the server (default: the token is in $SILLAT_TOKEN)")
}

// serverName is --server, else SILLAT_SERVER unless a store was named; "" is none.
func (s *session) serverName() string {
	if s.server != "" || s.store != "" {
		return s.server
	}
	return os.Getenv("SILLAT_SERVER")
}

// openDesk opens the server, or else the store. The caller closes what it returns.
func (s *session) openDesk(ctx context.Context) (desk, func(), error) {
	if s.serverName() != "" {
		r, err := s.openServer()
		return r, func() {}, err
	}
	a, done, err := s.open(ctx)
	return a, done, err
}

// openServer makes a desk of the server. It does not ask it anything yet.
func (s *session) openServer() (*remote, error) {
	if s.store != "" {
		return nil, fault.New(fault.Invalid, "--store and --server are both given; a command asks one of them")
	}
	token := strings.TrimSpace(os.Getenv("SILLAT_TOKEN"))
	if s.tokenFile != "" {
		text, err := os.ReadFile(s.tokenFile)
		if err != nil {
			return nil, fault.New(fault.Invalid, "--token-file %s cannot be read: %v", s.tokenFile, err)
		}
		token = strings.TrimSpace(string(text))
	}
	c, err := client.New(s.serverName(), client.Options{Token: token, Retries: 2}) // a person waits
	if err != nil {
		return nil, err
	}
	s.askedServer = true
	return &remote{Client: c}, nil
}

// openFor makes the desk that a SOURCE needs: the server, or the use cases, without a store when the SOURCE can only be a path.
func (s *session) openFor(ctx context.Context, source string) (desk, app.Source, func(), error) {
	if s.serverName() != "" {
		if app.IsPath(source) {
			return nil, app.Source{}, nil, fault.New(fault.Invalid, "%s is a path of this machine, and --server asks for a network that the server holds; leave --server out, or import the files there first", source)
		}
		r, err := s.openServer()
		if err != nil {
			return nil, app.Source{}, nil, err
		}
		r.network = source
		return r, app.Stored(source), func() {}, nil
	}
	return s.openHere(ctx, source)
}

// refuseServer refuses a server for a command that works on the store itself.
func (s *session) refuseServer() error {
	if s.server == "" {
		return nil
	}
	return fault.New(fault.Invalid, "--server is given, but this command works on the store itself; run it where the store is, with --store")
}
