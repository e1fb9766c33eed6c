package whatif

import "github.com/sillat/sillat/analysis/snapshot"

// Gone returns the ties of one network that another has no more, by their actors' ids: at most so many, in the order of the actors. The ties of
// an actor that the other does not have are gone with it and are not listed; a tie that another activity makes as well is not gone. A tie without
// direction is listed once. Cost: O(m log of the largest degree).
func Gone(before, after *snapshot.Graph, most int) [][2]string {
	gone := [][2]string{}
	for u := int32(0); int(u) < before.Len(); u++ {
		nu, stays := after.Index(before.ID(u))
		if !stays {
			continue
		}
		for _, v := range before.Out(u) {
			if v == u || !before.Directed() && v < u {
				continue
			}
			if nv, stays := after.Index(before.ID(v)); !stays || after.HasTie(nu, nv) {
				continue
			}
			if gone = append(gone, [2]string{before.ID(u), before.ID(v)}); len(gone) == most {
				return gone
			}
		}
	}
	return gone
}
