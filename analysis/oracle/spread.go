package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// Cascade returns for every actor the probability that an idea starting at some actors comes to it when it passes every tie, in each direction
// for itself, with the chance given: it goes through all 2^d cases of d directed ties.
func Cascade(g *snapshot.Graph, from []int32, chance func(u, v int32) float64) []float64 {
	var ties [][2]int32
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			ties = append(ties, [2]int32{u, v})
		}
	}
	total := make([]float64, g.Len())
	for open := range 1 << len(ties) {
		p := 1.0
		var live [][2]int32
		for i, t := range ties {
			if open>>i&1 == 1 {
				p *= chance(t[0], t[1])
				live = append(live, t)
			} else {
				p *= 1 - chance(t[0], t[1])
			}
		}
		if p > 0 {
			addReached(total, from, live, p)
		}
	}
	return total
}

// LinearThreshold returns the same when actors adopt by a threshold drawn evenly: it goes through all ways in which every actor takes after one
// of its contacts, which has the same probabilities.
func LinearThreshold(g *snapshot.Graph, from []int32, share func(u, v int32) float64) []float64 {
	total := make([]float64, g.Len())
	var choose func(v int32, p float64, live [][2]int32)
	choose = func(v int32, p float64, live [][2]int32) {
		if int(v) == g.Len() {
			addReached(total, from, live, p)
			return
		}
		nobody := 1.0
		for _, u := range g.In(v) {
			if s := share(u, v); s > 0 {
				choose(v+1, p*s, append(live[:len(live):len(live)], [2]int32{u, v}))
				nobody -= s
			}
		}
		if nobody > 1e-9 {
			choose(v+1, p*nobody, live)
		}
	}
	choose(0, 1, nil)
	return total
}

// addReached adds p to all whom the live ties lead to.
func addReached(total []float64, from []int32, live [][2]int32, p float64) {
	reached := make([]bool, len(total))
	for _, u := range from {
		reached[u] = true
	}
	for changed := true; changed; {
		changed = false
		for _, t := range live {
			if reached[t[0]] && !reached[t[1]] {
				reached[t[1]], changed = true, true
			}
		}
	}
	for u, yes := range reached {
		if yes {
			total[u] += p
		}
	}
}
