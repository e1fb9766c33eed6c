package paths

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// estimate is betweenness as the share of sampled pairs whose drawn path passes an actor.
type estimate struct {
	share   []float64 // by actor in w's numbers
	samples int
	certain int // how many of the leading places are in the right order, the error bounds say
}

// accuracy is how exact an estimate must be: with probability 1 − delta every share is off by at most epsilon, or, when top is
// larger than 0, sampling may end as soon as the order of that many leading places is certain.
type accuracy struct {
	epsilon, delta float64
	top            int
}

// estimated samples pairs until the accuracy is reached. The bounds are those of KADABRA, Borassi & Natale (2019), doi
// 10.1145/3284359: they hold although it is the samples that decide when to stop. Sample i draws from its own
// generator, and what is counted are whole numbers, so that the number of threads does not show.
func estimated(ctx context.Context, out, in *ways, need accuracy, threads int, seed uint64, report func(done, all int64)) (estimate, error) {
	n := out.len()
	diameter, err := atMost(ctx, out, in)
	if err != nil {
		return estimate{}, err
	}
	b := newBounds(need, n, diameter)
	d := &drawing{out: out, in: in, seed: seed, threads: threads, workers: make([]drawn, max(threads, 1)), count: make([]int64, n)}
	if err := d.more(ctx, b.trial()); err != nil {
		return estimate{}, err
	}
	b.allot(d.count)
	d.forget() // the bounds hold only for samples that had no part in dividing the risk
	for tau := 1000; ; tau += tau/10 + 100 {
		tau = min(tau, b.most)
		if err := d.more(ctx, tau-d.counted); err != nil {
			return estimate{}, err
		}
		found := b.judge(d.count, tau)
		report(min(int64(tau), int64(b.most)-1), int64(b.most))
		if found.enough || tau == b.most {
			share := make([]float64, n)
			for v, c := range d.count {
				share[v] = float64(c) / float64(tau)
			}
			report(int64(b.most), int64(b.most))
			return estimate{share: share, samples: tau, certain: found.certain}, nil
		}
	}
}

// atMost returns how many actors a shortest path can have at most.
func atMost(ctx context.Context, out, in *ways) (int, error) {
	if out != in {
		return out.len(), nil // a walk one way tells nothing of the way back
	}
	s := sweeper{w: out, level: make([]int32, out.len()), queue: make([]int32, 0, out.len())}
	for v := range s.level {
		s.level[v] = -1
	}
	most := 1
	for lo := 0; lo < out.len(); {
		if err := s.search(ctx, int32(lo)); err != nil {
			return 0, err
		}
		most = max(most, int(2*s.deepest()+1))
		lo += len(s.queue) // a component's actors stand together
	}
	return min(most, out.len()), nil
}

// drawing draws samples and counts how many paths pass each actor.
type drawing struct {
	out, in *ways
	seed    uint64
	threads int
	workers []drawn
	begun   int     // samples drawn so far
	counted int     // of these the ones in count
	count   []int64 // by actor
}

// drawn is what one worker has drawn since the counts were added up.
type drawn struct {
	s     *sampler
	pcg   *rand.PCG
	r     *rand.Rand
	count []int64
}

// more draws so many further samples.
func (d *drawing) more(ctx context.Context, samples int) error {
	const block = 32
	n, first := d.out.len(), d.begun
	err := parallel.Blocks(ctx, samples, block, d.threads, nil, func(worker, _, lo, hi int) {
		w := &d.workers[worker]
		if w.s == nil {
			w.s, w.count, w.pcg = newSampler(d.out, d.in), make([]int64, n), rand.NewPCG(0, 0)
			w.r = rand.New(w.pcg)
		}
		for i := lo; i < hi; i++ {
			w.pcg.Seed(d.seed, uint64(first+i))
			s := w.r.Int32N(int32(n))
			t := w.r.Int32N(int32(n - 1))
			if t >= s {
				t++
			}
			if !w.s.draw(ctx, s, t, w.r) {
				return
			}
			for _, v := range w.s.path {
				w.count[v]++
			}
		}
	})
	d.begun += samples
	d.counted += samples
	for _, w := range d.workers {
		for v, c := range w.count {
			d.count[v] += c
		}
		clear(w.count)
	}
	return err
}

