package app

import (
	"context"
	"slices"

	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/veil"
)

// Overview is the overall picture in a few sentences, the most important first.
type Overview struct {
	Run      Record           `json:"run"`
	Findings []report.Finding `json:"findings"`
}

// Overview says what stands out between the silos of a dimension.
func (a *App) Overview(ctx context.Context, src Source, q Query, silo string) (*Overview, error) {
	r, err := a.Gaps(ctx, GapsRequest{Source: src, Query: q, Silo: silo, Top: UsualGaps})
	if err != nil {
		return nil, err
	}
	out := &Overview{Run: r.Run, Findings: report.Tell(pictureOf(r))}
	if veil.SilosOnly(ctx) {
		out.Findings = slices.DeleteFunc(out.Findings, func(f report.Finding) bool { return f.Kind != "gap" })
	}
	out.Run.Analysis = "overview"
	return out, nil
}

// pictureOf is what findings are told from.
func pictureOf(r *GapsResult) report.Picture {
	p := report.Picture{Largest: r.LargestPart, Isolates: len(r.Isolates)}
	for _, g := range r.Gaps {
		if g.Significant {
			p.Gaps = append(p.Gaps, report.Gap{A: g.A, B: g.B, Observed: float64(g.Observed), Expected: float64(g.Expected)})
		}
	}
	p.MoreGaps = r.Significant - len(p.Gaps)
	p.MorePoints = r.SinglePointsFound - len(r.SinglePoints)
	for _, c := range r.Clusters {
		p.Clusters = append(p.Clusters, report.Cluster{Actors: c.Actors, Example: c.Who[0].Name})
	}
	for _, s := range r.SinglePoints {
		p.SinglePoints = append(p.SinglePoints, report.SinglePoint{Name: s.Name, CutsOff: s.CutsOff})
	}
	return p
}
