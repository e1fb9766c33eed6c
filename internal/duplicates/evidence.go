package duplicates

import (
	"slices"
	"strings"
	"unicode"

	"github.com/sillat/sillat/pkg/network"
)

// Kind is what a piece of evidence is about.
type Kind string

// The kinds. Those that speak for one actor come first.
const (
	SameID       Kind = "same-id"       // both carry the same official id
	SameName     Kind = "same-name"     // the names are the same but for case, marks, legal form or spaces
	LikeName     Kind = "like-name"     // the names share the words that tell
	SamePlace    Kind = "same-place"    // both are in one place
	SharedTies   Kind = "shared-ties"   // both work with the same others
	OtherID      Kind = "other-id"      // official ids of one kind differ
	OtherPlace   Kind = "other-place"   // they are in different places
	OtherCountry Kind = "other-country" // they are in different countries
	OtherType    Kind = "other-type"    // they are of different kinds
	Together     Kind = "together"      // they work with one another, which one does not do with oneself
)

// Evidence is one reason why two actors may be one, or why not.
type Evidence struct {
	Kind  Kind
	Field string // the attribute that it is from; "" for names and ties
	Value string // what both have, or the first one
	Other string // what the second one has, where they differ
	Count int    // of shared partners, and of what they do together
}

// For reports whether it speaks for one actor.
func (e Evidence) For() bool {
	switch e.Kind {
	case SameID, SameName, LikeName, SamePlace, SharedTies:
		return true
	}
	return false
}

// The attributes that evidence is taken from, by their names without case and punctuation; earlier ones say more.
var (
	idFields = []string{
		"businessid", "ytunnus", "vat", "vatnumber", "alv", "pic", "ror", "orgnr", "organisationnumber", "organizationnumber", "organisationsnummer",
		"companynumber", "registrationnumber", "lei", "duns", "isni", "orcid", "wikidata",
	}
	placeFields   = []string{"municipality", "kunta", "kommun", "city", "town", "place", "paikkakunta", "ort", "organisation", "nuts3", "region", "maakunta"}
	countryFields = []string{"country", "silocountry", "maa", "land"}
	typeFields    = []string{"kind", "type", "legalform", "silolegal", "silosector", "sector"}
)

// How much each piece of evidence moves a likeness of names: those that speak for it take away a share of what is missing to 1, those that
// speak against it leave a share of it.
const (
	sureID        = 0.98 // the least likeness of two with the same official id
	placeFor      = 0.3
	tiesFor       = 0.4 // when all partners of the one with fewer are shared
	idAgainst     = 0.6
	placeAgainst  = 0.8
	landAgainst   = 0.6
	typeAgainst   = 0.92
	meetingLeaves = 0.8
)

// facts are an actor's attributes as evidence: each field's folded name and value.
type facts map[string]string

func factsOf(a *network.Actor) facts {
	f := facts{}
	for name, value := range a.Attributes {
		f[foldedName(name)] = strings.TrimSpace(value)
	}
	return f
}

func foldedName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// sameText compares values as people write them.
func sameText(a, b string) bool { return slices.Equal(Words(a), Words(b)) }

// officialID is an id without what people put between its parts.
func officialID(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, value)
}

// places are the words for where an actor is.
func (f facts) places() []string {
	var words []string
	for _, field := range placeFields {
		if f[field] != "" {
			words = append(words, Words(f[field])...)
		}
	}
	return words
}

// compared gives the first of some fields that both have a value for.
func compared(a, b facts, fields []string) (field, x, y string) {
	for _, f := range fields {
		if a[f] != "" && b[f] != "" {
			return f, a[f], b[f]
		}
	}
	return "", "", ""
}

// attributes weighs what two actors' attributes say, on top of how alike their names are.
func attributes(like float64, a, b facts) (float64, []Evidence) {
	var list []Evidence
	if field, x, y := compared(a, b, idFields); field != "" {
		if officialID(x) == officialID(y) {
			like = max(like, sureID)
			list = append(list, Evidence{Kind: SameID, Field: field, Value: x})
		} else {
			like *= idAgainst
			list = append(list, Evidence{Kind: OtherID, Field: field, Value: x, Other: y})
		}
	}
	if field, x, y := compared(a, b, countryFields); field != "" && !sameText(x, y) {
		like *= landAgainst
		list = append(list, Evidence{Kind: OtherCountry, Field: field, Value: x, Other: y})
	} else if field, x, y := compared(a, b, placeFields); field != "" {
		if sameText(x, y) {
			like += (1 - like) * placeFor
			list = append(list, Evidence{Kind: SamePlace, Field: field, Value: x})
		} else {
			like *= placeAgainst
			list = append(list, Evidence{Kind: OtherPlace, Field: field, Value: x, Other: y})
		}
	}
	if field, x, y := compared(a, b, typeFields); field != "" && !sameText(x, y) {
		like *= typeAgainst
		list = append(list, Evidence{Kind: OtherType, Field: field, Value: x, Other: y})
	}
	return like, list
}
