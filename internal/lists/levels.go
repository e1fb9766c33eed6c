package lists

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
)

// Levels is how far up ties reach: municipality, region, nation, European Union.
var Levels = List{
	ID:    "levels",
	Title: report.Text{English: "How far ties reach", Finnish: "Kuinka kauas yhteydet ulottuvat", Swedish: "Hur långt banden når"},
	Purpose: report.Text{
		English: "How many ties stay within a municipality, within a region, within a nation, within the European Union, and how many reach beyond: whether work is local only.",
		Finnish: "Kuinka moni yhteys pysyy kunnan, alueen, maan tai Euroopan unionin sisällä ja kuinka moni ulottuu ulommas: onko työ vain paikallista.",
		Swedish: "Hur många band som stannar inom en kommun, en region, ett land eller Europeiska unionen, och hur många som når längre: om arbetet bara är lokalt.",
	},
	Advice: report.Text{
		English: "Where nearly all ties stay on the lowest level, look for one actor of each to invite one level up.",
		Finnish: "Missä lähes kaikki yhteydet pysyvät alimmalla tasolla, etsikää kustakin yksi toimija kutsuttavaksi tasoa ylemmäs.",
		Swedish: "Där nästan alla band stannar på den lägsta nivån, sök en aktör från var och en att bjuda in en nivå upp.",
	},
	Figures: []Figure{
		{"silos", report.Text{English: "silos on the level", Finnish: "tason siilot", Swedish: "silor på nivån"}},
		{"ties", report.Text{English: "ties that stay within one of them, and within no smaller one", Finnish: "yhteydet, jotka pysyvät yhden sisällä eivätkä pienemmän", Swedish: "band som stannar inom en av dem, och inte inom en mindre"}},
		{"known", report.Text{English: "ties of which it can be told", Finnish: "yhteydet, joista se voidaan sanoa", Swedish: "band som det kan sägas om"}},
		{"share", report.Text{English: "share of all ties of which it can be told", Finnish: "osuus kaikista yhteyksistä, joista se voidaan sanoa", Swedish: "andel av alla band som det kan sägas om"}},
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		levels, err := p.levels()
		if err != nil {
			return nil, err
		}
		f, err := silo.FoldOver(ctx, p.Graph, levels)
		if err != nil {
			return nil, err
		}
		made := &Made{}
		known := f.Beyond
		for _, l := range f.Levels {
			known += l.Ties
		}
		share := func(n int) float64 {
			if known == 0 {
				return none
			}
			return float64(n) / float64(known)
		}
		line := func(level string, silos, ties int, words report.Text) {
			row := Row{Silos: []string{level}, Values: []float64{float64(silos), float64(ties), float64(known), share(ties)}}
			if known > 0 {
				row.Reason = report.Sentence(words, level, ties, known, report.Share(share(ties)))
			} else {
				row.Reason = report.Text{English: "There are no ties to tell of.", Finnish: "Yhteyksiä, joista kertoa, ei ole.", Swedish: "Det finns inga band att berätta om."}
			}
			made.Rows = append(made.Rows, row)
		}
		for i, l := range f.Levels {
			words := report.Text{
				English: "%s: %s of %s ties (%s) leave the levels below and stay within one silo of this one.",
				Finnish: "%[1]s: %[2]s yhteyttä (%[4]s kaikista, joita on %[3]s) ylittää alemmat tasot ja pysyy tämän tason yhden siilon sisällä.",
				Swedish: "%s: %s av %s band (%s) lämnar nivåerna under och stannar inom en silo på denna.",
			}
			if i == 0 {
				words = report.Text{
					English: "%s: %s of %s ties (%s) stay within one silo.", Finnish: "%[1]s: %[2]s yhteyttä (%[4]s kaikista, joita on %[3]s) pysyy yhden siilon sisällä.",
					Swedish: "%s: %s av %s band (%s) stannar inom en silo.",
				}
			}
			line(l.Dimension, len(l.Silos), l.Ties, words)
			if len(l.Torn) > 0 {
				made.Notes = append(made.Notes, report.Sentence(report.Text{
					English: "%s does not nest in %s: %s of its silos lie in several, the first is %s.",
					Finnish: "%s ei sisälly tasoon %s: sen siiloista %s on useassa, niistä ensimmäinen on %s.",
					Swedish: "%s ryms inte i %s: %s av dess silor ligger i flera, den första är %s.",
				}, l.Dimension, f.Levels[i+1].Dimension, len(l.Torn), l.Torn[0].Silo))
			}
		}
		last := f.Levels[len(f.Levels)-1].Dimension
		line(last, 0, f.Beyond, report.Text{
			English: "Beyond %s: %s of %s ties (%s).", Finnish: "Kauemmas kuin %[1]s: %[2]s yhteyttä (%[4]s kaikista, joita on %[3]s).", Swedish: "Längre än %s: %s av %s band (%s).",
		})
		made.Rows[len(made.Rows)-1].Silos[0] = "beyond " + last
		made.Rows[len(made.Rows)-1].Values[0] = none
		if f.Unknown > 0 {
			made.Notes = append(made.Notes, report.Sentence(report.Text{
				English: "Of %s ties it cannot be told: an end has no %s.", Finnish: "%s yhteydestä sitä ei voi sanoa: toisen pään %s puuttuu.", Swedish: "Om %s band kan det inte sägas: en ände saknar %s.",
			}, f.Unknown, last))
		}
		return made, nil
	},
}

