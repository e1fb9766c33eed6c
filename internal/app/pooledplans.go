package app

import (
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/pkg/fault"
)

// PooledPlans is one way of planning bridges held against the others over several trials. Of ten bridges planned on one day hardly one comes about by itself: one
// trial is a lottery, and many tell more.
type PooledPlans struct {
	Silo   string           `json:"silo"`
	Plan   string           `json:"plan"`   // the way that is held against the others
	Splits int              `json:"splits"` // that bridges were planned at
	Silos  int              `json:"silos"`  // that planned for themselves, each a trial over all splits; 0: the plans are the whole network's, and each split is a trial
	Ways   []PooledPlanning `json:"ways"`   // of choosing ties; the plan is one of them
}

// PooledPlanning is what one way of choosing ties came to over all trials, and how the plan did beside it.
type PooledPlanning struct {
	Name     string `json:"name"`
	Ties     int    `json:"ties"`
	Gain     Number `json:"gain"`
	Value    Number `json:"value"`
	Stated   Number `json:"stated"`
	Came     int    `json:"came"`
	Realised Number `json:"realised"`

	Won    int       `json:"won"`     // trials at which the plan realised more
	Lost   int       `json:"lost"`    // at which it realised less; at the rest both realised the same, which is mostly nothing
	Lead   Number    `json:"lead"`    // of the plan, in gain × realised at one trial, on average
	LeadCI [2]Number `json:"lead_ci"` // its 95 % interval, by a paired bootstrap over trials
}

// PlanNames are the ways of planning that may be held against the others.
var PlanNames = map[string]string{"gain": planByGain, "value": planByValue}

// pooledDraws is how many times the trials are drawn for an interval.
const pooledDraws = 2000

// PoolPlans sums what was planned at several splits of one network, dimension by dimension, and compares a plan with the other ways: the plans of the whole
// network split by split, then those of each silo's own silo by silo.
func PoolPlans(splits []*EvaluateResult, plan string, seed uint64) ([]PooledPlans, error) {
	var pooled []PooledPlans
	if len(splits) == 0 {
		return pooled, nil
	}
	for _, first := range splits[0].Plans {
		var whole [][]PlanMethod // by split
		var each [][]SiloTrial
		for _, r := range splits {
			if i := slices.IndexFunc(r.Plans, func(t PlanTrial) bool { return t.Silo == first.Silo }); i >= 0 {
				whole, each = append(whole, r.Plans[i].Methods), append(each, r.Plans[i].Each)
			}
		}
		p := PooledPlans{Silo: first.Silo, Plan: plan, Splits: len(whole)}
		var err error
		if p.Ways, err = pooledWays(whole, plan, seed); err != nil {
			return nil, err
		}
		pooled = append(pooled, p)
		if own := bySilo(each); len(own) > 0 {
			p.Silos = len(own)
			if p.Ways, err = pooledWays(own, plan, seed); err != nil {
				return nil, err
			}
			pooled = append(pooled, p)
		}
	}
	return pooled, nil
}

// pooledWays compares a plan with every way that was tried at each trial.
func pooledWays(trials [][]PlanMethod, plan string, seed uint64) ([]PooledPlanning, error) {
	own, ok := methodsOf(trials, plan)
	if !ok {
		return nil, fault.New(fault.Invalid, "%q was not planned at every split", plan)
	}
	var ways []PooledPlanning
	for _, way := range trials[0] {
		if theirs, ok := methodsOf(trials, way.Name); ok { // else at some split nothing was learnt, so none was the most plausible
			ways = append(ways, pooledWay(own, theirs, seed))
		}
	}
	return ways, nil
}

// bySilo sums over the splits what each silo planned for itself. The silos are those of the first split: they do not change with the day.
func bySilo(splits [][]SiloTrial) [][]PlanMethod {
	var sums [][]PlanMethod
	for i, silo := range splits[0] {
		var trials [][]PlanMethod
		for _, each := range splits {
			trials = append(trials, each[i].Methods)
		}
		var methods []PlanMethod
		for _, way := range silo.Methods {
			if of, ok := methodsOf(trials, way.Name); ok {
				methods = append(methods, summed(of))
			}
		}
		sums = append(sums, methods)
	}
	return sums
}

// summed adds up one way of choosing ties over several trials.
func summed(of []PlanMethod) PlanMethod {
	sum := PlanMethod{Name: of[0].Name}
	for _, m := range of {
		sum.Ties += m.Ties
		sum.Came += m.Came
		sum.Gain, sum.Value, sum.Stated, sum.Realised = sum.Gain+m.Gain, sum.Value+m.Value, sum.Stated+m.Stated, sum.Realised+m.Realised
	}
	return sum
}

// methodsOf returns a way at every trial, and false when it is missing at one.
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

// pooledWay sums a way over the trials and holds the plan against it, trial by trial.
func pooledWay(plan, way []PlanMethod, seed uint64) PooledPlanning {
	all := summed(way)
	sum := PooledPlanning{Name: all.Name, Ties: all.Ties, Gain: all.Gain, Value: all.Value, Stated: all.Stated, Came: all.Came, Realised: all.Realised}
	leads := make([]float64, len(plan)) // by trial
	for i, m := range way {
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
