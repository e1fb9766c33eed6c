package lists

import (
	"context"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/report"
)

// DevelopersWithoutFunders is, region by region, the developers without a tie to any funder.
var DevelopersWithoutFunders = List{
	ID:    "developers-without-funders",
	Title: report.Text{English: "Developers without funders", Finnish: "Kehittäjät ilman rahoittajaa", Swedish: "Utvecklare utan finansiär"},
	Purpose: report.Text{
		English: "Who develops something and works with nobody who funds such work, region by region: ideas that may end for want of money.",
		Finnish: "Ketkä kehittävät jotakin eivätkä tee yhteistyötä kenenkään rahoittajan kanssa, alueittain: ideoita, jotka voivat kaatua rahan puutteeseen.",
		Swedish: "Vem som utvecklar något och inte samarbetar med någon finansiär, region för region: idéer som kan ta slut i brist på pengar.",
	},
	Advice: report.Text{
		English: "Introduce them to a funder of their region; where there is none, to one elsewhere.",
		Finnish: "Esitelkää ne oman alueensa rahoittajalle; jos sellaista ei ole, jollekin muualta.",
		Swedish: "Presentera dem för en finansiär i regionen; finns ingen, för en någon annanstans.",
	},
	Figures: needFigures,
	Others: report.Text{
		English: "those with funders elsewhere, none in their region", Finnish: "ne, joilla on rahoittaja muualla mutta ei omalla alueellaan", Swedish: "de som har finansiärer på annat håll men ingen i regionen",
	},
	make: need("developer", "funder", needWords{
		lacking: report.Text{
			English: "%s: %s of %s developers without a tie to any funder; %s without one to a funder of their region.",
			Finnish: "%[1]s: kehittäjiä %[3]s, joista ilman yhteyttä yhteenkään rahoittajaan %[2]s ja oman alueensa rahoittajaan %[4]s.",
			Swedish: "%s: %s av %s utvecklare har inget band till någon finansiär; %s har inget till en finansiär i sin region.",
		},
		elsewhere: report.Text{
			English: "%[1]s: all %[2]s developers have a tie to a funder, but for %[3]s of them only elsewhere.",
			Finnish: "%[1]s: kehittäjiä %[2]s, ja kaikilla on yhteys johonkin rahoittajaan, mutta vain muualle näistä %[3]s.",
			Swedish: "%[1]s: alla %[2]s utvecklare har band till en finansiär, men %[3]s av dem bara till en på annat håll.",
		},
		onlyLacks: report.Text{
			English: "%s: the only developer has no tie to any funder.", Finnish: "%s: ainoalla kehittäjällä ei ole yhteyttä yhteenkään rahoittajaan.",
			Swedish: "%s: den enda utvecklaren har inget band till någon finansiär.",
		},
		onlyElsewhere: report.Text{
			English: "%s: the only developer has a tie to a funder, but only elsewhere.", Finnish: "%s: ainoalla kehittäjällä on yhteys johonkin rahoittajaan, mutta vain muualle.",
			Swedish: "%s: den enda utvecklaren har band till en finansiär, men bara på annat håll.",
		},
		available: report.Text{English: "Funders in the region: %s.", Finnish: "Rahoittajia alueella: %s.", Swedish: "Finansiärer i regionen: %s."},
	}),
}

