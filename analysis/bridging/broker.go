package bridging

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
)

const (
	guestsPerSide  = 5               // contacts of either silo that a broker brings together
	brokersPerPair = 3               // brokers named for the same two silos
	mostWeighed    = 200             // brokers whose gain is computed
	weighingWork   = 200_000_000_000 // and at most as many as keep their number × actors × ties below this
)

// table is a broker with the contacts that it would bring together.
type table struct {
	broker int32
	a, b   int32 // silos, a < b
	ties   []pair
	known  [2]int // all its contacts in either silo
	rating float64
}

// brokers finds actors with contacts in two silos and weighs what reach would gain if each brought its best connected contacts of the
// one, five at most, together with those of the other. Those who have a tie already, or must not get one, stay as they are.
//
// The brokers are alternatives: each gain is of that broker alone. Nobody is named twice, and no two silos more than three times.
func (p *planner) brokers(ctx context.Context, steps *progress) (*Result, error) {
	w, err := p.weigher(ctx)
	if err != nil {
		return nil, err
	}
	tables, err := p.tables(ctx)
	if err != nil {
		return nil, err
	}
	weighed := p.worthWeighing(tables)
	before, err := w.figures(ctx, nil)
	if err != nil {
		return nil, err
	}
	r := &Result{Before: before, Exact: true, Warnings: p.scopeWarnings()}
	found := make([]Bridge, len(weighed))
	for i, t := range weighed {
		after, err := w.figures(ctx, t.ties)
		if err != nil {
			return nil, err
		}
		if err := p.ensureBase(ctx, t.ties); err != nil {
			return nil, err
		}
		b := w.together(KindBroker, []int32{t.broker}, t.ties, before, after)
		b.Facts.SiloSource, b.Facts.SiloTarget = p.dimension.Values[t.a], p.dimension.Values[t.b]
		b.Facts.ContactsSource, b.Facts.ContactsTarget = t.known[0], t.known[1]
		b.Facts.DegreeSource = len(p.graph.Out(t.broker))
		b.ties = t.ties
		found[i] = b
		steps.share(i+1, len(weighed))
	}
	slices.SortStableFunc(found, func(x, y Bridge) int { return cmp.Compare(p.worthOf(y), p.worthOf(x)) })
	var ties []pair
	times := make(map[[2]string]int)
	for _, b := range found {
		silos := [2]string{b.Facts.SiloSource, b.Facts.SiloTarget}
		if len(r.Bridges) == p.opt.K || times[silos] == brokersPerPair {
			continue
		}
		times[silos]++
		b.Rank = len(r.Bridges) + 1
		r.Bridges = append(r.Bridges, b)
		ties = append(ties, b.ties...)
	}
	if len(r.Bridges) < p.opt.K {
		r.Warnings = append(r.Warnings, notice.FewBrokers.Of(len(r.Bridges), p.opt.K, brokersPerPair))
	}
	r.After, err = w.figures(ctx, ties)
	return r, err
}

// worthWeighing picks the best rated tables, one of each broker and not many for the same two silos, as many as can be weighed.
func (p *planner) worthWeighing(tables []table) []table {
	most := min(mostWeighed, max(2*p.opt.K, int(weighingWork/(int64(p.graph.Len())*int64(p.graph.Ties())+1))))
	named, times := make(map[int32]bool), make(map[[2]int32]int)
	var picked []table
	for _, t := range tables {
		silos := [2]int32{t.a, t.b}
		if named[t.broker] || times[silos] == max(2*brokersPerPair, most/8) {
			continue
		}
		named[t.broker] = true
		times[silos]++
		if picked = append(picked, t); len(picked) == most {
			break
		}
	}
	return picked
}

// worthOf returns what bridges that stand alone are ranked by.
func (p *planner) worthOf(b Bridge) float64 {
	if p.opt.ByValue {
		return b.Value
	}
	return b.Gain
}

// ensureBase makes one end of every tie a source of the base field, for its plausibility.
func (p *planner) ensureBase(ctx context.Context, ties []pair) error {
	for _, t := range ties {
		if err := p.base.ensure(ctx, p.opt.Threads, t.u); err != nil {
			return err
		}
	}
	return nil
}

// tables lists every broker between every two silos with something to bring together, those whose guests know most others first.
func (p *planner) tables(ctx context.Context) ([]table, error) {
	n := p.graph.Len()
	found := make([][]table, n)
	err := parallel.Blocks(ctx, n, 16, p.opt.Threads, nil, func(_, _, lo, hi int) {
		for c := int32(lo); c < int32(hi); c++ {
			found[c] = p.tablesOf(c)
		}
	})
	all := slices.Concat(found...)
	slices.SortStableFunc(all, func(x, y table) int { return cmp.Compare(y.rating, x.rating) })
	return all, err
}

func (p *planner) tablesOf(broker int32) []table {
	contacts := make(map[int32][]int32)
	var silos []int32
	for _, u := range p.graph.Out(broker) {
		if s := p.scope.silo[u]; s >= 0 {
			if contacts[s] == nil {
				silos = append(silos, s)
			}
			contacts[s] = append(contacts[s], u)
		}
	}
	slices.Sort(silos)
	degree := func(u int32) float64 { return float64(len(p.graph.Out(u))) }
	guests := make(map[int32][]int32, len(silos))
	for _, s := range silos {
		guests[s] = top(contacts[s], guestsPerSide, degree)
	}
	var all []table
	for i, a := range silos {
		for _, b := range silos[i+1:] {
			t := table{broker: broker, a: a, b: b, known: [2]int{len(contacts[a]), len(contacts[b])}}
			for _, u := range guests[a] {
				for _, v := range guests[b] {
					tie := newPair(u, v)
					if _, forbidden := p.forbidden[tie]; !forbidden && !p.graph.HasTie(u, v) {
						t.ties = append(t.ties, tie)
						t.rating += degree(u) * degree(v)
					}
				}
			}
			if len(t.ties) > 0 {
				all = append(all, t)
			}
		}
	}
	return all
}
