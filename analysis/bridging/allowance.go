package bridging

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// quota is a checked Quota.
type quota struct {
	Quota
	member []bool // per actor whether it has the value
}

func (q *quota) counts(u, v int32) bool { return q.member[u] || q.member[v] }

// allowance is what the limits still allow, given the ties taken.
type allowance struct {
	p        *planner
	used     []int     // new ties per actor
	partners [][]int32 // per actor the ends of its new ties
	hits     []int     // per quota the ties taken that count
	left     int       // ties still to take
	need     int       // unmet minima that the next tie must count for
}

func (p *planner) allowance() *allowance {
	a := &allowance{
		p: p, used: make([]int, p.graph.Len()), partners: make([][]int32, p.graph.Len()), hits: make([]int, len(p.opt.quotas)), left: p.opt.K,
	}
	a.reckon()
	return a
}

// take notes a tie as taken.
func (a *allowance) take(t pair) {
	a.used[t.u]++
	a.used[t.v]++
	a.partners[t.u] = append(a.partners[t.u], t.v)
	a.partners[t.v] = append(a.partners[t.v], t.u)
	for i := range a.p.opt.quotas {
		if a.p.opt.quotas[i].counts(t.u, t.v) {
			a.hits[i]++
		}
	}
	a.left--
	a.reckon()
}

// reckon finds out how many unmet minima the next tie must count for, so that those after it can still meet the rest: none while more ties
// than minima are left, else an even share.
func (a *allowance) reckon() {
	unmet := 0
	for i, q := range a.p.opt.quotas {
		unmet += max(0, q.AtLeast-a.hits[i])
	}
	a.need = 0
	if unmet > 0 && unmet >= a.left && a.left > 0 {
		a.need = (unmet + a.left - 1) / a.left
	}
}

// free reports whether an actor may have one more new tie.
func (a *allowance) free(u int32) bool { return a.used[u] < a.p.opt.Limits.NewTiesPerActor }

// allows reports whether a tie may be proposed.
func (a *allowance) allows(u, v int32) bool {
	p := a.p
	if u == v || !p.scope.crosses(u, v) || !a.free(u) || !a.free(v) {
		return false
	}
	if _, forbidden := p.forbidden[newPair(u, v)]; forbidden {
		return false
	}
	return !p.today.HasTie(u, v) && !slices.Contains(a.partners[u], v) && a.withinQuotas(u, v) && p.suits(u, v)
}

func (a *allowance) withinQuotas(u, v int32) bool {
	serves := 0
	for i := range a.p.opt.quotas {
		q := &a.p.opt.quotas[i]
		if !q.counts(u, v) {
			continue
		}
		if q.AtMost != nil && a.hits[i] >= *q.AtMost {
			return false
		}
		if a.hits[i] < q.AtLeast {
			serves++
		}
	}
	return serves >= a.need
}

// wanted returns the actors that an unmet minimum asks for, those with most ties first and at most so many of each.
func (a *allowance) wanted(most int) []int32 {
	var all []int32
	for i, q := range a.p.opt.quotas {
		if a.hits[i] >= q.AtLeast {
			continue
		}
		var members []int32
		for _, u := range a.p.scope.known {
			if q.member[u] && a.free(u) {
				members = append(members, u)
			}
		}
		all = append(all, top(members, most, func(u int32) float64 { return float64(len(a.p.graph.Out(u))) })...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// unmet returns the quotas that ties leave below their minimum, and how many ties count for each.
func unmet(quotas []quota, ties []pair) (below []quota, counts []int) {
	for _, q := range quotas {
		hits := 0
		for _, t := range ties {
			if q.counts(t.u, t.v) {
				hits++
			}
		}
		if hits < q.AtLeast {
			below, counts = append(below, q), append(counts, hits)
		}
	}
	return below, counts
}

// checkQuotas resolves the quotas, or refuses one that cannot be obeyed.
func (o PlanOptions) checkQuotas(g *snapshot.Graph) ([]quota, error) {
	var quotas []quota
	for i, q := range o.Limits.Quotas {
		text := q.Dimension + "=" + q.Value
		d, ok := g.Dimension(q.Dimension)
		if !ok {
			return nil, analysis.UnknownDimension(g, "bridges", "quotas", text)
		}
		code, ok := slices.BinarySearch(d.Values, q.Value)
		if !ok {
			return nil, refuse("quotas", text, "a value that some actor has in "+d.Name)
		}
		most := o.K
		if q.AtMost != nil {
			most = *q.AtMost
		}
		twice := func(x Quota) bool { return x.Dimension == q.Dimension && x.Value == q.Value }
		switch {
		case q.AtLeast < 0 || most < 0:
			return nil, refuse("quotas", text, "at_least and at_most of 0 or more")
		case q.AtLeast > min(most, o.K):
			return nil, refuse("quotas", text, "at_least no more than at_most, and than k")
		case slices.ContainsFunc(o.Limits.Quotas[:i], twice):
			return nil, refuse("quotas", text, "each value once")
		}
		member := make([]bool, g.Len())
		for u, c := range d.Of {
			member[u] = int(c) == code
		}
		checked := quota{q, member}
		hits := 0
		for _, m := range o.Limits.Mandatory {
			if checked.counts(m[0], m[1]) {
				hits++
			}
		}
		if hits > most {
			return nil, refuse("quotas", text, "at_most no less than the mandatory ties that count")
		}
		quotas = append(quotas, checked)
	}
	slices.SortStableFunc(quotas, func(x, y quota) int {
		return cmp.Or(cmp.Compare(x.Dimension, y.Dimension), cmp.Compare(x.Value, y.Value))
	})
	return quotas, nil
}
