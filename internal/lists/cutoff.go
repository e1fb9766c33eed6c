package lists

import (
	"context"

	"github.com/sillat/sillat/internal/report"
)

// CutOff is the clusters without a path to the largest connected part.
var CutOff = List{
	ID:    "cut-off",
	Title: report.Text{English: "Cut off from the rest", Finnish: "Muista irrallaan", Swedish: "Avskurna från resten"},
	Purpose: report.Text{
		English: "Groups whose actors work with each other and with nobody else: what is known elsewhere cannot reach them, nor theirs the others.",
		Finnish: "Ryhmiä, joiden toimijat tekevät yhteistyötä keskenään eivätkä kenenkään muun kanssa: muualla opittu ei tavoita niitä eikä niiden oppima muita.",
		Swedish: "Grupper vars aktörer samarbetar med varandra och med ingen annan: det som andra lärt sig når inte dem, och deras når inte de andra.",
	},
	Advice: report.Text{
		English: "One tie into each is enough to begin with: ask for bridges, or invite the best connected actor of the group.",
		Finnish: "Yksi yhteys kuhunkin riittää alkuun: pyytäkää siltaehdotuksia tai kutsukaa ryhmän parhaiten verkottunut toimija.",
		Swedish: "Ett band till var och en räcker till att börja med: be om broar, eller bjud in gruppens bäst förankrade aktör.",
	},
	Figures: []Figure{
		{"actors", report.Text{English: "actors of the cluster", Finnish: "ryhmän toimijat", Swedish: "gruppens aktörer"}},
		{"largest", report.Text{English: "actors of the largest connected part", Finnish: "suurimman yhtenäisen osan toimijat", Swedish: "aktörer i den största sammanhängande delen"}},
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		loose, err := p.Loose(ctx)
		if err != nil {
			return nil, err
		}
		made := &Made{}
		for _, c := range loose.Clusters {
			row := Row{Who: c.Actors, Values: []float64{float64(len(c.Actors)), float64(loose.Largest)}, Parts: c.Silos}
			row.Reason = report.Sentence(report.Text{
				English: "These %s actors have ties among themselves and none to the largest connected part, which holds %s actors.",
				Finnish: "Näillä %s toimijalla on yhteyksiä keskenään mutta ei yhtään suurimpaan yhtenäiseen osaan, jossa on %s toimijaa.",
				Swedish: "Dessa %s aktörer har band sinsemellan men inget till den största sammanhängande delen, som har %s aktörer.",
			}, len(c.Actors), loose.Largest)
			if len(c.Silos) > 0 {
				for _, s := range c.Silos {
					row.Silos = append(row.Silos, s.Silo)
				}
				row.Reason = report.Joined(row.Reason, report.Sentence(report.Text{
					English: "By silo: %s.", Finnish: "Siiloittain: %s.", Swedish: "Efter silo: %s.",
				}, counts(c.Silos)))
			}
			made.Rows = append(made.Rows, row)
		}
		return made, nil
	},
}
