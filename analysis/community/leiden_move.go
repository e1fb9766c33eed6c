package community

// move moves nodes to the neighbouring community, or to one of their own, that gains most, until no single move gains, and reports
// whether any moved. Only nodes whose surroundings changed are looked at again. The numbers of of stay below the number of nodes.
func (m *leiden) move(l *level, of []int32) (moved bool, err error) {
	n := int32(l.len())
	mass, members := make([]float64, n), make([]int32, n) // per community
	for u, c := range of {
		mass[c] += l.ends[u]
		members[c]++
	}
	var empty []int32 // communities without members, for nodes that would rather be alone
	for c := n - 1; c >= 0; c-- {
		if members[c] == 0 {
			empty = append(empty, c)
		}
	}
	queue := &ring{nodes: inWindows(n, m.r), waits: make([]bool, n), count: int(n)}
	for u := range queue.waits {
		queue.waits[u] = true
	}
	near := newNeighbourhood(int(n))
	seen, told, looked := 0, int64(0), int64(0)
	tell := func() {
		if now := min(looked, int64(n)); m.progress != nil && now > told { // nodes come again, but are counted once
			m.progress.add(now - told)
			told = now
		}
	}
	for {
		u, ok := queue.pop()
		if !ok {
			tell()
			return moved, m.ctx.Err()
		}
		looked++
		to, strength := l.row(u)
		if seen += 1 + len(to); seen > patience {
			if seen = 0; m.ctx.Err() != nil {
				return moved, m.ctx.Err()
			}
			tell()
		}
		near.clear()
		near.add(to, strength, of)

		// What joining c is worth, less what is the same for every c: ties to c − γ·mass(u)·mass(c), u itself not counted in c.
		home := of[u]
		mass[home] -= l.ends[u]
		members[home]--
		expected := l.ends[u] * m.perMass
		best, most := home, max(near.toward[home], 0)-expected*mass[home]
		slack := 1e-12 * max(l.ends[u], 1) // a gain smaller than rounding could be taken back, for ever
		for _, c := range near.met {
			if worth := near.toward[c] - expected*mass[c]; worth > most+slack {
				best, most = c, worth
			}
		}
		if most < -slack && members[home] > 0 { // then alone is better, and there is an empty number, since home is shared
			best = empty[len(empty)-1]
		}
		if best != home {
			if members[home] == 0 {
				empty = append(empty, home)
			}
			if members[best] == 0 {
				empty = empty[:len(empty)-1]
			}
		}
		mass[best] += l.ends[u]
		members[best]++
		if best == home {
			continue
		}
		of[u], moved = best, true
		for _, v := range to {
			if of[v] != best {
				queue.push(v)
			}
		}
	}
}
