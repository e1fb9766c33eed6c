package nullmodel

// Directed is Model for ties that lead from one actor to another: every actor keeps its number of outgoing and of incoming ties,
// every tie its weight, and which outgoing end meets which incoming end is drawn at random (the directed configuration model of Newman,
// Strogatz and Watts 2001, doi 10.1103/PhysRevE.64.026118). The zero Directed has no ties.
type Directed struct {
	ties            int64
	total           float64 // Σw
	squares, cubes  float64 // Σw², Σw³
	first           float64 // weight of the first tie
	differentWeight bool    // some tie's weight is not the first one's
}

// Add takes a tie of some weight.
func (m *Directed) Add(weight float64) {
	if m.ties == 0 {
		m.first = weight
	}
	m.ties++
	m.total += weight
	m.squares += weight * weight
	m.cubes += weight * weight * weight
	m.differentWeight = m.differentWeight || weight != m.first
}

// Total returns the weight of all ties.
func (m *Directed) Total() float64 { return m.total }

// Between returns the mean and the variance of the weight that leads from a silo with so many outgoing ends to one with so many
// incoming ends. The same silo's two numbers give the weight inside it, ties of an actor with itself included.
//
// With N ties, W = Σw, S = Σw²: E O = W·AB/N² and E O² = S·AB/N² + (W²−S)·A₂B₂/N₂², in falling factorials.
func (m *Directed) Between(out, in int64) (mean, variance float64) {
	if m.ties == 0 || out <= 0 || in <= 0 {
		return 0, 0
	}
	n, a, b := float64(m.ties), float64(out), float64(in)
	two := a * b / (n * n)
	mean = m.total * two
	if m.ties == 1 {
		return mean, settle(m.squares*two-mean*mean, mean)
	}
	four := two * (a - 1) * (b - 1) / ((n - 1) * (n - 1))
	gap := two * (a*b*(2*n-1) - n*n*(a+b-1)) / (n * n * (n - 1) * (n - 1)) // four − two²
	return mean, settle(m.squares*(two-four)+m.total*m.total*gap, mean)
}

// third returns the third central moment: E O³ = Σw³·AB/N² + 3(S·W−Σw³)·A₂B₂/N₂² + (W³−3W·S+2Σw³)·A₃B₃/N₃².
func (m *Directed) third(out, in int64, mean, variance float64) float64 {
	cube, same := 0.0, [4]float64{1: m.cubes, 2: 3 * (m.squares*m.total - m.cubes), 3: m.total*m.total*m.total - 3*m.total*m.squares + 2*m.cubes}
	for i := 1; i <= 3 && int64(i) <= m.ties; i++ {
		cube += same[i] * chosen(m.ties, out, 0, i, 0) * chosen(m.ties, in, 0, i, 0)
	}
	return cube - 3*mean*variance - mean*mean*mean
}

// AtMost returns the probability that chance puts as little weight as observed, or less, on the way from the one silo to the other.
// Over ties of equal weight it is exact: the ties between them are hypergeometric. Otherwise it is Tail with the exact moments.
func (m *Directed) AtMost(observed float64, out, in int64) float64 {
	mean, variance := m.Between(out, in)
	if m.differentWeight || m.first == 0 || variance == 0 {
		return Tail(observed, Moments{mean, variance, m.third(out, in, mean, variance)}, 0)
	}
	return hypergeometric(steps(observed, m.first), out, in, m.ties)
}
