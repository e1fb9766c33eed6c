package storetest

import (
	"fmt"

	"github.com/sillat/sillat/pkg/network"
)

// ecosystem is a picture with one of everything, in the order in which a store reads it back.
func ecosystem() network.Picture {
	from := func(file string, line int) network.Source { return network.Source{File: file, Line: line} }
	return network.Picture{
		Actors: []network.Actor{
			{
				ID: "espoo", Name: "Espoon kaupunki", Attributes: map[string]string{"kind": "municipality", "region": "Uusimaa"},
				Source: from("actors.csv", 2),
			},
			{
				ID: "sitra", Name: "Sitra", Attributes: map[string]string{"kind": "foundation", "themes": "health;youth"},
				Start: network.NewDate(1967, 6, 5), Source: from("actors.csv", 3),
			},
			{ID: "thl", Name: "THL", Start: network.NewDate(2009, 1, 1), End: network.NewDate(2030, 12, 31), Source: from("actors.csv", 4)},
		},
		Activities: []network.Activity{
			{
				ID: "p1", Title: "Nuorten silta", Attributes: map[string]string{"programme": "ESR+"},
				Start: network.NewDate(2021, 1, 1), End: network.NewDate(2023, 6, 30), Source: from("projects.csv", 2),
			},
		},
		Collaborations: []network.Collaboration{
			{
				From: "espoo", To: "sitra", Type: "pilot", Weight: 2, Confidence: 0.75,
				Start: network.NewDate(2022, 2, 1), End: network.NewDate(2022, 2, 28), Source: from("collaborations.csv", 2),
			},
			{From: "thl", To: "sitra", Type: "advises", Directed: true, Weight: 1, Confidence: 1, Source: from("collaborations.csv", 3)},
		},
		Participations: []network.Participation{
			{
				Actor: "espoo", Activity: "p1", Role: "adopter", Funding: network.Amount{Value: 12_500.5, Known: true},
				Start: network.NewDate(2021, 3, 1), End: network.NewDate(2022, 12, 31), Source: from("participations.csv", 2),
			},
			{Actor: "sitra", Activity: "p1", Role: "funder", Source: from("participations.csv", 3)},
		},
	}
}

// actorsOnly is a picture of actors that have only an id and a name.
func actorsOnly(ids ...string) (p network.Picture) {
	for _, id := range ids {
		p.Actors = append(p.Actors, network.Actor{ID: id, Name: id})
	}
	return p
}

// tie is an undirected collaboration of weight 1.
func tie(from, to string) network.Collaboration {
	return network.Collaboration{From: from, To: to, Weight: 1, Confidence: 1}
}

// crowd is a picture of n actors in a line; round is what every actor and tie says, so that two rounds differ in all.
func crowd(n, round int) (p network.Picture) {
	id := func(i int) string { return fmt.Sprintf("a%06d", i) }
	for i := range n {
		p.Actors = append(p.Actors, network.Actor{ID: id(i), Name: fmt.Sprint("round ", round)})
	}
	for i := range n - 1 {
		p.Collaborations = append(p.Collaborations, network.Collaboration{From: id(i), To: id(i + 1), Weight: float64(round), Confidence: 1})
	}
	return p
}
