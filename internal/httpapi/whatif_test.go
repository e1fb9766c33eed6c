package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestWhatIfComparesWithoutStoring(t *testing.T) {
	server := service(t)
	address := "/api/v1/networks/demo/whatif?silo=silo_sector"
	for _, c := range []struct {
		name, body string
		status     int
		has        string
	}{
		{"any mix of edits", `{"add_actors":[{"id":"NEW","attributes":{"silo":"NGO"}}],"add_ties":[["NEW","FIK-001"]],"remove_actors":["FIK-163"],"remove_activities":["H-001"]}`, 200, `"after":{"actors":300,`},
		{"no edit changes nothing", `{}`, 200, `"pairs":[]`},
		{"an actor that is not there", `{"remove_actors":["FIK-999"]}`, 400, "FIK-999"},
		{"a field that there is not", `{"remove_actor":["FIK-163"]}`, 422, "remove_actor"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, header, text := send(t, server, http.MethodPost, address, "application/json", strings.NewReader(c.body))
			if status != c.status || !strings.Contains(text, c.has) {
				t.Errorf("status %d, want %d with %s: %s", status, c.status, c.has, start(text))
			}
			if c.status >= 400 {
				problem(t, header, text, c.status)
			}
		})
	}
	if _, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo", "", nil); !strings.Contains(text, `"actors":300`) {
		t.Errorf("the stored network changed: %s", start(text))
	}
}
