package neo4j_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

func TestImportsOfTwoServersNeverMix(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	const rounds = 4
	var wg sync.WaitGroup
	for i := range 2 {
		s := openSmall(t, server) // each with its own connections and its own idea of who may write
		wg.Go(func() {
			for round := range rounds {
				p := roundOf(10*i + round)
				p.Collaborations = p.Collaborations[:roundActors-1]
				if _, changed, err := s.Import(t.Context(), "n", &p, network.Change{Message: fmt.Sprint(10*i + round)}); err != nil || !changed {
					t.Errorf("server %d, round %d: changed %v, error %v; want true and none", i, round, changed, err)
				}
			}
		})
	}
	wg.Wait()
	s := openAt(t, server.URI())
	list, err := s.Revisions(t.Context(), "n")
	if err != nil || len(list) != 2*rounds {
		t.Fatalf("%d revisions, error %v; want %d", len(list), err, 2*rounds)
	}
	for _, rev := range list {
		var c network.Collector
		if _, err := s.Read(t.Context(), "n", rev.Number, &c); err != nil {
			t.Fatal(err)
		}
		var round int
		if _, err := fmt.Sscan(rev.Message, &round); err != nil {
			t.Fatal(err)
		}
		want := roundOf(round)
		want.Collaborations = want.Collaborations[:roundActors-1]
		if diff := cmp.Diff(want, c.Picture, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("revision %d is not the import %s alone (- want, + got):\n%.1000s", rev.Number, rev.Message, diff)
		}
	}
	sound(t, server)
}

func TestAnImportWhoseLeaseIsLostStoresNothing(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s := openSmall(t, server)
	first := roundOf(1)
	if _, _, err := s.Import(t.Context(), "n", &first, network.Change{}); err != nil {
		t.Fatal(err)
	}
	// Another process takes the lease of a slow import again and again, as if that were dead.
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				server.Query(t, "MATCH (l:Lease {network: 'n'}) WHERE l.revision = 2 SET l.owner = '', l.expires = 0", nil)
			}
		}
	})
	second := roundOf(2)
	_, _, err := s.Import(t.Context(), "n", &second, network.Change{})
	close(stop)
	wg.Wait()
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "another process took over") {
		t.Fatalf("error is %v, want one that says that another took over", err)
	}
	sound(t, server)
	if last := checkAfterKill(t, s, 1); last != 1 {
		t.Errorf("the newest revision is %d, want 1", last)
	}
}

func TestAWriterReadsWhatItWroteAtOnce(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s := openAt(t, server.URIBy("neo4j")) // routed, as on a cluster
	for round := 1; round <= 5; round++ {
		p := roundOf(round)
		rev, _, err := s.Import(t.Context(), "n", &p, network.Change{})
		if err != nil {
			t.Fatal(err)
		}
		var c network.Collector
		if got, err := s.Read(t.Context(), "n", store.Latest, &c); err != nil || got != rev.Number || c.Picture.Actors[0].Attributes["round"] != fmt.Sprint(round) {
			t.Fatalf("after revision %d was made, revision %d is read, error %v", rev.Number, got, err)
		}
	}
}

func TestTextThatLooksLikeCypherIsOnlyText(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	server.Query(t, "CREATE (:SillatTest {bird: 'canary'})", nil)
	s := openAt(t, server.URI())
	var p network.Picture
	for _, text := range []string{
		"`}) DETACH DELETE n //", "x` = 1 MATCH (c) DETACH DELETE c //", "'}) MATCH (n) DETACH DELETE n //", `"}) CREATE (:Pwned) //`, "$rows", "${network}",
		"\\u0060}) DETACH DELETE n //", "a:Pwned", "n.name = 'x' REMOVE n:Actor //", "/* */ RETURN 1;", "CALL dbms.shutdown()",
	} {
		p.Actors = append(p.Actors, network.Actor{ID: text, Name: text, Attributes: map[string]string{text: text, "name": text, "key": text}, Source: network.Source{File: text}})
		p.Activities = append(p.Activities, network.Activity{ID: text, Title: text, Attributes: map[string]string{text: text}})
		p.Collaborations = append(p.Collaborations, network.Collaboration{From: text, To: text, Type: text, Weight: 1, Confidence: 1})
		p.Participations = append(p.Participations, network.Participation{Actor: text, Activity: text, Role: text})
	}
	if _, _, err := s.Import(t.Context(), "n", &p, network.Change{By: "`}) //", Message: "'}) DETACH DELETE n //"}); err != nil {
		t.Fatal(err)
	}
	var c network.Collector
	if _, err := s.Read(t.Context(), "n", store.Latest, &c); err != nil {
		t.Fatal(err)
	}
	for i := range p.Actors {
		want := p.Actors[i]
		found := false
		for _, got := range c.Picture.Actors {
			found = found || cmp.Equal(want, got)
		}
		if !found {
			t.Errorf("the actor %q does not read as it was", want.ID)
		}
	}
	if _, err := s.Erase(t.Context(), "n", p.Actors[0].ID, network.Change{}); err != nil {
		t.Error(err)
	}
	if left := server.Query(t, "MATCH (c:SillatTest {bird: 'canary'}) DELETE c RETURN 1", nil); len(left) != 1 {
		t.Error("a text was run: the canary is gone")
	}
	sound(t, server)
	if n, err := s.Network(t.Context(), "n"); err != nil || n.Counts.Actors != len(p.Actors)-1 {
		t.Errorf("network is %+v, error %v", n, err)
	}
}
