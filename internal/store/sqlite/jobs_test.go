package sqlite_test

import (
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
)

func TestJobsKeepTheirPromises(t *testing.T) {
	storetest.RunJobs(t, func(t *testing.T) store.Jobs { return openNew(t) })
}
