package app

import (
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/pkg/fault"
)

// PooledPlans is one way of planning bridges held against the others over several splits. Of ten bridges planned on one day hardly one comes about by itself: one
// split is a lottery, and several tell more.
type PooledPlans struct {
	Silo   string           `json:"silo"`
	Plan   string           `json:"plan"`   // the way that is held against the others
	Splits int              `json:"splits"` // that bridges were planned at
	Ways   []PooledPlanning `json:"ways"`   // of choosing ties; the plan is one of them
}

// PooledPlanning is what one way of choosing ties came to over all splits, and how the plan did beside it.
type PooledPlanning struct {
	Name     string `json:"name"`
	Ties     int    `json:"ties"`
	Gain     Number `json:"gain"`
	Value    Number `json:"value"`
	Stated   Number `json:"stated"`
	Came     int    `json:"came"`
	Realised Number `json:"realised"`

	Won    int       `json:"won"`     // splits at which the plan realised more
	Lost   int       `json:"lost"`    // at which it realised less; at the rest both realised the same, which is mostly nothing
	Lead   Number    `json:"lead"`    // of the plan, in gain × realised at one split, on average
	LeadCI [2]Number `json:"lead_ci"` // its 95 % interval, by a paired bootstrap over splits
}

// PlanNames are the ways of planning that may be held against the others.
var PlanNames = map[string]string{"gain": planByGain, "value": planByValue}

// pooledDraws is how many times the splits are drawn for an interval.
const pooledDraws = 2000

// PoolPlans sums what was planned at several splits of one network, silo by silo, and compares a plan with the other ways split by split.
func PoolPlans(splits []*EvaluateResult, plan string, seed uint64) ([]PooledPlans, error) {
	var pooled []PooledPlans
	if len(splits) == 0 {
		return pooled, nil
	}
	for _, first := range splits[0].Plans {
		var trials [][]PlanMethod
		for _, r := range splits {
			if i := slices.IndexFunc(r.Plans, func(t PlanTrial) bool { return t.Silo == first.Silo }); i >= 0 {
				trials = append(trials, r.Plans[i].Methods)
			}
		}
		own, ok := methodsOf(trials, plan)
		if !ok {
			return nil, fault.New(fault.Invalid, "%q was not planned at every split", plan)
		}
		p := PooledPlans{Silo: first.Silo, Plan: plan, Splits: len(trials)}
		for _, way := range first.Methods {
			if theirs, ok := methodsOf(trials, way.Name); ok { // else at some split nothing was learnt, so none was the most plausible
				p.Ways = append(p.Ways, pooledWay(own, theirs, seed))
			}
		}
		pooled = append(pooled, p)
	}
	return pooled, nil
}

// methodsOf returns a way at every split, and false when it is missing at one.
func methodsOf(trials [][]PlanMethod, name string) (of []PlanMethod, all bool) {
	for _, methods := range trials {
		i := slices.IndexFunc(methods, func(m PlanMethod) bool { return m.Name == name })
		if i < 0 {
			return nil, false
		}
		of = append(of, methods[i])
	}
	return of, true
}

// pooledWay sums a way over the splits and holds the plan against it, split by split.
func pooledWay(plan, way []PlanMethod, seed uint64) PooledPlanning {
	sum := PooledPlanning{Name: way[0].Name}
	leads := make([]float64, len(plan)) // by split
	for i, m := range way {
		sum.Ties += m.Ties
		sum.Came += m.Came
		sum.Gain, sum.Value, sum.Stated, sum.Realised = sum.Gain+m.Gain, sum.Value+m.Value, sum.Stated+m.Stated, sum.Realised+m.Realised
		leads[i] = float64(plan[i].Realised - m.Realised)
		switch {
		case leads[i] > 0:
			sum.Won++
		case leads[i] < 0:
			sum.Lost++
		}
		sum.Lead += Number(leads[i] / float64(len(plan)))
	}
	random := rand.New(rand.NewPCG(seed, 0x706f6f6c))
	drawn := make([]float64, pooledDraws)
	for d := range drawn {
		for range leads {
			drawn[d] += leads[random.IntN(len(leads))] / float64(len(leads))
		}
	}
	slices.Sort(drawn)
	sum.LeadCI = [2]Number{Number(drawn[pooledDraws/40]), Number(drawn[pooledDraws-1-pooledDraws/40])}
	return sum
}
