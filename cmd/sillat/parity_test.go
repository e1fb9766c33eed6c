package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-json"
	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
)

// inAPI says by which operations of the API each command's work can be had, too.
var inAPI = map[string]string{
	"import": "import-files", "metrics": "compute-metrics", "extract": "extract-part", "export": "export-records", "gaps": "find-gaps open-gap make-lists", "lists": "make-lists",
	"bridges": "plan-bridges plan-limited-bridges", "ledger": "list-ledger", "ledger add": "add-ledger plan-bridges",
	"ledger move": "move-ledger-entry get-ledger-entry", "suggest": "suggest-partners", "evaluate": "evaluate-suggestions", "whatif": "compare-whatif", "spread": "spread-idea",
	"diff": "compare-times", "report": "write-report", "catalog": "list-metrics",
	"network list": "list-networks", "network show": "get-network", "network revisions": "list-revisions", "network revert": "revert-network",
	"network privacy": "get-privacy set-privacy", "network delete": "delete-network",
	"access add": "add-account", "access change": "change-account", "access list": "list-accounts", "access roles": "list-roles", "access grant": "set-role",
	"access token": "make-token", "access tokens": "list-tokens", "access revoke": "revoke-token",
	"access share": "make-link", "access links": "list-links", "access unshare": "revoke-link",
	"duplicates": "list-duplicates", "duplicates merge": "merge-actors", "duplicates apart": "keep-apart",
	"webhook add": "make-webhook", "webhook list": "list-webhooks", "webhook rotate": "rotate-webhook", "webhook remove": "remove-webhook", "webhook deliveries": "list-deliveries",
	"person": "list-persons get-person", "person list": "list-persons", "person export": "get-person", "erase": "erase-person", "audit": "read-audit read-whole-audit",
	"backup": "back-up-network back-up", "restore": "restore-networks", "health": "get-liveness get-readiness",
}

// notInAPI says why the others' cannot.
var notInAPI = map[string]string{
	"demo": "starts a service", "serve": "starts a service", "mcp": "starts a service for an assistant on this machine, which asks the API itself",
	"doctor":       "looks at the machine that the service runs on",
	"network move": "a service has one store, and another one would have to be named with its password, which no request should carry; back-up-network there and restore-networks here move a network between services",
}

// TestEveryCommandsWorkIsInTheAPI walks the commands: each names operations that there are, or says why it has none.
func TestEveryCommandsWorkIsInTheAPI(t *testing.T) {
	server := httptest.NewServer(httpapi.New(httpapi.Options{App: app.New(app.Options{})}))
	defer server.Close()
	answer, err := http.Get(server.URL + "/api/v1/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var d struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
		} `json:"paths"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&d); err != nil {
		t.Fatal(err)
	}
	var operations []string
	for _, item := range d.Paths {
		for _, op := range item {
			operations = append(operations, op.OperationID)
		}
	}
	seen := map[string]bool{}
	var walk func(c *cobra.Command, name string)
	walk = func(c *cobra.Command, name string) {
		for _, sub := range c.Commands() {
			walk(sub, strings.TrimSpace(name+" "+sub.Name()))
		}
		if name == "" || len(c.Commands()) > 0 && inAPI[name] == "" || !c.Runnable() {
			return
		}
		seen[name] = true
		if (inAPI[name] == "") == (notInAPI[name] == "") {
			t.Errorf("sillat %s: name the operations of the API that do it in inAPI, or say in notInAPI why there are none", name)
		}
		for _, id := range strings.Fields(inAPI[name]) {
			if !slices.Contains(operations, id) {
				t.Errorf("sillat %s is said to be %s in the API, which has no such operation", name, id)
			}
		}
	}
	walk(newRoot(io.Discard, io.Discard), "")
	for _, list := range []map[string]string{inAPI, notInAPI} {
		for name := range list {
			if !seen[name] {
				t.Errorf("there is no command sillat %s", name)
			}
		}
	}
}
