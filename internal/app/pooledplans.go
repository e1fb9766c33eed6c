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
		own, ok := realisedOf(trials, plan)
		if !ok {
			return nil, fault.New(fault.Invalid, "%q was not planned at every split", plan)
		}
		p := PooledPlans{Silo: first.Silo, Plan: plan, Splits: len(trials)}
		for _, way := range first.Methods {
			theirs, ok := realisedOf(trials, way.Name)
			if !ok {
				continue // at some split nothing was learnt, so none was the most plausible
			}
			p.Ways = append(p.Ways, pooledWay(trials, way.Name, own, theirs, seed))
		}
		pooled = append(pooled, p)
	}
	return pooled, nil
}

// realisedOf returns what a way realised at every split, and false when it is missing at one.
func realisedOf(trials [][]PlanMethod, name string) (realised []float64, all bool) {
	for _, methods := range trials {
		i := slices.IndexFunc(methods, func(m PlanMethod) bool { return m.Name == name })
		if i < 0 {
			return nil, false
		}
		realised = append(realised, float64(methods[i].Realised))
	}
	return realised, true
}

func pooledWay(trials [][]PlanMethod, name string, own, theirs []float64, seed uint64) PooledPlanning {
	way := PooledPlanning{Name: name}
	for _, methods := range trials {
		m := methods[slices.IndexFunc(methods, func(m PlanMethod) bool { return m.Name == name })]
		way.Ties += m.Ties
		way.Came += m.Came
		way.Gain, way.Value, way.Stated, way.Realised = way.Gain+m.Gain, way.Value+m.Value, way.Stated+m.Stated, way.Realised+m.Realised
	}
	n := float64(len(own))
	for i := range own {
		switch {
		case own[i] > theirs[i]:
			way.Won++
		case own[i] < theirs[i]:
			way.Lost++
		}
		way.Lead += Number((own[i] - theirs[i]) / n)
	}
	random := rand.New(rand.NewPCG(seed, 0x706f6f6c))
	leads := make([]float64, pooledDraws)
	for d := range leads {
		for range own {
			i := random.IntN(len(own))
			leads[d] += (own[i] - theirs[i]) / n
		}
	}
	slices.Sort(leads)
	way.LeadCI = [2]Number{Number(leads[pooledDraws/40]), Number(leads[pooledDraws-1-pooledDraws/40])}
	return way
}
