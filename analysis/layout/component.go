package layout

import (
	"cmp"
	"runtime"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// componentsBySize returns the connected components, the largest first; actors ascend within each.
func componentsBySize(g *snapshot.Graph) [][]int32 {
	seen := make([]bool, g.Len())
	var list [][]int32
	for s := range int32(g.Len()) {
		if seen[s] {
			continue
		}
		seen[s] = true
		reached := []int32{s}
		for i := 0; i < len(reached); i++ {
			for _, v := range g.Out(reached[i]) {
				if !seen[v] {
					seen[v] = true
					reached = append(reached, v)
				}
			}
		}
		slices.Sort(reached)
		list = append(list, reached)
	}
	slices.SortStableFunc(list, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	return list
}

// component is the rows of one component, its actors numbered from 0.
type component struct {
	start []int
	to    []int32
}

func (c *component) len() int { return len(c.start) - 1 }

func (c *component) row(u int32) []int32 { return c.to[c.start[u]:c.start[u+1]] }

// localOf numbers a component's actors, given ascending, from 0.
func localOf(g *snapshot.Graph, actors []int32) *component {
	c := &component{start: make([]int, 1, len(actors)+1)}
	for _, u := range actors {
		for _, v := range g.Out(u) {
			i, _ := slices.BinarySearch(actors, v)
			c.to = append(c.to, int32(i))
		}
		c.start = append(c.start, len(c.to))
	}
	return c
}

// distances fills d with the number of steps from an actor to every other.
func (c *component) distances(from int32, d []int32, queue []int32) {
	for u := range d {
		d[u] = -1
	}
	d[from] = 0
	queue = append(queue[:0], from)
	for i := 0; i < len(queue); i++ {
		for _, v := range c.row(queue[i]) {
			if d[v] < 0 {
				d[v] = d[queue[i]] + 1
				queue = append(queue, v)
			}
		}
	}
}

// parallelism returns the number of goroutines that an option stands for.
func parallelism(threads int) int {
	if threads <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return threads
}
