package community

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// The figures that the documentation of scikit-learn prints for adjusted_rand_score and normalized_mutual_info_score.
func TestAgreementOfScikitLearn(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		a, b     []int32
		nmi, ari float64
	}{
		{[]int32{0, 0, 1, 1}, []int32{0, 0, 1, 1}, 1, 1},
		{[]int32{0, 0, 1, 1}, []int32{1, 1, 0, 0}, 1, 1},
		{[]int32{0, 0, 1, 2}, []int32{0, 0, 1, 1}, 0.8, 0.5714285714285714},
		{[]int32{0, 0, 1, 1}, []int32{0, 0, 1, 2}, 0.8, 0.5714285714285714},
		{[]int32{0, 0, 0, 0}, []int32{0, 1, 2, 3}, 0, 0},
		{[]int32{0, 0, 1, 1}, []int32{0, 1, 0, 1}, 0, -0.5},
		{[]int32{0, 0, 0}, []int32{4, 4, 4}, 1, 1},
		{[]int32{0, 1, 2}, []int32{2, 0, 1}, 1, 1},
		{[]int32{0}, []int32{0}, 1, 1},
		{nil, nil, nan, nan},
		{[]int32{-1, 0}, []int32{0, -1}, nan, nan},
	} {
		nmi, ari := Agreement(c.a, c.b)
		if !(math.Abs(nmi-c.nmi) < 1e-12) && !math.IsNaN(c.nmi) || !(math.Abs(ari-c.ari) < 1e-12) && !math.IsNaN(c.ari) ||
			math.IsNaN(nmi) != math.IsNaN(c.nmi) || math.IsNaN(ari) != math.IsNaN(c.ari) {
			t.Errorf("%v and %v: NMI %v, ARI %v; want %v, %v", c.a, c.b, nmi, ari, c.nmi, c.ari)
		}
	}
}

// slowAgreement looks at every pair of actors for ARI, and sums the mutual information term by term.
func slowAgreement(a, b []int32) (nmi, ari float64) {
	var who []int
	for u := range a {
		if a[u] >= 0 && b[u] >= 0 {
			who = append(who, u)
		}
	}
	both, first, second, all := 0.0, 0.0, 0.0, 0.0
	pa, pb, pab := map[int32]float64{}, map[int32]float64{}, map[[2]int32]float64{}
	for i, u := range who {
		pa[a[u]] += 1 / float64(len(who))
		pb[b[u]] += 1 / float64(len(who))
		pab[[2]int32{a[u], b[u]}] += 1 / float64(len(who))
		for _, v := range who[:i] {
			all++
			if a[u] == a[v] {
				first++
			}
			if b[u] == b[v] {
				second++
			}
			if a[u] == a[v] && b[u] == b[v] {
				both++
			}
		}
	}
	if len(pa) == 1 && len(pb) == 1 {
		return math.NaN(), math.NaN() // all together in both: 0/0, which rounding of the shares would turn into a number
	}
	expected := first * second / all
	ari = (both - expected) / ((first+second)/2 - expected)
	shared, entropies := 0.0, 0.0
	for k, p := range pab {
		shared += p * math.Log(p/(pa[k[0]]*pb[k[1]]))
	}
	for _, p := range pa {
		entropies -= p * math.Log(p)
	}
	for _, p := range pb {
		entropies -= p * math.Log(p)
	}
	return 2 * shared / entropies, ari
}

func checkAgreement(t *testing.T, a, b []int32) {
	t.Helper()
	nmi, ari := Agreement(a, b)
	back, backwards := Agreement(b, a)
	if math.Abs(nmi-back) > 1e-12 || math.Abs(ari-backwards) > 1e-12 {
		t.Fatalf("%v and %v agree by %v, %v; turned around %v, %v", a, b, nmi, ari, back, backwards)
	}
	wantNMI, wantARI := slowAgreement(a, b)
	if math.Abs(nmi-wantNMI) > 1e-9 || math.Abs(ari-wantARI) > 1e-9 { // never true of NaN, where all are together or apart
		t.Fatalf("%v and %v: NMI %v, ARI %v; want %v, %v", a, b, nmi, ari, wantNMI, wantARI)
	}
}

func TestAgreementOfRandomDivisions(t *testing.T) {
	compared := 0
	for seed := range uint64(300) {
		a, b := randomDivisions(seed, 2+int(seed)%30, 1+int(seed)%5)
		checkAgreement(t, a, b)
		if _, ari := slowAgreement(a, b); !math.IsNaN(ari) {
			compared++
		}
	}
	if compared < 200 {
		t.Errorf("only %d divisions could be compared", compared)
	}
}

func randomDivisions(seed uint64, n, groups int) (a, b []int32) {
	r := rand.New(rand.NewPCG(seed, 4))
	for range n {
		a = append(a, r.Int32N(int32(groups+1))-1)
		b = append(b, r.Int32N(int32(groups+2))-1)
	}
	return a, b
}

func FuzzAgreement(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, n, groups uint8) {
		a, b := randomDivisions(seed, int(n), int(groups)%12)
		checkAgreement(t, a, b)
		if nmi, ari := Agreement(a, b); nmi < 0 || nmi > 1 || ari > 1+1e-12 {
			t.Errorf("NMI %v, ARI %v", nmi, ari)
		}
	})
}

// Two circles that are the silos: every community is of one silo. With the silos dealt across the circles, half of each.
func TestSiloAgreementOfCircles(t *testing.T) {
	for _, c := range []struct {
		name     string
		silos    [8]string
		nmi, own float64
	}{
		{"circles are silos", [8]string{"a", "a", "a", "a", "b", "b", "b", "b"}, 1, 1},
		{"silos lie across circles", [8]string{"a", "b", "a", "b", "a", "b", "a", "b"}, 0, 0.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b snapshot.Builder
			for _, id := range "01234567" {
				b.Actor(string(id), "")
			}
			b.Dimension("silo", c.silos[:])
			for _, tie := range graphs.Pairs(0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 4, 5, 4, 6, 4, 7, 5, 6, 5, 7, 6, 7, 3, 4) {
				b.Tie(tie.From, tie.To, 1)
			}
			r, err := analysis.Run(t.Context(), b.Graph(), &SiloAgreement, analysis.Args{Silo: "silo", Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if nmi := r.Values[0].Value; math.Abs(nmi-c.nmi) > 1e-12 {
				t.Errorf("NMI %v, want %v", nmi, c.nmi)
			}
			for u, own := range r.Scores[0] {
				if own != c.own {
					t.Errorf("actor %d: %v of its community is of its silo, want %v", u, own, c.own)
				}
			}
			for _, group := range r.Groups {
				if group.Actors != 4 || group.Values[1].Value != c.own {
					t.Errorf("silo %+v", group)
				}
			}
		})
	}
}

func BenchmarkAgreement(b *testing.B) {
	first, second := randomDivisions(1, 100_000, 50)
	b.ReportAllocs()
	for b.Loop() {
		Agreement(first, second)
	}
}
