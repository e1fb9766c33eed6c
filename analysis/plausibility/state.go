package plausibility

import (
	"context"
	"math"
	"slices"
)

// The half-lives, in months, after which work counts half. Several stand side by side; the trees choose.
const (
	shortHalf = 6
	midHalf   = 12
	longHalf  = 24
	month     = 365.25 / 12 // days
)

// state is what is known at a day: nothing in it depends on a unit that starts on that day or later.
type state struct {
	h     *History
	day   int32
	known []bool // took part in some unit before the day
	count int    // of known actors

	work  []work  // the units of two or more before the day
	first []int64 // actor a takes part in the works part[first[a]:first[a+1]]
	part  []int32

	whom    []int32   // the members of the works, one after the other
	ends    []int32   // per work where its members end in it
	passing []mass    // per work what a walk that crosses it brings to each member, by either of the fadings
	fading  []mass    // per actor the sum of its decayed units by either of the fadings; 1 where that is 0
	root    []float64 // of an actor's number of partners

	start  []int64 // actor a's row of partners is to[start[a]:start[a+1]]
	to     []int32 // ascending
	short  []float64
	mid    []float64 // 1−exp(−sum of decayed shared units): how alive the tie is; short and mid half-life
	newman []float64 // sum of decayed 1/(k−1) over shared units of k actors, long half-life
	degree []float64
	weight []float64 // sum of an actor's newman

	actor   [][]float64  // per actor feature one value for each actor
	traits  []float32    // the same, actor by actor
	recent  [3][]float64 // per half-life the sum of an actor's decayed units
	chosen  []*Attribute
	groups  []group   // one for each chosen attribute
	busiest [][]int32 // per actor feature in popular the actors, first by it
	themes  profiles
	space   *space
}

// work is a unit with what its age makes of it.
type work struct {
	*Unit
	age              float64 // months since it started
	decay            [3]float64
	left             float64 // months still to run; 0 when over or not known
	inverse, partner float64 // 1/(k−1) and k−1 for k members
}

// newState gathers what is known at a day.
func newState(ctx context.Context, h *History, day int32, chosen []*Attribute, threads int) (*state, error) {
	s := &state{h: h, day: day, chosen: chosen, known: make([]bool, h.Actors), first: make([]int64, h.Actors+1)}
	units := h.before(day)
	for i := range units {
		u := &units[i]
		for _, a := range u.Members {
			s.known[a] = true
		}
		k := len(u.Members)
		if k < 2 {
			continue
		}
		w := work{Unit: u, age: float64(day-u.Start) / month, inverse: 1 / float64(k-1), partner: float64(k - 1)}
		for i, half := range [3]float64{shortHalf, midHalf, longHalf} {
			w.decay[i] = math.Exp2(-w.age / half)
		}
		if u.End > day {
			w.left = min(float64(u.End-day)/month, 60)
		}
		s.work = append(s.work, w)
		s.whom = append(s.whom, u.Members...)
		s.ends = append(s.ends, int32(len(s.whom)))
		s.passing = append(s.passing, mass{w.decay[shortWalk] / float64(k), w.decay[longWalk] / float64(k)})
		for _, a := range u.Members {
			s.first[a+1]++
		}
	}
	for a := range h.Actors {
		if s.known[a] {
			s.count++
		}
		s.first[a+1] += s.first[a]
	}
	s.part = make([]int32, s.first[h.Actors])
	next := slices.Clone(s.first[:h.Actors])
	for i := range s.work {
		for _, a := range s.work[i].Members {
			s.part[next[a]] = int32(i)
			next[a]++
		}
	}
	recent := s.tie()
	s.describe(recent)
	s.fade()
	s.rankBusiest()
	s.group()
	s.profile()
	var err error
	s.space, err = newSpace(ctx, s, threads)
	return s, err
}

// works returns the works that an actor takes part in.
func (s *state) works(a int32) []int32 { return s.part[s.first[a]:s.first[a+1]] }

// members returns the actors that take part in a work.
func (s *state) members(w int32) []int32 {
	if w == 0 {
		return s.whom[:s.ends[0]]
	}
	return s.whom[s.ends[w-1]:s.ends[w]]
}

// partners returns the actors that an actor has worked with, ascending.
func (s *state) partners(a int32) []int32 { return s.to[s.start[a]:s.start[a+1]] }

// tied reports whether two actors have worked together.
func (s *state) tied(a, b int32) bool {
	_, ok := slices.BinarySearch(s.partners(a), b)
	return ok
}

// tie makes the rows of partners, and counts for every actor how many of them it first met in the last 6 and 12 months.
func (s *state) tie() (recent [2][]float64) {
	n := s.h.Actors
	for i := range recent {
		recent[i] = make([]float64, n)
	}
	s.start, s.degree, s.weight = make([]int64, n+1), make([]float64, n), make([]float64, n)
	short, mid, newman, met := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	size := s.countTies()
	s.to, s.short, s.mid, s.newman = make([]int32, 0, size), make([]float64, 0, size), make([]float64, 0, size), make([]float64, 0, size)
	var row []int32
	for a := range int32(n) {
		row = row[:0]
		for _, i := range s.works(a) {
			w := &s.work[i]
			for _, b := range w.Members {
				if b == a {
					continue
				}
				if mid[b] == 0 {
					row = append(row, b)
				}
				short[b] += w.decay[0]
				mid[b] += w.decay[1]
				newman[b] += w.decay[2] * w.inverse
				met[b] = max(met[b], w.age)
			}
		}
		slices.Sort(row)
		for _, b := range row {
			s.to = append(s.to, b)
			s.short = append(s.short, -math.Expm1(-short[b]))
			s.mid = append(s.mid, -math.Expm1(-mid[b]))
			s.newman = append(s.newman, newman[b])
			s.weight[a] += newman[b]
			for i, months := range [2]float64{6, 12} {
				if met[b] < months {
					recent[i][a]++
				}
			}
			short[b], mid[b], newman[b], met[b] = 0, 0, 0, 0
		}
		s.start[a+1] = int64(len(s.to))
		s.degree[a] = float64(len(row))
	}
	return recent
}

// countTies returns how many partners all actors have together. Rows that grow as they are filled would take three times the memory.
func (s *state) countTies() int {
	size := 0
	met := make([]int32, s.h.Actors) // the number after that of the actor that met it last
	for a := range int32(s.h.Actors) {
		for _, w := range s.works(a) {
			for _, b := range s.members(w) {
				if met[b] != a+1 && b != a {
					met[b] = a + 1
					size++
				}
			}
		}
	}
	return size
}
