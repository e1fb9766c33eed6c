package app_test

import (
	"slices"
	"testing"
)

func TestChoicesSpanTheRecords(t *testing.T) {
	a := withDemo(t)
	c, err := a.Choices(t.Context(), "demo")
	if err != nil {
		t.Fatal(err)
	}
	if c.First == "" || c.First >= c.Last || len(c.First) != len("2006-01-02") {
		t.Errorf("dates from %q to %q; want two days, the first earlier", c.First, c.Last)
	}
	roles := make([]string, 0, len(c.Roles))
	for _, r := range c.Roles {
		roles = append(roles, r.Role)
		if len(r.Actors) == 0 || !slices.IsSorted(r.Actors) || len(slices.Compact(slices.Clone(r.Actors))) != len(r.Actors) {
			t.Errorf("role %s has %v; want each actor once, ascending", r.Role, r.Actors)
		}
	}
	if !slices.Contains(roles, "coordinator") || !slices.IsSorted(roles) {
		t.Errorf("roles are %v; want them by name, with coordinator", roles)
	}
}
