package app_test

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// Two triangles joined by one tie, a pair, and an actor alone: two communities, and three actors in none.
const circles = "source,target\na,b\nb,c\na,c\nd,e\ne,f\nd,f\nc,d\ng,h\n"

// written makes a folder with these files.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestMapWithoutSilos(t *testing.T) {
	a := app.New(app.Options{Version: "test"})
	src := app.Files(written(t, map[string]string{
		"actors.csv": "id,name\na,A\nb,B\nc,C\nd,D\ne,E\nf,F\ng,G\nh,H\ni,I\n", "collaborations.csv": circles,
	}))
	ask := func(t *testing.T, r app.MapRequest) *app.MapResult {
		t.Helper()
		r.Source = src
		m, err := a.Map(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	t.Run("communities, by size, then those in none", func(t *testing.T) {
		m := ask(t, app.MapRequest{})
		if m.Grouping != app.ByCommunities || len(m.Silos) != 3 {
			t.Fatalf("grouping %s with %d bubbles; want communities with 3", m.Grouping, len(m.Silos))
		}
		for i, want := range []struct {
			name   string
			actors int
			inside app.Number
		}{{"1", 3, 3}, {"2", 3, 3}, {"", 3, 0}} {
			if b := m.Silos[i]; b.Name != want.name || b.Actors != want.actors || b.Inside != want.inside {
				t.Errorf("bubble %d is %+v; want %+v", i, b, want)
			}
		}
		if want := []int32{0, 0, 0, 1, 1, 1, 2, 2, 2}; !slices.Equal(m.Actors.Silo, want) {
			t.Errorf("actors are in %v; want %v", m.Actors.Silo, want)
		}
		if len(m.SiloTies) != 1 || m.SiloTies[0].Ties != 1 || m.SiloTies[0].Expected.Defined() {
			t.Errorf("ties between communities %+v; want the one, without an expectation", m.SiloTies)
		}
	})
	t.Run("plain: every actor has a place and no bubble", func(t *testing.T) {
		m := ask(t, app.MapRequest{Group: app.Plain})
		if m.Grouping != app.Plain || len(m.Silos) != 0 || len(m.Actors.X) != 9 || m.Actors.Silo[0] != -1 {
			t.Errorf("grouping %s, %d bubbles, %d places, first actor in %d; want plain, 0, 9, -1", m.Grouping, len(m.Silos), len(m.Actors.X), m.Actors.Silo[0])
		}
	})
	t.Run("without places and ties: the same bubbles and degrees", func(t *testing.T) {
		m := ask(t, app.MapRequest{Unplaced: true, Untied: true})
		if len(m.Silos) != 3 || m.Silos[2].Actors != 3 || len(m.Actors.X) != 0 || len(m.Ties.Source) != 0 || m.Actors.Degree[2] != 3 {
			t.Errorf("%+v; want 3 bubbles, no places, no ties, degree 3 of the third", m)
		}
	})
	t.Run("a silo and a group contradict each other", func(t *testing.T) {
		_, err := a.Map(t.Context(), app.MapRequest{Source: src, Silo: "x", Group: app.Plain})
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("error is %v; want invalid", err)
		}
	})
}

// Four triangles in a ring: the ties between communities come by their places, whatever order they were counted in.
func TestMapOfCommunitiesIsInOrder(t *testing.T) {
	var ties strings.Builder
	ties.WriteString("source,target\n")
	for i := range 4 {
		fmt.Fprintf(&ties, "a%[1]d,b%[1]d\nb%[1]d,c%[1]d\na%[1]d,c%[1]d\nc%[1]d,a%[2]d\n", i, (i+1)%4)
	}
	src := app.Files(written(t, map[string]string{"collaborations.csv": ties.String()}))
	for range 5 {
		m, err := app.New(app.Options{Version: "test"}).Map(t.Context(), app.MapRequest{Source: src, Unplaced: true})
		if err != nil {
			t.Fatal(err)
		}
		if m.Pairs != 4 || len(m.SiloTies) != 4 || !slices.IsSortedFunc(m.SiloTies, func(s, t app.SiloTie) int { return cmp.Or(cmp.Compare(s.A, t.A), cmp.Compare(s.B, t.B)) }) {
			t.Fatalf("%d of %d ties between communities: %+v; want four in order", len(m.SiloTies), m.Pairs, m.SiloTies)
		}
	}
}

func TestMapWithoutTiesIsPlain(t *testing.T) {
	src := app.Files(written(t, map[string]string{"actors.csv": "id,name\na,A\nb,B\n"}))
	m, err := app.New(app.Options{Version: "test"}).Map(t.Context(), app.MapRequest{Source: src})
	if err != nil || m.Grouping != app.Plain || len(m.Actors.X) != 2 {
		t.Fatalf("map is %+v, %v; want plain with two places", m, err)
	}
}

// Ten newcomers join the demo network: drawn like the map before, nobody who was there goes far.
func TestMapLikeAnEarlierRevision(t *testing.T) {
	a := withDemo(t)
	ask := func(t *testing.T, r app.MapRequest) *app.MapResult {
		t.Helper()
		r.Source, r.Untied = app.Stored("demo"), true
		m, err := a.Map(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	actors := ask(t, app.MapRequest{}).Actors
	var people, ties strings.Builder
	people.WriteString("id,name\n")
	ties.WriteString("source,target\n")
	for i := range 10 {
		fmt.Fprintf(&people, "AAA-%d,Newcomer %d\n%s,%q\n", i, i, actors.ID[29*i], actors.Name[29*i])
		fmt.Fprintf(&ties, "AAA-%d,%s\n", i, actors.ID[29*i])
	}
	_, err := a.Import(t.Context(), app.ImportRequest{
		Network: "demo", By: "test", Paths: []string{written(t, map[string]string{"actors.csv": people.String(), "collaborations.csv": ties.String()})},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]app.MapRequest{"communities": {}, "plain": {Group: app.Plain}, "silos": {Silo: "silo_sector"}} {
		t.Run(name, func(t *testing.T) {
			before := r
			before.Query.Revision = 1
			like := r
			like.Like = 1
			old, own, warm := ask(t, before), ask(t, r), ask(t, like)
			if len(warm.Actors.X) != len(old.Actors.X)+10 {
				t.Fatalf("%d places, %d before ten newcomers", len(warm.Actors.X), len(old.Actors.X))
			}
			moved, alone := movedOnMap(old, warm), movedOnMap(old, own)
			t.Logf("moved %.2f, %.2f when drawn for itself", moved, alone)
			if moved > alone/2 {
				t.Errorf("actors moved %.2f on average, %.2f when drawn for itself", moved, alone)
			}
			if warm.Run.Parameters["like"] != "1" || own.Run.Parameters["like"] != "" {
				t.Errorf("the records say %v and %v", warm.Run.Parameters, own.Run.Parameters)
			}
		})
	}
	if _, err := a.Map(t.Context(), app.MapRequest{Source: app.Stored("demo"), Like: 9}); fault.CodeOf(err) != fault.NotFound && fault.CodeOf(err) != fault.Invalid {
		t.Errorf("like a revision to come: error %v", err)
	}
}

// movedOnMap returns how far actors of both maps moved on average.
func movedOnMap(old, now *app.MapResult) float64 {
	var sum, count float64
	for i, id := range now.Actors.ID {
		if k, ok := slices.BinarySearch(old.Actors.ID, id); ok {
			sum += math.Hypot(float64(now.Actors.X[i]-old.Actors.X[k]), float64(now.Actors.Y[i]-old.Actors.Y[k]))
			count++
		}
	}
	return sum / count
}
