package client_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/sillat/sillat/pkg/client"
)

// byHand are the operations that have no method, with the reason.
var byHand = map[string]string{
	"sign-in":         "programs come with a token; a session is a browser's cookie",
	"sign-out":        "ends a browser's session",
	"change-password": "a token cannot change a password",
	"make-token":      "a token cannot make tokens; a person signs in for that",
	"get-liveness":    "for whatever restarts the service; Ready tells a client more",
}

// filled is a query with every field set, so that each of them must show in the request.
func filled[T any]() T {
	var t T
	fill(reflect.ValueOf(&t).Elem())
	return t
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Uint64:
		v.SetUint(3)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	}
}

// drain walks a sequence to its end, or to the first error.
func drain[T any](seq func(func(T, error) bool)) {
	seq(func(_ T, err error) bool { return err == nil })
}

// calls make each operation's request, with all that it can be asked.
var calls = map[string]func(context.Context, *client.Client){
	"get-readiness":  func(ctx context.Context, c *client.Client) { _ = c.Ready(ctx) },
	"get-me":         func(ctx context.Context, c *client.Client) { _, _ = c.MeIn(ctx, "n") },
	"list-metrics":   func(ctx context.Context, c *client.Client) { _, _ = c.Catalog(ctx) },
	"submit-job":     func(ctx context.Context, c *client.Client) { _, _ = c.Submit(ctx, client.JobRequest{}) },
	"list-jobs":      func(ctx context.Context, c *client.Client) { drain(c.Jobs(ctx, filled[client.JobsQuery]())) },
	"get-job":        func(ctx context.Context, c *client.Client) { _, _ = c.Job(ctx, "x") },
	"get-job-result": func(ctx context.Context, c *client.Client) { _ = c.Result(ctx, "x", nil) },
	"watch-job":      func(ctx context.Context, c *client.Client) { drain(c.Watch(ctx, "x")) },
	"cancel-job":     func(ctx context.Context, c *client.Client) { _, _ = c.Cancel(ctx, "x") },
	"list-networks":  func(ctx context.Context, c *client.Client) { _, _ = c.Networks(ctx) },
	"list-tokens":    func(ctx context.Context, c *client.Client) { _, _ = c.Tokens(ctx) },
	"revoke-token":   func(ctx context.Context, c *client.Client) { _ = c.RevokeToken(ctx, "x") },
	"get-network":    func(ctx context.Context, c *client.Client) { _, _ = c.Network(ctx, "n") },
	"list-choices":   func(ctx context.Context, c *client.Client) { _, _ = c.Choices(ctx, "n") },
	"find-gaps":      func(ctx context.Context, c *client.Client) { _, _ = c.Gaps(ctx, "n", filled[client.GapsQuery]()) },
	"open-gap": func(ctx context.Context, c *client.Client) {
		_, _ = c.OpenGap(ctx, "n", "a", "b", filled[client.GapsQuery]())
	},
	"get-map":      func(ctx context.Context, c *client.Client) { _, _ = c.Map(ctx, "n", filled[client.MapQuery]()) },
	"get-map-ties": func(ctx context.Context, c *client.Client) { _, _ = c.MapTies(ctx, "n", filled[client.Selection]()) },
	"get-overview": func(ctx context.Context, c *client.Client) {
		_, _ = c.Overview(ctx, "n", "s", filled[client.Selection]())
	},
	"list-revisions": func(ctx context.Context, c *client.Client) { _, _ = c.Revisions(ctx, "n") },
	"list-actors":    func(ctx context.Context, c *client.Client) { drain(c.Actors(ctx, "n", filled[client.ActorsQuery]())) },
	"list-activities": func(ctx context.Context, c *client.Client) {
		drain(c.Activities(ctx, "n", filled[client.ActivitiesQuery]()))
	},
	"get-actor":        func(ctx context.Context, c *client.Client) { _, _ = c.Actor(ctx, "n", "x") },
	"compute-metrics":  func(ctx context.Context, c *client.Client) { _, _ = c.Metrics(ctx, "n", filled[client.MetricsQuery]()) },
	"make-lists":       func(ctx context.Context, c *client.Client) { _, _ = c.Lists(ctx, "n", filled[client.ListsQuery]()) },
	"list-ledger":      func(ctx context.Context, c *client.Client) { _, _ = c.Ledger(ctx, "n", filled[client.LedgerQuery]()) },
	"get-ledger-entry": func(ctx context.Context, c *client.Client) { _, _ = c.LedgerEntry(ctx, "n", "x") },
	"add-ledger":       func(ctx context.Context, c *client.Client) { _, _ = c.AddLedger(ctx, "n", client.LedgerAdd{}) },
	"move-ledger-entry": func(ctx context.Context, c *client.Client) {
		_, _ = c.MoveLedger(ctx, "n", "x", client.LedgerMove{})
	},
	"plan-bridges": func(ctx context.Context, c *client.Client) {
		q := filled[client.BridgesQuery]()
		q.Limits = nil
		_, _ = c.Bridges(ctx, "n", q)
	},
	"plan-limited-bridges": func(ctx context.Context, c *client.Client) { _, _ = c.Bridges(ctx, "n", filled[client.BridgesQuery]()) },
	"suggest-partners":     func(ctx context.Context, c *client.Client) { _, _ = c.Suggest(ctx, "n", filled[client.SuggestQuery]()) },
	"compare-whatif": func(ctx context.Context, c *client.Client) {
		_, _ = c.WhatIf(ctx, "n", "s", client.Edits{}, filled[client.Selection]())
	},
	"spread-idea": func(ctx context.Context, c *client.Client) { _, _ = c.Spread(ctx, "n", filled[client.SpreadQuery]()) },
	"write-report": func(ctx context.Context, c *client.Client) {
		_ = c.Report(ctx, "n", filled[client.ReportQuery](), io.Discard)
	},
	"compare-times": func(ctx context.Context, c *client.Client) { _, _ = c.Diff(ctx, "n", filled[client.DiffQuery]()) },
	"evaluate-suggestions": func(ctx context.Context, c *client.Client) {
		_, _ = c.Evaluate(ctx, "n", filled[client.EvaluateQuery]())
	},
	"extract-part": func(ctx context.Context, c *client.Client) { _, _ = c.Part(ctx, "n", filled[client.PartQuery]()) },
	"export-records": func(ctx context.Context, c *client.Client) {
		_ = c.Export(ctx, "n", filled[client.ExportQuery](), io.Discard)
	},
	"get-scores": func(ctx context.Context, c *client.Client) {
		_, _ = c.Scores(ctx, "n", 1, filled[client.MetricsQuery]())
	},
	"export-scores": func(ctx context.Context, c *client.Client) {
		_ = c.ScoresFile(ctx, "n", "csv", filled[client.MetricsQuery](), io.Discard)
	},
	"back-up-network": func(ctx context.Context, c *client.Client) { _ = c.Backup(ctx, "n", io.Discard) },
	"back-up":         func(ctx context.Context, c *client.Client) { _ = c.BackupAll(ctx, []string{"n"}, io.Discard) },
	"restore-networks": func(ctx context.Context, c *client.Client) {
		_, _ = c.Restore(ctx, client.RestoreQuery{Files: os.DirFS("."), Path: "operations_test.go", As: "x"})
	},
	"import-files": func(ctx context.Context, c *client.Client) {
		q := filled[client.ImportQuery]()
		q.Paths = nil
		_, _ = c.Import(ctx, "n", q)
	},
	"change-network": func(ctx context.Context, c *client.Client) {
		_, _ = c.Change(ctx, "n", client.Change{}, filled[client.ChangeOptions]())
	},
	"list-changes":   func(ctx context.Context, c *client.Client) { drain(c.Changes(ctx, "n", 3)) },
	"revert-network": func(ctx context.Context, c *client.Client) { _, _ = c.Revert(ctx, "n", 1) },
	"delete-network": func(ctx context.Context, c *client.Client) { _ = c.Delete(ctx, "n") },
	"list-roles":     func(ctx context.Context, c *client.Client) { _, _ = c.Roles(ctx, "n") },
	"set-role":       func(ctx context.Context, c *client.Client) { _ = c.SetRole(ctx, "n", "x", "viewer") },
	"list-links":     func(ctx context.Context, c *client.Client) { _, _ = c.Links(ctx, "n") },
	"make-link":      func(ctx context.Context, c *client.Client) { _, _ = c.MakeLink(ctx, "n", client.NewLink{}) },
	"revoke-link":    func(ctx context.Context, c *client.Client) { _ = c.RevokeLink(ctx, "n", "x") },
	"get-privacy":    func(ctx context.Context, c *client.Client) { _, _ = c.Privacy(ctx, "n") },
	"set-privacy":    func(ctx context.Context, c *client.Client) { _ = c.SetPrivacy(ctx, "n", client.Privacy{}) },
	"list-persons":   func(ctx context.Context, c *client.Client) { _, _ = c.Persons(ctx, "n") },
	"get-person":     func(ctx context.Context, c *client.Client) { _, _ = c.Person(ctx, "n", "x") },
	"erase-person":   func(ctx context.Context, c *client.Client) { _, _ = c.Erase(ctx, "n", "x") },
	"read-audit":     func(ctx context.Context, c *client.Client) { drain(c.Audit(ctx, filled[client.AuditQuery]())) },
	"read-whole-audit": func(ctx context.Context, c *client.Client) {
		q := filled[client.AuditQuery]()
		q.Network = ""
		drain(c.Audit(ctx, q))
	},
	"list-duplicates": func(ctx context.Context, c *client.Client) {
		_, _ = c.Duplicates(ctx, "n", filled[client.DuplicatesQuery]())
	},
	"merge-actors":    func(ctx context.Context, c *client.Client) { _, _ = c.Merge(ctx, "n", "a", "b", 3) },
	"keep-apart":      func(ctx context.Context, c *client.Client) { _, _ = c.KeepApart(ctx, "n", "a", "b", true) },
	"list-webhooks":   func(ctx context.Context, c *client.Client) { _, _ = c.Webhooks(ctx, "n") },
	"make-webhook":    func(ctx context.Context, c *client.Client) { _, _ = c.MakeWebhook(ctx, "n", client.NewWebhook{}) },
	"rotate-webhook":  func(ctx context.Context, c *client.Client) { _, _ = c.RotateWebhook(ctx, "n", "x") },
	"remove-webhook":  func(ctx context.Context, c *client.Client) { _ = c.RemoveWebhook(ctx, "n", "x") },
	"list-deliveries": func(ctx context.Context, c *client.Client) { _, _ = c.Deliveries(ctx, "n", "x") },
	"list-accounts":   func(ctx context.Context, c *client.Client) { _, _ = c.Accounts(ctx) },
	"add-account":     func(ctx context.Context, c *client.Client) { _ = c.AddAccount(ctx, client.NewAccount{}) },
	"change-account":  func(ctx context.Context, c *client.Client) { _ = c.ChangeAccount(ctx, "x", client.AccountChange{}) },
}

