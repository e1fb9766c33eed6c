package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// walked is an entry that went through states.
func walked(t *testing.T, states ...State) *Entry {
	t.Helper()
	e := &Entry{ID: "e", Suggestion: Suggestion{Kind: Tie, Actors: []string{"a", "b"}}, Steps: []Step{{State: Suggested}}}
	for i, s := range states {
		if err := e.move(Step{State: s, At: time.Unix(int64(i), 0)}); err != nil {
			t.Fatalf("%v: %v", states[:i+1], err)
		}
	}
	return e
}

func TestWhereAnEntryMayGo(t *testing.T) {
	for _, c := range []struct {
		went []State
		may  []State
	}{
		{nil, []State{Introduced, Active, Declined}},
		{[]State{Introduced}, []State{Active, Declined, Suggested}},
		{[]State{Active}, []State{Ended, Suggested}},
		{[]State{Introduced, Active}, []State{Ended, Introduced}},
		{[]State{Introduced, Active, Ended}, []State{Active}},
		{[]State{Declined}, []State{Suggested}},
		{[]State{Introduced, Declined}, []State{Introduced}},
	} {
		e := walked(t, c.went...)
		if got := e.Next(); !slices.Equal(got, c.may) {
			t.Errorf("after %v it may become %v; want %v", c.went, got, c.may)
		}
		for _, s := range States {
			err := walked(t, c.went...).move(Step{State: s})
			if allowed := slices.Contains(c.may, s); allowed != (err == nil) {
				t.Errorf("after %v to %s: %v; allowed is %t", c.went, s, err, allowed)
			}
			if err != nil && (fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), string(c.may[0]))) {
				t.Errorf("the refusal does not say where it may go: %v", err)
			}
		}
	}
}

// What was taken back never counts, however often, and the steps remember it all the same.
func TestStepsTakenBackDoNotCount(t *testing.T) {
	e := walked(t, Introduced, Active, Introduced, Suggested, Declined, Suggested, Introduced, Declined, Introduced)
	if e.Was(Active) || e.Was(Declined) || !e.Was(Introduced) || e.State() != Introduced || len(e.Steps) != 10 {
		t.Errorf("active %t, declined %t, introduced %t, %d steps", e.Was(Active), e.Was(Declined), e.Was(Introduced), len(e.Steps))
	}
	if e := walked(t, Introduced, Active, Ended); !e.Was(Active) || !e.Was(Introduced) {
		t.Error("what has ended was active")
	}
}

func TestAnEntryStaysSmall(t *testing.T) {
	e := walked(t)
	if err := e.move(Step{State: Introduced, Note: strings.Repeat("x", longestNote+1)}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a note that is too long: %v", err)
	}
	for range mostSteps - 1 {
		if err := e.move(Step{State: e.Next()[0]}); err != nil { // onwards, then to and fro between active and ended
			t.Fatal(err)
		}
	}
	if err := e.move(Step{State: e.Next()[0]}); fault.CodeOf(err) != fault.TooLarge || len(e.Steps) != mostSteps {
		t.Errorf("after %d steps: %v", len(e.Steps), err)
	}
}

func TestWhatASuggestionMustSay(t *testing.T) {
	half, two := 0.5, 2.0
	for name, c := range map[string]struct {
		s  Suggestion
		ok bool
	}{
		"a tie":                           {Suggestion{Kind: Tie, Actors: []string{"b", "a"}, Plausibility: &half}, true},
		"a tie with itself":               {Suggestion{Kind: Tie, Actors: []string{"a", "a"}}, false},
		"a tie of three":                  {Suggestion{Kind: Tie, Actors: []string{"a", "b", "c"}}, false},
		"peers":                           {Suggestion{Kind: PeerLearning, Actors: []string{"a", "b"}}, true},
		"a broker":                        {Suggestion{Kind: Broker, Actors: []string{"a"}}, true},
		"two brokers":                     {Suggestion{Kind: Broker, Actors: []string{"a", "b"}}, false},
		"a convening":                     {Suggestion{Kind: Convening, Actors: []string{"a", "b", "c"}}, true},
		"a convening of one":              {Suggestion{Kind: Convening, Actors: []string{"a"}}, false},
		"another kind":                    {Suggestion{Kind: "marriage", Actors: []string{"a", "b"}}, false},
		"a probability above one":         {Suggestion{Kind: Tie, Actors: []string{"a", "b"}, Plausibility: &two}, false},
		"nobody":                          {Suggestion{Kind: Tie}, false},
		"an actor whose id has a newline": {Suggestion{Kind: Tie, Actors: []string{"a\n", "b"}}, true},
	} {
		if err := c.s.Check(); (err == nil) != c.ok || err != nil && fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v; accepted should be %t", name, err, c.ok)
		}
	}
}

// The same actors in another order are the same suggestion; other actors, kinds or silos to stand between are another.
func TestWhatMakesASuggestionThatOne(t *testing.T) {
	id := func(kind string, silos []string, actors ...string) string {
		s := Suggestion{Kind: kind, Actors: actors, Silo: "sector", Silos: silos}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		return s.id()
	}
	if id(Tie, nil, "a", "b") != id(Tie, []string{"x"}, "b", "a") || id(Broker, []string{"x", "y"}, "a") != id(Broker, []string{"y", "x"}, "a") {
		t.Error("order makes another suggestion")
	}
	seen := map[string]bool{}
	for _, one := range []string{
		id(Tie, nil, "a", "b"), id(PeerLearning, nil, "a", "b"), id(Convening, nil, "a", "b"), id(Convening, nil, "a", "b", "c"), id(Tie, nil, "a", "c"),
		id(Broker, []string{"x", "y"}, "a"), id(Broker, []string{"x", "z"}, "a"), id(Broker, []string{"x", "y"}, "b"),
	} {
		if seen[one] {
			t.Errorf("two suggestions have the id %s", one)
		}
		seen[one] = true
	}
}
