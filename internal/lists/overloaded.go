package lists

import (
	"context"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/report"
)

// OverloadedBrokers is the actors that too much between silos goes through.
var OverloadedBrokers = List{
	ID:    "overloaded-brokers",
	Title: report.Text{English: "Overloaded brokers", Finnish: "Ylikuormittuneet välittäjät", Swedish: "Överbelastade förmedlare"},
	Purpose: report.Text{
		English: "Actors that much between the silos goes through and that have many ties to keep besides: where work waits, and whom many would miss.",
		Finnish: "Toimijoita, joiden kautta suuri osa siilojen välisestä yhteydestä kulkee ja joilla on lisäksi monta yhteyttä hoidettavana: niiden kohdalla asiat jonottavat.",
		Swedish: "Aktörer som mycket mellan silorna går genom och som dessutom har många band att sköta: där väntar arbetet, och många skulle sakna dem.",
	},
	Advice: report.Text{
		English: "Relieve them: introduce directly those they stand between.",
		Finnish: "Keventäkää niiden taakkaa: esitelkää suoraan toisilleen ne, joiden välissä ne ovat.",
		Swedish: "Avlasta dem: presentera dem som de står emellan direkt för varandra.",
	},
	Figures: []Figure{
		{"ties", report.Text{English: "ties to keep", Finnish: "hoidettavat yhteydet", Swedish: "band att sköta"}},
		{"silos", report.Text{English: "other silos it has ties to", Finnish: "muut siilot, joihin on yhteys", Swedish: "andra silor det finns band till"}},
		{"brokered", report.Text{English: "pairs of different silos without a tie that meet through it", Finnish: "eri siilojen parit, joita vain tämä yhdistää suoraan", Swedish: "par från olika silor utan band som möts genom den"}},
		{"share", report.Text{English: "share of all such pairs", Finnish: "osuus kaikista sellaisista pareista", Swedish: "andel av alla sådana par"}},
		{"betweenness", report.Text{English: "shortest paths through it", Finnish: "lyhimmät polut sen kautta", Swedish: "kortaste vägar genom den"}},
	},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		if p.Silo == "" {
			return nil, noSilo()
		}
		l, err := silo.OverloadedBrokers(ctx, p.Graph, p.Silo, silo.OverloadedOptions{Threads: p.Threads})
		if err != nil {
			return nil, err
		}
		made := &Made{Found: l.Found}
		if len(l.Brokers) > 0 {
			made.Notes = append(made.Notes, report.Sentence(report.Text{
				English: "On the list is who is among the highest 5%% of the %s actors with ties in all of: ties (from %s), pairs brokered (from %s) and betweenness.",
				Finnish: "Listalla ovat ne, jotka kuuluvat %s yhteyksiä omaavasta toimijasta ylimpään 5 %%:iin sekä yhteyksissä (vähintään %s), välitetyissä pareissa (vähintään %s) että välisyydessä.",
				Swedish: "På listan är de som bland %s aktörer med band hör till de högsta 5 %% i både band (från %s), förmedlade par (från %s) och mellanliggande.",
			}, l.WithTies, l.TiesFrom, l.BrokeredFrom))
		}
		if l.BetweennessLeftOut {
			made.Notes = append(made.Notes, report.Text{
				English: "Betweenness was left out for the network's size.", Finnish: "Välisyys jätettiin pois verkoston koon vuoksi.", Swedish: "Mellanliggande utelämnades på grund av nätverkets storlek.",
			})
		}
		for _, b := range l.Brokers {
			between := b.Betweenness
			if l.BetweennessLeftOut {
				between = none
			}
			made.Rows = append(made.Rows, Row{
				Who: []int32{b.Actor}, Silos: p.siloOf(b.Actor), Values: []float64{float64(b.Ties), float64(b.Silos), b.Brokered, b.Share, between},
				Reason: report.Sentence(report.Text{
					English: "%s has %s ties to keep, to %s other silos; of all contacts in common between actors of different silos without a tie, %s are this one.",
					Finnish: "%s: hoidettavana %s yhteyttä, muita siiloja %s; kaikista yhteisistä kontakteista eri siilojen toimijoiden välillä, joilla ei ole yhteyttä, sen osuus on %s.",
					Swedish: "%s har %s band att sköta, till %s andra silor; av alla gemensamma kontakter mellan aktörer från olika silor utan band står den för %s.",
				}, p.name(b.Actor), b.Ties, b.Silos, report.Share(b.Share)),
			})
		}
		return made, nil
	},
}

func noSilo() error {
	return &Missing{report.Text{
		English: "This list compares silos: name the actor attribute that divides them with --silo.",
		Finnish: "Tämä lista vertaa siiloja: nimetkää ne erottava ominaisuus valinnalla --silo.",
		Swedish: "Listan jämför silor: ange det attribut som skiljer dem åt med --silo.",
	}}
}
