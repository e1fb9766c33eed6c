package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

func TestDocumentsKeepTheirPromises(t *testing.T) {
	server := neo4jtest.Start(t)
	storetest.RunDocuments(t, func(t *testing.T) store.Store {
		server.Empty(t)
		return openAt(t, server.URI())
	})
}

func TestLedgerKeepsItsPromises(t *testing.T) {
	server := neo4jtest.Start(t)
	storetest.RunLedger(t, func(t *testing.T) store.Store {
		server.Empty(t)
		return openAt(t, server.URI())
	})
}
