package neo4j_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// openOnce, when set, makes the test binary a program that opens the database that it names and says whether it can.
const openOnce = "SILLAT_TEST_OPEN_ONCE"

func TestMain(m *testing.M) {
	if uri := os.Getenv(importLoop); uri != "" {
		if err := importForEver(uri); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if uri := os.Getenv(openOnce); uri != "" {
		s, err := neo4j.Open(context.Background(), uri)
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(neo4jtest.Run(m))
}

// histories sets how many random histories a test makes, of fifteen steps: each step takes the server several transactions. A number given
// on the command line holds instead.
func histories(t *testing.T, most int) {
	t.Helper()
	for name, value := range map[string]string{"rapid.checks": strconv.Itoa(most), "rapid.steps": "15"} {
		f := flag.Lookup(name)
		if usual := f.Value.String(); usual == f.DefValue {
			if err := f.Value.Set(value); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := f.Value.Set(usual); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestStoreKeepsItsPromises(t *testing.T) {
	histories(t, 6)
	server := neo4jtest.Start(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		server.Empty(t)
		s := openAt(t, server.URI())
		t.Cleanup(func() { sound(t, server) })
		return s
	})
}

func TestStoreKeepsItsPromisesInManySmallTransactions(t *testing.T) {
	histories(t, 12)
	server := neo4jtest.Start(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		server.Empty(t)
		s := openSmall(t, server)
		t.Cleanup(func() { sound(t, server) })
		return s
	})
}

// openSmall opens a store that makes many transactions of little and whose leases lapse soon.
func openSmall(t testing.TB, server *neo4jtest.Server) *neo4j.Store {
	t.Helper()
	return opened(t)(neo4j.OpenSmall(t.Context(), server.URI()))
}

// openHasty is openSmall for a server that the test takes away.
func openHasty(t testing.TB, server *neo4jtest.Server) *neo4j.Store {
	t.Helper()
	return opened(t)(neo4j.OpenHasty(t.Context(), server.URI()))
}

// opened closes a store at the end of the test.
func opened(t testing.TB) func(*neo4j.Store, error) *neo4j.Store {
	return func(s *neo4j.Store, err error) *neo4j.Store {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	}
}

func openAt(t testing.TB, uri string) *neo4j.Store {
	t.Helper()
	return opened(t)(neo4j.Open(t.Context(), uri))
}
