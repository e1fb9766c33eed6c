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
	homes   homes
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
	k.lookAround()
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
				k.readAll(i)
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

// readAll marks how far all actors are from a target of which nothing is marked yet, a word at a time.
func (k *screen) readAll(i int) {
	t, layers := k.targets[i], k.far[i]
	row, silo := k.f.row[t], k.sc.silo
	var at [deepest + 1]uint64 // who is at each distance, or as far as is told apart
	for word := range (len(row) + 63) / 64 {
		clear(at[:])
		for s := word << 6; s < min((word+1)<<6, len(row)); s++ {
			if d := row[s]; d != unreachable && silo[s] >= 0 && silo[s] != silo[t] {
				at[min(int(d), len(layers)+1)] |= 1 << (s & 63)
			}
		}
		var farther uint64
		for l := len(layers) - 1; l >= 0; l-- {
			farther |= at[l+2]
			layers[l][word] = farther
		}
	}
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
	gain  []float64            // per partner: increase of the sum of 1/distance over pairs
	shell [][]some             // per distance the actors from u
	save  [deepest + 1]float64 // F(t,·), with zeros to the end
	other []float64            // per place of homes: F of the other components
}

// some is a set of actors out of one word of 64.
type some struct {
	word int32
	bits uint64
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
			k.rateWithin(i, int(k.f.row[u][t]), r, scale)
		}
	}
	k.rateAcross(u, r)
}

// fillShells marks the actors at each distance from u.
func (k *screen) fillShells(u int32, r *rating) {
	levels := min(int(k.f.ecc[u])+1, deepest)
	for len(r.shell) < levels {
		r.shell = append(r.shell, nil)
	}
	r.shell = r.shell[:levels]
	for i := range r.shell {
		r.shell[i] = r.shell[i][:0]
	}
	for _, s := range k.sc.known {
		d := int(k.f.row[u][s])
		if d >= levels {
			continue
		}
		shell := r.shell[d]
		if last := len(shell) - 1; last < 0 || shell[last].word != s>>6 {
			shell = append(shell, some{word: s >> 6})
		}
		shell[len(shell)-1].bits |= 1 << (s & 63)
		r.shell[d] = shell
	}
}

// rateWithin adds what one target in u's own component, so many steps apart from u, would gain.
//
// From s at distance i of u it is no more than i and those steps to the target. So a tie saves a step from r to r+1 only where r − i is below them.
func (k *screen) rateWithin(i, apart int, r *rating, scale float64) {
	far := k.far[i]
	most := min(apart-1, len(far)) // of r − i
	if most < 1 {
		return
	}
	var saved [deepest]float64 // by r − i, which decides how far a tie may end from the target and still save the step from r to r+1
	for at, shell := range r.shell {
		for step := at + 1; step <= min(at+most, len(far)); step++ {
			count := 0
			layer := far[step-1]
			for _, s := range shell {
				count += bits.OnesCount64(s.bits & layer[s.word])
			}
			if count > 0 {
				saved[step-at] += float64(count) / float64(step*(step+1))
			}
		}
	}
	clear(r.save[:])
	last := -1
	for j := most - 1; j >= 0; j-- {
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
