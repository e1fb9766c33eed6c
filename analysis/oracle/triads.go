package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// Triads counts the sets of three actors by kind: it looks at each three and finds which of the sixteen pictures it is by trying
// every way to lay the one on the other. A picture is the ties among a, b and c.
func Triads(g *snapshot.Graph) map[string]int {
	pictures := map[string]string{
		"003": "", "012": "ab", "102": "ab ba", "021d": "ba bc", "021u": "ab cb", "021c": "ab bc", "111d": "ab ba cb", "111u": "ab ba bc", "030t": "ab cb ac",
		"030c": "ba cb ac", "201": "ab ba bc cb", "120d": "ba bc ac ca", "120u": "ab cb ac ca", "120c": "ab bc ac ca", "210": "ab bc cb ac ca", "300": "ab ba bc cb ac ca",
	}
	orders := [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	count := map[string]int{}
	for u := range int32(g.Len()) {
		for v := range u {
			for w := range v {
				three := [3]int32{u, v, w}
				for name, picture := range pictures {
					for _, order := range orders {
						if drawn(g, three, order, picture) {
							count[name]++
							break
						}
					}
				}
			}
		}
	}
	return count
}

// drawn reports whether three actors, in an order, are tied as in a picture and not otherwise.
func drawn(g *snapshot.Graph, three [3]int32, order [3]int, picture string) bool {
	var wanted [3][3]bool
	for i := 0; i+1 < len(picture); i += 3 {
		wanted[picture[i]-'a'][picture[i+1]-'a'] = true
	}
	for a := range 3 {
		for b := range 3 {
			if a != b && wanted[a][b] != g.HasTie(three[order[a]], three[order[b]]) {
				return false
			}
		}
	}
	return true
}
