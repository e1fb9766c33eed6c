package neo4j

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// TestTheSwiftReadingSaysWhatTheCarefulOneDoes reads both kinds of links in each way, at a revision whose content changed since and at the
// newest, and once with a partner that the walk never met, which the swift reading must not pass over.
func TestTheSwiftReadingSaysWhatTheCarefulOneDoes(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s, err := Open(t.Context(), server.URI())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for weight := range 2 {
		p := lookAt(1 + weight)
		p.Activities = []network.Activity{{ID: "x"}}
		for i := range 9 {
			p.Participations = append(p.Participations, network.Participation{
				Actor: lookID(i), Activity: "x", Role: "partner", End: network.Date(1 + weight), Funding: network.Amount{Value: 7, Known: i%2 == 0},
			})
		}
		if _, _, err := s.Import(t.Context(), "n", &p, network.Change{}); err != nil {
			t.Fatal(err)
		}
	}
	for revision := 1; revision <= 2; revision++ {
		w, err := s.setOut(t.Context(), "n")
		if err != nil {
			t.Fatal(err)
		}
		w.revision = revision
		var c network.Collector
		if err := w.all(&c); err != nil {
			t.Fatal(err)
		}
		if len(w.nodes.of) != lookActors || len(w.nodes.activities) != 1 {
			t.Fatalf("%d actors and %d activities have nodes", len(w.nodes.of), len(w.nodes.activities))
		}
		actors := slices.Sorted(maps.Keys(w.nodes.of))
		for _, k := range linkKinds {
			look := func(careful bool) (list []linkVersion) {
				t.Helper()
				err := s.read(t.Context(), func(tx transaction) (err error) {
					list, _, err = w.look(tx, k, actors, false, careful)
					return err
				})
				if err != nil || len(list) == 0 {
					t.Fatalf("%s at revision %d: %d links, error %v", k.relation, revision, len(list), err)
				}
				return list
			}
			alike := func(swift, careful []linkVersion) {
				t.Helper()
				if diff := cmp.Diff(careful, swift, cmp.AllowUnexported(linkVersion{}, link{}),
					cmpopts.IgnoreFields(linkVersion{}, "relationship", "added", "removed")); diff != "" {
					t.Errorf("%s at revision %d (- careful, + swift):\n%.2000s", k.relation, revision, diff)
				}
			}
			careful := look(true)
			alike(look(false), careful)
			if revision == 2 { // all its links are relationships
				partners := map[string]map[int64]string{"Actor": w.nodes.actors, "Activity": w.nodes.activities}[k.to]
				kept := maps.Clone(partners)
				maps.DeleteFunc(partners, func(_ int64, id string) bool { return id == careful[0].to })
				err := s.read(t.Context(), func(tx transaction) error {
					_, whole, err := k.swift(tx, &w.nodes, actors, revision)
					if whole {
						t.Errorf("%s: a partner that was never met is passed over", k.relation)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				alike(look(false), careful)
				maps.Copy(partners, kept)
			}
		}
	}
}
