package plausibility

import (
	"math"
	"slices"
	"testing"
)

// slow computes from the definitions, pair by pair, over matrices.
type slow struct {
	n                   int
	tied                [][]float64
	short, mid, newman  [][]float64 // sums over shared units
	degree, weight      []float64
	alive, aliveShortly [][]float64
}

func slowly(h *History, day int32) *slow {
	o := &slow{n: h.Actors, degree: make([]float64, h.Actors), weight: make([]float64, h.Actors)}
	matrix := func() [][]float64 {
		m := make([][]float64, o.n)
		for i := range m {
			m[i] = make([]float64, o.n)
		}
		return m
	}
	o.tied, o.short, o.mid, o.newman, o.alive, o.aliveShortly = matrix(), matrix(), matrix(), matrix(), matrix(), matrix()
	for _, u := range h.Units {
		if u.Start >= day {
			continue
		}
		months := float64(day-u.Start) / month
		for _, a := range u.Members {
			for _, b := range u.Members {
				if a != b {
					o.tied[a][b] = 1
					o.short[a][b] += math.Pow(0.5, months/6)
					o.mid[a][b] += math.Pow(0.5, months/12)
					o.newman[a][b] += math.Pow(0.5, months/24) / float64(len(u.Members)-1)
				}
			}
		}
	}
	for a := range o.n {
		for b := range o.n {
			o.degree[a] += o.tied[a][b]
			o.weight[a] += o.newman[a][b]
			o.alive[a][b], o.aliveShortly[a][b] = 1-math.Exp(-o.mid[a][b]), 1-math.Exp(-o.short[a][b])
		}
	}
	return o
}

func (o *slow) pair(u, v int) map[int]float64 {
	f := map[int]float64{}
	for z := range o.n {
		both := o.tied[u][z] * o.tied[z][v]
		if both == 0 {
			continue
		}
		log := math.Log(max(o.degree[z], 2))
		f[commonNeighbours] += both
		f[adamicAdar] += both / log
		f[resourceAllocation] += both / o.degree[z]
		f[fadingAdamicAdar] += o.alive[u][z] * o.alive[z][v] / log
		f[candidateAdamicAdar] += o.aliveShortly[z][v] / log
		f[newmanAllocation] += o.newman[u][z] * o.newman[z][v] / (o.weight[z] + 0.5)
	}
	for z := range o.n {
		if o.tied[u][z]*o.tied[z][v] > 0 {
			f[strongestPath] = max(f[strongestPath], o.newman[u][z]*o.newman[z][v]/math.Log(max(o.degree[z], 2)))
		}
	}
	if f[commonNeighbours] > 0 {
		f[partnerCosine] = f[commonNeighbours] / math.Sqrt(o.degree[u]*o.degree[v])
	}
	for a := range o.n {
		for b := range o.n {
			if walk := o.tied[u][a] * o.tied[a][b] * o.tied[b][v]; walk > 0 {
				f[threeSteps] += walk / (o.degree[a] * o.degree[b] * math.Sqrt(o.degree[u]))
			}
		}
	}
	return f
}

func TestPairFeaturesEqualTheirDefinitions(t *testing.T) {
	for seed := range uint64(3) {
		h := made(seed, 40, 60)
		const day = 1000
		s := mustState(t, h, day, chooseAttributes(h, day))
		o := slowly(h, day)
		p := newParty(s)
		for u := range int32(h.Actors) {
			c := p.look([]int32{u}, nil)[0]
			for v := range int32(h.Actors) {
				want := o.pair(int(u), int(v))
				for _, f := range []int{commonNeighbours, adamicAdar, resourceAllocation, fadingAdamicAdar, candidateAdamicAdar, newmanAllocation, threeSteps, partnerCosine, strongestPath} {
					if got := c.pair[f][v]; math.Abs(got-want[f]) > 1e-9*(1+want[f]) {
						t.Fatalf("seed %d, %s of %d and %d: %v, by definition %v", seed, pairFeatures[f], u, v, got, want[f])
					}
				}
				open := s.known[v] && v != u && o.tied[u][v] == 0
				if c.open[v] != open {
					t.Fatalf("seed %d: %d may be suggested to %d: %v, want %v", seed, v, u, c.open[v], open)
				}
			}
		}
	}
}

