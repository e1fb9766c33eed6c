package app_test

import (
	"os"
	"path/filepath"
	"slices"
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

func TestMapWithoutTiesIsPlain(t *testing.T) {
	src := app.Files(written(t, map[string]string{"actors.csv": "id,name\na,A\nb,B\n"}))
	m, err := app.New(app.Options{Version: "test"}).Map(t.Context(), app.MapRequest{Source: src})
	if err != nil || m.Grouping != app.Plain || len(m.Actors.X) != 2 {
		t.Fatalf("map is %+v, %v; want plain with two places", m, err)
	}
}