// AdoptersWithoutDevelopers is, region by region, the adopters without a tie to any developer.
var AdoptersWithoutDevelopers = List{
	ID:    "adopters-without-developers",
	Title: report.Text{English: "Adopters without developers", Finnish: "Käyttöönottajat ilman kehittäjää", Swedish: "Användare utan utvecklare"},
	Purpose: report.Text{
		English: "Who takes new ways of working into use and works with nobody who develops them, region by region: needs that nobody hears.",
		Finnish: "Ketkä ottavat uutta käyttöön eivätkä tee yhteistyötä kenenkään kehittäjän kanssa, alueittain: tarpeita, joita kukaan ei kuule.",
		Swedish: "Vem som tar nya arbetssätt i bruk och inte samarbetar med någon som utvecklar dem, region för region: behov som ingen hör.",
	},
	Advice: report.Text{
		English: "Bring them into an activity of a developer, best one that works on their theme.",
		Finnish: "Tuokaa ne mukaan jonkin kehittäjän hankkeeseen, mieluiten oman teemansa.",
		Swedish: "Ta med dem i en utvecklares aktivitet, helst inom deras eget tema.",
	},
	Figures: needFigures,
	Others: report.Text{
		English: "those with developers elsewhere, none in their region", Finnish: "ne, joilla on kehittäjä muualla mutta ei omalla alueellaan", Swedish: "de som har utvecklare på annat håll men ingen i regionen",
	},
	make: need("adopter", "developer", needWords{
		lacking: report.Text{
			English: "%s: %s of %s adopters without a tie to any developer; %s without one to a developer of their region.",
			Finnish: "%[1]s: käyttöönottajia %[3]s, joista ilman yhteyttä yhteenkään kehittäjään %[2]s ja oman alueensa kehittäjään %[4]s.",
			Swedish: "%s: %s av %s användare har inget band till någon utvecklare; %s har inget till en utvecklare i sin region.",
		},
		elsewhere: report.Text{
			English: "%[1]s: all %[2]s adopters have a tie to a developer, but for %[3]s of them only elsewhere.",
			Finnish: "%[1]s: käyttöönottajia %[2]s, ja kaikilla on yhteys johonkin kehittäjään, mutta vain muualle näistä %[3]s.",
			Swedish: "%[1]s: alla %[2]s användare har band till en utvecklare, men %[3]s av dem bara till en på annat håll.",
		},
		onlyLacks: report.Text{
			English: "%s: the only adopter has no tie to any developer.", Finnish: "%s: ainoalla käyttöönottajalla ei ole yhteyttä yhteenkään kehittäjään.",
			Swedish: "%s: den enda användaren har inget band till någon utvecklare.",
		},
		onlyElsewhere: report.Text{
			English: "%s: the only adopter has a tie to a developer, but only elsewhere.", Finnish: "%s: ainoalla käyttöönottajalla on yhteys johonkin kehittäjään, mutta vain muualle.",
			Swedish: "%s: den enda användaren har band till en utvecklare, men bara på annat håll.",
		},
		available: report.Text{English: "Developers in the region: %s.", Finnish: "Kehittäjiä alueella: %s.", Swedish: "Utvecklare i regionen: %s."},
	}),
}

var needFigures = []Figure{
	{"actors", report.Text{English: "actors with the need, in the place", Finnish: "toimijat, joita tarve koskee, alueella", Swedish: "aktörer med behovet, på orten"}},
	{"without", report.Text{English: "of them without such a tie anywhere", Finnish: "niistä ilman sellaista yhteyttä mihinkään", Swedish: "av dem utan sådant band någonstans"}},
	{"without_here", report.Text{English: "of them without such a tie within the place", Finnish: "niistä ilman sellaista yhteyttä alueen sisällä", Swedish: "av dem utan sådant band på orten"}},
	{"available", report.Text{English: "actors in the place that could meet the need", Finnish: "alueen toimijat, jotka voisivat vastata tarpeeseen", Swedish: "aktörer på orten som kunde möta behovet"}},
}

// needWords tell of one place.
type needWords struct {
	lacking                  report.Text // its name, how many lack, of how many, how many lack here
	elsewhere                report.Text // its name, how many there are, how many of them have it elsewhere only
	onlyLacks, onlyElsewhere report.Text // the same where there is one only: its name
	available                report.Text // how many could help here
}

// tell says how it stands in a place.
func (w *needWords) tell(where report.Text, x *silo.Unmet) report.Text {
	lacks := len(x.Without) > 0
	switch {
	case x.Actors == 1 && lacks:
		return report.Sentence(w.onlyLacks, where)
	case x.Actors == 1:
		return report.Sentence(w.onlyElsewhere, where)
	case lacks:
		return report.Sentence(w.lacking, where, len(x.Without), x.Actors, len(x.WithoutHere))
	default:
		return report.Sentence(w.elsewhere, where, x.Actors, len(x.WithoutHere))
	}
}

