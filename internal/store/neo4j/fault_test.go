package neo4j_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
)

// clearly checks that err is fault.Unavailable, says what to do and tells no password.
func clearly(t *testing.T, server *neo4jtest.Server, err error, says string) {
	t.Helper()
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), says) {
		t.Errorf("error is %v (%s); want unavailable, saying %q", err, fault.CodeOf(err), says)
	}
	if err != nil && strings.Contains(err.Error(), server.Password) {
		t.Errorf("the error tells the password: %v", err)
	}
}

// unavailable checks that an error is clear and came in good time.
func unavailable(t *testing.T, server *neo4jtest.Server, err error, took, limit time.Duration, says string) {
	t.Helper()
	clearly(t, server, err, says)
	if took > limit {
		t.Errorf("it took %v to say so, want at most %v", took, limit)
	}
}

// opens tries to open a store and returns why it could not, and how long that took.
func opens(t *testing.T, uri string) (err error, took time.Duration) {
	t.Helper()
	began := time.Now()
	s, err := neo4j.Open(t.Context(), uri)
	if err == nil {
		t.Error("the store was opened", s.Close())
	}
	return err, time.Since(began)
}

func TestAServerThatCannotBeUsedIsSaidAtTheStart(t *testing.T) {
	server := neo4jtest.Start(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and never says a word
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()

	t.Run("nothing listens", func(t *testing.T) {
		for _, scheme := range []string{"bolt", "neo4j"} {
			nobody := *server
			nobody.Address = closed.Addr().String()
			err, took := opens(t, nobody.URIBy(scheme))
			unavailable(t, server, err, took, 12*time.Second, "check that the server runs")
		}
	})
	t.Run("somebody listens and does not answer", func(t *testing.T) {
		began := time.Now()
		_, err := neo4j.OpenHasty(t.Context(), server.URIAt(silent.Addr().String()))
		unavailable(t, server, err, time.Since(began), 12*time.Second, "did not answer within 2s")
	})
	t.Run("the password is wrong", func(t *testing.T) {
		wrong := *server
		wrong.Password = "not the password"
		err, took := opens(t, wrong.URI())
		unavailable(t, &wrong, err, took, 12*time.Second, "the name or the password is wrong")
	})
	t.Run("the password has to be changed first, or was wrong too often", func(t *testing.T) {
		if !server.Own() {
			t.Log("the users of the server that NEO4J_URI names are not ours")
			return
		}
		for _, q := range []string{
			"CREATE OR REPLACE USER expired SET PLAINTEXT PASSWORD 'first-password' CHANGE REQUIRED",
			"CREATE OR REPLACE USER guesser SET PLAINTEXT PASSWORD 'first-password' CHANGE NOT REQUIRED",
		} {
			server.Administer(t, q)
		}
		as := *server
		as.User, as.Password = "expired", "first-password"
		err, _ := opens(t, as.URI())
		clearly(t, &as, err, "change the password first")
		as.User, as.Password = "guesser", "a guess"
		for range 3 { // so many are taken for mistakes
			err, _ = opens(t, as.URI())
			clearly(t, &as, err, "the name or the password is wrong")
		}
		err, _ = opens(t, as.URI())
		clearly(t, &as, err, "wait a minute")
	})
	t.Run("there is no such database", func(t *testing.T) {
		for _, scheme := range []string{"bolt", "neo4j"} {
			err, _ := opens(t, server.URIBy(scheme)+"-not-there")
			if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "has no database of this name; name one of those it has in the address: "+server.Database) {
				t.Errorf("error is %v, want one that says that the database does not exist, and which do", err)
			}
		}
	})
	t.Run("the caller gives up first", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if _, err := neo4j.Open(ctx, server.URIAt(silent.Addr().String())); fault.CodeOf(err) != fault.Cancelled {
			t.Errorf("error is %v, want cancelled", err)
		}
	})
}
