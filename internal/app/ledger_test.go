package app_test

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
)

// office is a store with the network "n" of five actors in two silos, at noon of a day.
type office struct {
	*testing.T
	*app.App
	kept *sqlite.Store
	day  time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	o := &office{T: t, kept: kept, day: time.Date(2024, 5, 10, 12, 0, 0, 0, time.UTC)}
	o.App = app.New(app.Options{Store: kept, Version: "test", Now: func() time.Time { return o.day }})
	o.imports(map[string]string{
		"actors.csv":         "id,name,sector\na,Aalto,X\nb,Berg,X\nc,Ceder,Y\nd,Dahl,Y\ne,Ek,\n",
		"collaborations.csv": "source,target,start\na,b,2020-01-01\nc,d,\n",
		"activities.csv":     "id,title,start\n",
		"participations.csv": "actor,activity,start\n",
	})
	return o
}

// imports adds files to the network.
func (o *office) imports(files map[string]string) {
	o.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, err := o.Import(o.Context(), app.ImportRequest{Network: "n", Files: folder, Paths: []string{"."}, By: "test"}); err != nil {
		o.Fatal(err)
	}
}

// enters enters a tie and returns its entry.
func (o *office) enters(u, v string) app.LedgerEntry {
	o.Helper()
	r, err := o.AddLedger(o.Context(), app.LedgerAdd{Network: "n", Silo: "sector", By: "eeva", Suggestions: []app.LedgerSuggestion{{Kind: "tie", Actors: []string{u, v}}}})
	if err != nil || len(r.Added) != 1 {
		o.Fatalf("%+v, %v", r, err)
	}
	return r.Added[0]
}

func (o *office) moves(id string, states ...string) *app.LedgerEntry {
	o.Helper()
	var e *app.LedgerEntry
	for _, s := range states {
		var err error
		if e, err = o.MoveLedger(o.Context(), app.LedgerMove{Network: "n", ID: id, State: s, By: "eeva"}); err != nil {
			o.Fatal(err)
		}
	}
	return e
}

func (o *office) ledger() *app.Ledger {
	o.Helper()
	l, err := o.Ledger(o.Context(), app.LedgerRequest{Network: "n", Limit: 100})
	if err != nil {
		o.Fatal(err)
	}
	return l
}

