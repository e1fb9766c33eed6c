package community

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
)

// mostPairs is up to how many pairs of actors in one community are compared, tied or not.
const mostPairs = 20_000_000

// consensus looks for what many divisions of a network agree on.
type consensus struct {
	net      *level
	a        analysis.Args
	progress tally

	first    [][]int32 // the divisions of the network itself
	rounds   int       // how often pairs were counted
	agreed   bool
	tiedOnly bool // only tied pairs were counted
}

// find returns the division in which all end.
func (c *consensus) find(ctx context.Context) ([]int32, error) {
	divisions, err := c.divide(ctx, c.net)
	if err != nil {
		return nil, err
	}
	c.first = divisions
	for c.rounds < c.a.Integer("rounds") {
		if c.agreed = allSame(divisions); c.agreed {
			break
		}
		c.rounds++
		together, err := c.together(ctx, divisions)
		if err != nil {
			return nil, err
		}
		if divisions, err = c.divide(ctx, together); err != nil {
			return nil, err
		}
	}
	c.agreed = allSame(divisions)
	c.progress.report(c.progress.all, c.progress.all)
	return divisions[0], ctx.Err()
}

// divide makes the divisions of a round, each numbered in the order of its first nodes, so that equal ones have equal numbers.
func (c *consensus) divide(ctx context.Context, l *level) ([][]int32, error) {
	divisions := make([][]int32, c.a.Integer("divisions"))
	failed := make([]error, len(divisions))
	resolution := c.a.Number("resolution")
	err := parallel.Blocks(ctx, len(divisions), 1, c.a.Threads, nil, func(_, i, _, _ int) {
		r := rand.New(rand.NewPCG(c.a.Seed, uint64(c.rounds*len(divisions)+i)))
		if c.a.Text("method") == "louvain" {
			m := mover{ctx: ctx, r: r, resolution: resolution, progress: &c.progress}
			divisions[i], failed[i] = m.divide(l)
			return
		}
		m := leiden{ctx: ctx, r: r, progress: &c.progress}
		if l.all > 0 {
			m.perMass = resolution / l.all
		}
		of := make([]int32, l.len())
		for u := range of {
			of[u] = int32(u)
		}
		if _, failed[i] = m.improve(l, of); failed[i] == nil {
			failed[i] = l.split(ctx, of)
		}
		divisions[i] = of
	})
	if err != nil {
		return nil, err
	}
	for i, of := range divisions {
		if failed[i] != nil {
			return nil, failed[i]
		}
		compact(of)
	}
	return divisions, nil
}

func allSame(divisions [][]int32) bool {
	for _, d := range divisions[1:] {
		if !slices.Equal(divisions[0], d) {
			return false
		}
	}
	return true
}

// together returns the network of the pairs that enough divisions put together, with the share of those that do as strength.
func (c *consensus) together(ctx context.Context, divisions [][]int32) (*level, error) {
	n := c.net.len()
	gathered := make([]groups, len(divisions))
	pairs := 0.0
	for i, of := range divisions {
		gathered[i] = gatherAll(of)
		for u := range n {
			pairs += float64(len(gathered[i].with(of, int32(u))))
		}
	}
	c.tiedOnly = c.tiedOnly || pairs/float64(2*len(divisions)) > mostPairs
	rows := make([][]int32, n)
	shares := make([][]float64, n)
	const block = 64
	counts := make([][]int32, parallel.Workers(n, block, c.a.Threads))
	err := parallel.Blocks(ctx, n, block, c.a.Threads, nil, func(worker, _, lo, hi int) {
		if counts[worker] == nil {
			counts[worker] = make([]int32, n)
		}
		for u := int32(lo); u < int32(hi) && ctx.Err() == nil; u++ {
			candidates := c.candidates(u, divisions, gathered, counts[worker])
			rows[u], shares[u] = c.enough(candidates, counts[worker], len(divisions))
			for _, v := range candidates {
				counts[worker][v] = 0
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return levelOf(rows, shares), ctx.Err()
}

// candidates returns the nodes that any division puts together with u, ascending, and counts for each in how many it is.
func (c *consensus) candidates(u int32, divisions [][]int32, gathered []groups, count []int32) (met []int32) {
	if c.tiedOnly {
		row, _ := c.net.row(u)
		for _, v := range row {
			for _, of := range divisions {
				if of[u] == of[v] {
					count[v]++
				}
			}
			if count[v] > 0 {
				met = append(met, v)
			}
		}
		return met
	}
	for i, of := range divisions {
		for _, v := range gathered[i].with(of, u) {
			if v == u {
				continue
			}
			if count[v] == 0 {
				met = append(met, v)
			}
			count[v]++
		}
	}
	slices.Sort(met)
	return met
}

// enough keeps the candidates that are together often enough, or the first of the most frequent when none is.
func (c *consensus) enough(candidates, count []int32, divisions int) (kept []int32, share []float64) {
	most := int32(0)
	for _, v := range candidates {
		most = max(most, count[v])
	}
	least := c.a.Number("threshold") * float64(divisions)
	lonely := float64(most) < least
	for _, v := range candidates {
		if float64(count[v]) >= least || lonely && count[v] == most {
			kept, share = append(kept, v), append(share, float64(count[v])/float64(divisions))
			if lonely {
				break
			}
		}
	}
	return kept, share
}

// levelOf makes a network of rows, which must ascend; a pair that stands in one row only is put into the other too.
func levelOf(rows [][]int32, shares [][]float64) *level {
	for u := range rows {
		for k, v := range rows[u] {
			if at, ok := slices.BinarySearch(rows[v], int32(u)); !ok {
				rows[v], shares[v] = slices.Insert(rows[v], at, int32(u)), slices.Insert(shares[v], at, shares[u][k])
			}
		}
	}
	l := &level{start: make([]int64, 1, len(rows)+1), ends: make([]float64, len(rows))}
	for u := range rows {
		l.to, l.strength = append(l.to, rows[u]...), append(l.strength, shares[u]...)
		l.start = append(l.start, int64(len(l.to)))
	}
	l.addUp()
	return l
}

// groups are the nodes of each community.
type groups struct{ members, first []int32 }

func gatherAll(of []int32) groups {
	most := int32(-1)
	for _, c := range of {
		most = max(most, c)
	}
	members, first := gather(of, int(most)+1)
	return groups{members, first}
}

// with returns the nodes of u's community.
func (g groups) with(of []int32, u int32) []int32 { return g.members[g.first[of[u]]:g.first[of[u]+1]] }

// confidence returns for each node in what share of the first divisions it is with another of its community, on average over those. It returns
// ctx's error when ctx ends first.
func (c *consensus) confidence(ctx context.Context, found []int32) ([]float64, error) {
	size := make([]float64, len(found))
	for _, k := range found {
		size[k]++
	}
	sure := make([]float64, len(found))
	for _, d := range c.first {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		t := newTable(d, found)
		of := t.ownShare(d, found) // of the first division's community
		for u, share := range of {
			sure[u] += math.Round(share*float64(t.size[d[u]])) - 1
		}
	}
	for u, k := range found {
		sure[u] /= float64(len(c.first)) * (size[k] - 1)
	}
	return sure, ctx.Err()
}
