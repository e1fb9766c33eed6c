package client_test

import (
	"testing"

	"github.com/sillat/sillat/pkg/client"
)

// A suggestion goes into a real service's ledger, is moved on by the version that was seen, and counts.
func TestTheLedgerIsWrittenAndRead(t *testing.T) {
	c, err := client.New(serve(t, false, nil).URL, client.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	added, err := c.AddLedger(ctx, "demo", client.LedgerAdd{Silo: "silo_sector", Suggestions: []client.NewSuggestion{{Kind: "tie", Actors: []string{"FIK-001", "FIK-300"}}}})
	if err != nil || len(added.Added) != 1 || added.Added[0].State != "suggested" || added.Added[0].Seen != nil {
		t.Fatalf("%+v, %v", added, err)
	}
	e := added.Added[0]
	moved, err := c.MoveLedger(ctx, "demo", e.ID, client.LedgerMove{State: "introduced", Version: e.Version, Note: "met"})
	if err != nil || moved.State != "introduced" || moved.Steps[1].Note != "met" {
		t.Fatalf("%+v, %v", moved, err)
	}
	if _, err := c.MoveLedger(ctx, "demo", e.ID, client.LedgerMove{State: "active", Version: e.Version}); err == nil {
		t.Error("what was not seen was moved on")
	}
	got, err := c.LedgerEntry(ctx, "demo", e.ID)
	if err != nil || got.State != "introduced" {
		t.Errorf("%+v, %v", got, err)
	}
	l, err := c.Ledger(ctx, "demo", client.LedgerQuery{State: "introduced", Actor: "FIK-300"})
	if err != nil || l.Total != 1 || l.HitRate.Introduced != 1 || l.HitRate.RateCI == nil {
		t.Errorf("%+v, %v", l, err)
	}
}
