package neo4j

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/network"
)

const (
	lookActors = 200
	lookTies   = 5 // of each actor but the last with the next one
	lookRounds = 8
)

func lookID(i int) string { return fmt.Sprintf("a%06d", i) }

// lookAt is a picture whose actors and ties all say the round.
func lookAt(round int) (p network.Picture) {
	for i := range lookActors {
		p.Actors = append(p.Actors, network.Actor{ID: lookID(i), Name: fmt.Sprint(round), Attributes: map[string]string{fmt.Sprint("in ", round%2): "x"}})
	}
	for i := range lookActors - 1 {
		for kind := range lookTies {
			p.Collaborations = append(p.Collaborations, network.Collaboration{
				From: lookID(i), To: lookID(i + 1), Type: fmt.Sprint(kind), Weight: float64(round), Confidence: 1,
			})
		}
	}
	return p
}

// TestOneLookMissesNothingThatIsMovedAside reads a little as often as it can while a whole revision is moved aside in few large
// transactions, which is when a reader is most likely to meet the end of one before its beginning. It looks once where a walk would look
// again, so that the order of transactions alone must keep it right. When each move is one transaction, some looks in ten thousand fail.
func TestOneLookMissesNothingThatIsMovedAside(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	s, err := Open(t.Context(), server.URI())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	imports := func(round int) {
		p := lookAt(round)
		if rev, _, err := s.Import(t.Context(), "n", &p, network.Change{}); err != nil || rev.Number != round {
			t.Errorf("round %d made revision %d, error %v", round, rev.Number, err)
		}
	}
	imports(1)
	begun, err := s.setOut(t.Context(), "n")
	if err != nil {
		t.Fatal(err)
	}
	var over atomic.Bool
	var looks, newest atomic.Int64
	newest.Store(1)
	var readers sync.WaitGroup
	for reader := range 4 {
		readers.Go(func() {
			for i := reader; !over.Load() && !t.Failed(); i = (i + 37) % (lookActors - 1) {
				w := *begun
				w.revision = int(newest.Load()) // the one that is about to be replaced
				var err error
				if reader == 0 {
					err = w.looksAtActors(t.Context())
				} else {
					err = w.looksAtTies(t.Context(), i)
				}
				if err != nil {
					t.Errorf("after %d looks: %v", looks.Load(), err)
				}
				looks.Add(1)
			}
		})
	}
	for round := 2; round <= lookRounds && !t.Failed(); round++ {
		imports(round)
		newest.Store(int64(round))
	}
	over.Store(true)
	readers.Wait()
	t.Logf("%d looks", looks.Load())
}

func (w *walk) looksAtTies(ctx context.Context, i int) error {
	var list []linkVersion
	err := w.store.read(ctx, func(tx transaction) (err error) {
		list, _, err = w.look(tx, collaborationKind, []string{lookID(i)}, false, true)
		return err
	})
	if err != nil {
		return err
	}
	for kind, l := range list {
		if l.to != lookID(i+1) || l.word != fmt.Sprint(kind) || l.weight != float64(w.revision) {
			return fmt.Errorf("actor %d has %+v at revision %d", i, l, w.revision)
		}
	}
	if len(list) != lookTies {
		return fmt.Errorf("actor %d has %d ties at revision %d, want %d", i, len(list), w.revision, lookTies)
	}
	return nil
}

func (w *walk) looksAtActors(ctx context.Context) error {
	list, _, err := w.store.readEntities(ctx, actorKind, w.network.Name, w.revision)
	if err != nil {
		return err
	}
	for i, e := range list {
		_, says := e.attributes[fmt.Sprint("in ", w.revision%2)]
		if e.id != lookID(i) || e.name != fmt.Sprint(w.revision) || !says || len(e.attributes) != 1 {
			return fmt.Errorf("actor %d reads as %+v at revision %d", i, e, w.revision)
		}
	}
	if len(list) != lookActors {
		return fmt.Errorf("%d actors at revision %d, want %d", len(list), w.revision, lookActors)
	}
	return nil
}
