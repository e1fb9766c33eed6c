package bridging

// homes tells where the actors of the heads' components are as seen from the heads: each at a place, which stands for a silo and a distance.
type homes struct {
	levels int       // distances told apart
	of     [][]int32 // per head the places of its component's actors with a silo, in their order
}

// lookAround reads the heads' rows again, after the field has changed.
func (k *screen) lookAround() {
	k.homes = homes{}
	if k.parts.count < 2 {
		return
	}
	for _, v := range k.heads {
		k.homes.levels = max(k.homes.levels, min(int(k.f.ecc[v])+1, deepest))
	}
	k.homes.of = make([][]int32, len(k.heads))
	for i, v := range k.heads {
		row, members := k.f.row[v], k.parts.members[k.parts.of[v]]
		places := make([]int32, 0, len(members))
		for _, t := range members {
			if c := k.sc.silo[t]; c >= 0 {
				places = append(places, c*int32(k.homes.levels)+int32(min(row[t], deepest-1)))
			}
		}
		k.homes.of[i] = places
	}
}

// rateAcross adds the pairs that a tie from u to a head of another component would join.
func (k *screen) rateAcross(u int32, r *rating) {
	if k.parts.count < 2 {
		return
	}
	k.fillOther(u, r)
	for i, v := range k.heads {
		if k.parts.of[v] == k.parts.of[u] {
			continue
		}
		var sum float64
		for _, place := range k.homes.of[i] {
			sum += r.other[place]
		}
		r.gain[v] = sum
	}
}

// fillOther fills F of the other components. It is the same for all targets of one silo: every s of u's component in another silo, none of which
// reached t before.
func (k *screen) fillOther(u int32, r *rating) {
	levels := min(int(k.f.ecc[u])+1, deepest)
	near := make([]int64, levels*k.sc.silos)
	all := make([]int64, levels)
	for _, s := range k.parts.members[k.parts.of[u]] {
		if c := k.sc.silo[s]; c >= 0 {
			d := min(int(k.f.row[u][s]), deepest-1)
			near[int(c)*levels+d]++
			all[d]++
		}
	}
	r.other = append(r.other[:0], make([]float64, k.homes.levels*k.sc.silos)...)
	for c := range k.sc.silos {
		other := r.other[c*k.homes.levels : (c+1)*k.homes.levels]
		for i := range levels {
			if s := all[i] - near[c*levels+i]; s > 0 {
				for j := range other {
					other[j] += float64(s) / float64(i+1+j)
				}
			}
		}
	}
}
