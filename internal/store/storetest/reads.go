package storetest

import (
	"errors"
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var readPromises = []promise{
	{"every revision reads as it was", func(k kept) {
		first := ecosystem()
		k.imports("n", first)
		second := ecosystem()
		second.Actors[0].Name = "Esbo stad"
		k.imports("n", second)
		third := ecosystem()
		third.Actors[0].Name = "Esbo stad"
		third.Collaborations[0].Weight = 9
		k.imports("n", third)
		k.holds("n", 1, first)
		k.holds("n", 2, second)
		k.holds("n", 3, third)
		k.holds("n", store.Latest, third)
		if got, err := k.Read(k.Context(), "n", store.Latest, &network.Collector{}); err != nil || got != 3 {
			k.Errorf("the newest revision reads as %d, error %v; want 3", got, err)
		}
	}},
	{"a revision that the network never had is not found", func(k kept) {
		k.imports("n", ecosystem())
		for _, revision := range []int{-1, 2, 1000} {
			_, err := k.Read(k.Context(), "n", revision, &network.Collector{})
			k.fails(err, fault.NotFound)
		}
	}},
	{"records come in the order of their keys, whatever the order and the imports they came in", func(k kept) {
		// Ids in the order of their bytes. The last two would change places in UTF-16.
		ids := []string{"10", "9", "A", "Z", "a", "aa", "ab", "b", "z", "ä", "å", "ö", "\uff5e", "\U0001d11e"}
		want := actorsOnly(ids...)
		for _, id := range ids {
			want.Activities = append(want.Activities, network.Activity{ID: id, Title: id})
		}
		for i, from := range ids {
			for _, to := range ids[i:] {
				for _, kind := range []string{"", "a", "ö"} {
					c := tie(from, to)
					c.Type = kind
					want.Collaborations = append(want.Collaborations, c)
				}
				want.Participations = append(want.Participations, network.Participation{Actor: from, Activity: to})
			}
		}
		k.imports("forward", want)
		k.holds("forward", store.Latest, want)

		// The other way round, each actor and activity in an import of its own.
		for _, id := range slices.Backward(ids) {
			p := actorsOnly(id)
			p.Activities = []network.Activity{{ID: id, Title: id}}
			k.imports("backward", p)
		}
		links := network.Picture{Collaborations: slices.Clone(want.Collaborations), Participations: slices.Clone(want.Participations)}
		slices.Reverse(links.Collaborations)
		slices.Reverse(links.Participations)
		k.imports("backward", links)
		k.holds("backward", store.Latest, want)
	}},
	{"actors come before what names them, activities before participations", func(k kept) {
		k.imports("n", ecosystem())
		var order kinds
		if _, err := k.Read(k.Context(), "n", store.Latest, &order); err != nil {
			k.Fatal(err)
		}
		if got := string(order); got != "AAATCCPP" {
			k.Errorf("the walk is %s, want three actors (A), an activity (T), two collaborations (C), two participations (P)", got)
		}
	}},
	{"a visitor's error stops the walk and is returned unchanged", func(k kept) {
		k.imports("n", ecosystem())
		enough := errors.New("enough")
		for stop := 1; stop <= 8; stop++ {
			v := &stopper{after: stop, err: enough}
			if _, err := k.Read(k.Context(), "n", store.Latest, v); err != enough { //nolint:errorlint // unchanged means not wrapped either
				k.Errorf("the walk that stops at record %d returns %v, want the visitor's own error", stop, err)
			}
			if v.seen != stop {
				k.Errorf("the walk went on to record %d, want %d", v.seen, stop)
			}
		}
	}},
	{"a walk sees one revision from end to end, whatever is imported meanwhile", func(k kept) {
		k.imports("n", ecosystem())
		changed := ecosystem()
		for i := range changed.Actors {
			changed.Actors[i].Name = "changed"
		}
		changed.Collaborations[0].Weight, changed.Participations[1].Funding.Known = 99, true
		changed.Actors = append(changed.Actors, network.Actor{ID: "ö", Name: "ö"})
		changed.Collaborations = append(changed.Collaborations, tie("thl", "ö"))
		v := &interrupter{then: func() { k.imports("n", changed) }}
		if got, err := k.Read(k.Context(), "n", store.Latest, v); err != nil || got != 1 {
			k.Fatalf("read revision %d, error %v; want 1", got, err)
		}
		k.same(v.Picture, ecosystem())
		k.holds("n", store.Latest, changed)
	}},
}

// kinds writes down which kind of record comes when.
type kinds string

func (o *kinds) Actor(network.Actor) error                 { *o += "A"; return nil }
func (o *kinds) Activity(network.Activity) error           { *o += "T"; return nil }
func (o *kinds) Collaboration(network.Collaboration) error { *o += "C"; return nil }
func (o *kinds) Participation(network.Participation) error { *o += "P"; return nil }

// stopper returns an error at the record numbered after.
type stopper struct {
	after, seen int
	err         error
}

func (s *stopper) count() error {
	if s.seen++; s.seen == s.after {
		return s.err
	}
	return nil
}

func (s *stopper) Actor(network.Actor) error                 { return s.count() }
func (s *stopper) Activity(network.Activity) error           { return s.count() }
func (s *stopper) Collaboration(network.Collaboration) error { return s.count() }
func (s *stopper) Participation(network.Participation) error { return s.count() }

// interrupter collects a picture and does something else once, at its first actor.
type interrupter struct {
	network.Collector
	then func()
}

func (i *interrupter) Actor(a network.Actor) error {
	if len(i.Picture.Actors) == 0 {
		i.then()
	}
	return i.Collector.Actor(a)
}
