package lists

import (
	"context"
	"errors"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
)

// Options say where lists find what they are made from. Empty ones are found by the usual names.
type Options struct {
	Silo    string              // the silo dimension; "": lists that need one are missing
	Place   string              // the dimension of places; usually region
	Roles   string              // participations, or a dimension; usually participations where they name roles, else role
	Level   string              // the dimension of national and regional; usually level
	Levels  []string            // dimensions that nest, the finest first; usually municipality, region, country
	Words   map[string][]string // what the data call a developer, funder, adopter, national or regional, beside the usual words
	Threads int
}

// Picture is what lists are made from. Analyses that several lists need are computed once. It is not safe for concurrent use.
type Picture struct {
	Graph   *snapshot.Graph
	Holders []silo.Group // of roles, from participations; none when they name no roles
	Options

	loose  *silo.Loose
	points *singlePoints
}

// Loose is who is not, or hardly, part of the whole.
func (p *Picture) Loose(ctx context.Context) (l *silo.Loose, err error) {
	if p.loose == nil {
		p.loose, err = silo.Clusters(ctx, p.Graph, p.Silo)
	}
	return p.loose, err
}

// singlePoints are the worst of the actors that others hang on, and how many there are.
type singlePoints struct {
	worst []silo.SinglePoint
	found int
}

// SinglePoints are the actors that others hang on, the worst fifty of them, and how many there are in all.
func (p *Picture) SinglePoints(ctx context.Context) (worst []silo.SinglePoint, found int, err error) {
	if p.points == nil {
		worst, found, err = silo.SinglePoints(ctx, p.Graph, p.Silo, silo.SinglePointsOptions{Threads: p.Threads})
		if err != nil {
			return nil, 0, err
		}
		p.points = &singlePoints{worst, found}
	}
	return p.points.worst, p.points.found, nil
}

func (p *Picture) name(u int32) string { return p.Graph.Name(u) }

// dimension is the one asked for, else the first of the usual names that the network has, or "".
func (p *Picture) dimension(asked string, usual ...string) string {
	if asked != "" {
		return asked
	}
	for _, name := range usual {
		for _, d := range p.Graph.Dimensions() {
			if strings.EqualFold(d.Name, name) || strings.EqualFold(d.Name, "silo_"+name) {
				return d.Name
			}
		}
	}
	return ""
}

// place is the dimension of places, or "" when there is none. One that was asked for must be there.
func (p *Picture) place() (string, error) {
	name := p.dimension(p.Place, "region", "maakunta", "landskap")
	if name == "" {
		return "", nil
	}
	_, err := p.named("place", name)
	return name, err
}

// named is a dimension by its name; one that there is not is refused as the argument that named it.
func (p *Picture) named(argument, name string) (*snapshot.Dimension, error) {
	d, err := silo.Dimension(p.Graph, "lists", name)
	if refused, is := errors.AsType[*analysis.ArgumentError](err); is {
		refused.Param = argument
	}
	return d, err
}

// usualWords are what data call those whom lists are about, in lower case.
var usualWords = map[string][]string{
	"developer": {"developer", "developers", "kehittäjä", "utvecklare"},
	"funder":    {"funder", "funders", "rahoittaja", "finansiär"},
	"adopter":   {"adopter", "adopters", "käyttöönottaja", "hyödyntäjä", "användare"},
	"national":  {"national", "kansallinen", "valtakunnallinen", "nationell"},
	"regional":  {"regional", "alueellinen", "maakunnallinen", "regionell"},
}

// Words lists the words that Options.Words can add to.
func Words() []string { return []string{"developer", "funder", "adopter", "national", "regional"} }

// attributes tells what could be named instead of what is missing.
func (p *Picture) attributes() report.Text {
	var names []string
	for _, d := range p.Graph.Dimensions() {
		names = append(names, d.Name)
	}
	if len(names) == 0 {
		return report.Text{English: "They have no attribute to compare by.", Finnish: "Vertailtavia ominaisuuksia ei ole.", Swedish: "Det finns inget attribut att jämföra efter."}
	}
	return report.Sentence(report.Text{English: "There are: %s.", Finnish: "Tarjolla ovat: %s.", Swedish: "Det finns: %s."}, few(names))
}

func attribute(name string) report.Text {
	return report.Sentence(report.Text{English: "the attribute %s", Finnish: "ominaisuus %s", Swedish: "attributet %s"}, name)
}

// called are the groups whose names mean a word, as one group under that word.
func (p *Picture) called(word string, groups []silo.Group) (silo.Group, bool) {
	all := silo.Group{Name: word}
	found := false
	member := make([]bool, p.Graph.Len())
	for _, g := range groups {
		for _, means := range append(usualWords[word], p.Words[word]...) {
			if strings.EqualFold(strings.TrimSpace(g.Name), means) {
				found = true
				for _, u := range g.Actors {
					member[u] = true
				}
			}
		}
	}
	for u, is := range member {
		if is {
			all.Actors = append(all.Actors, int32(u))
		}
	}
	return all, found
}

// groups are the actors of a dimension by its values; one whose value is a list, "developer;funder", belongs to the group of each element.
func groups(d *snapshot.Dimension) []silo.Group {
	var all []silo.Group
	at := map[string]int{}
	of := make([][]int, len(d.Values))
	for i, value := range d.Values {
		for element := range strings.SplitSeq(value, ";") {
			element = strings.TrimSpace(element)
			g, known := at[element]
			if !known {
				g = len(all)
				at[element], all = g, append(all, silo.Group{Name: element})
			}
			of[i] = append(of[i], g)
		}
	}
	for u, i := range d.Of {
		if i < 0 {
			continue
		}
		for _, g := range of[i] {
			all[g].Actors = append(all[g].Actors, int32(u))
		}
	}
	return all
}

// pair returns two words' groups, or says which the network does not have: what names the source of the groups.
func (p *Picture) pair(who, whom string, from []silo.Group, what report.Text) ([]silo.Group, error) {
	both := make([]silo.Group, 0, 2)
	for _, word := range []string{who, whom} {
		g, ok := p.called(word, from)
		if !ok {
			names := make([]string, 0, len(from))
			for _, x := range from {
				names = append(names, x.Name)
			}
			return nil, &Missing{report.Sentence(report.Text{
				English: "Nobody is called %s. What is known (%s): %s. If a word of yours means it, name it with --word %s=YOURS.",
				Finnish: "Sanaa %s ei käytetä kenestäkään. Tiedossa on (%s): %s. Jos jokin oma sananne tarkoittaa samaa, antakaa se: --word %s=SANANNE.",
				Swedish: "Ingen kallas %s. Det som är känt (%s): %s. Om ett eget ord betyder det, ange det: --word %s=ERT.",
			}, word, what, few(names), word)}
		}
		both = append(both, g)
	}
	return both, nil
}

// few are the first names and how many more there are.
func few(names []string) report.Text {
	const shown = 8
	if len(names) <= shown {
		return report.Same(strings.Join(names, ", "))
	}
	return report.Sentence(report.Text{English: "%s and %s more", Finnish: "%s ja %s muuta", Swedish: "%s och %s till"}, strings.Join(names[:shown], ", "), len(names)-shown)
}

// counts tells how many of which silo, the first few.
func counts(of []silo.Count) report.Text {
	names := make([]string, 0, len(of))
	for _, c := range of {
		names = append(names, report.Sentence(report.Same("%s %s"), c.Silo, c.Actors).English)
	}
	return few(names)
}
