package client_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

// TestANetworkGoesFromOneServiceToAnother is how a network moves between services that share nothing but a client.
func TestANetworkGoesFromOneServiceToAnother(t *testing.T) {
	from := ask(t, serve(t, false, nil).URL, client.Options{})
	server := serve(t, true, nil)
	to := ask(t, server.URL, client.Options{Token: server.token(t)})
	var file bytes.Buffer
	if err := from.Backup(t.Context(), "demo", &file); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"it.sillat": {Data: file.Bytes()}, "cut.sillat": {Data: file.Bytes()[:file.Len()-20]}}
	for path, want := range map[string]fault.Code{"cut.sillat": fault.BadInput, "it.sillat": fault.Conflict} {
		q := client.RestoreQuery{Files: files, Path: path}
		if _, err := to.Restore(t.Context(), q); fault.CodeOf(err) != want {
			t.Errorf("%s under a name that is taken: %v; want %s", path, err, want)
		}
	}
	got, err := to.Restore(t.Context(), client.RestoreQuery{Files: files, Path: "it.sillat", As: "moved"})
	if err != nil || len(got.Networks) != 1 || got.Networks[0] != "moved" || got.Records == 0 || got.Made.IsZero() {
		t.Fatalf("restored %+v, %v", got, err)
	}
	n, err := to.Network(t.Context(), "moved")
	if err != nil || n.Counts.Actors != 300 {
		t.Errorf("the network is %+v, %v", n, err)
	}
	var all bytes.Buffer
	if err := to.BackupAll(t.Context(), nil, &all); err != nil || all.Len() <= file.Len() {
		t.Errorf("all of it has %d bytes, one %d: %v", all.Len(), file.Len(), err)
	}
}
