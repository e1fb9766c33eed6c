package plausibility

import "math"

// profiles says what every actor works on, fading with time.
type profiles struct {
	start  []int64 // actor a's themes are theme[start[a]:start[a+1]], and beside it what it did in them
	theme  []int32
	mid    []float64 // decayed units, middle half-life
	long   []float64
	place  []float64 // decayed places beside it, middle half-life
	total  []float64 // per actor the sum of mid
	length []float64 // per actor the root of the sum of squares of long
	rare   []float64 // per theme ln(1 + all/its share)

	actors [][]posting // per theme who works on it
}

// posting is one actor's work on a theme.
type posting struct {
	actor     int32
	mid, long float64
}

// profile fills in the profiles.
func (s *state) profile() {
	p, n := &s.themes, s.h.Actors
	p.start, p.total, p.length = make([]int64, n+1), make([]float64, n), make([]float64, n)
	p.actors, p.rare = make([][]posting, s.h.Themes), make([]float64, s.h.Themes)
	mid, long, place := make([]float64, s.h.Themes), make([]float64, s.h.Themes), make([]float64, s.h.Themes)
	var all float64
	for a := range int32(n) {
		from := len(p.theme)
		for _, i := range s.works(a) {
			w := &s.work[i]
			for _, t := range w.Themes {
				if mid[t] == 0 {
					p.theme = append(p.theme, t)
				}
				mid[t] += w.decay[1]
				long[t] += w.decay[2]
				place[t] += w.decay[1] * w.partner
			}
		}
		for _, t := range p.theme[from:] {
			p.mid, p.long, p.place = append(p.mid, mid[t]), append(p.long, long[t]), append(p.place, place[t])
			p.actors[t] = append(p.actors[t], posting{a, mid[t], long[t]})
			p.total[a] += mid[t]
			p.length[a] += long[t] * long[t]
			p.rare[t] += long[t]
			all += long[t]
			mid[t], long[t], place[t] = 0, 0, 0
		}
		p.length[a] = math.Sqrt(p.length[a])
		p.start[a+1] = int64(len(p.theme))
	}
	for t := range p.rare {
		if p.rare[t] > 0 {
			p.rare[t] = math.Log(1 + all/p.rare[t])
		}
	}
}
