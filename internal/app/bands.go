package app

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bootstrap"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// The resampled networks that rank bands may be made from.
const (
	fewestBands = 20
	mostBands   = 2000
)

func checkBands(resamples int) error {
	if resamples == 0 || resamples >= fewestBands && resamples <= mostBands {
		return nil
	}
	return fault.New(fault.Invalid, "bands is %d; expected 0 for none, or the number of resampled networks, from %d to %d", resamples, fewestBands, mostBands)
}

// addBands adds every actor's rank by a metric's first column, and the best and worst one in 95 % of resampled networks. Among several metrics
// the columns are led by the metric's id.
func (out *MetricsResult) addBands(ctx context.Context, g *snapshot.Graph, m *analysis.Metric, args analysis.Args, resamples int, scores []float64, several bool) error {
	b, err := bootstrap.RankBands(ctx, g, m, args, 0, resamples, scores)
	if err != nil {
		return err
	}
	lead := ""
	if several {
		lead = m.ID + "."
	}
	out.Scores.add(lead+"rank", b.Rank)
	out.Scores.add(lead+"rank_lo", b.Lo)
	out.Scores.add(lead+"rank_hi", b.Hi)
	return nil
}
