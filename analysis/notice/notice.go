// Package notice is what a reader must know to trust figures: who was left out, what is an estimate, what was stopped early. Every kind has a code
// that stays the same from version to version and an English sentence with named places; the code and the facts in the places are enough to say
// the same in another language.
package notice

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// Kind is one thing that may be said of figures.
type Kind struct {
	Code    string // such as left-out; never reused for something else
	English string // the sentence, with places such as {actors}
}

var places = regexp.MustCompile(`\{([a-z_]+)\}`)

// Places returns the names of the facts that the sentence tells, in its order.
func (k Kind) Places() []string { return PlacesIn(k.English) }

// PlacesIn returns the names of the places in a sentence, in its order.
func PlacesIn(sentence string) []string {
	var names []string
	for _, found := range places.FindAllStringSubmatch(sentence, -1) {
		names = append(names, found[1])
	}
	return names
}

// Of says it of figures: the facts stand in the order of the sentence's places and are numbers or words.
func (k Kind) Of(facts ...any) Notice {
	n := Notice{Kind: k, facts: make(map[string]any, len(facts))}
	for i, name := range k.Places() {
		if i < len(facts) {
			n.facts[name] = facts[i]
		}
	}
	return n
}

// Notice is one thing said of figures.
type Notice struct {
	Kind
	facts map[string]any
}

// Facts returns what the sentence tells, by name: an int, int64, uint64, float64 or string each, and nil for a number that is not defined.
func (n Notice) Facts() map[string]any {
	facts := make(map[string]any, len(n.facts))
	for name, fact := range n.facts {
		if x, ok := fact.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
			fact = nil
		}
		facts[name] = fact
	}
	return facts
}

// String is the English sentence with the facts as a program writes them.
func (n Notice) String() string {
	return n.Say(n.English, func(_ string, fact any) string {
		if x, ok := fact.(float64); ok {
			return strconv.FormatFloat(x, 'g', 3, 64)
		}
		return fmt.Sprint(fact)
	})
}

// Say puts the facts into the places of a sentence in another language, each as write has it.
func (n Notice) Say(sentence string, write func(name string, fact any) string) string {
	return places.ReplaceAllStringFunc(sentence, func(place string) string {
		name := place[1 : len(place)-1]
		fact, ok := n.facts[name]
		if !ok {
			return place
		}
		return write(name, fact)
	})
}

// Texts returns the English sentences of several.
func Texts(notices []Notice) []string {
	texts := make([]string, 0, len(notices))
	for _, n := range notices {
		texts = append(texts, n.String())
	}
	return texts
}