func TestAnEntryTellsWhatItIsAbout(t *testing.T) {
	o := newOffice(t)
	e := o.enters("d", "a")
	if e.State != "suggested" || e.Who[0] != (app.ActorRef{ID: "a", Name: "Aalto"}) || !slices.Equal(e.Silos, []string{"Y", "X"}) || e.Revision != 1 || e.Renews || e.Seen != nil {
		t.Errorf("entered as %+v", e)
	}
	if e.Gain.Defined() || e.Reason.Finnish != "Lisätty käsin." {
		t.Errorf("by hand it has the gain %v and the reason %q", e.Gain, e.Reason.Finnish)
	}
	o.day = o.day.AddDate(0, 0, 1)
	moved := o.moves(e.ID[:5], "introduced")
	if moved.State != "introduced" || moved.Changed != o.day || moved.Suggested == o.day || !slices.Equal(moved.NextStates, []string{"active", "declined", "suggested"}) {
		t.Errorf("moved to %+v", moved)
	}
	again, err := o.AddLedger(t.Context(), app.LedgerAdd{Network: "n", Suggestions: []app.LedgerSuggestion{{Kind: "tie", Actors: []string{"a", "d"}}}})
	if err != nil || len(again.Added) != 0 || len(again.Known) != 1 || again.Known[0].State != "introduced" {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// A tie counts when it starts after it was suggested, and not when it was there all along, nor when nobody knows.
func TestDataTellWhatCameAbout(t *testing.T) {
	o := newOffice(t)
	pairs := map[string]string{}
	for _, pair := range []string{"ac", "ad", "ae", "bc", "bd", "be", "ce"} {
		e := o.enters(pair[:1], pair[1:])
		pairs[e.ID] = pair
		if pair != "be" {
			o.moves(e.ID, "introduced")
		}
	}
	if r := o.ledger().HitRate; r.Introduced != 6 || r.Hits != 0 || r.Waiting != 6 || r.Rate != 0 || r.RateCI == nil || float64(r.RateCI[1]) < 0.3 {
		t.Errorf("before any data: %+v", r)
	}
	o.imports(map[string]string{
		"actors.csv":         "id,name\na,Aalto\nb,Berg\nc,Ceder\nd,Dahl\ne,Ek\n",
		"collaborations.csv": "source,target,start\na,c,2024-05-10\nd,a,2024-05-09\na,e,\nb,e,2024-06-01\n",
		"activities.csv":     "id,title,start\nold,Old,2019-01-01\nnew,New,2024-07-01\n",
		"participations.csv": "actor,activity,start\nb,old,\nc,old,2024-08-01\nb,new,\nd,new,\n",
	})
	want := map[string]string{
		"ac": "after 2024-05-10",  // the very day
		"ad": "before 2024-05-09", // the day before, recorded later
		"ae": "undated",           // nobody knows
		"bc": "after 2024-08-01",  // joined an old activity after it was suggested
		"bd": "after 2024-07-01",  // in a new activity
		"be": "after 2024-06-01",  // alone
		"ce": "",                  // not yet
	}
	l := o.ledger()
	for _, e := range l.Entries {
		got := ""
		if e.Seen != nil {
			got = strings.TrimSpace(e.Seen.How + " " + e.Seen.Since)
		}
		if got != want[pairs[e.ID]] {
			t.Errorf("%s is seen %q; want %q", pairs[e.ID], got, want[pairs[e.ID]])
		}
	}
	r := l.HitRate
	if l.Revision != 2 || r.Introduced != 6 || r.Hits != 3 || r.Found != 3 || r.Marked != 0 || r.Alone != 1 || r.Late != 1 || r.Undated != 1 || r.Waiting != 3 ||
		math.Abs(float64(r.Rate)-0.5) > 1e-12 || !strings.Contains(r.Reason.English, "Of 6 introduced, 3 became active: 50%") {
		t.Errorf("revision %d, %+v", l.Revision, r)
	}
}

// Of a pair that had a tie already the data cannot say what came of introducing it again; people can.
func TestATieThatIsRenewed(t *testing.T) {
	o := newOffice(t)
	e := o.enters("a", "b")
	o.imports(map[string]string{"actors.csv": "id\na\nb\n", "collaborations.csv": "source,target,start\na,b,2024-09-01\n"})
	if l := o.ledger(); !e.Renews || l.Entries[0].Seen != nil || l.HitRate.Alone != 0 {
		t.Errorf("%+v", l)
	}
	o.moves(e.ID, "introduced", "active")
	if r := o.ledger().HitRate; r.Hits != 1 || r.Marked != 1 || r.Found != 0 {
		t.Errorf("%+v", r)
	}
}

func TestTheLedgerComesInPages(t *testing.T) {
	o := newOffice(t)
	for _, v := range []string{"c", "d", "e"} {
		o.day = o.day.Add(time.Hour)
		o.enters("a", v)
	}
	var got []string
	for cursor := ""; ; {
		l, err := o.Ledger(t.Context(), app.LedgerRequest{Network: "n", Limit: 1, Cursor: cursor})
		if err != nil || l.Total != 3 || l.HitRate.Suggested != 3 {
			t.Fatalf("%+v, %v", l, err)
		}
		got = append(got, l.Entries[0].Who[1].ID)
		if cursor = l.Next; cursor == "" {
			break
		}
	}
	if strings.Join(got, "") != "edc" {
		t.Errorf("pages show %v; want the newest first", got)
	}
	o.moves(o.ledger().Entries[0].ID, "declined")
	for filter, want := range map[app.LedgerRequest]int{{State: "suggested"}: 2, {State: "active"}: 0, {Actor: "d"}: 1, {Actor: "a", State: "declined"}: 1} {
		filter.Network, filter.Limit = "n", 10
		if l, err := o.Ledger(t.Context(), filter); err != nil || l.Total != want || len(l.Entries) != want || l.HitRate.Suggested != 3 {
			t.Errorf("%+v: %+v, %v", filter, l, err)
		}
	}
}

func TestALedgerGoesWithItsNetwork(t *testing.T) {
	o := newOffice(t)
	e := o.moves(o.enters("a", "c").ID, "introduced")
	if _, err := o.Move(t.Context(), app.MoveRequest{Network: "n", To: o.App, As: "copy"}); err != nil {
		t.Fatal(err)
	}
	copied, err := o.LedgerEntry(t.Context(), "copy", e.ID)
	if err != nil || copied.State != "introduced" || len(copied.Steps) != 2 {
		t.Errorf("the copy has %+v, %v", copied, err)
	}
	if err := o.Delete(t.Context(), "n"); err != nil {
		t.Fatal(err)
	}
	o.imports(map[string]string{"actors.csv": "id\na\nc\n"})
	if l := o.ledger(); len(l.Entries) != 0 || l.HitRate.Reason.English != "Nothing has been suggested yet." || l.HitRate.Rate.Defined() || l.HitRate.RateCI != nil {
		t.Errorf("a new network of the name begins with %+v", l)
	}
	if _, err := o.LedgerEntry(t.Context(), "copy", e.ID); err != nil {
		t.Error(err)
	}
}

func TestWhatALedgerRefuses(t *testing.T) {
	o := newOffice(t)
	tie := func(u, v string) []app.LedgerSuggestion {
		return []app.LedgerSuggestion{{Kind: "tie", Actors: []string{u, v}}}
	}
	for name, c := range map[string]struct {
		add  app.LedgerAdd
		says string
		code fault.Code
	}{
		"no suggestion":                {app.LedgerAdd{Network: "n"}, "0 suggestions", fault.Invalid},
		"an actor that is not there":   {app.LedgerAdd{Network: "n", Suggestions: append(tie("a", "c"), tie("a", "zoe")...)}, `"zoe"`, fault.Invalid},
		"a dimension that is not":      {app.LedgerAdd{Network: "n", Silo: "moon", Suggestions: tie("a", "c")}, "sector", fault.Invalid},
		"a network that is not there":  {app.LedgerAdd{Network: "m", Suggestions: tie("a", "c")}, `"m"`, fault.NotFound},
		"a revision that never was":    {app.LedgerAdd{Network: "n", Revision: 7, Suggestions: tie("a", "c")}, "7", fault.NotFound},
		"an actor with itself":         {app.LedgerAdd{Network: "n", Suggestions: tie("a", "a")}, "1 different", fault.Invalid},
		"a note as long as a document": {app.LedgerAdd{Network: "n", Note: strings.Repeat("x", 5000), Suggestions: tie("a", "c")}, "2000", fault.Invalid},
	} {
		_, err := o.AddLedger(t.Context(), c.add)
		if fault.CodeOf(err) != c.code || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if l := o.ledger(); len(l.Entries) != 0 {
		t.Errorf("what was refused left %d entries", len(l.Entries))
	}
	if _, err := o.MoveLedger(t.Context(), app.LedgerMove{Network: "n", ID: "ffff", State: "active"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("an entry that is not there: %v", err)
	}
}

// A plan's bridges go into the ledger as the plan tells them, of every kind.
func TestAPlanGoesIntoTheLedger(t *testing.T) {
	a := app.New(app.Options{Store: newOffice(t).kept, Version: "test"})
	for kind, actors := range map[string]int{"tie": 2, "broker": 1, "convening": 2} {
		plan, err := a.Bridges(t.Context(), app.BridgesRequest{Source: app.Stored("n"), Silo: "sector", Kind: kind, K: 2, Query: app.Query{Seed: 1}})
		if err != nil {
			t.Fatal(err)
		}
		if len(plan.Bridges) == 0 {
			continue // nobody here stands between the silos
		}
		list, err := plan.Suggestions([]int{1})
		if err != nil || len(list) != 1 || len(list[0].Actors) < actors {
			t.Fatalf("%s: %+v, %v", kind, list, err)
		}
		r, err := a.AddLedger(t.Context(), app.LedgerAdd{Network: "n", Silo: "sector", Revision: plan.Run.Revision, Suggestions: list})
		if err != nil || len(r.Added) != 1 || r.Added[0].Gain != plan.Bridges[0].Gain || r.Added[0].Reason != plan.Bridges[0].Reason {
			t.Errorf("%s: %+v, %v", kind, r, err)
		}
	}
	plan := app.BridgesResult{Bridges: make([]app.BridgeFigure, 3)}
	if _, err := plan.Suggestions([]int{4}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a rank that the plan does not have: %v", err)
	}
}

// Who may not see a person sees no entry that names one, in no words and by no id, while the rate counts it.
func TestEntriesDoNotTellOfHiddenPersons(t *testing.T) {
	o := newOffice(t)
	o.imports(map[string]string{"actors.csv": "id,name,kind,sector\np,Pia Perho,person,X\n"})
	secret, plain := o.moves(o.enters("p", "c").ID, "introduced", "active"), o.enters("a", "d")
	for name, sight := range map[string]app.Sight{"a viewer": {}, "a link without names": {Nameless: true}} {
		ctx, err := o.See(t.Context(), "n", sight)
		if err != nil {
			t.Fatal(err)
		}
		l, err := o.Ledger(ctx, app.LedgerRequest{Network: "n", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		wantShown := 1
		if sight.Nameless {
			wantShown = 0
		}
		if len(l.Entries) != wantShown || l.Total != wantShown || l.Hidden != 2-wantShown || l.HitRate.Hits != 1 || l.HitRate.Suggested != 2 {
			t.Errorf("%s sees %+v", name, l)
		}
		if _, err := o.LedgerEntry(ctx, "n", secret.ID); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s sees the entry of a person: %v", name, err)
		}
		if _, err := o.LedgerEntry(ctx, "n", plain.ID); (err == nil) == sight.Nameless {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A backup holds the ledger, and restoring brings it back under whatever name, but nothing of a file whose ledger is damaged.
func TestABackupHoldsTheLedger(t *testing.T) {
	o := newOffice(t)
	e := o.moves(o.enters("a", "c").ID, "introduced", "active")
	o.enters("a", "d")
	file := filepath.Join(t.TempDir(), "n.backup")
	if _, err := o.Backup(t.Context(), app.BackupRequest{File: file}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Restore(t.Context(), app.RestoreRequest{File: file, As: "again"}); err != nil {
		t.Fatal(err)
	}
	l, err := o.Ledger(t.Context(), app.LedgerRequest{Network: "again", Limit: 10})
	if err != nil || len(l.Entries) != 2 || l.HitRate.Hits != 1 {
		t.Errorf("restored %+v, %v", l, err)
	}
	if got, err := o.LedgerEntry(t.Context(), "again", e.ID); err != nil || len(got.Steps) != 3 || got.Who[0].Name != "Aalto" {
		t.Errorf("restored %+v, %v", got, err)
	}
}
