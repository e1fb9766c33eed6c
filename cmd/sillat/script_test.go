package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

func TestMain(m *testing.M) {
	testscript.Main(withServer{m}, map[string]func(){
		"sillat": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// withServer runs the tests and stops the Neo4j server that one of them may have started.
type withServer struct{ m *testing.M }

// Run runs the tests.
func (w withServer) Run() int { return neo4jtest.Run(w.m) }

// TestScripts runs the command line as a user would: each file under testdata/script is one story.
func TestScripts(t *testing.T) {
	tell(t, testscript.Params{Dir: "testdata/script"}, "")
}

// TestScriptsOnNeo4j runs the story of persons, with the proof that nothing is left of who was erased, and then that of webhooks on a real Neo4j server.
func TestScriptsOnNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	for _, story := range []string{"persons", "webhook"} {
		t.Run(story, func(t *testing.T) {
			server.Empty(t)
			tell(t, testscript.Params{Files: []string{"testdata/script/" + story + ".txtar"}}, server.URI())
		})
	}
}

// tell runs stories with networks in a store, each with a SQLite file of its own when none is named.
func tell(t *testing.T, p testscript.Params, store string) {
	p.RequireExplicitExec = true
	p.Cmds = map[string]func(*testscript.TestScript, bool, []string){"status": status, "cut": cut, "served": served}
	p.Setup = func(env *testscript.Env) error {
		if store == "" {
			env.Setenv("SILLAT_STORE", "sqlite:"+filepath.Join(env.WorkDir, "store.db"))
		} else {
			env.Setenv("SILLAT_STORE", store)
		}
		env.Setenv("SILLAT_CACHE", filepath.Join(env.WorkDir, "cache"))
		env.Setenv("DEMO", filepath.Join(testkit.Root(t), "fixtures", "demo"))
		env.Setenv("CLASSIC", filepath.Join(testkit.Root(t), "fixtures", "classic"))
		return nil
	}
	testscript.Run(t, p)
}

// status runs a command line and demands an exit status: status 2 sillat gaps.
func status(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: status CODE COMMAND [ARGUMENT…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// cut copies the first nine tenths of a file: cut FROM TO.
func cut(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		ts.Fatalf("usage: cut FROM TO")
	}
	b := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b[:len(b)*9/10]), 0o600))
}
