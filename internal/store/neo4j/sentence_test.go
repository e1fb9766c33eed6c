package neo4j

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/fault"
)

// What a server answers when it cannot do its work, by its codes: https://neo4j.com/docs/status-codes/5/errors/all-errors/
func TestWhatAServerRefusesIsSaidWithItsRemedy(t *testing.T) {
	s := &Store{address: address{target: "neo4j://db:7687", database: "networks"}, limits: usual}
	refusal := func(code, message string) error { return &driver.Neo4jError{Code: code, Msg: message} }
	for _, c := range []struct {
		err  error
		code fault.Code
		says string
	}{
		{refusal("Neo.ClientError.Security.Unauthorized", ""), fault.Unavailable, "the name or the password is wrong"},
		{refusal("Neo.ClientError.Security.AuthenticationRateLimit", ""), fault.Unavailable, "wait a minute"},
		{refusal("Neo.ClientError.Security.CredentialsExpired", ""), fault.Unavailable, "change the password first"},
		{refusal("Neo.ClientError.Security.Forbidden", "Create index is not allowed for user 'reader'"), fault.Unavailable, "give the user the right"},
		{refusal("Neo.ClientError.Database.DatabaseNotFound", ""), fault.Invalid, "does not exist"},
		{refusal("Neo.ClientError.Cluster.NotALeader", ""), fault.Unavailable, "can only be read here"},
		{refusal("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", ""), fault.Unavailable, "can only be read here"},
		{refusal("Neo.DatabaseError.Transaction.TransactionLogError", "java.io.IOException: No space left on device"), fault.Unavailable, "disk is full"},
		{refusal("Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction"), fault.Unavailable, "start the server again"},
		{refusal("Neo.DatabaseError.Transaction.TransactionStartFailed", ""), fault.Unavailable, "disk is full"},
		{refusal("Neo.ClientError.Schema.IndexWithNameAlreadyExists", "There already exists an index called 'sillat_lease_network'."), fault.Unavailable, "called 'sillat_lease_network'"},
		{refusal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", ""), fault.Unavailable, "raise the server's heap"},
		{refusal("Neo.ClientError.Transaction.TransactionTimedOut", ""), fault.Unavailable, "took too long"},
		{refusal("Neo.TransientError.Transaction.DeadlockDetected", ""), fault.Unavailable, "try again in a moment"},
		{refusal("Neo.DatabaseError.General.UnknownError", ""), fault.Unavailable, "look in the server's log"},
		{&driver.TransactionExecutionLimit{Errors: []error{errors.New("first"), refusal("Neo.ClientError.Cluster.NotALeader", "")}}, fault.Unavailable, "can only be read here"},
		{&driver.TransactionExecutionLimit{Errors: []error{errors.New("dial tcp: refused")}}, fault.Unavailable, "cannot be reached: dial tcp: refused"},
		{&driver.ConnectivityError{Inner: errors.New("EOF")}, fault.Unavailable, "cannot be reached: EOF"},
		{&driver.UsageError{Message: "server responded HTTP. Make sure you are not trying to connect to the http endpoint"}, fault.Unavailable, "check the port"},
		{errors.New("none of the server offered Bolt versions are supported (offered: [])"), fault.Unavailable, "check the port"},
		{fmt.Errorf("failed to read manifest protocol version: %w", io.ErrUnexpectedEOF), fault.Unavailable, "cannot be reached: failed to read"},
		{errSlow, fault.Unavailable, "did not answer within 1m0s"},
		{errClosed, fault.Unavailable, "is closed"},
		{refusal("Neo.ClientError.Statement.SyntaxError", ""), fault.Internal, "SyntaxError"},
	} {
		err := s.explain(t.Context(), c.err)
		if fault.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "neo4j://db:7687/networks") {
			t.Errorf("%v is explained as %s: %v; want %s, saying %q", c.err, fault.CodeOf(err), err, c.code, c.says)
		}
	}
	ended, cancel := context.WithTimeout(t.Context(), -time.Second)
	defer cancel()
	if err := s.explain(ended, context.DeadlineExceeded); fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("a context that ended is explained as %v, want cancelled", err)
	}
}

func TestAServerThatIsTooOldIsRefused(t *testing.T) {
	for version, want := range map[string]fault.Code{"5.26.28": "", "5.0.0": "", "2025.01.0": "", "4.4.12": fault.Invalid, "": fault.Invalid} {
		if err := checkVersion(address{}, version); fault.CodeOf(err) != want {
			t.Errorf("version %q: error is %v, want %q", version, err, want)
		}
	}
}
