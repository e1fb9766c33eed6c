package nullmodel

// cubes is the sums over units that the third moment needs, k_n being the falling factorial k(k−1)…(k−n+1).
type cubes struct {
	w3               [7]float64 // Σ w³·k_n, at n
	w2k3, w2k4       float64    // Σ w²·k₃, Σ w²·k₄
	both, k2k2, k3k2 float64    // Σ (w·k₂)², Σ w³·k₂², Σ w³·k₃k₂
	k4k2, three      float64    // Σ w³·k₄k₂, Σ (w·k₂)³
}

func (c *cubes) add(size int, w float64) {
	k := float64(size)
	var f [7]float64
	f[0] = 1
	for n := 1; n < len(f); n++ {
		f[n] = f[n-1] * (k - float64(n-1))
	}
	w2, w3 := w*w, w*w*w
	for n := 2; n < len(f); n++ {
		c.w3[n] += w3 * f[n]
	}
	c.w2k3 += w2 * f[3]
	c.w2k4 += w2 * f[4]
	c.both += w2 * f[2] * f[2]
	c.k2k2 += w3 * f[2] * f[2]
	c.k3k2 += w3 * f[3] * f[2]
	c.k4k2 += w3 * f[4] * f[2]
	c.three += w3 * f[2] * f[2] * f[2]
}

// third returns the third central moment of the weight between two silos with a and b slots.
//
// The cube of O is a sum over triples of slot pairs, each with one slot labelled a and one labelled b. A triple with i different slots of the one
// kind and j of the other has probability a_i·b_j/N_(i+j); which units can hold it depends on how its pairs hang together. So the third
// moment is nine sums over units, once and for all, and nine products for each two silos.
func (m *Model) third(a, b int64, mean, variance float64) float64 {
	c := &m.cubes
	p, s := m.pairs, m.squares
	var sum [4][4]float64
	sum[1][1] = c.w3[2]
	sum[1][2] = 3 * c.w3[3]
	sum[1][3] = c.w3[4]
	sum[2][2] = 9*c.w3[4] + 3*(s*p-c.k2k2) // a path of three pairs; or a pair twice, and another in this unit or elsewhere
	sum[2][3] = 3 * (c.w3[5] + c.w2k3*p - c.k3k2)
	sum[3][3] = c.w3[6] + 3*(c.w2k4*p-c.k4k2) + p*p*p - 3*p*c.both + 2*c.three
	sum[2][1], sum[3][1], sum[3][2] = sum[1][2], sum[1][3], sum[2][3]
	cube := 0.0
	for i := 1; i <= 3; i++ {
		for j := 1; j <= 3; j++ {
			if m.slots >= int64(i+j) && sum[i][j] != 0 {
				cube += sum[i][j] * chosen(m.slots, a, b, i, j)
			}
		}
	}
	return cube - 3*mean*variance - mean*mean*mean
}

// chosen returns a_i·b_j/n_(i+j): the probability that i given slots of n carry the one label and j others the other one.
func chosen(n, a, b int64, i, j int) float64 {
	p, left := 1.0, float64(n)
	for at := range i {
		p *= (float64(a) - float64(at)) / left
		left--
	}
	for at := range j {
		p *= (float64(b) - float64(at)) / left
		left--
	}
	return p
}
