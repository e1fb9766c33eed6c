package client_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/webhooks"
	"github.com/sillat/sillat/pkg/client"
)

// TestTypesAreTheAnswers compares the client's types with those that the service answers with, field by field: an answer has no field that the
// client would lose, and the client none that no answer has.
func TestTypesAreTheAnswers(t *testing.T) {
	for _, pair := range []struct{ answer, client any }{
		{app.NetworkDetail{}, client.NetworkDetail{}},
		{app.RevisionSummary{}, client.Revision{}},
		{app.ActorCard{}, client.ActorCard{}},
		{app.ActivityRow{}, client.Activity{}},
		{app.Choices{}, client.Choices{}},
		{app.ImportResult{}, client.Import{}},
		{app.Catalog{}, client.Catalog{}},
		{app.MetricsResult{}, client.Metrics{}},
		{app.GapsResult{}, client.Gaps{}},
		{app.GapRowsResult{}, client.GapRows{}},
		{app.Overview{}, client.Overview{}},
		{app.BridgesResult{}, client.Bridges{}},
		{app.Limits{}, client.Limits{}},
		{app.SuggestResult{}, client.Suggestions{}},
		{app.EvaluateResult{}, client.Evaluation{}},
		{app.WhatIfResult{}, client.WhatIf{}},
		{app.Edits{}, client.Edits{}},
		{app.SpreadResult{}, client.Spread{}},
		{app.DiffResult{}, client.Diff{}},
		{app.MapResult{}, client.Map{}},
		{app.ListsResult{}, client.Lists{}},
		{app.Ledger{}, client.Ledger{}},
		{app.LedgerAdded{}, client.LedgerAdded{}},
		{app.Change{}, client.Change{}},
		{app.ChangeResult{}, client.Changed{}},
		{app.ChangeFeed{}, client.ChangeFeed{}},
		{app.ExtractResult{}, client.Part{}},
		{app.Privacy{}, client.Privacy{}},
		{app.Person{}, client.Person{}},
		{app.PersonFile{}, client.PersonFile{}},
		{app.EraseResult{}, client.Erasure{}},
		{app.Duplicates{}, client.Duplicates{}},
		{app.MergeResult{}, client.Merged{}},
		{app.ApartResult{}, client.Apart{}},
		{audit.Entry{}, client.AuditEntry{}},
		{webhooks.Hook{}, client.Webhook{}},
		{auth.Link{}, client.Link{}},
		{auth.Token{}, client.Token{}},
		{auth.Grant{}, client.Grant{}},
	} {
		compare(t, reflect.TypeOf(pair.answer).Name(), reflect.TypeOf(pair.answer), reflect.TypeOf(pair.client))
	}
}

func compare(t *testing.T, where string, answer, mine reflect.Type) {
	t.Helper()
	if answer == mine || answer == reflect.TypeFor[time.Time]() {
		return
	}
	if answer == reflect.TypeFor[app.ScoreTable]() {
		if mine != reflect.TypeFor[[]client.Score]() {
			t.Errorf("%s is %s in the client; want scores", where, mine)
		}
		return
	}
	if answer == reflect.TypeFor[auth.Role]() && mine.Kind() == reflect.String {
		return // it writes itself as text
	}
	if answer.Kind() != mine.Kind() {
		t.Errorf("%s is %s in the answer and %s in pkg/client", where, answer, mine)
		return
	}
	switch answer.Kind() {
	case reflect.Struct:
		theirs, ours := fields(answer), fields(mine)
		for name, f := range theirs {
			if g, ok := ours[name]; ok {
				compare(t, where+"."+name, f, g)
			} else {
				t.Errorf("%s.%s is in the answer (%s) and not in pkg/client: add it to %s there", where, name, f, mine.Name())
			}
		}
		for name := range ours {
			if _, ok := theirs[name]; !ok {
				t.Errorf("%s.%s is in pkg/client and in no answer", where, name)
			}
		}
	case reflect.Slice, reflect.Array, reflect.Pointer, reflect.Map:
		compare(t, where, answer.Elem(), mine.Elem())
	}
}

// fields are a struct's fields by their names in JSON, those of embedded structs as its own.
func fields(s reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for i := range s.NumField() {
		f := s.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported():
		case f.Anonymous && name == "":
			for n, inner := range fields(f.Type) {
				out[n] = inner
			}
		default:
			out[name] = f.Type
		}
	}
	return out
}
