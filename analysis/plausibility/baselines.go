package plausibility

// Baselines are the classic scores that a model must beat, in the order of Evaluation.Baselines. All work on the plain network: every
// tie alike, whatever its age. Ties in a score are broken by degree.
var baselines = []struct {
	name  string
	score func(c *source) []float64
}{
	{"popularity", func(c *source) []float64 { return c.s.degree }},
	{"common neighbours", func(c *source) []float64 { return c.pair[commonNeighbours] }},
	{"Adamic–Adar", func(c *source) []float64 { return c.pair[adamicAdar] }},
	{"resource allocation", func(c *source) []float64 { return c.pair[resourceAllocation] }},
	{"Katz", (*source).katzScores},
}

// katzScores returns the walks of two and three steps to everybody, b² and b³ for each (L. Katz 1953, doi:10.1007/BF02289026, cut after three).
// b is 1/(1 + largest degree): below the inverse of the largest eigenvalue in any network, as the whole series needs.
func (c *source) katzScores() []float64 {
	s := c.s
	largest := 0.0
	for _, d := range s.degree {
		largest = max(largest, d)
	}
	b := 1 / (1 + largest)
	clear(c.x)
	for a, walks := range c.pair[commonNeighbours] {
		if walks == 0 {
			continue
		}
		for _, v := range s.partners(int32(a)) {
			c.x[v] += walks * b
		}
	}
	for v, two := range c.pair[commonNeighbours] {
		c.x[v] += two
	}
	return c.x
}
