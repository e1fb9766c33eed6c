package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/diffusion"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// work is an analysis with its arguments, all of them: what a job keeps as canonical JSON and carries out later.
type work interface {
	check() error
	selectors() *SelectorParameters
	drawn() bool       // it begins with the network's snapshot
	memory(size) int64 // bytes beside the snapshot
	run(ctx context.Context, a *App, network string, report func(share float64, doing string)) (any, error)
}

// analyses are those that jobs do, by name, with every parameter's default.
var analyses = []struct {
	name string
	make func() work
}{
	{"metrics", func() work { return &MetricsParameters{SelectorParameters: usualSelectors} }},
	{"gaps", func() work {
		return &GapsParameters{SelectorParameters: usualSelectors, Null: "stubs", Draws: 1000, Top: UsualGaps}
	}},
	{"bridges", func() work {
		return &BridgesParameters{SelectorParameters: usualSelectors, K: 10, Aim: "reach", Kind: "tie", By: "gain"}
	}},
	{"suggest", func() work {
		return &SuggestParameters{SelectorParameters: usualSelectors, K: defaultSuggestions, By: "plausibility"}
	}},
	{"evaluate", func() work {
		return &EvaluateParameters{SelectorParameters: usualSelectors, Actors: 1000, K: defaultSuggestions}
	}},
	{"whatif", func() work { return &WhatIfParameters{SelectorParameters: usualSelectors} }},
	{"spread", func() work { return UsualSpread() }},
	{"report", func() work { return &ReportParameters{SelectorParameters: usualSelectors, Bridges: briefBridges} }},
	{"diff", func() work { return &DiffParameters{SelectorParameters: usualSelectors, Ties: true} }},
}

// UsualSpread is every default of a spread.
func UsualSpread() *SpreadParameters {
	return &SpreadParameters{
		SelectorParameters: usualSelectors, Goal: "actors", Model: diffusion.Cascade, Chance: diffusion.DefaultChance, Contacts: diffusion.DefaultContacts,
		Draws: diffusion.DefaultDraws, Top: 20,
	}
}

// Analyses names the analyses that jobs do.
func Analyses() []string {
	var names []string
	for _, a := range analyses {
		names = append(names, a.name)
	}
	return names
}

// readWork reads an analysis' arguments. What is left out has its default; an unknown name is a fault.Invalid, as is a value that cannot be.
func readWork(analysis string, parameters any) (work, error) {
	text, raw := parameters.([]byte)
	if !raw {
		var err error
		if text, err = json.Marshal(parameters); err != nil {
			return nil, fmt.Errorf("write parameters: %w", err)
		}
	}
	i := slices.IndexFunc(analyses, func(a struct {
		name string
		make func() work
	}) bool {
		return a.name == analysis
	})
	if i < 0 {
		return nil, fault.New(fault.Invalid, "analysis is %q; expected one of %s", analysis, strings.Join(Analyses(), ", "))
	}
	w := analyses[i].make()
	if len(bytes.TrimSpace(text)) > 0 {
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(w); err != nil {
			return nil, badParameters(analysis, err)
		}
		if _, err := d.Token(); !errors.Is(err, io.EOF) {
			return nil, fault.New(fault.Invalid, "parameters of %s: expected one JSON object and nothing after it", analysis)
		}
	}
	return w, w.check()
}

func badParameters(analysis string, err error) error {
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		return fault.New(fault.Invalid, "parameters of %s: %s is a %s; expected a %s", analysis, wrong.Field, wrong.Value, wrong.Type)
	}
	return fault.New(fault.Invalid, "parameters of %s: %s; the description of the API names the query parameters, and these are called the same",
		analysis, strings.TrimPrefix(err.Error(), "json: "))
}

// SelectorParameters are the selectors, named as in a URL.
type SelectorParameters struct {
	TieType    []string `json:"tie-type,omitempty"`
	Directed   string   `json:"directed"`
	Weights    string   `json:"weights"`
	Where      []string `json:"where,omitempty"`
	AsOf       string   `json:"as-of,omitempty"`
	From       string   `json:"from,omitempty"`
	To         string   `json:"to,omitempty"`
	Revision   int      `json:"revision"`
	Projection string   `json:"projection"`
	Seed       uint64   `json:"seed"`
	Sight      string   `json:"sight,omitempty"` // for readers who see less than everything; never asked for, but settled by who asks
}

var usualSelectors = SelectorParameters{Directed: "auto", Weights: "none", Projection: "newman", Seed: 1}

// SelectorParametersOf are the selectors of a query.
func SelectorParametersOf(q Query) SelectorParameters {
	return SelectorParameters{
		TieType: q.TieTypes, Directed: q.Directed, Weights: q.Weights, Where: q.Where, AsOf: q.AsOf, From: q.From, To: q.To,
		Revision: q.Revision, Projection: q.Projection, Seed: q.Seed,
	}
}

func (p *SelectorParameters) selectors() *SelectorParameters { return p }

func (p *SelectorParameters) drawn() bool { return true }

func (p *SelectorParameters) query() Query {
	return Query{
		TieTypes: p.TieType, Directed: p.Directed, Weights: p.Weights, Where: p.Where, AsOf: p.AsOf, From: p.From, To: p.To,
		Revision: p.Revision, Projection: p.Projection, Seed: p.Seed,
	}
}

// between refuses a number that is out of its range.
func between(name string, n, least, most int) error {
	if n < least || n > most {
		return fault.New(fault.Invalid, "%s is %d; expected %d to %d", name, n, least, most)
	}
	return nil
}

// among refuses a word that is no choice.
func among(name, word string, choices ...string) error {
	if !slices.Contains(choices, word) {
		return fault.New(fault.Invalid, "%s is %q; expected one of %s", name, word, strings.Join(choices, ", "))
	}
	return nil
}

func needsSilo(silo string) error {
	if silo == "" {
		return fault.New(fault.Invalid, "silo is missing; name the actor attribute whose values are the silos")
	}
	return nil
}

// phases turns the counts of an analysis that works in some phases, each from 0 to all, into one share.
func phases(n int, report func(float64, string)) func(done, all int64) {
	phase, last := 0, int64(0)
	return func(done, all int64) {
		if done < last && phase < n-1 {
			phase++
		}
		if last = done; all > 0 {
			report((float64(phase)+min(1, float64(done)/float64(all)))/float64(n), "computing")
		}
	}
}

// size is what memory is estimated from.
type size struct{ actors, ties int }

// sizeOf estimates the snapshot's size before it is read: an activity with the mean number of partners joins each pair of them.
func sizeOf(c network.Counts) size {
	s := size{c.Actors, c.Collaborations}
	if c.Activities > 0 {
		partners := float64(c.Participations) / float64(c.Activities)
		s.ties += int(float64(c.Participations) * max(0, partners-1) / 2)
	}
	return s
}
