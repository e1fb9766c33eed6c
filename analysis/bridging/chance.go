package bridging

import (
	"math"

	"github.com/sillat/sillat/analysis/plausibility"
)

// What the plausibility of a bridge rests on.
const (
	ByHistory = "history"           // the network's own dated past
	ByPrior   = "prior"             // a judgement, where the history does not tell
	ByBoth    = "history and prior" // of a bridge of several ties
)

// weight returns what a gain is multiplied by in the choice. One end of the tie must be a source of the base field.
func (p *planner) weight(t pair) float64 {
	if !p.opt.ByValue {
		return 1
	}
	chance, _ := p.chance(t)
	return chance
}

// weightFrom is weight as seen from one actor: much cheaper where it is asked about many others, and the same but for what the model errs.
func (p *planner) weightFrom(u, v int32) float64 {
	if !p.opt.ByValue {
		return 1
	}
	if history := p.history(); history != nil && !p.whole {
		if chance := history.From(u, v); !math.IsNaN(chance) {
			return chance
		}
	}
	return p.weight(newPair(u, v))
}

// history returns what the past tells of ties; nil when nothing does.
func (p *planner) history() *plausibility.Chances {
	if p.opt.History == nil {
		return nil
	}
	return p.opt.History()
}

// chance returns the plausibility of a tie, one end of which is a source of the base field, and what says so.
func (p *planner) chance(t pair) (float64, string) { return p.chanceAt(t, p.apart(t.u, t.v)) }

// chanceAt is chance for two actors at a distance of so many steps today.
func (p *planner) chanceAt(t pair, steps uint16) (float64, string) {
	if history := p.history(); history != nil {
		if chance := history.Of(t.u, t.v); !math.IsNaN(chance) {
			return chance, ByHistory
		}
	}
	u, v := p.graph.Out(t.u), p.graph.Out(t.v)
	return priorOf(sharedContacts(u, v), steps, len(u), len(v)), ByPrior
}

// meanChance returns the mean plausibility of several ties, and what says so.
func (p *planner) meanChance(ties []pair) (float64, string) {
	var sum float64
	said := ""
	for _, t := range ties {
		chance, by := p.chance(t)
		sum += chance / float64(len(ties))
		switch {
		case said == "":
			said = by
		case said != by:
			said = ByBoth
		}
	}
	return sum, said
}