// unasked are parameters that a method does not send, with the reason.
var unasked = map[string]string{
	"limit": "methods walk the pages themselves", "cursor": "methods walk the pages themselves", "until": "Changes asks for all up to the newest",
	"sort": "a program sorts what it has", "fields": "types are whole", "format": "json is what types are read from", "Prefer": "Submit and Compute ask for jobs",
	"Last-Event-ID":          "Watch sends it when it comes back",
	"compare-times revision": "it has two of its own", "compare-times as-of": "it has two dates of its own", "compare-times seed": "nothing is drawn",
}

// operation is what of an operation's description is looked at.
type operation struct {
	OperationID string
	Parameters  []struct{ Name, In string }
}

// TestEveryOperationHasAMethod walks the description: each operation has a method that asks it with everything that it can be asked, or a reason
// why not. A service that only notes what comes tells what the method sent.
func TestEveryOperationHasAMethod(t *testing.T) {
	var mu sync.Mutex
	var got *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if got == nil {
			got = r.Clone(context.Background())
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	c := ask(t, server.URL, client.Options{})
	asked := 0
	var d struct {
		Paths map[string]map[string]*operation
	}
	if err := ask(t, serve(t, false, nil).URL, client.Options{}).Do(t.Context(), client.Call{Path: "/openapi.json"}, &d); err != nil {
		t.Fatal(err)
	}
	for path, item := range d.Paths {
		for method, op := range item {
			method = strings.ToUpper(method)
			call := calls[op.OperationID]
			if reason := byHand[op.OperationID]; (call == nil) == (reason == "") {
				t.Errorf("%s: give pkg/client a method for it and name it in calls, or say in byHand why it has none", op.OperationID)
			}
			if call == nil {
				continue
			}
			mu.Lock()
			got = nil
			mu.Unlock()
			ctx, cancel := context.WithCancel(t.Context())
			call(ctx, c)
			cancel()
			mu.Lock()
			sent := got
			mu.Unlock()
			if sent == nil {
				t.Errorf("%s: the method sent nothing", op.OperationID)
				continue
			}
			asked++
			shape := regexp.MustCompile("^" + regexp.MustCompile(`\\\{[^}]*\\\}`).ReplaceAllString(regexp.QuoteMeta(path), "[^/]+") + "$")
			if sent.Method != method || !shape.MatchString(sent.URL.Path) {
				t.Errorf("%s is %s %s; its method sends %s %s", op.OperationID, method, path, sent.Method, sent.URL.Path)
				continue
			}
			compareParameters(t, op, sent.URL.Query(), sent.Header)
		}
	}
	t.Logf("%d operations asked, %d have no method", asked, len(byHand))
	if asked != len(calls) {
		t.Errorf("%d operations were asked, and there are %d calls: some name no operation", asked, len(calls))
	}
}

// compareParameters holds what was sent against what is described, both ways.
func compareParameters(t *testing.T, op *operation, query url.Values, header http.Header) {
	t.Helper()
	described := map[string]bool{}
	for _, p := range op.Parameters {
		described[p.Name] = true
		_, whole := unasked[p.Name]
		_, here := unasked[op.OperationID+" "+p.Name]
		switch {
		case p.In == "query" && query.Has(p.Name), p.In == "header" && header.Get(p.Name) != "", whole || here:
		case p.In == "query" || p.In == "header":
			t.Errorf("%s can be asked with %s; its method cannot: add a field to its query, or a reason to unasked", op.OperationID, p.Name)
		}
	}
	for name := range query {
		if !described[name] {
			t.Errorf("%s: the method sends %s, which the service does not know (it knows %s)", op.OperationID, name, strings.Join(mapKeys(described), ", "))
		}
	}
}

func mapKeys(m map[string]bool) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}
