package neo4j_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
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
			uri := strings.Replace(server.URIAt(closed.Addr().String()), "bolt://", scheme+"://", 1)
			err, took := opens(t, uri)
			unavailable(t, server, err, took, 12*time.Second, "check that the server runs")
		}
	})
	t.Run("somebody listens and does not answer", func(t *testing.T) {
		err, took := opens(t, server.URIAt(silent.Addr().String()))
		unavailable(t, server, err, took, 12*time.Second, "did not answer within 10s")
	})
	t.Run("the password is wrong", func(t *testing.T) {
		wrong := *server
		wrong.Password = "not the password"
		err, took := opens(t, wrong.URI())
		unavailable(t, &wrong, err, took, 12*time.Second, "the name or the password is wrong")
	})
	t.Run("there is no such database", func(t *testing.T) {
		err, _ := opens(t, server.URI()+"-not-there")
		if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "does not exist") {
			t.Errorf("error is %v, want one that says that the database does not exist", err)
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

func TestTheStoreRecoversWhenItsServerIsKilledAndComesBack(t *testing.T) {
	server := neo4jtest.Start(t)
	if !server.Own() {
		t.Log("the server that NEO4J_URI names is not ours to kill; the rest of the tests is the same without")
		return
	}
	server.Empty(t)
	s := openHasty(t, server)
	imports := func(round int) error {
		p := roundOf(round)
		_, _, err := s.Import(t.Context(), "n", &p, network.Change{})
		return err
	}
	if err := imports(1); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() {
		round := 2
		for ; ; round++ {
			if err := imports(round); err != nil {
				failed <- err
				return
			}
		}
	}()
	time.Sleep(300 * time.Millisecond)
	server.Kill(t)
	began := time.Now()
	err := <-failed
	unavailable(t, server, err, time.Since(began), 2*time.Minute, server.Address)
	server.Restart(t)

	last, err := s.Network(t.Context(), "n")
	if err != nil {
		t.Fatalf("once the server is back: %v", err)
	}
	var c network.Collector
	if _, err := s.Read(t.Context(), "n", store.Latest, &c); err != nil {
		t.Fatal(err)
	}
	if want := stateAfter(last.Revision); len(c.Picture.Actors) != len(want.Actors) || c.Picture.Actors[7].Attributes["round"] != want.Actors[7].Attributes["round"] ||
		len(c.Picture.Collaborations) != len(want.Collaborations) {
		t.Errorf("revision %d is not whole", last.Revision)
	}
	if err := imports(last.Revision + 1); err != nil {
		t.Errorf("import once the server is back: %v", err)
	}
	sound(t, server)
}
