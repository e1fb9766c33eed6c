package plausibility

// actorFeatures names what is known of an actor by itself. Each is given for both ends of a pair, relative to the mean over known actors, so that
// it means the same in a young network and in an old one.
var actorFeatures = []string{
	"partners", "units", "units (3 months)", "units (6 months)", "units (12 months)", "units (24 months)",
	"places beside (6 months)", "places beside (12 months)", "places beside (24 months)",
	"units running", "months left to run", "mean unit size", "new partners in 6 months", "new partners in 12 months",
	"units led", "partners per place", "months since first", "months since last",
}

// describe fills in the actors' own features.
func (s *state) describe(recent [2][]float64) {
	n := s.h.Actors
	s.actor = make([][]float64, len(actorFeatures))
	for f := range s.actor {
		s.actor[f] = make([]float64, n)
	}
	for d := range s.recent {
		s.recent[d] = make([]float64, n)
	}
	for i := range s.work {
		w := &s.work[i]
		for _, a := range w.Leads {
			s.actor[14][a]++
		}
	}
	for a := range int32(n) {
		row := func(f int) *float64 { return &s.actor[f][a] }
		*row(0) = s.degree[a]
		if len(s.works(a)) == 0 {
			continue
		}
		var places float64
		oldest, newest := 0.0, s.work[s.works(a)[0]].age
		for _, i := range s.works(a) {
			w := &s.work[i]
			*row(1)++
			*row(2) += w.decay[0] * w.decay[0] // half-life of 3 months
			for d := range w.decay {
				*row(3 + d) += w.decay[d]
				s.recent[d][a] += w.decay[d]
				*row(6 + d) += w.decay[d] * w.partner
			}
			if w.left > 0 {
				*row(9)++
				*row(10) += w.left
			}
			places += w.partner
			oldest, newest = max(oldest, w.age), min(newest, w.age)
		}
		*row(11) = places / *row(1)
		*row(12), *row(13) = recent[0][a], recent[1][a]
		*row(15) = s.degree[a] / places
		*row(16), *row(17) = oldest, newest
	}
	s.traits = make([]float32, n*len(actorFeatures))
	for f := range s.actor {
		var sum float64
		for a := range n {
			sum += s.actor[f][a]
		}
		if sum > 0 {
			scale := float64(s.count) / sum
			for a := range n {
				s.actor[f][a] *= scale
			}
		}
		for a := range n {
			s.traits[a*len(actorFeatures)+f] = float32(s.actor[f][a])
		}
	}
}