// A walk loses nothing: from an actor with units, each of the five steps has mass 1, so the features add up to 1 + 0.8 + … + 0.8⁴.
func TestWalksKeepTheirMass(t *testing.T) {
	h := made(7, 60, 80)
	s := mustState(t, h, 1200, nil)
	p := newParty(s)
	want := 0.0
	for i := range walkSteps {
		want += math.Pow(walkGoOn, float64(i))
	}
	for u := range int32(h.Actors) {
		c := p.look([]int32{u}, nil)[0]
		expected := want
		if len(s.works(u)) == 0 {
			expected = 0
		}
		for _, f := range []int{walkShort, walkLong} {
			var sum float64
			for _, x := range c.pair[f] {
				sum += x
			}
			if math.Abs(sum-expected) > 1e-9 {
				t.Errorf("%s from %d: mass %v, want %v", pairFeatures[f], u, sum, expected)
			}
		}
	}
}

// Two circles of actors who all know each other and one bridge between: within a circle all look the same way, across they do not.
func TestTheSpacePartsTwoCircles(t *testing.T) {
	h := &History{Actors: 40}
	for a := range int32(20) {
		for b := range a {
			if random := (a*7 + b*13) % 5; random > 0 { // one pair in five has not met
				h.Units = append(h.Units, Unit{Start: 1, Members: []int32{b, a}}, Unit{Start: 1, Members: []int32{20 + b, 20 + a}})
			}
		}
	}
	h.Units = append(h.Units, Unit{Start: 1, Members: []int32{0, 20}})
	s := mustState(t, h, 10, nil)
	draw := make([]float64, 40)
	for u := range int32(40) {
		s.space.near([]int32{u}, [][]float64{draw})
		alike := make([]float64, 40)
		s.space.alike(u, numbered(40), alike)
		within, across := 0.0, 0.0
		for v := range int32(40) {
			switch {
			case math.IsNaN(draw[v]) || math.Abs(alike[v]) > 1+1e-9:
				t.Fatalf("%d and %d: %v, %v", u, v, draw[v], alike[v])
			case v == u:
				if math.Abs(alike[v]-1) > 1e-9 {
					t.Errorf("%d looks the same way as itself by %v", u, alike[v])
				}
			case v/20 == u/20:
				within += draw[v] / 19
			default:
				across += draw[v] / 20
			}
		}
		if within < 3*across {
			t.Errorf("%d is drawn to its circle by %.3f, to the other by %.3f", u, within, across)
		}
	}
}

// All directions that a small network has are kept, so the space gives the damped network itself back.
func TestTheWholeSpaceIsTheNetwork(t *testing.T) {
	h := made(5, 24, 30)
	s := mustState(t, h, 1000, nil)
	draw := make([]float64, h.Actors)
	for u := range int32(h.Actors) {
		s.space.near([]int32{u}, [][]float64{draw})
		for v := range int32(h.Actors) {
			want := 0.0
			if s.tied(u, v) {
				want = 1
			}
			if math.Abs(draw[v]-want) > 1e-6 {
				t.Fatalf("%d is drawn to %d by %v, want %v", u, v, draw[v], want)
			}
		}
	}
}

func TestRankingEqualsSorting(t *testing.T) {
	score, tie, open := make([]float64, 200), make([]float64, 200), make([]bool, 200)
	for i := range score {
		score[i], tie[i], open[i] = float64(i*37%11), float64(i*53%7), i%3 != 0
	}
	var r ranking
	for _, k := range []int{1, 2, 10, 133, 500} {
		r.best(k, open, score, tie)
		all := slices.DeleteFunc(numbered(200), func(v int32) bool { return !open[v] })
		slices.SortFunc(all, func(a, b int32) int {
			switch {
			case score[a] != score[b]:
				return int(score[b] - score[a])
			case tie[a] != tie[b]:
				return int(tie[b] - tie[a])
			}
			return int(a - b)
		})
		want := all[:min(k, len(all))]
		if !slices.Equal(r.kept, want) {
			t.Errorf("best %d: %v, want %v", k, r.kept, want)
		}
	}
}

// Two partners of three, all known, of which the third is unknown to the first: exactly one new tie comes.
func TestNewPartnersAreKnownAndNotYetTied(t *testing.T) {
	h := &History{Actors: 4, Units: []Unit{
		{Start: 1, Members: []int32{0, 1}}, {Start: 2, Members: []int32{2}},
		{Start: 10, Members: []int32{0, 1, 2, 3}}, {Start: 20, Members: []int32{1, 3}},
	}}
	got := newPartners(h, mustState(t, h, 10, nil), Later, nil)
	for a, want := range [][]int32{{2}, {2}, {0, 1}, nil} {
		if !slices.Equal(got[a], want) {
			t.Errorf("new partners of %d: %v, want %v", a, got[a], want)
		}
	}
	for a, partners := range newPartners(h, mustState(t, h, 10, nil), 10, nil) {
		if len(partners) > 0 {
			t.Errorf("within no days %d found %v", a, partners)
		}
	}
}
