// Package testkit is support for tests only; nothing else may import it.
package testkit

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Root returns the repository's top folder.
func Root(t testing.TB) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("the test binary does not know its source files")
	}
	return filepath.Join(filepath.Dir(file), "..", "..")
}

// SharedData returns the folder of real networks beside the repository, joined with parts. Where the folder is absent the
// test is skipped, loudly; in CI it fails, because there nothing may skip.
func SharedData(t testing.TB, parts ...string) string {
	t.Helper()
	dir := filepath.Join(Root(t), "..", "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("real networks are missing: expected the folder %s", dir)
		}
		t.Skipf("SKIPPED: real networks are missing: put them in %s to run this test", dir)
	}
	return filepath.Join(append([]string{dir}, parts...)...)
}
