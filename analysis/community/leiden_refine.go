package community

// refine divides every community anew: its nodes begin alone, and those well joined to the rest of it merge with the part of it that
// gains most, if that too is well joined to the rest. So every part is connected, and whatever hung together by a node that has left since
// comes apart. It returns a part for every node. Each node is looked at once.
//
// Well joined, as in the paper: the ties between S and the rest of its community C are at least γ·mass(S)·mass(C − S).
func (m *leiden) refine(l *level, of []int32, communities int) ([]int32, error) {
	n := int32(l.len())
	parts, alone := make([]int32, n), make([]bool, n)
	mass := make([]float64, n)    // per part
	outward := make([]float64, n) // per part the ties to the rest of its community
	whole := make([]float64, communities)
	for u := range n {
		parts[u], alone[u], mass[u] = u, true, l.ends[u]
		whole[of[u]] += l.ends[u]
	}
	seen := 0
	tired := func(ties int) bool {
		if seen += 1 + ties; seen <= patience {
			return false
		}
		seen = 0
		return m.ctx.Err() != nil
	}
	for u := range n {
		to, strength := l.row(u)
		outward[u] = within(to, strength, of, of[u])
		if tired(len(to)) {
			return nil, m.ctx.Err()
		}
	}
	near := newNeighbourhood(int(n))
	joined := func(part, community int32) bool {
		return outward[part] >= m.perMass*mass[part]*(whole[community]-mass[part])*(1-1e-12)
	}
	for _, u := range inWindows(n, m.r) {
		home := of[u]
		to, strength := l.row(u)
		if !alone[u] || outward[u] == 0 || !joined(u, home) {
			continue
		}
		near.clear()
		near.addWithin(to, strength, parts, of, home)
		best, most := u, 1e-12*l.ends[u]
		for _, part := range near.met {
			if worth := near.toward[part] - m.perMass*l.ends[u]*mass[part]; worth > most && joined(part, home) {
				best, most = part, worth
			}
		}
		if tired(len(to)) {
			return nil, m.ctx.Err()
		}
		if best == u {
			continue
		}
		parts[u] = best
		alone[u], alone[best] = false, false // a part bears the number of its first node
		mass[best] += l.ends[u]
		outward[best] += outward[u] - 2*near.toward[best]
	}
	return parts, m.ctx.Err()
}