func (d *drawing) forget() {
	d.counted = 0
	clear(d.count)
}

// bounds tell how far an estimate may be off.
type bounds struct {
	need accuracy
	most int       // ω: after so many samples every share is exact enough, whatever they were
	risk []float64 // by actor: ln(1/δ_v), δ_v the probability that its bound on one side fails
}

func newBounds(need accuracy, n, diameter int) *bounds {
	logarithm := float64(bits.Len(uint(max(diameter-2, 1))))
	omega := 0.5 / (need.epsilon * need.epsilon) * (logarithm + math.Log(2/need.delta))
	return &bounds{need: need, most: int(math.Ceil(omega)), risk: make([]float64, n)}
}

// trial is how many samples go before, to divide the risk by.
func (b *bounds) trial() int { return b.most/100 + 1 }

// allot divides half of δ among the actors (the other half is the risk of ω), more to those with larger shares: they need wider
// bounds, as δ_v = exp(−C·ε²/b_v) with the C that makes all add up to δ/4, once for each side. A thousandth is kept back for those
// that the trial did not meet.
func (b *bounds) allot(count []int64) {
	least := 0.001 * b.need.delta / 4 / float64(len(count))
	rest := 0.999 * b.need.delta / 4
	risk := func(c float64, k int64) float64 {
		return math.Exp(-c * b.need.epsilon * b.need.epsilon * float64(b.trial()) / float64(k))
	}
	tooMuch := func(c float64) bool {
		var sum float64
		for _, k := range count {
			if k > 0 {
				sum += risk(c, k)
			}
		}
		return sum > rest
	}
	low, high := 0.0, 1.0
	for tooMuch(high) {
		high *= 2
	}
	for range 50 {
		if middle := (low + high) / 2; tooMuch(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	for v, k := range count {
		delta := least
		if k > 0 {
			delta += risk(high, k)
		}
		b.risk[v] = math.Log(1 / delta)
	}
}

// below and above return how far the true share may lie under and over an estimate after tau samples: f and g of the paper.
func (b *bounds) below(share, risk, tau float64) float64 {
	x := 1./3 - float64(b.most)/tau
	return risk / tau * (x + math.Sqrt(x*x+2*share*float64(b.most)/risk))
}

func (b *bounds) above(share, risk, tau float64) float64 {
	x := 1./3 + float64(b.most)/tau
	return risk / tau * (x + math.Sqrt(x*x+2*share*float64(b.most)/risk))
}

// verdict is what the bounds say of an estimate.
type verdict struct {
	enough  bool
	certain int
}

// judge looks at all actors after tau samples.
func (b *bounds) judge(count []int64, tau int) verdict {
	t := float64(tau)
	type ranked struct {
		actor     int32
		count     int64
		low, high float64
	}
	exact := true
	unmet := 0.0 // the largest upper bound of an actor that no path passed
	var met []ranked
	for v, c := range count {
		if c == 0 {
			unmet = max(unmet, b.risk[v])
			continue
		}
		share := float64(c) / t
		below, above := b.below(share, b.risk[v], t), b.above(share, b.risk[v], t)
		exact = exact && below <= b.need.epsilon && above <= b.need.epsilon
		met = append(met, ranked{int32(v), c, share - below, share + above})
	}
	if unmet > 0 {
		unmet = b.above(0, unmet, t)
		exact = exact && unmet <= b.need.epsilon
	}
	slices.SortFunc(met, func(x, y ranked) int { return cmp.Or(cmp.Compare(y.count, x.count), cmp.Compare(x.actor, y.actor)) })
	over := make([]float64, len(met)+1) // the largest upper bound from a place on
	over[len(met)] = unmet
	for i := len(met) - 1; i >= 0; i-- {
		over[i] = max(met[i].high, over[i+1])
	}
	certain := 0
	for certain < len(met) && met[certain].low > over[certain+1] {
		certain++
	}
	return verdict{exact || b.need.top > 0 && certain >= b.need.top, certain}
}
