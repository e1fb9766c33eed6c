package plausibility

// parts returns, per actor, which connected part of the network at the day it belongs to.
func (s *state) parts() []int32 {
	of := make([]int32, s.h.Actors)
	for a := range of {
		of[a] = -1
	}
	var queue []int32
	for a := range int32(len(of)) {
		if of[a] >= 0 {
			continue
		}
		of[a], queue = a, append(queue[:0], a)
		for len(queue) > 0 {
			b := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, next := range s.partners(b) {
				if of[next] < 0 {
					of[next] = a
					queue = append(queue, next)
				}
			}
		}
	}
	return of
}
