package testkit

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// SharedRows returns the rows of a gzipped CSV file of the real networks, its header first.
func SharedRows(t testing.TB, folder, name string) [][]string {
	t.Helper()
	file, err := os.Open(SharedData(t, folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(plain).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", filepath.Join(folder, name), err)
	}
	return rows
}
