package sqlite_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
)

func TestDocumentsKeepTheirPromises(t *testing.T) {
	storetest.RunDocuments(t, func(t *testing.T) store.Store { return openNew(t) })
}

func TestLedgerKeepsItsPromises(t *testing.T) {
	storetest.RunLedger(t, func(t *testing.T) store.Store { return openNew(t) })
}
