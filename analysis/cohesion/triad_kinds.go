package cohesion

// kinds is how many there are when it does not matter who is who.
const kinds = 16

// triadKinds are their names: mutual, one-way and missing ties, and a letter where these leave more than one.
var triadKinds = [kinds]string{
	"003", "012", "102", "021d", "021u", "021c", "111d", "111u", "030t", "030c", "201", "120d", "120u", "120c", "210", "300",
}

// triadTable holds the kind of every way to tie three actors, by the bonds of the first with the second and the third, and of the second with the third.
var triadTable = func() (table [64]uint8) {
	for code := range table {
		name := arcsOf(code).kind()
		for k, kind := range triadKinds {
			if kind == name {
				table[code] = uint8(k)
			}
		}
	}
	return table
}()

// triadChains are how many ordered threes of a kind are a → b → c, and triadClosed in how many of them a → c too.
var triadChains, triadClosed = func() (chains, closed [kinds]float64) {
	for code, kind := range triadTable {
		t := arcsOf(code)
		chains[kind], closed[kind] = 0, 0
		for a := range 3 {
			for b := range 3 {
				c := 3 - a - b
				if a == b || !t[a][b] || !t[b][c] {
					continue
				}
				chains[kind]++
				if t[a][c] {
					closed[kind]++
				}
			}
		}
	}
	return chains, closed
}()

// triadOf returns the kind of three actors u, v, x by their bonds.
func triadOf(uv, ux, vx uint8) uint8 { return triadTable[uv|ux<<2|vx<<4] }

// arcs says of three actors who is tied to whom.
type arcs [3][3]bool

func arcsOf(code int) arcs {
	var t arcs
	for i, pair := range [][2]int{{0, 1}, {0, 2}, {1, 2}} {
		bond := code >> (2 * i)
		t[pair[0]][pair[1]] = bond&bondOut != 0
		t[pair[1]][pair[0]] = bond&bondIn != 0
	}
	return t
}

// kind returns the name.
func (t arcs) kind() string {
	var mutual, oneWay int
	var sent, received [3]int // one-way ties
	var pair [3]bool          // whether the actor has a mutual tie
	for a := range 3 {
		for b := range a {
			switch {
			case t[a][b] && t[b][a]:
				mutual++
				pair[a], pair[b] = true, true
			case t[a][b]:
				oneWay++
				sent[a]++
				received[b]++
			case t[b][a]:
				oneWay++
				sent[b]++
				received[a]++
			}
		}
	}
	name := string(rune('0'+mutual)) + string(rune('0'+oneWay)) + string(rune('0'+3-mutual-oneWay))
	switch name {
	case "021", "120":
		for a := range 3 {
			if sent[a] == 2 {
				return name + "d"
			}
			if received[a] == 2 {
				return name + "u"
			}
		}
		return name + "c"
	case "111":
		for a := range 3 {
			if !pair[a] && sent[a] == 1 {
				return name + "d" // the third sends to one of the two
			}
		}
		return name + "u"
	case "030":
		if sent == [3]int{1, 1, 1} {
			return name + "c"
		}
		return name + "t"
	}
	return name
}
