package lists

import (
	"context"
	"strings"

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
	points []silo.SinglePoint
	found  bool // points
}

// Loose is who is not, or hardly, part of the whole.
func (p *Picture) Loose(ctx context.Context) (l *silo.Loose, err error) {
	if p.loose == nil {
		p.loose, err = silo.Clusters(ctx, p.Graph, p.Silo)
	}
	return p.loose, err
}

// SinglePoints are the actors that others hang on.
func (p *Picture) SinglePoints(ctx context.Context) (_ []silo.SinglePoint, err error) {
	if !p.found {
		p.points, err = silo.SinglePoints(ctx, p.Graph, p.Silo, silo.SinglePointsOptions{Threads: p.Threads})
		p.found = err == nil
	}
	return p.points, err
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

// place is the dimension of places, or "".
func (p *Picture) place() string { return p.dimension(p.Place, "region", "maakunta", "landskap") }

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

// groups are the actors of a dimension by its values.
func groups(d *snapshot.Dimension) []silo.Group {
	all := make([]silo.Group, len(d.Values))
	for i, name := range d.Values {
		all[i].Name = name
	}
	for u, i := range d.Of {
		if i >= 0 {
			all[i].Actors = append(all[i].Actors, int32(u))
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
				English: "Nobody is called %s by %s, which says %s. If a word of yours means it, name it with --word %s=YOURS.",
				Finnish: "Sanaa %s ei ole tiedossa %s, jossa on: %s. Jos jokin oma sananne tarkoittaa samaa, antakaa se: --word %s=SANANNE.",
				Swedish: "Ordet %s finns inte i %s, som säger %s. Om ett eget ord betyder det, ange det: --word %s=ERT.",
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
