package client_test

import (
	"io"
	"os"
	"testing"
)

// printed runs a function and returns what it writes to standard output.
func printed(t *testing.T, run func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	whole := make(chan string)
	go func() {
		text, _ := io.ReadAll(r)
		whole <- string(text)
	}()
	kept := os.Stdout
	os.Stdout = w
	run()
	os.Stdout = kept
	w.Close()
	return <-whole
}
