//go:build !linux

package neo4j_test

import (
	"testing"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
)

// diskIsFull says that only Linux lets a test fill another process's disk.
func diskIsFull(t *testing.T, _ *neo4jtest.Server, _ func() error) {
	t.Helper()
	t.Log("a full disk is tested on Linux only; the rest of this test is the same without")
}
