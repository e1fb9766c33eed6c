package lists

import (
	"context"

	"github.com/sillat/sillat/internal/report"
)

// Pendants is the actors with a single tie.
var Pendants = List{
	ID:    "pendants",
	Title: report.Text{English: "With a single tie", Finnish: "Yhden yhteyden varassa", Swedish: "Med ett enda band"},
	Purpose: report.Text{
		English: "Actors that one tie holds in the picture: when it ends they are alone.",
		Finnish: "Toimijoita, jotka ovat mukana yhden yhteyden varassa: kun se päättyy, ne jäävät yksin.",
		Swedish: "Aktörer som ett enda band håller kvar i bilden: när det upphör är de ensamma.",
	},
	Advice: report.Text{
		English: "Invite them to what their one contact does not do; a second tie makes them safe.",
		Finnish: "Kutsukaa ne johonkin, mihin niiden ainoa kontakti ei osallistu; toinen yhteys riittää turvaamaan ne.",
		Swedish: "Bjud in dem till något som deras enda kontakt inte deltar i; ett andra band gör dem trygga.",
	},
	Others: report.Text{English: "the only contact", Finnish: "ainoa kontakti", Swedish: "den enda kontakten"},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		loose, err := p.Loose(ctx)
		if err != nil {
			return nil, err
		}
		made := &Made{}
		for _, x := range loose.Pendants {
			made.Rows = append(made.Rows, Row{Who: []int32{x.Actor}, Others: []int32{x.Holder}, Silos: p.siloOf(x.Actor), Reason: report.Sentence(report.Text{
				English: "The only tie of %s is to %s.", Finnish: "%s: ainoa yhteys on toimijaan %s.", Swedish: "Det enda band som %s har är till %s.",
			}, p.name(x.Actor), p.name(x.Holder))})
		}
		return made, nil
	},
}
