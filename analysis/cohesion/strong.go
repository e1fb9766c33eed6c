package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Strong returns each actor's strong component, numbered from 0 as partition.Number does, and the components' sizes.
// It returns ctx's error when it ends first.
//
// It is Tarjan's algorithm with its own stack, because a chain of a million actors would be a million calls deep.
func Strong(ctx context.Context, g *snapshot.Graph) (of []int32, sizes []int, err error) {
	n := int32(g.Len())
	of = make([]int32, n) // -1 until the actor's component is known
	for u := range of {
		of[u] = -1
	}
	var (
		met    = make([]int32, n) // when the search met the actor, from 1; 0 before
		low    = make([]int32, n) // earliest actor on open known to be reachable
		cursor = make([]int64, n) // next tie of the actor to follow
		path   []int32            // from the root to where the search stands
		open   []int32            // met, component not yet known
		clock  int32
		seen   int
	)
	enter := func(u int32) {
		clock++
		met[u], low[u] = clock, clock
		path, open = append(path, u), append(open, u)
	}
	for root := range n {
		if met[root] != 0 {
			continue
		}
		for enter(root); len(path) > 0; {
			u := path[len(path)-1]
			out := g.Out(u)
			deeper := false
			for cursor[u] < int64(len(out)) && !deeper {
				v := out[cursor[u]]
				cursor[u]++
				seen++
				switch {
				case met[v] == 0:
					enter(v)
					deeper = true
				case of[v] < 0:
					low[u] = min(low[u], met[v])
				}
			}
			if deeper {
				continue
			}
			if seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, nil, ctx.Err()
				}
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				parent := path[len(path)-1]
				low[parent] = min(low[parent], low[u])
			}
			for low[u] == met[u] && of[u] < 0 { // u is the first met of its component, which stands on top of open
				v := open[len(open)-1]
				open = open[:len(open)-1]
				of[v] = u
			}
		}
	}
	return of, partition.Number(of), ctx.Err()
}