// need makes a list of who of each place has no tie to those it needs, by roles.
func need(who, whom string, words needWords) func(context.Context, *Picture) (*Made, error) {
	return func(ctx context.Context, p *Picture) (*Made, error) {
		roles, source, err := p.roles()
		if err != nil {
			return nil, err
		}
		both, err := p.pair(who, whom, roles, source)
		if err != nil {
			return nil, err
		}
		place, err := p.place()
		if err != nil {
			return nil, err
		}
		found, err := silo.UnmetAmong(ctx, p.Graph, both, place, []silo.Need{{Who: who, Whom: whom}})
		if err != nil {
			return nil, err
		}
		made := &Made{Notes: []report.Text{report.Sentence(report.Text{
			English: "Where roles are known from: %s. Who holds both roles lacks nothing.", Finnish: "Mistä roolit tiedetään: %s. Jolla on molemmat roolit, siltä ei puutu mitään.",
			Swedish: "Varifrån rollerna är kända: %s. Den som har båda rollerna saknar inget.",
		}, source)}}
		if place == "" {
			made.Notes = append(made.Notes, report.Text{
				English: "The actors have no attribute region, so all are taken together; name another with --place.",
				Finnish: "Toimijoilla ei ole ominaisuutta region, joten kaikki ovat yhdessä; nimetkää toinen valinnalla --place.",
				Swedish: "Aktörerna har inget attribut region, så alla tas tillsammans; ange ett annat med --place.",
			})
		}
		for _, x := range found {
			where := report.Same(x.Place)
			row := Row{Who: x.Without, Others: less(x.WithoutHere, x.Without), Values: []float64{float64(x.Actors), float64(len(x.Without)), float64(len(x.WithoutHere)), float64(x.Available)}}
			switch {
			case place == "":
				where = report.Text{English: "Everywhere", Finnish: "Kaikkialla", Swedish: "Överallt"}
			case x.Place == "":
				where = report.Sentence(report.Text{English: "Without %s", Finnish: "Ilman ominaisuutta %s", Swedish: "Utan %s"}, place)
			default:
				row.Silos = []string{x.Place}
			}
			row.Reason = report.Joined(words.tell(where, &x), report.Sentence(words.available, x.Available))
			made.Rows = append(made.Rows, row)
		}
		return made, nil
	}
}

// less is who is in all and not in some. Both are ascending, and all holds some.
func less(all, some []int32) []int32 {
	var rest []int32
	for _, u := range all {
		if len(some) > 0 && some[0] == u {
			some = some[1:]
			continue
		}
		rest = append(rest, u)
	}
	return rest
}

// roles are who holds which role, and where that is known from.
func (p *Picture) roles() ([]silo.Group, report.Text, error) {
	participations := report.Text{English: "the participations' roles", Finnish: "osallistumisten roolit", Swedish: "deltagandenas roller"}
	asked := p.Options.Roles
	if len(p.Holders) > 0 && (asked == "" || strings.EqualFold(asked, "participations")) {
		return p.Holders, participations, nil
	}
	name := ""
	if !strings.EqualFold(asked, "participations") {
		name = p.dimension(asked, "role", "roles", "rooli", "roll")
	}
	if name == "" {
		return nil, report.Text{}, &Missing{report.Joined(report.Text{
			English: "Nobody's role is known: no participation has a role and the actors have no attribute role. Add a column role (developer, funder, adopter) to the participations, or name an attribute with --roles.",
			Finnish: "Kenenkään roolia ei tiedetä: osallistumisilla ei ole roolia eikä toimijoilla ominaisuutta role. Lisätkää osallistumisiin sarake role (developer, funder, adopter) tai nimetkää ominaisuus valinnalla --roles.",
			Swedish: "Ingens roll är känd: inget deltagande har en roll och aktörerna har inget attribut role. Lägg till en kolumn role (developer, funder, adopter) i deltagandena, eller ange ett attribut med --roles.",
		}, p.attributes())}
	}
	d, err := p.named("roles", name)
	if err != nil {
		return nil, report.Text{}, err
	}
	return groups(d), attribute(name), nil
}
