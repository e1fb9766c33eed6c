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
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status, "cut": cut, "served": served},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SILLAT_STORE", "sqlite:"+filepath.Join(env.WorkDir, "store.db"))
			env.Setenv("SILLAT_CACHE", filepath.Join(env.WorkDir, "cache"))
			env.Setenv("DEMO", filepath.Join(testkit.Root(t), "fixtures", "demo"))
			env.Setenv("CLASSIC", filepath.Join(testkit.Root(t), "fixtures", "classic"))
			return nil
		},
	})
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
