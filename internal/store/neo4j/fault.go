package neo4j

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

var (
	errClosed = errors.New("the store is closed")
	errSlow   = errors.New("the time limit has passed")
)

// explain turns what the driver says into a fault with a sentence that never holds a password. Faults pass as they are.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if _, is := errors.AsType[*fault.Error](err); is {
		return err
	}
	if s.closed.Load() || errors.Is(err, errClosed) {
		return fault.New(fault.Unavailable, "the store %s is closed; open it again", s.address)
	}
	if cause, is := errors.AsType[*fault.Error](context.Cause(ctx)); is {
		return cause
	}
	if ctx.Err() != nil {
		return fault.New(fault.Cancelled, "the work on the store was cancelled before it was done; nothing of it was stored")
	}
	if errors.Is(err, errSlow) || errors.Is(err, context.DeadlineExceeded) {
		return s.slow()
	}
	last, gaveUp := lastAttempt(err)
	if e, is := errors.AsType[*driver.Neo4jError](last); is {
		if code, sentence := sentenceOf(e); sentence != "" {
			return fault.New(code, "the store %s %s", s.address, sentence)
		}
	} else if broken(last) || gaveUp {
		if e, is := errors.AsType[*driver.ConnectivityError](last); is {
			last = e.Inner
		}
		if sentence := s.address.encryption(last); sentence != "" {
			return fault.New(fault.Unavailable, "the store %s %s", s.address, sentence)
		}
		return fault.New(fault.Unavailable, "the store %s cannot be reached: %v; check that the server runs, and the host, the port and +s of the address",
			s.address, last)
	}
	if strings.Contains(last.Error(), "Bolt version") || strings.Contains(last.Error(), "server responded") {
		return fault.New(fault.Unavailable, "the store %s does not answer as Neo4j does (%v); check the port of the address, which is 7687 as a rule, "+
			"and try again if it is right: the server may have been too busy", s.address, last)
	}
	return fmt.Errorf("store %s: %w", s.address, err)
}

// slow is the fault of a server that takes too long.
func (s *Store) slow() error {
	return fault.New(fault.Unavailable, "the store %s did not answer within %v; try again later, and look at the server's load if it stays slow",
		s.address, s.limits.call)
}

// broken reports whether the way to the server is to blame. The driver says so of most such errors, not of those of the first words
// that it exchanges with a server.
func broken(err error) bool {
	if _, is := errors.AsType[net.Error](err); is {
		return true
	}
	return driver.IsConnectivityError(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// lastAttempt is why the last of several attempts failed, and whether the driver gave up after several: it tries again only when the
// way to the server or its state is to blame.
func lastAttempt(err error) (last error, gaveUp bool) {
	if e, is := errors.AsType[*driver.TransactionExecutionLimit](err); is && len(e.Errors) > 0 {
		last, _ = lastAttempt(e.Errors[len(e.Errors)-1])
		return last, true
	}
	return err, false
}

// sentenceOf says what a server's refusal means and how to mend it; "" for a fault of ours, such as a wrong statement.
func sentenceOf(e *driver.Neo4jError) (fault.Code, string) {
	is := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(e.Code, p) {
				return true
			}
		}
		return false
	}
	switch {
	case is("Security.Unauthorized"):
		return fault.Unavailable, "does not let this user in: the name or the password is wrong"
	case is("Security.AuthenticationRateLimit"):
		return fault.Unavailable, "does not let this user in for a while, because the password was wrong too often; wait a minute and mend the password"
	case is("Security.CredentialsExpired"):
		return fault.Unavailable, "asks this user to change the password first: log in with cypher-shell or Neo4j Browser once"
	case is("Security."):
		return fault.Unavailable, "does not allow this user to do that: give the user the right to read and write the database and to make " +
			"constraints and indexes (on Enterprise edition the role architect)"
	case is("Database.DatabaseNotFound"):
		return fault.Invalid, "does not exist: the server has no database of this name; Community edition has one, which is called neo4j unless its settings say otherwise"
	case is("ReadOnly", "NotALeader", "WriteOnReadOnly"):
		return fault.Unavailable, "can only be read here: the server follows another, or its database is read-only; use neo4j:// in the " +
			"address, which finds the server that takes changes, or make the database writable"
	case strings.Contains(e.Msg, "No space left") || strings.Contains(e.Msg, "disk space") || is("DiskSpace"):
		return fault.Unavailable, "cannot grow: the server's disk is full; free some space there and try again"
	case is("TransactionLogError", "TransactionStartFailed", "TransactionCommitFailed"): // what Neo4j says of a full disk; it takes nothing more until it is started again
		return fault.Unavailable, "cannot write (" + e.Code + "), as a rule because the server's disk is full; look in its log, free some space " +
			"there, start the server again, and try again"
	case is("OutOfMemory"):
		return fault.Unavailable, "ran out of memory for this: raise the server's heap or dbms.memory.transaction.total.max and try again"
	case is("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated", "LockAcquisitionTimeout"):
		return fault.Unavailable, "stopped the work because it took too long; try again when the server is less busy"
	case is("Schema.") && is("AlreadyExists"):
		return fault.Unavailable, "holds an index that a constraint needs, without the constraint (" + e.Msg + "): another process may be making it; try again in a moment, " +
			"and drop the index if it stays so"
	case is("DatabaseUnavailable", "TransientError"):
		return fault.Unavailable, "is not ready (" + e.Code + "); try again in a moment"
	case is("DatabaseError"):
		return fault.Unavailable, "reports an error of its own (" + e.Code + "); look in the server's log, then try again"
	}
	return "", ""
}
