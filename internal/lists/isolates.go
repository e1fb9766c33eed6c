package lists

import (
	"context"

	"github.com/sillat/sillat/internal/report"
)

// Isolates is the actors without any tie.
var Isolates = List{
	ID:    "isolates",
	Title: report.Text{English: "Without any tie", Finnish: "Ilman yhteyksiä", Swedish: "Utan band"},
	Purpose: report.Text{
		English: "Actors that are in the data and work with nobody in it: whom to invite first, or whose ties are not recorded yet.",
		Finnish: "Toimijoita, jotka ovat aineistossa mutta eivät tee siinä yhteistyötä kenenkään kanssa: kutsukaa nämä ensin – tai niiden yhteyksiä ei ole vielä kirjattu.",
		Swedish: "Aktörer som finns i materialet men inte samarbetar med någon där: bjud in dem först, eller så är deras band ännu inte antecknade.",
	},
	Advice: report.Text{
		English: "Ask whether it is so, then invite them to an activity with actors of several silos.",
		Finnish: "Kysykää, pitääkö tieto paikkansa, ja kutsukaa ne sitten hankkeeseen, jossa on toimijoita useasta siilosta.",
		Swedish: "Fråga om det stämmer och bjud sedan in dem till en aktivitet med aktörer från flera silor.",
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		loose, err := p.Loose(ctx)
		if err != nil {
			return nil, err
		}
		made := &Made{}
		for _, u := range loose.Isolates {
			made.Rows = append(made.Rows, Row{Who: []int32{u}, Silos: p.siloOf(u), Reason: report.Sentence(report.Text{
				English: "%s has no tie to anyone in this picture.", Finnish: "%s: ei yhteyttä kehenkään tässä kuvassa.", Swedish: "%s har inget band till någon i denna bild.",
			}, p.name(u))})
		}
		return made, nil
	},
}

// siloOf is an actor's silo, or nothing.
func (p *Picture) siloOf(u int32) []string {
	if d, ok := p.Graph.Dimension(p.Silo); ok && d.Of[u] >= 0 {
		return []string{d.Values[d.Of[u]]}
	}
	return nil
}
