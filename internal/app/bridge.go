package app

import (
	"math"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
)

// bridgeFigure puts a bridge in the terms of the result, with its reason.
func bridgeFigure(g *snapshot.Graph, b bridging.Bridge, plan *bridging.Result) BridgeFigure {
	f := BridgeFigure{
		Rank: b.Rank, Kind: b.Kind, Gain: Number(b.Gain), GainCI: interval(b.CI, plan.Exact), GainAlone: Number(b.GainAlone),
		Plausibility: Number(b.Plausibility), By: b.PlausibilityBy, Value: Number(b.Value), Stability: Number(b.Stability), SiloStable: Number(b.SiloStability),
		Facts: BridgeFacts{
			SiloSource: b.Facts.SiloSource, SiloTarget: b.Facts.SiloTarget, PairsImproved: b.Facts.PairsImproved, PairsJoined: b.Facts.PairsJoined,
			Introductions: b.Facts.Introductions, ContactsSource: b.Facts.ContactsSource, ContactsTarget: b.Facts.ContactsTarget, Silos: b.Facts.Silos,
		},
	}
	switch b.Kind {
	case bridging.KindBroker:
		f.Who, f.Facts.Load = refs(g, b.Who), b.Facts.DegreeSource
		f.Reason = report.BrokerReason(report.Broker{
			Name: f.Who[0].Name, SiloSource: b.Facts.SiloSource, SiloTarget: b.Facts.SiloTarget,
			ContactsSource: b.Facts.ContactsSource, ContactsTarget: b.Facts.ContactsTarget, Ties: f.Facts.Load, Lift: f.lift(b, plan),
		})
	case bridging.KindConvening:
		f.Who = refs(g, b.Who)
		f.Reason = report.ConveningReason(report.Convening{Guests: len(b.Who), Silos: len(b.Facts.Silos), Lift: f.lift(b, plan)})
	default:
		f.addTie(g, b, plan.Exact)
	}
	return f
}

// lift says how far a bridge of several ties lifts reach, and notes the share among the facts.
func (f *BridgeFigure) lift(b bridging.Bridge, plan *bridging.Result) report.Lift {
	raised := Number(b.Gain / plan.Before.Reach)
	f.Facts.ReachRaised = &raised
	percent := math.NaN()
	if raised.Defined() { // reach may have been nothing
		percent = 100 * float64(raised)
	}
	return report.Lift{Introductions: b.Facts.Introductions, Percent: percent, Joined: b.Facts.PairsJoined}
}

// addTie fills in what only a single tie has.
func (f *BridgeFigure) addTie(g *snapshot.Graph, b bridging.Bridge, exact bool) {
	f.Source, f.Target, f.SourceName, f.TargetName = g.ID(b.Source), g.ID(b.Target), g.Name(b.Source), g.Name(b.Target)
	f.Facts.DegreeSource, f.Facts.DegreeTarget, f.Facts.CommonNeighbours = b.Facts.DegreeSource, b.Facts.DegreeTarget, b.Facts.CommonNeighbours
	if b.Facts.DistanceBefore >= 0 {
		distance := b.Facts.DistanceBefore
		f.Facts.DistanceBefore = &distance
	}
	if b.Facts.Eased > 0 {
		eased := Number(b.Facts.Eased)
		f.Facts.Eased = &eased
	}
	f.Reason = report.BridgeReason(report.Bridge{
		Rank: b.Rank, Source: f.SourceName, Target: f.TargetName, SiloSource: f.Facts.SiloSource, SiloTarget: f.Facts.SiloTarget,
		Distance: b.Facts.DistanceBefore, Common: f.Facts.CommonNeighbours, Improved: f.Facts.PairsImproved, Joined: f.Facts.PairsJoined,
		Exact: exact, Eased: 100 * b.Facts.Eased,
	})
	var common []string
	for _, s := range b.Facts.Shared {
		f.Facts.Shared = append(f.Facts.Shared, SharedValue{s.Dimension, s.Value})
		common = append(common, s.Dimension+" "+s.Value)
	}
	if len(common) > 0 {
		f.Reason = report.PeerReason(common, f.Reason)
	}
}
