package app

import (
	"math"
	"testing"
)

// Three splits with known sums: the plan realises more than the hubs at one, less at one, and as much at one.
func TestPlansOfSeveralSplitsAreSummedAndComparedSplitBySplit(t *testing.T) {
	split := func(plan, hubs Number, came int, more ...PlanMethod) *EvaluateResult {
		return &EvaluateResult{Plans: []PlanTrial{{Silo: "sector", Methods: append([]PlanMethod{
			{Name: planByValue, Ties: 10, Stated: 0.5, Value: 2, Came: came, Realised: plan}, {Name: "best connected actors", Ties: 10, Realised: hubs},
		}, more...)}}}
	}
	learnt := PlanMethod{Name: "most plausible ties"}
	pooled, err := PoolPlans([]*EvaluateResult{split(5, 1, 2, learnt), split(0, 1, 0), split(0, 0, 0, learnt)}, planByValue, 1)
	if err != nil || len(pooled) != 1 {
		t.Fatalf("%d silos, error %v; want one silo", len(pooled), err)
	}
	p := pooled[0]
	if p.Splits != 3 || len(p.Ways) != 2 {
		t.Fatalf("%d splits, %d ways; want 3, and 2: the most plausible ties are missing at one split", p.Splits, len(p.Ways))
	}
	own, hubs := p.Ways[0], p.Ways[1]
	if own.Ties != 30 || own.Stated != 1.5 || own.Value != 6 || own.Came != 2 || own.Realised != 5 || own.Won != 0 || own.Lost != 0 || own.Lead != 0 {
		t.Errorf("the plan itself: %+v", own)
	}
	if hubs.Won != 1 || hubs.Lost != 1 || hubs.Realised != 2 || math.Abs(float64(hubs.Lead)-1) > 1e-12 {
		t.Errorf("against the best connected actors: %+v", hubs)
	}
	// Of three splits with leads 4, −1 and 0 drawn again, all may be the one or the other: more than 2.5 % of the draws each.
	if math.Abs(float64(hubs.LeadCI[0])+1) > 1e-12 || math.Abs(float64(hubs.LeadCI[1])-4) > 1e-12 {
		t.Errorf("interval %v, want −1 to 4", hubs.LeadCI)
	}
	if _, err := PoolPlans([]*EvaluateResult{split(5, 1, 2)}, planByGain, 1); err == nil {
		t.Error("a plan that nobody made is compared")
	}
}

// Two silos plan for themselves at two splits: each is one trial, summed over the splits.
func TestPlansOfSilosOwnAreSummedOverSplitsAndComparedSiloBySilo(t *testing.T) {
	ways := func(plan, hubs Number) []PlanMethod {
		return []PlanMethod{{Name: planByValue, Ties: 10, Realised: plan}, {Name: "best connected actors", Ties: 9, Realised: hubs}}
	}
	split := func(north, south []PlanMethod) *EvaluateResult {
		return &EvaluateResult{Plans: []PlanTrial{{Silo: "region", Methods: ways(0, 0), Each: []SiloTrial{{"north", 30, north}, {"south", 20, south}}}}}
	}
	pooled, err := PoolPlans([]*EvaluateResult{split(ways(5, 1), ways(0, 1)), split(ways(1, 2), ways(0, 1))}, planByValue, 1)
	if err != nil || len(pooled) != 2 {
		t.Fatalf("%d tables, error %v; want one by split and one by silo", len(pooled), err)
	}
	if whole := pooled[0]; whole.Silos != 0 || whole.Splits != 2 || whole.Ways[0].Ties != 20 {
		t.Errorf("plans of the whole network: %+v", whole)
	}
	each := pooled[1]
	if each.Silos != 2 || each.Splits != 2 || len(each.Ways) != 2 {
		t.Fatalf("%d silos, %d splits, %d ways; want 2 each", each.Silos, each.Splits, len(each.Ways))
	}
	// The north leads by 6 − 3, the south by 0 − 2.
	hubs := each.Ways[1]
	if hubs.Ties != 36 || hubs.Realised != 5 || hubs.Won != 1 || hubs.Lost != 1 || math.Abs(float64(hubs.Lead)-0.5) > 1e-12 {
		t.Errorf("against the best connected actors: %+v", hubs)
	}
	if math.Abs(float64(hubs.LeadCI[0])+2) > 1e-12 || math.Abs(float64(hubs.LeadCI[1])-3) > 1e-12 {
		t.Errorf("interval %v, want −2 to 3", hubs.LeadCI)
	}
}
