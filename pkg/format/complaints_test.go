package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
)

// complaint is a text with one thing wrong, and what is said of it apart from the remedy.
type complaint struct {
	promise, text string
	want          fault.Problem
}

// complaints reads each text and holds it to its one problem, which has a remedy.
func complaints(t *testing.T, name string, all []complaint) {
	t.Helper()
	for _, c := range all {
		t.Run(c.promise, func(t *testing.T) {
			got, _, _ := read(t, name, c.text)
			if len(got.Problems) != 1 || got.Problems[0].Remedy == "" {
				t.Fatalf("expected one problem with a remedy, got %v", got.Problems)
			}
			got.Problems[0].Remedy = ""
			if diff := cmp.Diff(c.want, got.Problems[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}
