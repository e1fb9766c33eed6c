package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

func TestJobsKeepTheirPromises(t *testing.T) {
	server := neo4jtest.Start(t)
	storetest.RunJobs(t, func(t *testing.T) store.Jobs {
		server.Empty(t)
		return openAt(t, server.URI())
	})
}
