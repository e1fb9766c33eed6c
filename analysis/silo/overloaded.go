package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/brokerage"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Overloaded is an actor that much between the silos goes through and that has many ties to keep besides: whom to relieve, by introducing those it
// stands between.
type Overloaded struct {
	Actor       int32
	Ties        int     // to other actors, in either direction
	Silos       int     // other silos that it has ties to
	Brokered    float64 // pairs of different silos that have no tie and meet through it: gatekeeper, representative and liaison of metric brokerage
	Share       float64 // of all such pairs in the network
	PerTie      float64 // Brokered by Ties
	Betweenness float64 // as metric betweenness
}

// OverloadedOptions says whom to list. The zero value is the defaults.
type OverloadedOptions struct {
	Top      float64               // the share of the actors with ties that is high; 0 means 0.05. At least one actor is high, and with it all that are equal
	Limit    int                   // at most so many; 0 or less means 50
	Most     int64                 // betweenness is left out above so many actors times ties; 0 means 1e9, some seconds
	Threads  int                   // never changes a result
	Progress func(done, all int64) // may be nil
}

// OverloadedList is the overloaded brokers and what high means.
type OverloadedList struct {
	Brokers            []Overloaded // those that broker most first, equal ones by actor
	TiesFrom           int          // high: from so many ties
	BrokeredFrom       float64      // high: from so many pairs
	BetweennessFrom    float64      // high: from so much
	BetweennessLeftOut bool         // for the network's size: then it is 0 everywhere and plays no part
	Found              int          // brokers before the limit
	WithTies           int          // actors with ties, of which Top is the share
}

// OverloadedBrokers lists the actors that are among the highest by ties, by pairs brokered between silos, and by betweenness, all three. It refuses an
// unknown dimension with an *analysis.ArgumentError. Cost: that of the metrics brokerage and betweenness.
func OverloadedBrokers(ctx context.Context, g *snapshot.Graph, dimensionName string, opt OverloadedOptions) (*OverloadedList, error) {
	d, err := dimension(g, "overloaded-brokers", dimensionName)
	if err != nil {
		return nil, err
	}
	if opt.Top <= 0 {
		opt.Top = 0.05
	}
	if opt.Limit <= 0 {
		opt.Limit = 50
	}
	if opt.Most <= 0 {
		opt.Most = 1e9
	}
	all, total, err := brokers(ctx, g, d, opt)
	if err != nil {
		return nil, err
	}
	l := &OverloadedList{BetweennessLeftOut: int64(g.Len())*int64(g.Ties()) > opt.Most, WithTies: len(all)}
	if len(all) == 0 {
		return l, nil
	}
	if !l.BetweennessLeftOut {
		between, err := analysis.Run(ctx, g, &paths.Betweenness, analysis.Args{Threads: opt.Threads, Progress: opt.Progress})
		if err != nil {
			return nil, err
		}
		for i := range all {
			all[i].Betweenness = between.Scores[0][all[i].Actor]
		}
	}
	from := func(of func(Overloaded) float64) float64 {
		values := make([]float64, len(all))
		for i := range all {
			values[i] = of(all[i])
		}
		slices.Sort(values)
		return values[len(values)-max(1, int(opt.Top*float64(len(values))))]
	}
	l.TiesFrom = int(from(func(o Overloaded) float64 { return float64(o.Ties) }))
	l.BrokeredFrom = from(func(o Overloaded) float64 { return o.Brokered })
	l.BetweennessFrom = from(func(o Overloaded) float64 { return o.Betweenness })
	for _, o := range all {
		if o.Brokered > 0 && o.Ties >= l.TiesFrom && o.Brokered >= l.BrokeredFrom && o.Betweenness >= l.BetweennessFrom {
			o.Share, o.PerTie = o.Brokered/total, o.Brokered/float64(o.Ties)
			l.Brokers = append(l.Brokers, o)
		}
	}
	l.Found = len(l.Brokers)
	slices.SortStableFunc(l.Brokers, func(x, y Overloaded) int { return cmp.Compare(y.Brokered, x.Brokered) })
	l.Brokers = l.Brokers[:min(len(l.Brokers), opt.Limit)]
	return l, nil
}

// brokers returns the actors that have ties, with what they broker between silos, and the sum of that.
func brokers(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension, opt OverloadedOptions) (all []Overloaded, total float64, err error) {
	roles, err := analysis.Run(ctx, g, &brokerage.Roles, analysis.Args{Silo: d.Name, Threads: opt.Threads})
	if err != nil {
		return nil, 0, err
	}
	var across [][]float64
	for c, column := range brokerage.Roles.Columns {
		if column.ID == "gatekeeper" || column.ID == "representative" || column.ID == "liaison" {
			across = append(across, roles.Scores[c])
		}
	}
	g = g.Symmetric()
	met := make([]int32, len(d.Values)) // met[s] = actor + 1 when it is known to have a tie to s
	for u := range int32(g.Len()) {
		if len(g.Out(u)) == 0 {
			continue
		}
		o := Overloaded{Actor: u, Ties: len(g.Out(u))}
		for _, v := range g.Out(u) {
			if s := d.Of[v]; s >= 0 && s != d.Of[u] && met[s] != u+1 {
				met[s] = u + 1
				o.Silos++
			}
		}
		if d.Of[u] >= 0 {
			for _, scores := range across {
				o.Brokered += scores[u]
			}
		}
		total += o.Brokered
		all = append(all, o)
	}
	return all, total, ctx.Err()
}
