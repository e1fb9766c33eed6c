// Package veil rewrites the records of a network for readers who may not see all of it: persons stand for their organisation, or every
// actor stands under a pseudonym. What is computed from rewritten records cannot tell what they left out, so no analysis, export or page
// needs to know that somebody sees less.
package veil

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// Veil says what a reader does not see. The zero value hides nothing. It must not be changed once it is used.
type Veil struct {
	Persons  bool // persons without their consent show their organisation only
	Opened   bool // but the network's owner opened them: only who refused consent is hidden
	Nameless bool // every actor and activity stands under a pseudonym

	// Smallest is the fewest that may share a value of an attribute for it to be told of somebody hidden: a value that fewer share, such as
	// an address, would tell who they are.
	Smallest int

	// Shown are the attributes that may be told of persons at all; none: what Dimension accepts.
	Shown []string

	// Secret makes pseudonyms that nobody can work out who does not know it. Without it the same actor has another one.
	Secret []byte

	// SilosOnly says that answers may hold figures of silos alone, and nothing of single actors. It rewrites no records.
	SilosOnly bool
}

type veilKey struct{}

// With returns a context whose reader sees through v; nil sees everything.
func With(ctx context.Context, v *Veil) context.Context { return context.WithValue(ctx, veilKey{}, v) }

// From returns what the reader of a context sees through; nil, when nothing says, sees everything.
func From(ctx context.Context) *Veil {
	v, _ := ctx.Value(veilKey{}).(*Veil)
	return v
}

// SilosOnly reports whether a context's reader may see nothing of single actors.
func SilosOnly(ctx context.Context) bool {
	v := From(ctx)
	return v != nil && v.SilosOnly
}

// Key tells a veil from every other that shows something else; "" is of one that rewrites nothing.
func (v *Veil) Key() string {
	if v == nil || !v.Persons && !v.Nameless {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%v %v %v %d %d %q %x", v.Persons, v.Opened, v.Nameless, v.Smallest, len(v.Shown), v.Shown, v.Secret)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// KindAttribute is the attribute that says what an actor is.
const KindAttribute = "kind"

// OrganisationAttribute is the attribute that names a person's organisation, by its name or its id in the network.
const OrganisationAttribute = "organisation"

// ConsentAttribute is the attribute by which a person agreed or refused to be shown by name.
const ConsentAttribute = "consent"

// personWords are the values of KindAttribute that make an actor a person, in the languages of the service.
var personWords = []string{"person", "individual", "henkilö", "individ"}

// IsPerson reports whether an actor is a person: its attribute kind says so.
func IsPerson(a network.Actor) bool {
	return slices.Contains(personWords, strings.ToLower(strings.TrimSpace(a.Attributes[KindAttribute])))
}

// Consent is what a person said to being shown by name.
type Consent int

// The answers.
const (
	Unasked Consent = iota
	Agreed
	Refused
)

// ConsentOf reads a person's attribute consent: yes or no in the languages of the service. Any other text is no answer.
func ConsentOf(a network.Actor) Consent {
	switch strings.ToLower(strings.TrimSpace(a.Attributes[ConsentAttribute])) {
	case "yes", "true", "1", "kyllä", "ja":
		return Agreed
	case "no", "false", "0", "ei", "nej":
		return Refused
	}
	return Unasked
}

// Dimension reports whether an attribute is one that persons are compared by rather than known by.
func Dimension(attribute string) bool {
	switch attribute {
	case "region", "sector", "level", OrganisationAttribute:
		return true
	}
	return strings.HasPrefix(attribute, "silo_")
}

// Hides reports whether the reader sees a pseudonym in place of an actor.
func (v *Veil) Hides(a network.Actor) bool {
	if v.Nameless {
		return true
	}
	if !v.Persons || !IsPerson(a) {
		return false
	}
	answer := ConsentOf(a)
	return answer == Refused || answer == Unasked && !v.Opened
}

// pseudonym is a name that says nothing, the same for the same id at every date and revision.
func (v *Veil) pseudonym(kind, id string) string {
	mac := hmac.New(sha256.New, v.Secret)
	mac.Write([]byte(kind + "\x00" + id))
	return kind + "-" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:8]))
}
