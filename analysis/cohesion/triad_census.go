package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// TriadCensus counts the threes of actors by how they are tied: what a network is built of.
var TriadCensus = analysis.Metric{
	ID: "triad-census", Title: "Triad census",
	Meaning: "How many threes of actors there are of each of the sixteen kinds, from three strangers to three who all work both ways with each other; and how often what leads from one to another over a third leads there directly.",
	Formula: "the number of sets of three actors by kind, named by mutual, one-way and missing ties (Holland & Leinhardt), and D, U, T or C where that leaves more than one; " +
		"transitivity = |{(a, b, c): a→b, b→c, a→c}| / |{(a, b, c): a→b, b→c}|, a ≠ c",
	Sources: []analysis.Reference{
		{Text: "Holland, P. W. & Leinhardt, S. (1976). Local structure in social networks. Sociological Methodology 7, 1–45.", DOI: "10.2307/270703"},
		{Text: "Batagelj, V. & Mrvar, A. (2001). A subquadratic triad census algorithm for large sparse networks with small maximum degree. Social Networks 23(3), 237–243.",
			DOI: "10.1016/S0378-8733(01)00035-1"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: counts; transitivity is 0 to 1",
		Directed:    "021D is sent by one to two, 021U by two to one, 021C on in a chain; 111D is a mutual tie with one that comes in from the third, 111U with one that goes out; likewise for 120. Without directions every tie is mutual",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(Σ d²) over the actors, without directions O(m^1.5); memory O(m), and without directions O(n) per thread",
	},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		find := triads
		if !g.Directed() {
			find = triadsByTriangles
		}
		census, err := find(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		var r analysis.Result
		chains, closed := 0.0, 0.0
		for kind, count := range census {
			r.Values = append(r.Values, analysis.Value{Name: "triad-" + triadKinds[kind], Value: count})
			chains += count * triadChains[kind]
			closed += count * triadClosed[kind]
		}
		transitivity := math.NaN()
		if chains > 0 {
			transitivity = closed / chains
		}
		r.Values = append(r.Values, analysis.Value{Name: "transitivity", Value: transitivity})
		return r, nil
	},
}

// triads counts the kinds, in the order of triadKinds. Every three with a tie is found from one tie of it: that of the first two of its actors that
// are tied. The third is a contact of either, or of neither, and those need no looking for.
func triads(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([kinds]float64, error) {
	const blockSize = 64
	n := g.Len()
	whole := g.Symmetric()
	bond, err := bonds(ctx, g, whole)
	if err != nil {
		return [kinds]float64{}, err
	}
	start, to, _ := whole.Rows()
	workers := make([][kinds]int64, parallel.Workers(n, blockSize, a.Threads))
	err = parallel.Blocks(ctx, n, blockSize, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		count := &workers[worker]
		look := looker{ctx: ctx}
		for u := int32(lo); u < int32(hi); u++ {
			for e := start[u]; e < start[u+1]; e++ {
				v, uv := to[e], bond[e]
				if v < u {
					continue
				}
				outside := int64(n)
				// Both rows side by side: x is each actor in either, once.
				for i, j := start[u], start[v]; i < start[u+1] || j < start[v+1]; outside-- {
					var x int32
					var ux, vx uint8
					switch {
					case j == start[v+1] || i < start[u+1] && to[i] < to[j]:
						x, ux = to[i], bond[i]
						i++
					case i == start[u+1] || to[j] < to[i]:
						x, vx = to[j], bond[j]
						j++
					default:
						x, ux, vx = to[i], bond[i], bond[j]
						i, j = i+1, j+1
					}
					// Where x comes before v, the three are found from u and x if these are tied; where it comes before u, from x and another.
					if x > v || x > u && x < v && ux == 0 {
						count[triadOf(uv, ux, vx)]++
					}
				}
				count[triadOf(uv, 0, 0)] += outside // u and v are in each other's rows, so that they are taken off too
				if look.ended(int(start[u+1] - start[u] + start[v+1] - start[v])) {
					return
				}
			}
		}
	})
	var count [kinds]int64
	for _, w := range workers {
		for kind, c := range w {
			count[kind] += c
		}
	}
	return withStrangers(count, n), err
}

// withStrangers adds the threes without a tie, which are those that are left.
func withStrangers(count [kinds]int64, n int) (census [kinds]float64) {
	rest := float64(n) * float64(n-1) / 2 * float64(n-2) / 3
	for kind, c := range count {
		census[kind] = float64(c)
		rest -= census[kind]
	}
	census[0] = max(rest, 0)
	return census
}

// triadsByTriangles is triads without directions, where triangles and degrees tell all: two ties that share an actor are a pair of its contacts, three of
// them make a triangle, and every tie is in n − 2 threes. Time O(m^1.5).
func triadsByTriangles(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([kinds]float64, error) {
	at, err := TrianglesAt(ctx, g, a)
	if err != nil {
		return [kinds]float64{}, err
	}
	var three, two int64
	for u, t := range at {
		d := int64(len(g.Out(int32(u))))
		three += t
		two += d * (d - 1) / 2
	}
	three /= 3
	two -= 3 * three
	one := int64(g.Ties())*int64(g.Len()-2) - 2*two - 3*three
	var count [kinds]int64
	count[triadOf(both, both, both)], count[triadOf(both, both, 0)], count[triadOf(both, 0, 0)] = three, two, one
	return withStrangers(count, g.Len()), nil
}

// A bond says how two actors are tied: seen from one of them, out, in, or both.
const (
	bondOut = 1
	bondIn  = 2
	both    = bondOut | bondIn
)

// bonds returns, beside the rows of a graph without directions, how each tie leads in the graph itself.
func bonds(ctx context.Context, g, whole *snapshot.Graph) ([]uint8, error) {
	start, to, _ := whole.Rows()
	bond := make([]uint8, len(to))
	look := looker{ctx: ctx}
	for u := range int32(g.Len()) {
		out, in := g.Out(u), g.In(u)
		for e := start[u]; e < start[u+1]; e++ {
			if len(out) > 0 && out[0] == to[e] {
				bond[e] |= bondOut
				out = out[1:]
			}
			if len(in) > 0 && in[0] == to[e] {
				bond[e] |= bondIn
				in = in[1:]
			}
		}
		if look.ended(1 + int(start[u+1]-start[u])) {
			return nil, ctx.Err()
		}
	}
	return bond, ctx.Err()
}
