package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/pkg/fault"
)

// usageError is a command line that makes no sense.
type usageError struct {
	command *cobra.Command
	cause   error
}

// Error says what is wrong and where help is.
func (e usageError) Error() string {
	return fmt.Sprintf("%v; see %s --help", e.cause, e.command.CommandPath())
}

// exitStatus maps each fault code to an exit status.
var exitStatus = map[fault.Code]int{
	fault.Invalid:      2,
	fault.BadInput:     3,
	fault.NotFound:     3,
	fault.Conflict:     1,
	fault.TooLarge:     3,
	fault.Unauthorized: 1,
	fault.Forbidden:    1,
	fault.TooMany:      1,
	fault.Unavailable:  1,
	fault.Cancelled:    1,
	fault.Internal:     1,
}

// complain writes an error for a person and returns the exit status.
func complain(w io.Writer, err error) int {
	if bad, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintln(w, "sillat:", bad)
		return 2
	}
	if strings.HasPrefix(err.Error(), "unknown command") { // cobra has no type for it
		fmt.Fprintf(w, "sillat: %v; see sillat --help\n", err)
		return 2
	}
	code := fault.CodeOf(err)
	if code == fault.Internal {
		// On one's own terminal the cause helps more than a promise that it was logged.
		fmt.Fprintln(w, "sillat:", err)
		return exitStatus[code]
	}
	fmt.Fprintln(w, "sillat:", fault.MessageOf(err))
	writeProblems(w, err)
	return exitStatus[code]
}

func writeProblems(w io.Writer, err error) {
	problems, total := fault.ProblemsOf(err)
	for _, p := range problems {
		fmt.Fprintln(w, " ", p)
	}
	if more := total - len(problems); more > 0 {
		fmt.Fprintf(w, "  … and %d more\n", more)
	}
}

// exactArgs is cobra's check with an error that counts as wrong usage.
func exactArgs(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usageError{c, fmt.Errorf("expected %s, found %d arguments", what, len(args))}
	}
}
