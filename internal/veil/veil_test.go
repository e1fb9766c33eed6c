package veil_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/network"
)

func person(id, name, organisation string, more ...string) network.Actor {
	a := network.Actor{ID: id, Name: name, Attributes: map[string]string{"kind": "Person", "organisation": organisation}, Source: network.Source{File: "f", Line: 3}}
	for i := 0; i < len(more); i += 2 {
		a.Attributes[more[i]] = more[i+1]
	}
	return a
}

// office is an organisation with six persons, one of whom is alone in a region.
func office() *network.Picture {
	p := &network.Picture{
		Actors: []network.Actor{{ID: "o", Name: "Office", Attributes: map[string]string{"kind": "municipality", "contact": "Person 1", "region": "north"}}},
		Activities: []network.Activity{
			{ID: "x", Title: "Project of Person 1", Attributes: map[string]string{"lead": "p1", "theme": "water"}, Source: network.Source{File: "f", Line: 1}},
		},
	}
	for i := range 6 {
		region := "south"
		if i == 5 {
			region = "island"
		}
		id := fmt.Sprintf("p%d", i)
		p.Actors = append(p.Actors, person(id, fmt.Sprintf("Person %d", i), "o", "region", region, "email", id+"@o.example", "age", "40"))
		p.Collaborations = append(p.Collaborations, network.Collaboration{From: "o", To: id, Weight: 1, Confidence: 1, Source: network.Source{File: "f", Line: 9}})
		p.Participations = append(p.Participations, network.Participation{Actor: id, Activity: "x", Funding: network.Amount{Value: 7, Known: true}})
	}
	return p
}

func see(t *testing.T, v *veil.Veil, p *network.Picture) network.Picture {
	t.Helper()
	var c network.Collector
	if err := v.Over(p.Walk, &c); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(c.Picture.Actors, func(a, b network.Actor) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("actors do not come by id")
	}
	for _, x := range c.Picture.Collaborations {
		if !x.Directed && x.From > x.To {
			t.Errorf("an undirected tie comes from %s to %s", x.From, x.To)
		}
	}
	if len(c.Picture.Actors) != len(p.Actors) || len(c.Picture.Collaborations) != len(p.Collaborations) || len(c.Picture.Participations) != len(p.Participations) {
		t.Error("records are missing: figures would differ from those of who sees everything")
	}
	return c.Picture
}

func text(p network.Picture) string { return fmt.Sprintf("%+v", p) }

func TestPersonsStandForTheirOrganisation(t *testing.T) {
	v := &veil.Veil{Persons: true, Smallest: 5, Secret: []byte("s")}
	got := see(t, v, office())
	for _, told := range []string{"Person 1", "p1", "p5", "example", "island", "age", "Line:3", "Value:7"} {
		if told != "Value:7" && strings.Contains(strings.ReplaceAll(text(got), "Project of Person 1", ""), told) || told == "Value:7" && strings.Contains(text(got), told) {
			t.Errorf("a viewer is told %q", told)
		}
	}
	hidden := 0
	for _, a := range got.Actors {
		if !strings.HasPrefix(a.ID, "person-") {
			if a.ID != "o" || a.Name != "Office" || a.Attributes["region"] != "north" || a.Attributes["contact"] != "" {
				t.Errorf("the organisation reads %+v", a)
			}
			continue
		}
		hidden++
		if a.Name != "Office" || a.Attributes["kind"] != "Person" {
			t.Errorf("a person reads %+v; want the organisation's name", a)
		}
	}
	if hidden != 6 {
		t.Errorf("%d persons are hidden", hidden)
	}
	if again := see(t, v, office()); text(again) != text(got) {
		t.Error("the same network reads otherwise the next time")
	}
	other := *v
	other.Secret = []byte("t")
	if text(see(t, &other, office())) == text(got) || other.Key() == v.Key() {
		t.Error("another secret gives the same pseudonyms")
	}
}

func TestConsentDecidesBeforeTheOwner(t *testing.T) {
	p := &network.Picture{Actors: []network.Actor{
		person("a", "Agreed", "o", "consent", "yes"), person("b", "Unasked", "o"), person("c", "Refused", "o", "consent", "ei"),
	}}
	for _, c := range []struct {
		name  string
		veil  veil.Veil
		named string
	}{
		{"closed: who agreed", veil.Veil{Persons: true}, "Agreed"},
		{"opened: all but who refused", veil.Veil{Persons: true, Opened: true}, "Agreed Unasked"},
		{"a nameless link: nobody", veil.Veil{Persons: true, Opened: true, Nameless: true}, ""},
		{"no veil: all", veil.Veil{}, "Agreed Unasked Refused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var named []string
			for _, a := range see(t, &c.veil, p).Actors {
				if slices.Contains([]string{"Agreed", "Unasked", "Refused"}, a.Name) {
					named = append(named, a.Name)
				}
			}
			want := strings.Fields(c.named)
			slices.Sort(named)
			slices.Sort(want)
			if !slices.Equal(named, want) {
				t.Errorf("named are %v; want %v", named, want)
			}
		})
	}
}

func TestNamelessTellsNoNames(t *testing.T) {
	got := text(see(t, &veil.Veil{Nameless: true, Smallest: 5, Secret: []byte("s")}, office()))
	for _, told := range []string{"Office", "Person 1", "Project", "water", "example", "Line:1", "Value:7", "north"} {
		if strings.Contains(got, told) {
			t.Errorf("a nameless reader is told %q", told)
		}
	}
	if !strings.Contains(got, "south") {
		t.Error("a value that five share is left out")
	}
}

func TestWhatTheOwnerShows(t *testing.T) {
	got := see(t, &veil.Veil{Persons: true, Smallest: 2, Shown: []string{"age"}, Secret: []byte("s")}, office())
	for _, a := range got.Actors {
		if strings.HasPrefix(a.ID, "person-") && (a.Attributes["age"] != "40" || a.Attributes["region"] != "") {
			t.Errorf("a person reads %+v; want age and nothing else", a.Attributes)
		}
	}
}
