package app

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/sillat/sillat/analysis/snapshot"
)

// How many silos can be taken in at a glance, how many at all, and what share of the actors they must hold to be a picture of the network.
const (
	silosAtAGlance = 12
	silosInSight   = 60
	actorsPlaced   = 0.75
)

// Words in the names of columns that say what actors do or are, and where they are. Three languages, without accents.
var (
	tellsWhat  = regexp.MustCompile(`sector|sektor|toimiala|bransch|industry|field|tyyppi|type|^typ|typ$|laji|kind`)
	tellsWhere = regexp.MustCompile(`countr|region|maakunta|alue|^maa$|county|province|^lan$|landskap|^land$|municipal|kommun|kunta|kaupunki|city|town|stad|^ort$|paikkakunta`)
)

// saysNothing are values of a column that put an actor in no silo, whatever they are called.
var saysNothing = []string{"other", "others", "unknown", "n/a", "na", "none", "muu", "muut", "tuntematon", "ei tiedossa", "ei tietoa", "annan", "annat", "ovrig", "ovriga", "okand", "-", "?"}

// opensBy returns the dimension that a network is first shown by: a division that people will recognise, which most actors have a part in. One made
// for the purpose (silo_…) comes before others, what actors do before where they are before all else, few silos before many, and then the one that
// tells more apart. A column of many places, or one where most actors are “other”, comes last. "" when there is no dimension.
func opensBy(dimensions []snapshot.Dimension) string {
	if len(dimensions) == 0 {
		return ""
	}
	best := slices.MaxFunc(dimensions, func(a, b snapshot.Dimension) int {
		x, y := divisionOf(a), divisionOf(b)
		return cmp.Or(
			yes(x.whole)-yes(y.whole), yes(x.made)-yes(y.made), x.tells-y.tells,
			cmp.Compare(y.many, x.many), cmp.Compare(x.apart, y.apart), strings.Compare(b.Name, a.Name),
		)
	})
	return best.Name
}

// division is how a dimension divides the actors.
type division struct {
	whole bool    // it can be taken in and holds most actors
	made  bool    // for the purpose
	tells int     // 2: what actors do, 1: where they are
	many  int     // 0: silos that can be taken in at a glance; else how many there are
	apart float64 // how many silos of equal size would tell as much apart
}

func divisionOf(d snapshot.Dimension) division {
	counts, placed := make([]int, len(d.Values)), 0
	for _, silo := range d.Of {
		if silo >= 0 && !slices.Contains(saysNothing, plain(d.Values[silo])) {
			counts[silo]++
			placed++
		}
	}
	out := division{made: strings.HasPrefix(d.Name, "silo_")}
	entropy := 0.0
	for _, n := range counts {
		if n > 0 {
			share := float64(n) / float64(placed)
			entropy -= share * math.Log(share)
		}
	}
	out.apart = math.Exp(entropy)
	out.whole = len(d.Values) > 1 && len(d.Values) <= silosInSight && float64(placed) >= actorsPlaced*float64(len(d.Of))
	switch name := strings.TrimPrefix(plain(d.Name), "silo_"); {
	case tellsWhat.MatchString(name):
		out.tells = 2
	case tellsWhere.MatchString(name):
		out.tells = 1
	}
	if len(d.Values) > silosAtAGlance {
		out.many = len(d.Values)
	}
	return out
}

// plain is a text without capitals and accents.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.TrimSpace(s)))
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}
