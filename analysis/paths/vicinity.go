package paths

// vicinity is who is so near to an actor searched from that no path from them can be longer than the longest found: a path from v has at
// most d(v,u) steps more than one from u. Takes, F. W. & Kosters, W. A. (2011). Determining the diameter of small world networks, doi
// 10.1145/2063576.2063748.
type vicinity struct {
	spare []int8 // by actor: 1 + how many more steps could be spared yet, at most mostSpare; 0 when nothing is known
}

// mostSpare bounds how far around an actor it is worth telling.
const mostSpare = 100

// has reports whether an actor is known to have no longer path.
func (n *vicinity) has(v int32) bool { return n.spare != nil && n.spare[v] > 0 }

// add tells of actors how far each reaches, the longest path known being of the given length. Time O(n + m) at most.
func (n *vicinity) add(w *ways, actors, ecc []int32, longest int32) {
	if n.spare == nil {
		n.spare = make([]int8, w.len())
	}
	var at, next []int32 // those with so much to spare, and with one less
	for spare := int8(mostSpare + 1); spare > 0; spare-- {
		for i, v := range actors {
			if int8(1+min(longest-ecc[i], mostSpare)) == spare && n.spare[v] < spare {
				n.spare[v] = spare
				at = append(at, v)
			}
		}
		next = next[:0]
		for _, u := range at {
			for _, v := range w.row(u) {
				if n.spare[v] < spare-1 {
					n.spare[v] = spare - 1
					next = append(next, v)
				}
			}
		}
		at, next = next, at
	}
}
