package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// inconsistent are ecosystems that cannot be stored, with what the refusal must name.
var inconsistent = []struct {
	name  string
	spoil func(*network.Picture)
	says  []string
}{
	{"unknown start of a tie", func(p *network.Picture) { p.Collaborations[1].From = "nobody" }, []string{"collaborations.csv:3", "nobody", "actor"}},
	{"unknown end of a tie", func(p *network.Picture) { p.Collaborations[0].To = "nobody" }, []string{"collaborations.csv:2", "nobody", "actor"}},
	{"unknown actor of a participation", func(p *network.Picture) { p.Participations[1].Actor = "nobody" }, []string{"participations.csv:3", "nobody", "actor"}},
	{"unknown activity", func(p *network.Picture) { p.Participations[0].Activity = "nothing" }, []string{"participations.csv:2", "nothing", "activity"}},
	{"an activity where an actor should be", func(p *network.Picture) { p.Participations[0].Actor = "p1" }, []string{"participations.csv:2", "actor p1"}},
	{"actor given twice", func(p *network.Picture) { p.Actors[2].ID = "espoo" }, []string{"actors.csv:4", "actors.csv:2", "espoo"}},
	{"activity given twice", func(p *network.Picture) { p.Activities = append(p.Activities, p.Activities[0]) }, []string{"projects.csv:2", "p1"}},
	{"actor without id", func(p *network.Picture) { p.Actors[0].ID = "" }, []string{"actors.csv:2", "id"}},
	{"weight below zero", func(p *network.Picture) { p.Collaborations[0].Weight = -1 }, []string{"collaborations.csv:2", "-1", "weight"}},
	{"weight not a number", func(p *network.Picture) { p.Collaborations[0].Weight = math.NaN() }, []string{"collaborations.csv:2", "NaN", "weight"}},
	{"weight not finite", func(p *network.Picture) { p.Collaborations[0].Weight = math.Inf(1) }, []string{"collaborations.csv:2", "Inf", "weight"}},
	{"confidence above one", func(p *network.Picture) { p.Collaborations[1].Confidence = 1.5 }, []string{"collaborations.csv:3", "1.5", "confidence"}},
	{"amount not finite", func(p *network.Picture) { p.Participations[0].Funding.Value = math.Inf(-1) }, []string{"participations.csv:2", "Inf", "amount"}},
	{"text not UTF-8", func(p *network.Picture) { p.Actors[1].Attributes["region"] = "H\xe4me" }, []string{"actors.csv:3", "sitra", "UTF-8"}},
}

var refusalPromises = []promise{
	{"an inconsistent picture is refused whole, by record and place", func(k kept) {
		for _, c := range inconsistent {
			p := ecosystem()
			c.spoil(&p)
			err := k.refuses("n", p, fault.BadInput)
			for _, part := range c.says {
				if !strings.Contains(err.Error(), part) {
					k.Errorf("%s: the refusal does not name %q: %v", c.name, part, err)
				}
			}
			if problems, total := fault.ProblemsOf(err); len(problems) != 1 || total != 1 || problems[0].Line == 0 || !problems[0].Fatal {
				k.Errorf("%s: problems are %+v of %d, want the one with its line, fatal", c.name, problems, total)
			}
		}
	}},
	{"a refused import leaves nothing behind", func(k kept) {
		for _, c := range inconsistent {
			p := ecosystem()
			c.spoil(&p)
			k.refuses("new", p, fault.BadInput)
			k.missing("new")
		}
		k.imports("old", ecosystem())
		before := k.network("old")
		for _, c := range inconsistent {
			p := ecosystem()
			p.Actors[0].Name, p.Actors = "changed", append(slices.Clone(p.Actors), network.Actor{ID: "more"})
			c.spoil(&p)
			k.refuses("old", p, fault.BadInput)
		}
		if after := k.network("old"); after != before {
			k.Errorf("network was %+v and is %+v", before, after)
		}
		k.holds("old", store.Latest, ecosystem())
		k.importsNothing("old", ecosystem())
	}},
	{"many problems are counted and the first hundred listed", func(k kept) {
		var p network.Picture
		for i := range 250 {
			p.Collaborations = append(p.Collaborations, network.Collaboration{
				From: "a", To: "a", Weight: 1, Confidence: 1, Source: network.Source{File: "c.csv", Line: i + 2},
			})
		}
		problems, total := fault.ProblemsOf(k.refuses("n", p, fault.BadInput))
		if len(problems) != 100 || total != 250 {
			k.Fatalf("%d problems listed of %d, want 100 of 250", len(problems), total)
		}
		for i, one := range problems {
			if one.Line != i+2 {
				k.Fatalf("problem %d is of line %d, want the order of the picture", i, one.Line)
			}
		}
	}},
	{"actors and activities already in the network may be named by a later import", func(k kept) {
		k.imports("n", ecosystem())
		later := network.Picture{
			Actors:         actorsOnly("new").Actors,
			Collaborations: []network.Collaboration{tie("new", "espoo"), tie("thl", "sitra")},
			Participations: []network.Participation{{Actor: "thl", Activity: "p1", Role: "developer"}},
		}
		rev := k.imports("n", later)
		if want := (network.Counts{Actors: 1, Collaborations: 2, Participations: 1}); rev.Added != want {
			k.Errorf("added %+v, want %+v", rev.Added, want)
		}
		k.importsNothing("n", later)
	}},
	{"actors that a revert took away may not be named", func(k kept) {
		k.imports("n", ecosystem())
		if _, err := k.Revert(k.Context(), "n", 0, change); err != nil {
			k.Fatal(err)
		}
		err := k.refuses("n", network.Picture{Collaborations: []network.Collaboration{tie("espoo", "thl")}}, fault.BadInput)
		if !strings.Contains(fmt.Sprint(err), "espoo") {
			k.Errorf("the refusal does not name the actor: %v", err)
		}
	}},
}
