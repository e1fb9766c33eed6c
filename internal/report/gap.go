package report

import (
	"strconv"
	"strings"
)

// GapFacts is what the sentences on a pair of silos are made from.
type GapFacts struct {
	A, B                        string
	Directed                    bool // of what leads from A to B
	Observed, Expected, Missing float64
	Q                           float64
	Significant                 bool
	One, Two                    float64  // share of A's actors that reach B in one step, in two
	Unreachable                 int64    // pairs of actors without a path
	Holders                     int      // fewest actors whose leaving parts the two; -1 when not worked out
	AtLeast                     bool     // counting stopped there
	Names                       []string // of the holders
	Shared                      string   // the dimension of which the two have most in common; "" for none
	SharedA, SharedB            float64
}

// fewHolders is how many holders a sentence names.
const fewHolders = 3

// GapReason says what lies between two silos, what is missing, how far apart they are and who holds them together.
func GapReason(g GapFacts) Text {
	return Joined(g.weights(), g.verdict(), g.reach(), g.holders(), g.common())
}

func (g GapFacts) weights() Text {
	words := Text{
		English: "Between %s and %s ties have the weight %s, where %s could be expected from how active both are.",
		Finnish: "Siilojen %s ja %s välisten yhteyksien paino on %s, kun aktiivisuuden perusteella odottaisi %s.",
		Swedish: "Mellan %s och %s har banden vikten %s, där %s vore att vänta av hur aktiva båda är.",
	}
	if g.Directed {
		words = Text{
			English: "From %s to %s ties have the weight %s, where %s could be expected from how active both are.",
			Finnish: "Siilosta %s siiloon %s vievien yhteyksien paino on %s, kun aktiivisuuden perusteella odottaisi %s.",
			Swedish: "Från %s till %s har banden vikten %s, där %s vore att vänta av hur aktiva båda är.",
		}
	}
	return Sentence(words, g.A, g.B, g.Observed, g.Expected)
}

func (g GapFacts) verdict() Text {
	switch {
	case g.Missing <= 0:
		return Text{English: "Nothing is missing.", Finnish: "Mitään ei puutu.", Swedish: "Inget fattas."}
	case g.Significant:
		return Sentence(Text{
			English: "%s is missing, and hardly by chance (q %s).", Finnish: "Puuttuu %s, tuskin sattumalta (q %s).", Swedish: "%s fattas, knappast av en slump (q %s).",
		}, g.Missing, likelihood(g.Q))
	}
	return Sentence(Text{
		English: "%s is missing, which may be chance (q %s).", Finnish: "Puuttuu %s, mikä voi olla sattumaa (q %s).", Swedish: "%s fattas, vilket kan vara en slump (q %s).",
	}, g.Missing, likelihood(g.Q))
}

func (g GapFacts) reach() Text {
	steps := Sentence(Text{
		English: "%[3]s of the actors of %[1]s have a tie to %[2]s, %[4]s reach it through one other at most.",
		Finnish: "Siilon %[1]s toimijoista %[3]s on suoraan yhteydessä siiloon %[2]s, ja %[4]s tavoittaa sen enintään yhden välittäjän kautta.",
		Swedish: "Av aktörerna i %[1]s har %[3]s ett band till %[2]s, och %[4]s når dit genom högst en annan.",
	}, g.A, g.B, Share(g.One), Share(g.Two))
	if g.Unreachable == 0 {
		return steps
	}
	return Joined(steps, Sentence(Text{
		English: "Pairs of their actors without any path: %s.", Finnish: "Toimijapareja, joiden välillä ei ole polkua: %s.", Swedish: "Par av deras aktörer utan någon väg: %s.",
	}, g.Unreachable))
}

func (g GapFacts) holders() Text {
	switch {
	case g.Holders < 0:
		return Text{}
	case g.Holders == 0:
		return Text{English: "Nothing joins the two.", Finnish: "Mikään ei yhdistä näitä kahta.", Swedish: "Inget förenar de två."}
	case g.Holders <= fewHolders && !g.AtLeast:
		return Sentence(Text{
			English: "All that joins the two goes through %s.", Finnish: "Kaikki, mikä nämä kaksi yhdistää, kulkee näiden kautta: %s.", Swedish: "Allt som förenar de två går genom %s.",
		}, strings.Join(g.Names, ", "))
	case g.AtLeast:
		return Sentence(Text{
			English: "At least %s actors would have to leave to part the two.", Finnish: "Näiden kahden erottamiseen tarvittaisiin ainakin %s toimijan lähtö.", Swedish: "Minst %s aktörer måste falla bort för att skilja de två åt.",
		}, g.Holders)
	}
	return Sentence(Text{
		English: "%s actors would have to leave to part the two.", Finnish: "Näiden kahden erottamiseen tarvittaisiin %s toimijan lähtö.", Swedish: "%s aktörer måste falla bort för att skilja de två åt.",
	}, g.Holders)
}

func (g GapFacts) common() Text {
	if g.Shared == "" {
		return Text{}
	}
	return Sentence(Text{
		English: "For meeting speaks %[1]s: %[4]s of %[2]s and %[5]s of %[3]s have a value that the other silo has too.",
		Finnish: "Kohtaamisen puolesta puhuu %[1]s: arvo, joka on toisessakin, on siilon %[2]s toimijoista osuudella %[4]s ja siilon %[3]s osuudella %[5]s.",
		Swedish: "För ett möte talar %[1]s: %[4]s av %[2]s och %[5]s av %[3]s har ett värde som även den andra silon har.",
	}, g.Shared, g.A, g.B, Share(g.SharedA), Share(g.SharedB))
}

// likelihood writes a probability with three decimals, in the language's point.
func likelihood(q float64) Text {
	if q < 0.001 {
		return Text{English: "< 0.001", Finnish: "< 0,001", Swedish: "< 0,001"}
	}
	english := "= " + strconv.FormatFloat(q, 'f', 3, 64)
	other := strings.Replace(english, ".", ",", 1)
	return Text{English: english, Finnish: other, Swedish: other}
}
