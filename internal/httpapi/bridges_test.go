package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestBridgesOfEveryKindAndAim(t *testing.T) {
	server := service(t)
	for _, c := range []struct {
		name, query, limits string
		status              int
		has                 []string
	}{
		{"robustness", "&k=2&aim=robustness", "", 200, []string{`"aim":"robustness"`, `"resistance":0.`, `"eased":0.`, "lower the mean resistance"}},
		{"brokers", "&k=2&kind=broker", "", 200, []string{`"kind":"broker"`, `"who":[{"id":"FIK-`, `"load":`, "already has contacts in both silos"}},
		{"a convening", "&k=4&kind=convening", "", 200, []string{`"kind":"convening"`, `"silos":["`, "Inviting these 4 actors"}},
		{"peers", "&k=2&kind=peer-learning&theme=region", "", 200, []string{`"kind":"peer-learning"`, `"shared":[{"dimension":"region","value":"`, "In common: region "}},
		{"limits", "&k=2", `{"mandatory":[["FIK-001","FIK-300"]],"quotas":[{"dimension":"region","value":"Lappi","at_least":1}]}`, 200,
			[]string{`"source":"FIK-001","target":"FIK-300"`}},
		{"limits of an unknown actor", "&k=2", `{"forbidden":[["FIK-001","FIK-999"]]}`, 400, []string{"FIK-999"}},
		{"no such kind", "&kind=tunnel", "", 422, []string{"kind"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			method, mime := http.MethodGet, ""
			if c.limits != "" {
				method, mime = http.MethodPost, "application/json"
			}
			status, header, text := send(t, server, method, "/api/v1/networks/demo/bridges?silo=silo_sector"+c.query, mime, strings.NewReader(c.limits))
			if status != c.status {
				t.Errorf("status %d, want %d: %s", status, c.status, start(text))
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
