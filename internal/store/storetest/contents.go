package storetest

import (
	"math"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// strange are texts that a careless store would mangle, run or take for something else, in the order of their bytes.
var strange = func() []string {
	list := []string{
		" leading and trailing ", "\t", "line\nbreak\r\n", `"`, "'", "''", "`", `\`, `\u0041`, "%s%d", "?", "$1", ":name", "{}", "[1]", "null", "NULL",
		"true", "0", "007", "1e3", "-1", "9007199254740993", "<b>&amp;</b>", "name", "id", "added", "removed", "_labels", "a.b", "a;b",
		"Robert'); DROP TABLE actors;--", `x" OR 1=1 --`, "`}) DETACH DELETE n //", "MATCH (n) DETACH DELETE n", "$props", "日本語", "Åbo Akademi",
		"A\u030abo", "ÄÖÅ äöå ß ı", "\u200f\u202e", "👩‍👩‍👧", "\U0001d11e", "\ufeff", "\ufffd", strings.Repeat("pitkä ", 2000),
	}
	slices.Sort(list)
	return list
}()

var contentPromises = []promise{
	{"any text comes back as it was, as id, name, type, role, attribute or file", func(k kept) {
		var p network.Picture
		for i, s := range strange {
			attributes := map[string]string{s: "value", "key": s}
			from := network.Source{File: s, Line: i + 1}
			p.Actors = append(p.Actors, network.Actor{ID: s, Name: s, Attributes: attributes, Source: from})
			p.Activities = append(p.Activities, network.Activity{ID: s, Title: s, Attributes: attributes, Source: from})
			p.Collaborations = append(p.Collaborations, network.Collaboration{
				From: s, To: s, Type: s, Directed: true, Weight: 1, Confidence: 1, Source: from,
			})
			p.Participations = append(p.Participations, network.Participation{Actor: s, Activity: s, Role: s, Source: from})
		}
		k.imports("n", p)
		k.holds("n", store.Latest, p)
		k.importsNothing("n", p)
		if _, _, err := k.Import(k.Context(), "n", &network.Picture{Actors: actorsOnly("!").Actors}, network.Change{By: strange[9], Message: strange[20]}); err != nil {
			k.Fatal(err)
		}
		if rev := k.revisions("n")[1]; rev.By != strange[9] || rev.Message != strange[20] {
			k.Errorf("revision is by %q: %q; want %q: %q", rev.By, rev.Message, strange[9], strange[20])
		}
		if _, err := k.Erase(k.Context(), "n", strange[len(strange)/2], change); err != nil {
			k.Errorf("erase %q: %v", strange[len(strange)/2], err)
		}
	}},
	{"weights, confidences and amounts come back to the last bit", func(k kept) {
		p := actorsOnly("a", "b")
		p.Activities = []network.Activity{{ID: "p", Title: "P"}}
		for i, x := range []float64{
			0, 1, 0.1, 1.0 / 3, math.Pi, 1e-300, math.SmallestNonzeroFloat64, math.MaxFloat64, 1 << 53, 1<<53 + 2, 1e15 + 0.3, 123456789.987654321,
		} {
			c := tie("a", "b")
			c.Start, c.Weight, c.Confidence = network.NewDate(2000, 1, 1+i), x, min(x, 1/(1+x))
			p.Collaborations = append(p.Collaborations, c)
			for side, value := range []float64{x, -x} {
				p.Participations = append(p.Participations, network.Participation{
					Actor: "a", Activity: "p", Start: network.NewDate(2000, 1, 1+2*i+side), Funding: network.Amount{Value: value, Known: true},
				})
			}
		}
		k.imports("n", p)
		k.holds("n", store.Latest, p)
		k.importsNothing("n", p)
	}},
	{"dates come back on every kind of record, also the first and the last", func(k kept) {
		first, last := network.NewDate(1, 1, 1), network.NewDate(9999, 12, 31)
		p := actorsOnly("a", "b")
		p.Actors[0].Start, p.Actors[0].End, p.Actors[1].End = first, last, last
		p.Activities = []network.Activity{{ID: "p", Title: "P", Start: first, End: last}, {ID: "q", Title: "Q", Start: last}}
		for _, c := range [][2]network.Date{{0, first}, {first, 0}, {last, last}} {
			t := tie("a", "b")
			t.Start, t.End = c[0], c[1]
			p.Collaborations = append(p.Collaborations, t)
			p.Participations = append(p.Participations, network.Participation{Actor: "b", Activity: "q", Start: c[0], End: c[1]})
		}
		k.imports("n", p)
		k.holds("n", store.Latest, p)
	}},
	{"where a record came from comes back, also when it is not known", func(k kept) {
		p := ecosystem()
		p.Actors[0].Source = network.Source{}
		p.Activities[0].Source = network.Source{File: "api client 7"}
		p.Collaborations[0].Source = network.Source{Line: 12}
		p.Participations[0].Source = network.Source{File: "data/sub folder/ä.csv.gz", Line: math.MaxInt32}
		k.imports("n", p)
		k.holds("n", store.Latest, p)
	}},
	{"a changed record comes from where it was changed", func(k kept) {
		k.imports("n", ecosystem())
		p := ecosystem()
		p.Actors[0].Name, p.Actors[0].Source = "Esbo", network.Source{File: "second.csv", Line: 77}
		k.imports("n", p)
		k.holds("n", 1, ecosystem())
		k.holds("n", 2, p)
	}},
}
