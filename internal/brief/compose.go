package brief

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/sillat/sillat/internal/report"
)

// Compose writes the page in a language.
func Compose(f *Facts, l report.Language) (*Page, error) {
	facts, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("write the facts of a brief: %w", err)
	}
	say := func(words report.Text, args ...any) string { return report.Sentence(words, args...).In(l) }
	w := &words
	p := &Page{Language: string(l), Title: say(w.title, f.Network), Made: f.Made, Facts: facts}
	p.Subtitle = say(w.grouped, report.Dimension(f.Silo)) + " "
	if f.Revision > 0 {
		p.Subtitle += say(w.atRevision, f.Revision, l.Day(f.Made))
	} else {
		p.Subtitle += say(w.fromFiles, l.Day(f.Made))
	}
	findings := Section{Title: w.findings.In(l)}
	for _, t := range f.Findings {
		findings.Items = append(findings.Items, Item{Text: t.In(l)})
	}
	p.Sections = append(p.Sections, findings, Section{Title: w.figures.In(l), Tiles: tiles(f, l)})
	if d := draw(f, say(w.mapAlt, len(f.Silos))); d != nil {
		p.Sections = append(p.Sections, Section{Title: w.mapTitle.In(l), Lead: w.mapLead.In(l), Drawing: d})
	}
	together := Section{Title: w.matrixTitle.In(l), Lead: w.matrixLead.In(l), Table: matrix(f, l)}
	if len(f.Silos) > mostSilos {
		together.Notes = []string{say(w.matrixMany, mostSilos, len(f.Silos))}
	}
	p.Sections = append(p.Sections, together, gaps(f, l), bridges(f, l),
		listed(w.pointsTitle, w.pointsLead, w.pointsNone, f.Points, l), listed(w.clustersTitle, w.clustersLead, w.clustersNone, f.Clusters, l),
		changed(f, l), method(f, l))
	return p, nil
}

func tiles(f *Facts, l report.Language) []Tile {
	w := &words
	share := math.NaN()
	if f.Actors > 0 {
		share = float64(f.LargestPart) / float64(f.Actors)
	}
	reach := w.reachMeaning.In(l)
	if len(f.Bridges) > 0 && f.ReachAfter != nil {
		reach += "; " + report.Sentence(w.reachBridges, report.Same(figure(l, f.ReachAfter))).In(l)
	}
	return []Tile{
		{l.Count(int64(f.Actors)), w.actors.In(l), report.Sentence(w.inSilos, len(f.Silos)).In(l)},
		{l.Count(int64(f.Ties)), w.ties.In(l), w.tiesMeaning.In(l)},
		{l.Percent(share), w.largest.In(l), w.largestMeaning.In(l)},
		{l.Count(int64(f.Apart)), w.gapsFigure.In(l), report.Sentence(w.gapsMeaning, f.Pairs).In(l)},
		{l.Count(int64(f.Isolates)), w.isolates.In(l), w.isolatesMeaning.In(l)},
		{figure(l, f.Reach), w.reach.In(l), reach},
	}
}

func gaps(f *Facts, l report.Language) Section {
	w := &words
	s := Section{Title: w.gapsTitle.In(l), Lead: w.gapsLead.In(l)}
	if len(f.Gaps) == 0 {
		s.Lead = w.gapsNone.In(l)
		return s
	}
	s.Table = &Table{Words: 2, Header: []string{w.silo.In(l), w.silo.In(l), w.observed.In(l), w.expected.In(l), w.q.In(l), w.two.In(l)}}
	for _, g := range f.Gaps {
		s.Table.Rows = append(s.Table.Rows, []Cell{
			{Text: g.A}, {Text: g.B}, {Text: l.Figure(g.Observed)}, {Text: l.Figure(g.Expected)}, {Text: l.Likelihood(orNaN(g.Q))}, {Text: l.Percent(orNaN(g.ReachTwo))},
		})
	}
	if more := f.Apart - len(f.Gaps); more > 0 {
		s.Notes = []string{report.Sentence(w.more, more).In(l)}
	}
	return s
}

func bridges(f *Facts, l report.Language) Section {
	w := &words
	s := Section{Title: w.bridgesTitle.In(l), Lead: w.bridgesLead.In(l)}
	if len(f.Bridges) == 0 {
		s.Lead = w.bridgesNone.In(l)
		return s
	}
	for _, b := range f.Bridges {
		item := Item{Title: b.Source + " – " + b.Target, Text: b.Reason.In(l)}
		item.Aside = report.Sentence(w.plausible, report.Same(l.Percent(orNaN(b.Plausibility)))).In(l)
		if b.SiloStable != nil {
			item.Aside += "; " + report.Sentence(w.stable, report.Same(l.Percent(*b.SiloStable))).In(l)
		}
		s.Items = append(s.Items, item)
	}
	if f.Learnt {
		s.Notes = []string{report.Sentence(w.horizon, f.Horizon).In(l)}
	} else {
		s.Notes = []string{w.priorChance.In(l)}
	}
	return s
}

// listed is a section that says the first rows of a list.
func listed(title, lead, none report.Text, rows Listed, l report.Language) Section {
	s := Section{Title: title.In(l), Lead: lead.In(l)}
	if rows.All == 0 {
		s.Lead = none.In(l)
		return s
	}
	for _, t := range rows.Rows {
		s.Items = append(s.Items, Item{Text: t.In(l)})
	}
	if more := rows.All - len(rows.Rows); more > 0 {
		s.Notes = []string{report.Sentence(words.more, more).In(l)}
	}
	return s
}

func figure(l report.Language, x *float64) string { return l.Figure(orNaN(x)) }

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}
