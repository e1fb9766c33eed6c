package projection_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/network"
)

// TestRecordOrderDoesNotShow builds a random network twice, the second time from the same records in another order and with all
// kinds mixed, and wants the same graph bit for bit.
func TestRecordOrderDoesNotShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPicture(t)
		s := projection.Selectors{
			Projection: rapid.SampledFrom([]string{"", "count", "pairs"}).Draw(t, "projection"),
			Directed:   rapid.SampledFrom([]string{"", "no"}).Draw(t, "directed"),
			From:       network.Date(rapid.Int32Range(0, 4).Draw(t, "from")),
		}
		first, err := projection.Build(t.Context(), p.Walk, s)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		second, err := projection.Build(t.Context(), func(v network.Visitor) error { return walkShuffled(p, v, r) }, s)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := describe(first), describe(second); a != b {
			t.Fatalf("one order gives\n%s\nanother\n%s", a, b)
		}
		third, err := projection.Build(t.Context(), func(v network.Visitor) error { return walkByPlaces(p, v) }, s)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := describe(first), describe(third); a != b {
			t.Fatalf("by ids of actors\n%s\nby their places\n%s", a, b)
		}
	})
}

func drawPicture(t *rapid.T) *network.Picture {
	p := &network.Picture{}
	n := rapid.IntRange(1, 7).Draw(t, "actors")
	for i := range n {
		p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprint("a", i), Attributes: map[string]string{"sector": fmt.Sprint(i % 3), "tag": fmt.Sprint(i % 2)}})
	}
	actor := rapid.Custom(func(t *rapid.T) string { return fmt.Sprint("a", rapid.IntRange(0, n-1).Draw(t, "actor")) })
	when := rapid.Custom(func(t *rapid.T) network.Date { return network.Date(rapid.Int32Range(0, 5).Draw(t, "date")) })
	for i := range rapid.IntRange(0, 4).Draw(t, "activities") {
		id := fmt.Sprint("x", i)
		p.Activities = append(p.Activities, network.Activity{ID: id, End: when.Draw(t, "end")})
		for range rapid.IntRange(0, 6).Draw(t, "participations") {
			p.Participations = append(p.Participations, network.Participation{Actor: actor.Draw(t, "who"), Activity: id, End: when.Draw(t, "end")})
		}
	}
	for range rapid.IntRange(0, 8).Draw(t, "collaborations") {
		p.Collaborations = append(p.Collaborations, network.Collaboration{
			From: actor.Draw(t, "from"), To: actor.Draw(t, "to"), Type: rapid.SampledFrom([]string{"", "meets", "funds"}).Draw(t, "type"),
			Weight: rapid.SampledFrom([]float64{0, 0.1, 0.2, 0.3, 1, 1}).Draw(t, "weight"), Directed: rapid.Bool().Draw(t, "directed"), End: when.Draw(t, "end"),
		})
	}
	return p
}

// walkByPlaces says of ties which actors they are between, as who has read files does.
func walkByPlaces(p *network.Picture, v network.Visitor) error {
	placed := v.(network.PlaceVisitor)
	placed.Expect(network.Counts{Actors: len(p.Actors), Collaborations: len(p.Collaborations)})
	place := map[string]int{}
	for i, a := range p.Actors {
		place[a.ID] = i
	}
	others := *p
	others.Collaborations = nil
	if err := others.Walk(v); err != nil {
		return err
	}
	for _, c := range p.Collaborations {
		from, to := place[c.From], place[c.To]
		c.From, c.To = "", ""
		if err := placed.Tie(from, to, c); err != nil {
			return err
		}
	}
	return nil
}

func walkShuffled(p *network.Picture, v network.Visitor, r *rand.Rand) error {
	var give []func() error
	for _, a := range p.Actors {
		give = append(give, func() error { return v.Actor(a) })
	}
	for _, a := range p.Activities {
		give = append(give, func() error { return v.Activity(a) })
	}
	for _, c := range p.Collaborations {
		give = append(give, func() error { return v.Collaboration(c) })
	}
	for _, x := range p.Participations {
		give = append(give, func() error { return v.Participation(x) })
	}
	r.Shuffle(len(give), func(i, j int) { give[i], give[j] = give[j], give[i] })
	for _, g := range give {
		if err := g(); err != nil {
			return err
		}
	}
	return nil
}

// describe writes everything that Build made, weights with all their bits.
func describe(p *projection.Projected) string {
	g := p.Graph
	start, to, w := g.Rows()
	var ids []string
	for u := range int32(g.Len()) {
		ids = append(ids, g.ID(u))
	}
	units := g.Units()
	if units == nil {
		units = &snapshot.Units{}
	}
	return fmt.Sprintf("%v %v %v %x %v %v %v %v %x %q %v %+v %+v", ids, start, to, w, g.Loops(), slices.Clone(g.Dimensions()),
		units.Start, units.Members, units.Weight, p.Warnings, p.TieTypes, p.Counts, p.Selected)
}
