package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestDuplicateRequests(t *testing.T) {
	server := service(t)
	const demo = "/api/v1/networks/demo"
	status, _, text := send(t, server, http.MethodPost, demo+"/changes", "application/json",
		strings.NewReader(`{"upsert":{"actors":[{"id":"TWIN","name":"KOIVUVAARAN KUNTA","attributes":{"region":"Uusimaa"}}],"collaborations":[{"source":"TWIN","target":"FIK-300"}]}}`))
	if status != 200 {
		t.Fatalf("%d: %s", status, text)
	}
	for _, c := range []struct {
		name, method, url, body string
		status                  int
		has                     []string
	}{
		{"proposed, with reasons", "GET", demo + "/duplicates?limit=1", "", 200, []string{`"a":{"id":"FIK-001"`, `"b":{"id":"TWIN"`, `"score":1,`, `"kind":"same-name","for":true`, `"fi":"Sama ”region”: Uusimaa."`, `"apart":[]`}},
		{"a score out of bounds", "GET", demo + "/duplicates?least=0.1", "", 422, []string{"least"}},
		{"no such network", "GET", "/api/v1/networks/nix/duplicates", "", 404, []string{"nix"}},
		{"kept apart", "POST", demo + "/duplicates/apart", `{"a":"TWIN","b":"FIK-001","apart":true}`, 200, []string{`"a":"FIK-001","b":"TWIN","apart":true,"changed":true`}},
		{"and remembered, though the network is as it was", "GET", demo + "/duplicates?limit=1", "", 200, []string{`"apart":[{"a":{"id":"FIK-001"`}},
		{"taken back", "POST", demo + "/duplicates/apart", `{"a":"TWIN","b":"FIK-001","apart":false}`, 200, []string{`"apart":false,"changed":true`}},
		{"apart from nobody", "POST", demo + "/duplicates/apart", `{"a":"TWIN","b":"FIK-999","apart":true}`, 404, []string{"FIK-999"}},
		{"half a pair", "POST", demo + "/duplicates/merge", `{"keep":"FIK-001"}`, 422, []string{"drop"}},
		{"merged with itself", "POST", demo + "/duplicates/merge", `{"keep":"TWIN","drop":"TWIN"}`, 400, []string{"two actors"}},
		{"merged", "POST", demo + "/duplicates/merge", `{"keep":"FIK-001","drop":"TWIN"}`, 200, []string{`"collaborations":1`, `"revision":3`}},
		{"merged again", "POST", demo + "/duplicates/merge", `{"keep":"FIK-001","drop":"TWIN"}`, 404, []string{"TWIN"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			kind := ""
			if c.body != "" {
				kind = "application/json"
			}
			status, _, text := send(t, server, c.method, c.url, kind, strings.NewReader(c.body))
			if status != c.status {
				t.Fatalf("%d: %s", status, text)
			}
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing in %s", want, text)
				}
			}
		})
	}
}
