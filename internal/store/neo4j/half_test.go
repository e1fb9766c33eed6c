package neo4j

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

// halfOf is a picture of actors, an activity and links among them that all say the round. Beta is in the second revision alone; the third
// takes that one back.
func halfOf(revision int) (p network.Picture) {
	round := 1
	ids := []string{"alpha", "gamma"}
	if revision == 2 {
		round, ids = 2, []string{"alpha", "beta", "gamma"}
	}
	says := fmt.Sprint("round ", round)
	for i, id := range ids {
		p.Actors = append(p.Actors, network.Actor{ID: id, Name: says, Attributes: map[string]string{"kind": says, fmt.Sprint("only ", round): "x"}})
		p.Participations = append(p.Participations, network.Participation{Actor: id, Activity: "p", Role: "adopter", End: network.Date(round)})
		for _, other := range ids[i+1:] {
			for _, kind := range []string{"advises", "funds"} {
				p.Collaborations = append(p.Collaborations, network.Collaboration{From: id, To: other, Type: kind, Weight: float64(round), Confidence: 0.5})
			}
		}
	}
	p.Activities = []network.Activity{{ID: "p", Title: says, Attributes: map[string]string{"kind": says}}}
	return p
}

// TestWhatIsMetInTheMiddleOfBeingStoredIsReadWhole puts the graph into states that a reader may meet while the server writes a transaction down: copies
// are kept, and what they were taken from is half overwritten or half deleted. Every revision must read as it was all the same.
func TestWhatIsMetInTheMiddleOfBeingStoredIsReadWhole(t *testing.T) {
	server := neo4jtest.Start(t)
	const relationship = "MATCH (:Actor {network: 'n'})-[r]->() WHERE r.removed = $newest "
	for _, half := range []struct {
		name, damage string
		reverts      bool // with beta removed, in a third revision; else the second replaces all
	}{
		{"nothing yet", "RETURN 1", false},
		{"actors overwritten but for their names", "MATCH (x:NextActor) MATCH (n:Actor {key: x.key}) WITH n, x, n.name AS was SET n = properties(x), n.name = was", false},
		{"actors overwritten but for their revision", "MATCH (x:NextActor) MATCH (n:Actor {key: x.key}) WITH n, x, n.added AS was SET n = properties(x), n.added = was", false},
		{"actors whose names and attributes are nowhere at the moment", "MATCH (x:NextActor) MATCH (n:Actor {key: x.key}) SET n.name = null, n.kind = null", false},
		{"actors whose revision is nowhere at the moment", "MATCH (x:NextActor) MATCH (n:Actor {key: x.key}) REMOVE n.added", false},
		{"activities with the new title and the old rest", "MATCH (x:NextActivity) MATCH (n:Activity {key: x.key}) SET n.title = x.title", false},
		{"a removed actor that lost the mark", "MATCH (n:Actor) REMOVE n.removed", true},
		{"a removed actor that lost the mark and its attributes", "MATCH (n:Actor {id: 'beta'}) REMOVE n.removed, n.kind, n.name", true},
		{"a removed actor that lost its id", "MATCH (n:Actor {id: 'beta'}) REMOVE n.removed, n.id", true},
		{"a removed actor that lost all but its network", "MATCH (n:Actor {id: 'beta'}) SET n = {network: 'n'}", true},
		{"replaced links that lost the mark", relationship + "REMOVE r.removed", false},
		{"replaced links that lost the mark and their weight", relationship + "REMOVE r.removed, r.weight, r.end", false},
		{"replaced links that lost their kind", relationship + "REMOVE r.type, r.role", false},
		{"replaced links that lost their kind and the mark", relationship + "REMOVE r.removed, r.type, r.role", false},
		{"replaced links that lost everything", relationship + "SET r = {}", false},
		{"half of the replaced links gone", relationship + "WITH r ORDER BY elementId(r) WITH collect(r) AS all FOREACH (r IN all[0..2] | DELETE r)", true},
		{"content that took its place and lost its own", "MATCH (x:NextActor) MATCH (n:Actor {key: x.key}) SET n = properties(x) REMOVE x:NextActor SET x:DoneActor, x.name = null, x.kind = null", false},
	} {
		t.Run(half.name, func(t *testing.T) {
			server.Empty(t)
			s, err := Open(t.Context(), server.URI())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			s.limits.patience = time.Millisecond // nothing goes on behind the reader's back
			first := halfOf(1)
			if _, _, err := s.Import(t.Context(), "n", &first, network.Change{}); err != nil {
				t.Fatal(err)
			}
			newest := 2
			if half.reverts {
				second := halfOf(2)
				if _, _, err := s.Import(t.Context(), "n", &second, network.Change{}); err != nil {
					t.Fatal(err)
				}
				newest = 3
			}
			l, now, err := s.acquire(t.Context(), "n")
			if err != nil {
				t.Fatal(err)
			}
			defer l.release()
			c := begin(l, now)
			if half.reverts {
				err = c.revert(1)
			} else {
				p := halfOf(2)
				err = c.picture(&p)
			}
			if err != nil {
				t.Fatal(err)
			}
			later := c.aside
			c.aside = asides{}
			if _, err := c.finish(network.Change{}); err != nil { // and moves nothing aside yet
				t.Fatal(err)
			}
			if err := c.keepOnly(later); err != nil {
				t.Fatal(err)
			}
			server.Query(t, half.damage, map[string]any{"newest": newest})
			for revision := 1; revision <= newest; revision++ {
				var got network.Collector
				if _, err := s.Read(t.Context(), "n", revision, &got); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(halfOf(revision), got.Picture, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("revision %d reads otherwise than it is (- want, + got):\n%s", revision, diff)
				}
				if diff := cmp.Diff(halfOf(revision), inHistory(t, s, revision), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("the history tells of revision %d otherwise than it is (- want, + got):\n%s", revision, diff)
				}
			}
		})
	}
}

// keepOnly makes the first step of settling: copies of what is about to be overwritten or deleted.
func (l *lease) keepOnly(a asides) error {
	for _, k := range linkKinds {
		if err := l.moveLinks(k, moving{keep: a.links[k.relation]}); err != nil {
			return err
		}
	}
	for _, k := range entityKinds {
		waiting, err := l.list(k.staged())
		if err != nil {
			return err
		}
		if err := l.moveIn(k, moving{keep: waiting}); err != nil {
			return err
		}
		if err := l.moveOut(k, moving{keep: a.entities[k.label]}); err != nil {
			return err
		}
	}
	return nil
}

// inHistory is the picture at a revision as the whole history of the network tells it.
func inHistory(t *testing.T, s *Store, revision int) (p network.Picture) {
	t.Helper()
	err := s.History(t.Context(), "n", func(h store.History) error {
		for v, err := range h.Versions {
			if err != nil {
				return err
			}
			switch {
			case v.Added > revision || v.Removed != 0 && v.Removed <= revision:
			case v.Actor != nil:
				p.Actors = append(p.Actors, *v.Actor)
			case v.Activity != nil:
				p.Activities = append(p.Activities, *v.Activity)
			case v.Collaboration != nil:
				p.Collaborations = append(p.Collaborations, *v.Collaboration)
			case v.Participation != nil:
				p.Participations = append(p.Participations, *v.Participation)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
