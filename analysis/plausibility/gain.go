package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

const (
	// exactGainUpTo is the largest number of actors for which gains are sums over all pairs.
	exactGainUpTo = 2000
	// gainSources is how many actors stand for all in larger networks.
	gainSources = 256
	// gainWork limits pairs × sources × actors.
	gainWork = 4e10
	nowhere  = math.MaxUint16
)

// Gains is what each of some ties would add to the mean of 1/distance over the pairs of actors in different silos.
type Gains struct {
	Gain    []float64 // beside the pairs asked about
	Sources int       // actors that the distances were measured from; fewer than all: the gains are estimates from a seeded sample
}

// GainsOf measures ties one by one, each as if it alone were made. An actor without a silo counts for no pair. Gain is nil when the work would be
// too much.
//
// With d' the distance once the tie (u,v) is there, d'(s,t) = min(d(s,t), d(s,u)+1+d(v,t), d(s,v)+1+d(u,t)): from every s at most one of the ways
// through the tie can be shorter.
func GainsOf(ctx context.Context, g *snapshot.Graph, silo *snapshot.Dimension, pairs [][2]int32, seed uint64, threads int) (Gains, error) {
	g = g.Symmetric()
	n := g.Len()
	sources := rand.New(rand.NewPCG(seed, 0x6761696e)).Perm(n)
	if n > exactGainUpTo {
		sources = sources[:gainSources]
	}
	slices.Sort(sources)
	if float64(len(pairs))*float64(len(sources))*float64(n) > gainWork {
		return Gains{}, ctx.Err()
	}
	var ends []int32
	for _, p := range pairs {
		ends = append(ends, p[0], p[1])
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	rows := make([][]uint16, len(ends))
	err := parallel.Blocks(ctx, len(ends), 1, threads, nil, func(_, i, _, _ int) {
		rows[i] = distances(g, ends[i], nil)
	})
	if err != nil {
		return Gains{}, err
	}
	row := func(a int32) []uint16 {
		i, _ := slices.BinarySearch(ends, a)
		return rows[i]
	}
	sums := make([]float64, len(pairs))
	err = parallel.Sum(ctx, len(sources), 4, threads, nil, sums, func(_, lo, hi int, part []float64) {
		var from []uint16
		for _, s := range sources[lo:hi] {
			from = distances(g, int32(s), from)
			for i, p := range pairs {
				part[i] += raised(from, row(p[0]), row(p[1]), s, p, silo.Of)
			}
		}
	})
	sizes := make(map[int32]float64)
	for _, v := range silo.Of {
		sizes[v]++
	}
	all, same := float64(n)-sizes[-1], 0.0
	for v := range silo.Values {
		same += sizes[int32(v)] * sizes[int32(v)]
	}
	if all*all > same {
		for i := range sums {
			sums[i] *= float64(n) / float64(len(sources)) / (all*all - same)
		}
	}
	return Gains{Gain: sums, Sources: len(sources)}, err
}

// raised is by how much the sum of 1/distance from s to actors of other silos rises.
func raised(from, fromU, fromV []uint16, s int, p [2]int32, silo []int32) float64 {
	if silo[s] < 0 {
		return 0
	}
	toU, toV := int(from[p[0]]), int(from[p[1]])
	near, beyond := toU, fromV
	if toV < toU {
		near, beyond = toV, fromU
	}
	if max(toU, toV)-near < 2 {
		return 0
	}
	var sum float64
	for t, d := range from {
		through := near + 1 + int(beyond[t])
		if through >= int(d) || silo[t] < 0 || silo[t] == silo[s] || beyond[t] == nowhere {
			continue
		}
		sum += 1 / float64(through)
		if d != nowhere {
			sum -= 1 / float64(d)
		}
	}
	return sum
}

// distances returns the steps from an actor to all others, nowhere where there is no path, in into when it is large enough.
func distances(g *snapshot.Graph, from int32, into []uint16) []uint16 {
	if into == nil {
		into = make([]uint16, g.Len())
	}
	for i := range into {
		into[i] = nowhere
	}
	into[from] = 0
	queue := []int32{from}
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		for _, v := range g.Out(u) {
			if into[v] == nowhere {
				into[v] = into[u] + 1
				queue = append(queue, v)
			}
		}
	}
	return into
}
