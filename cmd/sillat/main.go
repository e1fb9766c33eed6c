// Command sillat finds the gaps between silos in a network of actors and says which bridge is worth building.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit status: 0 ok, 1 failure, 2 wrong usage, 3 bad input.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	if err := root.ExecuteContext(ctx); err != nil {
		return complain(stderr, err)
	}
	return 0
}

// commands lists the subcommands in the order that help shows them.
func commands(s *session) []*cobra.Command {
	return []*cobra.Command{
		demoCommand(s),
		serveCommand(s),
		importCommand(s),
		metricsCommand(s),
		extractCommand(s),
		exportCommand(s),
		gapsCommand(s),
		listsCommand(s),
		bridgesCommand(s),
		ledgerCommand(s),
		duplicatesCommand(s),
		suggestCommand(s),
		evaluateCommand(s),
		whatifCommand(s),
		spreadCommand(s),
		diffCommand(s),
		reportCommand(s),
		catalogCommand(s),
		networkCommand(s),
		backupCommand(s),
		restoreCommand(s),
		accessCommand(s),
		webhookCommand(s),
		personCommand(s),
		eraseCommand(s),
		auditCommand(s),
		mcpCommand(s),
		healthCommand(s),
		doctorCommand(s),
	}
}

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	s := &session{stdout: stdout, stderr: stderr}
	root := &cobra.Command{
		Use:   "sillat",
		Short: "Find the gaps between silos and the bridges worth building",
		Long: `Sillat (Finnish: bridges) draws the overall picture of many actors that work in separate silos: which silos should be
connected and are not, who holds them together, and which new tie would bring them closest.

A SOURCE is the name of a stored network, or a path: a folder with actors.csv and collaborations.csv and/or activities.csv (or
projects.csv) with participations.csv, each also as .csv.gz, or one file in a format that Sillat reads.`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentPreRun = func(c *cobra.Command, _ []string) { c.SetContext(asks(c.Context(), c)) }
	root.PersistentPostRunE = s.noteChange
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetVersionTemplate("sillat {{.Version}}\n")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usageError{c, err} })
	root.PersistentFlags().StringVar(&s.store, "store", "", "where networks are kept: sqlite:PATH or neo4j://user:password@host:port/database (default: $SILLAT_STORE, else a file in your data folder)")
	serverFlags(root, s)
	root.AddCommand(commands(s)...)
	return root
}

// version is the version control state that the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "0.0.0-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return released
}

// released is the version of a program built without version control; the build may set it.
var released = "0.1.0-dev"
