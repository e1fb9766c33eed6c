package snapshot

import "slices"

// Around returns the actors within so many steps of any of the given ones, themselves among them, ascending, and beside each how many steps
// it is from the nearest of them. With along the steps follow the ties' directions, else they do not; weights do not matter.
// Together with Subgraph it extracts the network around actors: of one actor and one step its ego network.
func (g *Graph) Around(actors []int32, steps int, along bool) (found []int32, away []int) {
	distance := make([]int, g.Len())
	for u := range distance {
		distance[u] = -1
	}
	for _, u := range actors {
		if distance[u] < 0 {
			distance[u] = 0
			found = append(found, u)
		}
	}
	for head := 0; head < len(found); head++ {
		u := found[head]
		if distance[u] == steps {
			break // those after it are as far or farther
		}
		reach := func(neighbours []int32) {
			for _, v := range neighbours {
				if distance[v] < 0 {
					distance[v] = distance[u] + 1
					found = append(found, v)
				}
			}
		}
		reach(g.Out(u))
		if g.directed && !along {
			reach(g.In(u))
		}
	}
	slices.Sort(found)
	for _, u := range found {
		away = append(away, distance[u])
	}
	return found, away
}
