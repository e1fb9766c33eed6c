package projection

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// Condition is one test of an actor's attribute: that it is one of the values, or with Not that it is none of them.
//
// An attribute that holds a list, "health;education", is each of its elements and the whole text. The value "" stands for
// actors that lack the attribute.
type Condition struct {
	Attribute string
	Not       bool
	Values    []string // at least one
}

// ParseCondition reads attribute=value, attribute!=value, and several values separated by |, of which any will do:
// "region=Lappi|Kainuu". "sector=" finds the actors without a sector, "sector!=" those with one. Anything else is a fault.Invalid.
func ParseCondition(text string) (Condition, error) {
	attribute, values, ok := strings.Cut(text, "=")
	attribute, not := strings.CutSuffix(attribute, "!")
	attribute = strings.TrimSpace(attribute)
	if !ok || attribute == "" {
		return Condition{}, badCondition(text)
	}
	c := Condition{Attribute: attribute, Not: not}
	for value := range strings.SplitSeq(values, "|") {
		c.Values = append(c.Values, strings.TrimSpace(value))
	}
	return c, nil
}

// String returns the condition as ParseCondition reads it.
func (c Condition) String() string {
	sign := "="
	if c.Not {
		sign = "!="
	}
	return c.Attribute + sign + strings.Join(c.Values, "|")
}

// holds reports whether an actor with the attribute value (empty when it has none) satisfies the condition.
func (c Condition) holds(value string) bool {
	return slices.ContainsFunc(c.Values, func(want string) bool { return carries(value, want) }) != c.Not
}

// Holds reports whether an actor with these attributes satisfies the condition.
func (c Condition) Holds(attributes map[string]string) bool { return c.holds(attributes[c.Attribute]) }

// key is the condition in canonical form. Values are quoted, so that no value can pass for two.
func (c Condition) key() string {
	return fmt.Sprintf("%q%v%q", c.Attribute, c.Not, canonical(c.Values))
}

// carries reports whether an attribute is a value or a list with it.
func carries(attribute, value string) bool {
	if attribute == value {
		return true
	}
	if value == "" || !strings.Contains(attribute, ";") {
		return false
	}
	for element := range strings.SplitSeq(attribute, ";") {
		if strings.TrimSpace(element) == value {
			return true
		}
	}
	return false
}

func badCondition(found string) error {
	return fault.New(fault.Invalid, "where is %q; write attribute=value, attribute!=value or attribute=value|value", found)
}
