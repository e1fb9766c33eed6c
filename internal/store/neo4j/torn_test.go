package neo4j_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

const (
	tornActors = 60
	tornHubs   = 4 // actors whose ties grow from ten to hundreds, so that the server lays them out anew on the way
	tornRounds = 9
)

// nextRound changes every record of the last round and adds ten ties to each hub and a participation to each actor.
func nextRound(last network.Picture, round int) (next network.Picture) {
	r := rand.New(rand.NewPCG(7, uint64(round)))
	says := fmt.Sprintf("round %d, in a text that is too long to lie beside the others %x", round, r.Uint64())
	id := func(i int) string { return fmt.Sprintf("a%05d", i) }
	next = network.Picture{Collaborations: slices.Clone(last.Collaborations), Participations: slices.Clone(last.Participations)}
	for i := range tornActors {
		attributes := map[string]string{"round": fmt.Sprint(round), fmt.Sprint("one of three ", round%3): says}
		next.Actors = append(next.Actors, network.Actor{ID: id(i), Name: says, Attributes: attributes})
		next.Participations = append(next.Participations, network.Participation{Actor: id(i), Activity: "p", Role: fmt.Sprintf("%03d", round)})
	}
	next.Activities = []network.Activity{{ID: "p", Title: says}, {ID: "q", Title: says}}
	for hub := range tornHubs {
		for i := range 10 {
			from, to := id(hub), id(tornHubs+r.IntN(tornActors-tornHubs))
			if i%2 == 0 {
				from, to = to, from
			}
			kind := fmt.Sprintf("%03d %d %d", round, hub, i)
			next.Collaborations = append(next.Collaborations, network.Collaboration{From: from, To: to, Type: kind, Directed: true, Confidence: 1})
		}
	}
	for i := range next.Collaborations {
		next.Collaborations[i].Weight = float64(round)
	}
	for i := range next.Participations {
		next.Participations[i].End = network.Date(round)
	}
	slices.SortFunc(next.Collaborations, func(a, b network.Collaboration) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Type, b.Type))
	})
	slices.SortFunc(next.Participations, func(a, b network.Participation) int {
		return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Role, b.Role))
	})
	return next
}

// TestAReaderMeetsNothingTornWhileManySmallTransactionsChangeEverything reads, with two readers of other servers, as fast as they can,
// while one revision after the other is made.
func TestAReaderMeetsNothingTornWhileManySmallTransactionsChangeEverything(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	pictures := []network.Picture{{}} // by revision
	for round := 1; round <= tornRounds; round++ {
		pictures = append(pictures, nextRound(pictures[round-1], round))
	}
	writer := openSmall(t, server)
	imports := func(round int) {
		p := pictures[round] // its slices are sorted already, so nobody writes to them
		if rev, _, err := writer.Import(t.Context(), "n", &p, network.Change{}); err != nil || rev.Number != round {
			t.Errorf("round %d made revision %d, error %v", round, rev.Number, err)
		}
	}
	imports(1)
	var over atomic.Bool
	var readings atomic.Int64
	var readers sync.WaitGroup
	defer readers.Wait()
	defer over.Store(true)
	for reader := range 2 {
		s := openSmall(t, server)
		r := rand.New(rand.NewPCG(8, uint64(reader)))
		readers.Go(func() {
			newest := 1
			for last := false; !last; readings.Add(1) {
				last = over.Load() // once more, at the end
				asked := store.Latest
				if reader == 1 {
					asked = 1 + r.IntN(newest)
				}
				var c network.Collector
				revision, err := s.Read(t.Context(), "n", asked, &c)
				if err != nil {
					t.Errorf("reader %d: %v", reader, err)
					return
				}
				if n, err := s.Network(t.Context(), "n"); err == nil {
					newest = n.Revision
				}
				if diff := gocmp.Diff(pictures[revision], c.Picture, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("reader %d: revision %d reads otherwise than it is (- want, + got):\n%.2000s", reader, revision, diff)
					return
				}
			}
		})
	}
	for round := 2; round <= tornRounds && !t.Failed(); round++ {
		imports(round)
	}
	over.Store(true)
	readers.Wait()
	t.Logf("%d readings during %d imports", readings.Load(), tornRounds-1)
	sound(t, server)
}
