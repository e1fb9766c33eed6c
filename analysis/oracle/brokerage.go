package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// Brokerage looks at every three actors a, v, c with a tie from a to v, one from v to c and none from a to c, and counts them at v by
// silo: 0 all in one, 1 only v elsewhere, 2 only a elsewhere, 3 only c elsewhere, 4 three silos, and 5 for any. Actors
// of silo −1 take no part.
func Brokerage(g *snapshot.Graph, silo []int32) [][6]float64 {
	ties, _ := Matrices(g)
	counts := make([][6]float64, g.Len())
	for a := range ties {
		for v := range ties {
			for c := range ties {
				x, y, z := silo[a], silo[v], silo[c]
				if a == v || v == c || a == c || x < 0 || y < 0 || z < 0 || ties[a][v] == 0 || ties[v][c] == 0 || ties[a][c] != 0 {
					continue
				}
				role := 4
				switch {
				case x == y && y == z:
					role = 0
				case x == z:
					role = 1
				case y == z:
					role = 2
				case x == y:
					role = 3
				}
				counts[v][role]++
				counts[v][5]++
			}
		}
	}
	return counts
}