// Union is the level of the European Union, which is made from codes or names of countries where the network has no such attribute.
const Union = "EU"

// levels are the dimensions that nest, the finest first. The usual ones end in the European Union where the last one's values are countries.
func (p *Picture) levels() ([]*snapshot.Dimension, error) {
	names := p.Options.Levels
	if len(names) == 0 {
		for _, usual := range [][]string{{"municipality", "kunta", "kommun"}, {"region", "maakunta", "landskap"}, {"country", "nation", "maa", "land"}} {
			if name := p.dimension("", usual...); name != "" {
				names = append(names, name)
			}
		}
	}
	var levels []*snapshot.Dimension
	for i, name := range names {
		if name == Union && i > 0 && i == len(names)-1 {
			if _, own := p.Graph.Dimension(name); !own {
				levels = append(levels, union(levels[i-1]))
				continue
			}
		}
		d, err := p.named("levels", name)
		if err != nil {
			return nil, err
		}
		levels = append(levels, d)
	}
	if n := len(levels); n > 0 && len(p.Options.Levels) == 0 && countries(levels[n-1]) {
		levels = append(levels, union(levels[n-1]))
	}
	if len(levels) < 2 {
		return nil, &Missing{report.Joined(report.Text{
			English: "Fewer than two levels are known; name attributes that nest with --levels, the finest first: municipality,region,country.",
			Finnish: "Tasoja tunnetaan vähemmän kuin kaksi; nimetkää sisäkkäiset ominaisuudet valinnalla --levels, pienin ensin: municipality,region,country.",
			Swedish: "Färre än två nivåer är kända; ange attribut som ryms i varandra med --levels, den minsta först: municipality,region,country.",
		}, p.attributes())}
	}
	return levels, nil
}

// members are the states of the European Union since 2020, by ISO 3166 code and English name. Eurostat writes EL for Greece.
var members = strings.Fields(`AT BE BG HR CY CZ DK EE FI FR DE GR EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE
	austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary ireland italy latvia lithuania luxembourg malta
	netherlands poland portugal romania slovakia slovenia spain sweden`)

func member(country string) bool {
	return slices.ContainsFunc(members, func(m string) bool { return strings.EqualFold(m, country) })
}

// countries reports whether a dimension's values are countries as members writes them: at least half of its silos are codes of two letters, or members.
func countries(d *snapshot.Dimension) bool {
	of := 0
	for _, v := range d.Values {
		if member(v) || len(v) == 2 && strings.ToUpper(v) == v {
			of++
		}
	}
	return of > 0 && 2*of >= len(d.Values) && slices.ContainsFunc(d.Values, member)
}

// union puts countries into the European Union. The others are in no silo together, and are known not to be in it.
func union(country *snapshot.Dimension) *snapshot.Dimension {
	eu := &snapshot.Dimension{Name: Union, Of: make([]int32, len(country.Of))}
	to := make([]int32, len(country.Values))
	eu.Values = append(eu.Values, Union)
	for i, name := range country.Values {
		if member(name) {
			continue
		}
		to[i] = int32(len(eu.Values))
		eu.Values = append(eu.Values, name)
	}
	for u, c := range country.Of {
		if eu.Of[u] = -1; c >= 0 {
			eu.Of[u] = to[c]
		}
	}
	return eu
}
