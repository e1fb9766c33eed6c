package ingest

import "slices"

// enders are what people call the ones at the ends of a tie, before they count them: "Organisaatio A" and "Organisaatio B", "Part 1" and "Part 2".
var enders = []string{
	"actor", "organisation", "organization", "org", "party", "partner", "member", "node", "name", "id", "entity", "company",
	"toimija", "toimijan", "osapuoli", "organisaatio", "taho", "jasen", "kumppani", "yritys", "nimi", "tunnus", "solmu",
	"aktor", "part", "medlem", "foretag", "namn", "nod",
}

// endNumbered returns the names of the column that counts its end so, after what is called there and before: "toimijaa", "atoimija".
func endNumbered(by ...string) []string {
	var names []string
	for _, ender := range enders {
		for _, sign := range by {
			names = append(names, ender+sign, sign+ender)
		}
	}
	return names
}

// The names of the columns that hold the two ends of a tie. The last ones name an end only beside a column that names the other: who, and with whom.
var (
	sourceNames = slices.Concat(
		[]string{"source", "from", "sourceid", "fromid", "lahde", "mista", "kalla", "fran", "ensimmainentoimija", "firstactor", "forstaaktoren"},
		endNumbered("1", "a"),
		[]string{"who", "kuka", "vem", "actor", "organisation", "organization", "toimija", "organisaatio", "aktor"})
	targetNames = slices.Concat(
		[]string{"target", "to", "targetid", "toid", "kohde", "mihin", "kenelle", "mal", "till", "toinentoimija", "secondactor", "andraaktoren"},
		endNumbered("2", "b"),
		[]string{"withwhom", "partner", "kenenkanssa", "kumppani", "yhteistyokumppani", "vastapuoli", "medvem", "samarbetspartner", "motpart"})
)
