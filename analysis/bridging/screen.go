package bridging

import (
	"context"
	"math/bits"

	"github.com/sillat/sillat/analysis/parallel"
)

// deepest is the longest distance that the screen tells apart; longer ones count as this in what a tie saves. Only the choice of ties to measure
// depends on it, never a figure.
const deepest = 33

// screen rates all partners of one actor at once, to find the ties worth measuring.
//
// For an actor u, target t and distance j let F(t,j) be what t's pairs would gain if a tie from u ended j steps from t:
// F(t,j) = Σ_s [1/(d(s,u)+1+j) − 1/d(s,t)]⁺ over s in other silos. Then the gain of (u,v) is Σ_t F(t, d(t,v)) for every v. With
// 1/c − 1/d = Σ_{r=c}^{d−1} (1/r − 1/(r+1)), F needs only how many s are at distance i from u and farther than r from t: an AND and a
// population count over words of 64 actors. All targets make the rating exact; a sample of them makes it an estimate.
type screen struct {
	f       *field
	sc      *scope
	parts   *parts
	targets []int32
	far     [][][]uint64
	heads   []int32 // for other components than u's, the actors to rate there; their sums are always exact
}

// build reads the targets' rows again, after the field has changed: of each only what may have changed since the last look.
func (k *screen) build(ctx context.Context, threads int) error {
	n := len(k.sc.silo)
	first := k.far == nil
	if first {
		k.far = make([][][]uint64, len(k.targets))
	}
	moved := k.f.moved
	k.f.moved = nil
	on := make([][2][]bool, len(moved)) // who is on either side
	for i, s := range moved {
		on[i] = [2][]bool{marked(n, s[0]), marked(n, s[1])}
	}
	return parallel.Blocks(ctx, len(k.targets), 8, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			t := k.targets[i]
			layers := min(max(int(k.f.ecc[t])-1, 0), deepest-1)
			for len(k.far[i]) < layers {
				k.far[i] = append(k.far[i], make([]uint64, (n+63)/64))
			}
			k.far[i] = k.far[i][:layers]
			if first {
				k.read(i, k.sc.known)
				continue
			}
			for m, s := range moved {
				if on[m][0][t] {
					k.read(i, s[1])
				}
				if on[m][1][t] {
					k.read(i, s[0])
				}
			}
		}
	})
}

// read marks how far some actors are from a target.
func (k *screen) read(i int, actors []int32) {
	t, layers := k.targets[i], k.far[i]
	row, silo := k.f.row[t], k.sc.silo
	for _, s := range actors {
		d := row[s]
		if d == unreachable || silo[s] < 0 || silo[s] == silo[t] {
			continue // nothing is marked of them: distances only fall
		}
		word, bit := s>>6, uint64(1)<<(s&63)
		farther := min(max(int(d)-1, 0), len(layers))
		for _, layer := range layers[:farther] {
			layer[word] |= bit
		}
		for _, layer := range layers[farther:] {
			layer[word] &^= bit
		}
	}
}

// rating is scratch space for one goroutine.
type rating struct {
	gain  []float64 // per partner: increase of the sum of 1/distance over pairs
	shell [][]uint64
	save  [deepest + 1]float64 // F(t,·), with zeros to the end
	other []float64            // per silo and distance: F of the other components
}

// rate fills the rating of every partner of one source.
func (k *screen) rate(u int32, r *rating) {
	n := len(k.sc.silo)
	if r.gain == nil {
		r.gain = make([]float64, n)
	}
	clear(r.gain)
	k.fillShells(u, r)
	scale := float64(len(k.sc.known)) / float64(max(len(k.targets), 1))
	for i, t := range k.targets {
		if k.parts.of[t] == k.parts.of[u] {
			k.rateWithin(i, r, scale)
		}
	}
	k.rateAcross(u, r)
}

// fillShells marks the actors at each distance from u.
func (k *screen) fillShells(u int32, r *rating) {
	words := (len(k.sc.silo) + 63) / 64
	levels := min(int(k.f.ecc[u])+1, deepest)
	for len(r.shell) < levels {
		r.shell = append(r.shell, make([]uint64, words))
	}
	r.shell = r.shell[:levels]
	for _, s := range r.shell {
		clear(s)
	}
	for _, s := range k.sc.known {
		if d := int(k.f.row[u][s]); d < levels {
			r.shell[d][s>>6] |= 1 << (s & 63)
		}
	}
}

// rateWithin adds what one target in u's own component would gain.
func (k *screen) rateWithin(i int, r *rating, scale float64) {
	var saved [deepest]float64 // by r − i, which decides how far a tie may end from the target and still save the step from r to r+1
	for step, far := range k.far[i] {
		for at := range min(step+1, len(r.shell)) {
			count := 0
			for w, word := range r.shell[at][:len(far)] {
				count += bits.OnesCount64(word & far[w])
			}
			if count > 0 {
				at, step := at, step+1
				saved[step-at] += float64(count) / float64(step*(step+1))
			}
		}
	}
	clear(r.save[:])
	last := -1
	for j := len(k.far[i]) - 1; j >= 0; j-- {
		r.save[j] = r.save[j+1] + scale*saved[j+1]
		if last < 0 && r.save[j] > 0 {
			last = j
		}
	}
	t := k.targets[i]
	switch {
	case last < 0:
	case last <= 1: // most targets of a small world: only t itself and its neighbours matter
		r.gain[t] += r.save[0]
		if last == 1 {
			for _, v := range k.f.g.Out(t) {
				r.gain[v] += r.save[1]
			}
			for _, v := range k.f.added[t] {
				r.gain[v] += r.save[1]
			}
		}
	default:
		for v, d := range k.f.row[t] {
			r.gain[v] += r.save[min(d, deepest)]
		}
	}
}

// rateAcross adds the pairs that a tie from u to a head of another component would join.
func (k *screen) rateAcross(u int32, r *rating) {
	if k.parts.count < 2 {
		return
	}
	// The same F for all targets of one silo: every s of u's component in another silo, none of which reached t before.
	near := make([]int64, deepest*k.sc.silos)
	all := make([]int64, deepest)
	for _, s := range k.parts.members[k.parts.of[u]] {
		if c := k.sc.silo[s]; c >= 0 {
			d := min(int(k.f.row[u][s]), deepest-1)
			near[int(c)*deepest+d]++
			all[d]++
		}
	}
	r.other = append(r.other[:0], make([]float64, deepest*k.sc.silos)...)
	for c := range k.sc.silos {
		for j := range deepest {
			for i := range deepest {
				if s := all[i] - near[c*deepest+i]; s > 0 {
					r.other[c*deepest+j] += float64(s) / float64(i+1+j)
				}
			}
		}
	}
	for _, v := range k.heads {
		if k.parts.of[v] == k.parts.of[u] {
			continue
		}
		row := k.f.row[v]
		for _, t := range k.parts.members[k.parts.of[v]] {
			if c := k.sc.silo[t]; c >= 0 {
				r.gain[v] += r.other[int(c)*deepest+min(int(row[t]), deepest-1)]
			}
		}
	}
}
