package neo4j_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store/neo4j"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// importLoop, when set, makes the test binary a program that imports into the database that it names until it is killed.
const importLoop = "SILLAT_TEST_IMPORT_LOOP"

// importForEver makes revision after revision and says on standard output when it begins one and when one is stored.
func importForEver(uri string) error {
	ctx := context.Background()
	s, err := neo4j.OpenShort(ctx, uri)
	if err != nil {
		return err
	}
	revision := 0
	if n, err := s.Network(ctx, "n"); err == nil {
		revision = n.Revision
	}
	for {
		revision++
		fmt.Println("begin", revision)
		p := roundOf(revision)
		if _, _, err := s.Import(ctx, "n", &p, network.Change{Message: fmt.Sprint("round ", revision)}); err != nil {
			return err
		}
		fmt.Println("stored", revision)
	}
}

const roundActors = 150

// roundOf is the picture that leads to a revision: every record of the round before changes, and one tie is new.
func roundOf(revision int) (p network.Picture) {
	id := func(i int) string { return fmt.Sprintf("a%05d", i) }
	p.Activities = []network.Activity{{ID: "p", Title: fmt.Sprint(revision)}}
	for i := range roundActors {
		p.Actors = append(p.Actors, network.Actor{ID: id(i), Name: id(i), Attributes: map[string]string{"round": fmt.Sprint(revision)}})
		p.Participations = append(p.Participations, network.Participation{Actor: id(i), Activity: "p", End: network.Date(revision)})
	}
	for i := range roundActors - 1 {
		p.Collaborations = append(p.Collaborations, network.Collaboration{From: id(i), To: id(i + 1), Weight: float64(revision), Confidence: 1})
	}
	last := id(roundActors - 1)
	p.Collaborations = append(p.Collaborations, network.Collaboration{From: last, To: last, Type: fmt.Sprintf("round %06d", revision), Weight: 1, Confidence: 1})
	return p
}

// stateAfter is what the network holds at a revision: the last round and the new ties of those before.
func stateAfter(revision int) network.Picture {
	p := roundOf(revision)
	p.Collaborations = p.Collaborations[:roundActors-1]
	for r := 1; r <= revision; r++ {
		p.Collaborations = append(p.Collaborations, roundOf(r).Collaborations[roundActors-1])
	}
	return p
}

func TestAKilledImportLeavesTheLastRevisionAndIsClearedUpAtTheNextStart(t *testing.T) {
	const kills = 8
	server := neo4jtest.Start(t)
	server.Empty(t)
	r := rand.New(rand.NewPCG(9, 9))
	stored, midway, round := 0, 0, 200*time.Millisecond
	for kill := range kills {
		begun, acknowledged := killAtRandom(t, server, r, &round)
		stored = max(stored, acknowledged)
		if begun > acknowledged {
			midway++
		}
		s := opened(t)(neo4j.OpenShort(t.Context(), server.URI()))
		last := checkAfterKill(t, s, stored)
		if last > max(stored, begun) {
			t.Fatalf("kill %d: revision %d is there, but only %d was begun", kill, last, begun)
		}
		sound(t, server) // once the dead lease has lapsed, the open store has cleared up
		if again := checkAfterKill(t, s, stored); again != last {
			t.Fatalf("kill %d: clearing up led from revision %d to %d", kill, last, again)
		}
		stored = last
	}
	if midway < kills/2 {
		t.Errorf("only %d of %d kills came during an import; the test does not test what it says", midway, kills)
	}
	if stored < kills/4 {
		t.Errorf("only %d revisions were stored in %d runs; the test does not test that they stay", stored, kills)
	}
	t.Logf("%d kills, %d of them during an import, %d revisions stored", kills, midway, stored)
}

// killAtRandom starts the import loop and kills it at a random moment of its first or second import. round is how long an import
// takes, as last seen. It returns the last revision that was begun and the last that was acknowledged; 0 for none.
func killAtRandom(t *testing.T, server *neo4jtest.Server, r *rand.Rand, round *time.Duration) (begun, acknowledged int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), importLoop+"="+server.URI())
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	importsToKill, share := 1+r.IntN(2), r.Float64()
	var began time.Time
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var word string
		var revision int
		if _, err := fmt.Sscan(lines.Text(), &word, &revision); err != nil {
			t.Fatalf("the import loop said %q: %v", lines.Text(), err)
		}
		if word == "stored" {
			acknowledged, *round = revision, time.Since(began)
			continue
		}
		begun, began = revision, time.Now()
		if importsToKill--; importsToKill == 0 {
			time.AfterFunc(time.Duration(share*float64(*round)), func() {
				if err := child.Process.Kill(); err != nil { // SIGKILL: no handler runs, nothing is given back
					t.Errorf("kill: %v", err)
				}
			})
		}
	}
	var exit *exec.ExitError
	if err := child.Wait(); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the import loop ended by itself: %v; want it killed", err)
	}
	return begun, acknowledged
}

// checkAfterKill checks that what was acknowledged is there and that nothing half is. It returns the newest revision.
func checkAfterKill(t *testing.T, s *neo4j.Store, acknowledged int) int {
	t.Helper()
	n, err := s.Network(t.Context(), "n")
	if fault.CodeOf(err) == fault.NotFound && acknowledged == 0 {
		return 0
	}
	if err != nil {
		t.Fatalf("%v; revision %d was acknowledged", err, acknowledged)
	}
	newest := n.Revision
	if newest < acknowledged || newest > acknowledged+1 {
		t.Fatalf("the newest revision is %d; want %d, which was acknowledged, or the one after", newest, acknowledged)
	}
	for revision := max(1, newest-1); revision <= newest; revision++ {
		var c network.Collector
		if _, err := s.Read(t.Context(), "n", revision, &c); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(stateAfter(revision), c.Picture, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("revision %d of %d is not whole (- want, + got):\n%.2000s", revision, newest, diff)
		}
	}
	return newest
}
