package lists

import (
	"context"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/report"
)

// NationalWithoutRegional is the national actors without a tie to any regional one.
var NationalWithoutRegional = List{
	ID:    "national-without-regional",
	Title: report.Text{English: "National actors without regional ties", Finnish: "Kansalliset toimijat ilman alueellisia yhteyksiä", Swedish: "Nationella aktörer utan regionala band"},
	Purpose: report.Text{
		English: "National actors that work with no regional one: what they decide or develop has no way to where it is needed.",
		Finnish: "Kansallisia toimijoita, jotka eivät tee yhteistyötä yhdenkään alueellisen kanssa: niiden päätöksillä ja kehitystyöllä ei ole tietä sinne, missä niitä tarvitaan.",
		Swedish: "Nationella aktörer som inte samarbetar med någon regional: det som de beslutar eller utvecklar har ingen väg dit det behövs.",
	},
	Advice: report.Text{
		English: "Ask for bridges between the two levels, or let a regional actor of the same theme show its work to them.",
		Finnish: "Pyytäkää siltaehdotuksia näiden kahden tason väliin, tai pyytäkää saman teeman alueellista toimijaa esittelemään työtään niille.",
		Swedish: "Be om broar mellan de två nivåerna, eller låt en regional aktör inom samma tema visa sitt arbete för dem.",
	},
	Figures: []Figure{
		{"ties", report.Text{English: "ties to others", Finnish: "yhteydet muihin", Swedish: "band till andra"}},
		{"regional", report.Text{English: "regional actors there are", Finnish: "alueelliset toimijat kaikkiaan", Swedish: "regionala aktörer som finns"}},
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		name := p.dimension(p.Level, "level", "taso", "nivå")
		if name == "" {
			return nil, &Missing{report.Joined(report.Text{
				English: "The actors have no attribute level that says who is national and who regional; add one, or name another with --level.",
				Finnish: "Toimijoilla ei ole ominaisuutta level, joka kertoisi, kuka on kansallinen ja kuka alueellinen; lisätkää se tai nimetkää toinen valinnalla --level.",
				Swedish: "Aktörerna har inget attribut level som säger vem som är nationell och vem regional; lägg till ett, eller ange ett annat med --level.",
			}, p.attributes())}
		}
		d, err := p.named("level", name)
		if err != nil {
			return nil, err
		}
		both, err := p.pair("national", "regional", groups(d), attribute(name))
		if err != nil {
			return nil, err
		}
		found, err := silo.UnmetAmong(ctx, p.Graph, both, "", []silo.Need{{Who: "national", Whom: "regional"}})
		if err != nil {
			return nil, err
		}
		made := &Made{}
		g := p.Graph.Symmetric()
		for _, x := range found { // of all places together there is one
			for _, u := range x.Without {
				ties := len(g.Out(u))
				regional := len(both[1].Actors)
				row := Row{Who: []int32{u}, Silos: p.siloOf(u), Values: []float64{float64(ties), float64(regional)}}
				switch ties {
				case 0:
					row.Reason = report.Sentence(report.Text{
						English: "%s is national and has no tie to anyone.", Finnish: "%s on kansallinen, eikä sillä ole yhteyttä kehenkään.", Swedish: "%s är nationell och har inget band till någon.",
					}, p.name(u))
				case 1:
					row.Reason = report.Sentence(report.Text{
						English: "%s is national; its only tie leads to none of the %s regional actors.",
						Finnish: "%s on kansallinen; sen ainoa yhteys ei vie kehenkään alueellisista toimijoista (%s).",
						Swedish: "%s är nationell; dess enda band leder inte till någon av de %s regionala aktörerna.",
					}, p.name(u), regional)
				default:
					row.Reason = report.Sentence(report.Text{
						English: "%s is national; none of its %s ties leads to one of the %s regional actors.",
						Finnish: "%s on kansallinen; yksikään sen yhteyksistä (%s) ei vie kehenkään alueellisista toimijoista (%s).",
						Swedish: "%s är nationell; inget av dess %s band leder till någon av de %s regionala aktörerna.",
					}, p.name(u), ties, regional)
				}
				made.Rows = append(made.Rows, row)
			}
		}
		return made, nil
	},
}
