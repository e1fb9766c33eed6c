package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestListsRequests(t *testing.T) {
	server := service(t)
	const lists = "/api/v1/networks/demo/lists"
	for _, c := range []struct {
		name, url string
		status    int
		has       []string
	}{
		{"all, with silos", lists + "?silo=silo_sector", 200,
			[]string{`{"id":"cut-off"`, `{"id":"levels"`, `"analysis":"lists"`, `"advice":{"en":"`, `"figures":{"cuts_off":12}`, `"who":[{"id":"FIK-163","name":"Siltayhdistys Väylä ry"}]`}},
		{"one", lists + "?list=single-points", 200, []string{`"lists":[{"id":"single-points"`, `"found":1`}},
		{"what needs silos says so", lists + "?list=overloaded-brokers", 200, []string{`"missing":{"en":"This list compares silos`, `"rows":[]`}},
		{"one's own words", lists + "?list=national-without-regional&word=national%3Dregional&word=regional%3Dnational", 200, []string{`"word":"national=regional regional=national"`}},
		{"a list that there is not", lists + "?list=moons", 400, []string{"moons", "single-points"}},
		{"a word that nothing asks for", lists + "?word=king%3Dqueen", 400, []string{"king=queen"}},
		{"a dimension that there is not", lists + "?silo=moon", 400, []string{"moon", "silo_sector"}},
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
