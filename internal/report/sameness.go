package report

import "fmt"

// Sameness is what a sentence on two actors that may be one is made from. Kind is what it is about.
type Sameness struct {
	Kind         string
	Field        string // the attribute that it is from
	Value, Other string
	Count        int
}

// samenessWords have places for the attribute, the value and the other value.
var samenessWords = map[string]Text{
	"same-id":       {English: "The same “%[1]s”: %[2]s.", Finnish: "Sama ”%[1]s”: %[2]s.", Swedish: "Samma ”%[1]s”: %[2]s."},
	"same-place":    {English: "The same “%[1]s”: %[2]s.", Finnish: "Sama ”%[1]s”: %[2]s.", Swedish: "Samma ”%[1]s”: %[2]s."},
	"other-id":      {English: "Different “%[1]s”: %[2]s and %[3]s.", Finnish: "Eri ”%[1]s”: %[2]s ja %[3]s.", Swedish: "Olika ”%[1]s”: %[2]s och %[3]s."},
	"other-place":   {English: "Different “%[1]s”: %[2]s and %[3]s.", Finnish: "Eri ”%[1]s”: %[2]s ja %[3]s.", Swedish: "Olika ”%[1]s”: %[2]s och %[3]s."},
	"other-country": {English: "Different “%[1]s”: %[2]s and %[3]s.", Finnish: "Eri ”%[1]s”: %[2]s ja %[3]s.", Swedish: "Olika ”%[1]s”: %[2]s och %[3]s."},
	"other-type":    {English: "Different “%[1]s”: %[2]s and %[3]s.", Finnish: "Eri ”%[1]s”: %[2]s ja %[3]s.", Swedish: "Olika ”%[1]s”: %[2]s och %[3]s."},
}

// SamenessReason says one reason why two actors may be one, or why not.
func SamenessReason(s Sameness) Text {
	switch s.Kind {
	case "same-name":
		return Text{
			English: "The same name, but for capitals, accents, spaces or the legal form.",
			Finnish: "Sama nimi, jos kirjainkokoa, tarkkeita, välejä ja yhtiömuotoa ei lueta.",
			Swedish: "Samma namn, bortsett från versaler, accenter, mellanslag och bolagsform.",
		}
	case "like-name":
		return Text{English: "The names share the words that tell.", Finnish: "Nimissä on samat erottavat sanat.", Swedish: "Namnen har samma särskiljande ord."}
	case "shared-ties":
		return Counted(s.Count,
			Text{English: "Both work with the same actor.", Finnish: "Molemmilla on sama kumppani.", Swedish: "Båda samarbetar med samma aktör."},
			Text{English: "Both work with the same %s actors.", Finnish: "Molemmilla on %s samaa kumppania.", Swedish: "Båda samarbetar med samma %s aktörer."})
	case "together":
		return Text{
			English: "They work with one another, which one does not do with oneself.",
			Finnish: "Ne tekevät yhteistyötä keskenään, mitä kukaan ei tee itsensä kanssa.",
			Swedish: "De samarbetar med varandra, vilket ingen gör med sig själv.",
		}
	}
	words, ok := samenessWords[s.Kind]
	if !ok {
		return Text{}
	}
	// A value that an owner wrote is no pattern, so it is filled in and not read.
	fill := func(pattern string) string { return fmt.Sprintf(pattern+"%[4]s", s.Field, s.Value, s.Other, "") }
	return Text{English: fill(words.English), Finnish: fill(words.Finnish), Swedish: fill(words.Swedish)}
}
