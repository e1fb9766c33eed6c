// Package ledger remembers what was suggested and what became of it: suggested → introduced → active → ended or declined. From it the service
// tells its own hit rate.
//
// An entry is about a set of actors and a kind of bridge, and there is one of each: a suggestion that is repeated is the same suggestion, or
// repeating it would change the rate. Nothing is overwritten; an entry is the list of its steps.
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/pkg/fault"
)

// State is what has become of a suggestion.
type State string

// The states, in the order in which a good suggestion goes through them; Declined is what becomes of one that nobody wanted.
const (
	Suggested  State = "suggested"
	Introduced State = "introduced"
	Active     State = "active"
	Ended      State = "ended"
	Declined   State = "declined"
)

// States lists them.
var States = []State{Suggested, Introduced, Active, Ended, Declined}

// next says where an entry may go. A tie may come about without an introduction, and is then none of the introductions' hits.
var next = map[State][]State{
	Suggested:  {Introduced, Active, Declined},
	Introduced: {Active, Declined},
	Active:     {Ended},
}

// Kinds of suggestions. Tie and PeerLearning are about a pair of actors, of which data can tell whether it came about.
const (
	Tie          = "tie"
	PeerLearning = "peer-learning"
	Broker       = "broker"
	Convening    = "convening"
)

// Suggestion is what was suggested and why, as the plan said it.
type Suggestion struct {
	Kind         string      `json:"kind"`
	Actors       []string    `json:"actors"`          // ids, ascending
	Silo         string      `json:"silo,omitempty"`  // the dimension of the silos
	Silos        []string    `json:"silos,omitempty"` // that it joins
	Gain         *float64    `json:"gain,omitempty"`
	Plausibility *float64    `json:"plausibility,omitempty"`
	By           string      `json:"plausibility_by,omitempty"` // history or prior
	Reason       report.Text `json:"reason"`
	Revision     int         `json:"revision"` // of the network that it was made from
	Renews       bool        `json:"renews"`   // a pair that had a tie in it already, so that data cannot tell what the suggestion brought
}

// Step is one thing that became of a suggestion.
type Step struct {
	State State     `json:"state"`
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	Note  string    `json:"note,omitempty"`
}

// Entry is a suggestion with all that became of it.
type Entry struct {
	ID string `json:"id"`
	Suggestion
	Steps   []Step `json:"steps"` // oldest first; the first is Suggested
	Version int    `json:"-"`     // grows by 1 with each step
}

// State is where the entry stands.
func (e *Entry) State() State { return e.Steps[len(e.Steps)-1].State }

// Pair reports whether the entry is about two actors and a tie between them.
func (e *Entry) Pair() bool { return e.Kind == Tie || e.Kind == PeerLearning }

// path is the states that count: a step back to the state before takes the last step back.
func (e *Entry) path() []State {
	var path []State
	for _, s := range e.Steps {
		if n := len(path); n >= 2 && path[n-2] == s.State {
			path = path[:n-1]
			continue
		}
		path = append(path, s.State)
	}
	return path
}

// Was reports whether the entry stands in a state or went through it on its way there. What was taken back does not count.
func (e *Entry) Was(s State) bool { return slices.Contains(e.path(), s) }

// Next lists the states that the entry may go to: onwards, and back to the state before.
func (e *Entry) Next() []State {
	list := append([]State{}, next[e.State()]...)
	if path := e.path(); len(path) >= 2 {
		list = append(list, path[len(path)-2])
	}
	return list
}

// most steps and bytes of a note that an entry takes, so that it stays a small document.
const (
	mostSteps   = 200
	longestNote = 2000
)

// move adds a step, or says which there could be.
func (e *Entry) move(s Step) error {
	if err := checkStep(s); err != nil {
		return err
	}
	if !slices.Contains(e.Next(), s.State) {
		return fault.New(fault.Invalid, "entry %s is %s and cannot become %s; it can become %s", e.ID, e.State(), s.State, words(e.Next()))
	}
	if len(e.Steps) >= mostSteps {
		return fault.New(fault.TooLarge, "entry %s has %d steps already, which is all that one can hold", e.ID, len(e.Steps))
	}
	e.Steps = append(e.Steps, s)
	return nil
}

func checkStep(s Step) error {
	if !slices.Contains(States, s.State) {
		return fault.New(fault.Invalid, "there is no state %q; expected one of %s", s.State, words(States))
	}
	if len(s.Note) > longestNote {
		return fault.New(fault.Invalid, "the note has %d bytes; at most %d are kept", len(s.Note), longestNote)
	}
	return nil
}

func words(states []State) string {
	if len(states) == 0 {
		return "nothing else"
	}
	var list []string
	for _, s := range states {
		list = append(list, string(s))
	}
	return strings.Join(list, ", ")
}

// Check refuses a suggestion that says too little or contradicts itself, and puts its actors in order.
func (s *Suggestion) Check() error {
	slices.Sort(s.Actors)
	s.Actors = slices.Compact(s.Actors)
	least, most := 1, 1
	switch s.Kind {
	case Tie, PeerLearning:
		least, most = 2, 2
	case Broker:
	case Convening:
		least, most = 2, 1000
	default:
		return fault.New(fault.Invalid, "there is no kind of suggestion %q; expected tie, peer-learning, broker or convening", s.Kind)
	}
	if n := len(s.Actors); n < least || n > most {
		return fault.New(fault.Invalid, "a suggestion of the kind %s names %d different actors; expected %s", s.Kind, n, span(least, most))
	}
	if p := s.Plausibility; p != nil && !(*p >= 0 && *p <= 1) {
		return fault.New(fault.Invalid, "a suggestion has the plausibility %v; expected a probability between 0 and 1", *p)
	}
	return nil
}

func span(least, most int) string {
	if least == most {
		return strconv.Itoa(least)
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// Check refuses an entry that no ledger wrote: one without steps, or under another id than its suggestion's.
func (e *Entry) Check() error {
	if err := e.Suggestion.Check(); err != nil {
		return err
	}
	if len(e.Steps) == 0 || len(e.Steps) > mostSteps || e.Steps[0].State != Suggested {
		return fault.New(fault.Invalid, "entry %q has %d steps; expected 1 to %d, the first of them suggested", e.ID, len(e.Steps), mostSteps)
	}
	for _, s := range e.Steps {
		if err := checkStep(s); err != nil {
			return err
		}
	}
	if e.ID != e.id() {
		return fault.New(fault.Invalid, "entry %q is about what would have the id %s", e.ID, e.id())
	}
	return nil
}

// id names the entry of a suggestion by what makes it that one.
func (s *Suggestion) id() string {
	about := append([]string{s.Kind}, s.Actors...)
	if s.Kind == Broker { // one actor may stand between several pairs of silos
		about = append(about, s.Silo, strings.Join(slices.Sorted(slices.Values(s.Silos)), "\x00"))
	}
	sum := sha256.Sum256([]byte(strings.Join(about, "\x00")))
	return hex.EncodeToString(sum[:8])
}
