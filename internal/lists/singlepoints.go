package lists

import (
	"context"

	"github.com/sillat/sillat/internal/report"
)

// SinglePoints is the actors whose leaving would cut others off.
var SinglePoints = List{
	ID:    "single-points",
	Title: report.Text{English: "Single points of failure", Finnish: "Yhden varassa", Swedish: "Felkänsliga punkter"},
	Purpose: report.Text{
		English: "Actors whose leaving would cut others off from the rest: a merger, a lost grant or one person's retirement is enough.",
		Finnish: "Toimijoita, joiden lähtö irrottaisi muita kokonaisuudesta: siihen riittää yhdistyminen, päättyvä rahoitus tai yhden ihmisen eläköityminen.",
		Swedish: "Aktörer vars bortfall skulle skära av andra från resten: en sammanslagning, ett uteblivet bidrag eller en pensionering räcker.",
	},
	Advice: report.Text{
		English: "Build one more way around each: introduce someone it would cut off to anyone in the rest.",
		Finnish: "Rakentakaa kunkin ohi toinen reitti: esitelkää joku irti jäävistä jollekulle muista.",
		Swedish: "Bygg en väg till förbi var och en: presentera någon som skulle skäras av för någon bland de andra.",
	},
	Figures: []Figure{{"cuts_off", report.Text{English: "actors cut off", Finnish: "irti jäävät toimijat", Swedish: "avskurna aktörer"}}},
	make: func(ctx context.Context, p *Picture) (*Made, error) {
		points, found, err := p.SinglePoints(ctx)
		if err != nil {
			return nil, err
		}
		made := &Made{Found: found}
		for _, x := range points {
			row := Row{Who: []int32{x.Actor}, Values: []float64{float64(x.CutOff)}, Parts: x.Silos}
			row.Reason = report.Sentence(report.Counted(x.CutOff,
				report.Text{English: "Without %s one actor would be cut off from the rest.", Finnish: "%s: ilman tätä yksi toimija jäisi irti muista.", Swedish: "Utan %s skulle en aktör skäras av från resten."},
				report.Text{English: "Without %%s %s actors would be cut off from the rest.", Finnish: "%%s: ilman tätä %s toimijaa jäisi irti muista.", Swedish: "Utan %%s skulle %s aktörer skäras av från resten."},
			), p.name(x.Actor))
			if len(x.Silos) > 0 {
				for _, s := range x.Silos {
					row.Silos = append(row.Silos, s.Silo)
				}
				row.Reason = report.Joined(row.Reason, report.Sentence(report.Text{English: "By silo: %s.", Finnish: "Siiloittain: %s.", Swedish: "Efter silo: %s."}, counts(x.Silos)))
			}
			if len(x.Pairs) > 0 {
				row.Reason = report.Joined(row.Reason, report.Sentence(report.Text{
					English: "%s and %s would have no path between them any more.", Finnish: "Siilojen %s ja %s välillä ei enää olisi polkua.", Swedish: "Mellan %s och %s skulle det inte längre finnas någon väg.",
				}, x.Pairs[0].A, x.Pairs[0].B))
			}
			made.Rows = append(made.Rows, row)
		}
		return made, nil
	},
}
