package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

// What the gaps endpoints take beside the selectors: nesting, the null model, and one gap opened.
func TestGapsRequests(t *testing.T) {
	server := service(t)
	const gaps = "/api/v1/networks/demo/gaps"
	for _, c := range []struct {
		name, url string
		status    int
		has       []string
	}{
		{"silos inside one silo of another attribute", gaps + "?silo=silo_sector&within=region%3DUusimaa", 200, []string{`"within":"Uusimaa"`, `"directed":false`, `"null":"stubs"`}},
		{"drawn networks", gaps + "?silo=silo_sector&null=swaps&draws=50", 200, []string{`"null":"swaps"`, `"draws":"50"`}},
		{"who holds two silos together, and what would come of leaving", gaps + "?silo=silo_sector", 200, []string{`"who":["FIK-`, `"pairs_lost":`}},
		{"one gap opened", gaps + "/rows?silo=silo_sector&a=municipality&b=foundation", 200,
			[]string{`"gaps":[{"rank":1,"a":"foundation","b":"municipality"`, `"activities":[{"id":"`, `"actors":[{"id":"FIK-`, `"partners":`}},
		{"a silo that is not there", gaps + "/rows?silo=silo_sector&a=municipality&b=moon", 400, []string{"foundation", "moon"}},
		{"a null model that is not there", gaps + "?silo=silo_sector&null=magic", 422, []string{"null"}},
		{"a number of gaps", gaps + "?silo=silo_sector&top=1", 200, []string{`"top":"1"`, `"significant":`}},
		{"fewer than no gaps", gaps + "?silo=silo_sector&top=-1", 422, []string{"top"}},
		{"no draws", gaps + "?silo=silo_sector&null=swaps&draws=0", 422, []string{"draws"}},
		{"a silo of the outer attribute that is not there", gaps + "?silo=silo_sector&within=region%3DMoon", 400, []string{"Ahvenanmaa"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, header, text := send(t, server, http.MethodGet, c.url, "", http.NoBody)
			if status != c.status {
				t.Fatalf("status %d, want %d: %s", status, c.status, start(text))
			}
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("the answer lacks %s: %s", want, start(text))
				}
			}
			if c.status >= 400 {
				problem(t, header, text, c.status)
			}
		})
	}
}
