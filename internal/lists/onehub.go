package lists

import (
	"context"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/report"
)

// OneHub is the pairs of regions that meet through one actor only.
var OneHub = List{
	ID:    "one-hub",
	Title: report.Text{English: "Regions that meet only through one hub", Finnish: "Alueet, jotka kohtaavat vain yhden toimijan kautta", Swedish: "Regioner som möts genom en enda aktör"},
	Purpose: report.Text{
		English: "Pairs of regions whose actors have a tie or a contact in common only because of one actor: without it they would not meet.",
		Finnish: "Alueita, joiden toimijoilla on yhteys tai yhteinen kontakti vain yhden toimijan ansiosta: ilman sitä ne eivät kohtaisi.",
		Swedish: "Par av regioner vars aktörer har ett band eller en gemensam kontakt bara tack vare en aktör: utan den skulle de inte mötas.",
	},
	Advice: report.Text{
		English: "Ask the hub to introduce two actors of the regions directly to each other.",
		Finnish: "Pyytäkää tätä toimijaa esittelemään alueiden toimijoita suoraan toisilleen.",
		Swedish: "Be aktören presentera två aktörer från regionerna direkt för varandra.",
	},
	Figures: []Figure{
		{"ties", report.Text{English: "ties between the two", Finnish: "yhteydet näiden kahden välillä", Swedish: "band mellan de två"}},
		{"via", report.Text{English: "actors elsewhere with contacts in both", Finnish: "muualla olevat toimijat, joilla on kontakti kummassakin", Swedish: "aktörer på annat håll med kontakter i båda"}},
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		place, err := p.place()
		if err != nil {
			return nil, err
		}
		if place == "" {
			return nil, &Missing{report.Joined(report.Text{
				English: "The actors have no attribute region; add one, or name what stands for it with --place.",
				Finnish: "Toimijoilla ei ole ominaisuutta region; lisätkää se tai nimetkää sitä vastaava valinnalla --place.",
				Swedish: "Aktörerna har inget attribut region; lägg till ett, eller ange vad som motsvarar det med --place.",
			}, p.attributes())}
		}
		hubs, err := silo.OneHubs(ctx, p.Graph, place)
		if err != nil {
			return nil, err
		}
		made := &Made{}
		most := silo.ByHub(hubs)
		if len(most) > 0 && most[0].Pairs > 1 {
			made.Notes = append(made.Notes, report.Sentence(report.Text{
				English: "%s alone holds %s of the pairs together.", Finnish: "%s pitää yksin yhdessä %s paria.", Swedish: "%s håller ensam ihop %s av paren.",
			}, p.name(most[0].Actor), most[0].Pairs))
		}
		for _, h := range hubs {
			names := make([]string, 0, len(h.Hubs))
			for _, u := range h.Hubs {
				names = append(names, p.name(u))
			}
			row := Row{Silos: []string{h.A, h.B}, Who: h.Hubs, Values: []float64{float64(h.Ties), float64(h.Via)}}
			switch {
			case len(names) > 1:
				row.Reason = report.Sentence(report.Text{
					English: "%s and %s hang by one thread; if any of these leaves they do not meet: %s.",
					Finnish: "Alueiden %s ja %s yhteys on yhden langan varassa; jos yksikin näistä lähtee, ne eivät kohtaa: %s.",
					Swedish: "%s och %s hänger ihop i en enda tråd; om någon av dessa faller bort möts de inte: %s.",
				}, h.A, h.B, strings.Join(names, ", "))
			case h.Ties > 0:
				row.Reason = report.Sentence(report.Text{
					English: "%s and %s meet only through %s: every tie between them (%s) is its own.",
					Finnish: "Alueet %s ja %s kohtaavat vain toimijan %s kautta: jokainen niiden välinen yhteys (%s) on sen.",
					Swedish: "%s och %s möts bara genom %s: varje band mellan dem (%s) är dess eget.",
				}, h.A, h.B, names[0], h.Ties)
			default:
				row.Reason = report.Sentence(report.Text{
					English: "%s and %s have no tie, and one contact in common: without %s they would not meet.",
					Finnish: "Alueilla %s ja %s ei ole yhteyttä, ja yhteinen kontakti on vain yksi: ilman toimijaa %s ne eivät kohtaa.",
					Swedish: "%s och %s har inget band och en enda gemensam kontakt: utan %s skulle de inte mötas.",
				}, h.A, h.B, names[0])
			}
			made.Rows = append(made.Rows, row)
		}
		return made, nil
	},
}
