package brief

import (
	"time"

	"github.com/sillat/sillat/internal/report"
)

// changeWords are those of what changed since an earlier time.
var changeWords = struct {
	title, none, lead, figure, before, after                 report.Text
	actors, ties, slept, sleptOne, moved, movedOne, pair     report.Text
	tieFigure, largest, isolates, points, reach, at, version report.Text
}{
	title: text("What has changed", "Mikä on muuttunut", "Vad som har förändrats"),
	none: text("There is no earlier time to compare with yet: this is the first revision. Two dates can be compared by naming them.",
		"Aiempaa vertailukohtaa ei vielä ole: tämä on ensimmäinen versio. Kahta päivämäärää voi verrata nimeämällä ne.",
		"Det finns ännu ingen tidigare tidpunkt att jämföra med: detta är den första versionen. Två datum kan jämföras genom att ange dem."),
	lead:      text("Compared: %s → %s.", "Vertailu: %s → %s.", "Jämförelse: %s → %s."),
	figure:    text("Figure", "Luku", "Tal"),
	before:    text("Before", "Ennen", "Före"),
	after:     text("After", "Jälkeen", "Efter"),
	actors:    text("Actors that appeared: %s, that left: %s, with ties now that had none: %s.", "Uusia toimijoita: %s, poistuneita: %s, yhteyksiä saaneita, joilla niitä ei aiemmin ollut: %s.", "Nya aktörer: %s, aktörer som försvunnit: %s, aktörer som fått förbindelser men inte hade några: %s."),
	sleptOne:  text("One actor had ties and has none now.", "Yhdellä toimijalla oli yhteyksiä, mutta nyt ei yhtään.", "En aktör hade förbindelser men har nu inga."),
	movedOne:  text("One actor changed silo.", "Yksi toimija vaihtoi siiloa.", "En aktör bytte silo."),
	slept:     text("%s actors had ties and have none now.", "%s toimijalla oli yhteyksiä, mutta nyt ei yhtään.", "%s aktörer hade förbindelser men har nu inga."),
	moved:     text("%s actors changed silo.", "%s toimijaa vaihtoi siiloa.", "%s aktörer bytte silo."),
	ties:      text("New ties: %s, ties that are gone: %s.", "Uusia yhteyksiä: %s, poistuneita: %s.", "Nya förbindelser: %s, förbindelser som försvunnit: %s."),
	pair:      text("Most has changed between %s and %s: the tie weight went from %s to %s.", "Eniten muuttui parin %s ja %s välillä: yhteyksien paino muuttui arvosta %s arvoon %s.", "Mest har förändrats mellan %s och %s: förbindelsernas vikt gick från %s till %s."),
	tieFigure: text("Ties", "Yhteydet", "Förbindelser"),
	largest:   text("Actors in the largest connected part", "Toimijoita suurimmassa yhtenäisessä osassa", "Aktörer i den största sammanhängande delen"),
	isolates:  text("Actors without ties", "Toimijat ilman yhteyksiä", "Aktörer utan förbindelser"),
	points:    text("Single points of failure", "Yhden toimijan varassa", "Hänger på en enda aktör"),
	reach:     text("Closeness between silos", "Siilojen läheisyys", "Närhet mellan silor"),
	at:        text("%s at revision %s", "%s, versio %s", "%s, version %s"),
	version:   text("revision %s", "versio %s", "version %s"),
}

// changed is the section on what changed.
func changed(f *Facts, l report.Language) Section {
	w := &changeWords
	s := Section{Title: w.title.In(l)}
	c := f.Change
	if c == nil {
		s.Lead = w.none.In(l)
		return s
	}
	same := c.From.Revision == c.To.Revision
	s.Lead = report.Sentence(w.lead, c.From.in(l, same), c.To.in(l, same)).In(l)
	say := func(yes bool, words report.Text, args ...any) {
		if yes {
			s.Items = append(s.Items, Item{Text: report.Sentence(words, args...).In(l)})
		}
	}
	say(true, w.ties, c.NewTies, c.LostTies)
	say(c.Appeared+c.Gone+c.Woke > 0, w.actors, c.Appeared, c.Gone, c.Woke)
	say(c.Slept > 0, report.Counted(c.Slept, w.sleptOne, w.slept))
	say(c.Moved > 0, report.Counted(c.Moved, w.movedOne, w.moved))
	say(c.MostPair[0] != "", w.pair, c.MostPair[0], c.MostPair[1], c.MostBefore, c.MostAfter)
	s.Table = &Table{Header: []string{w.figure.In(l), w.before.In(l), w.after.In(l)}, Words: 1}
	row := func(name report.Text, before, after string) {
		s.Table.Rows = append(s.Table.Rows, []Cell{{Text: name.In(l)}, {Text: before}, {Text: after}})
	}
	count := func(name report.Text, before, after int) { row(name, l.Count(int64(before)), l.Count(int64(after))) }
	count(w.tieFigure, c.Before.Ties, c.After.Ties)
	count(w.largest, c.Before.LargestPart, c.After.LargestPart)
	count(w.isolates, c.Before.Isolates, c.After.Isolates)
	count(w.points, c.Before.SinglePoints, c.After.SinglePoints)
	row(w.reach, figure(l, c.Before.Reach), figure(l, c.After.Reach))
	return s
}

// in is a moment in words; the revision is left out where both moments have the same one.
func (m ComparedTime) in(l report.Language, same bool) report.Text {
	date := m.Date
	if day, err := time.Parse(time.DateOnly, date); err == nil {
		date = l.Day(day)
	}
	switch {
	case date != "" && (same || m.Revision == 0):
		return report.Same(date)
	case date != "":
		return report.Sentence(changeWords.at, date, m.Revision)
	}
	return report.Sentence(changeWords.version, m.Revision)
}
