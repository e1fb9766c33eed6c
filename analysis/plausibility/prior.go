package plausibility

import "math"

// The coefficients of the prior: a judgement, not a fit, the same that plans of bridges use. See the method page.
const (
	priorBase    = -4.4
	priorShared  = 1.0  // per ln(1 + common neighbours)
	priorFar     = -0.6 // per step of distance beyond two; three where there are paths of three steps, else as for six
	priorDegrees = 0.45 // per ln(1 + partners) of either actor
)

// prior is the plausibility of a tie of a source with v where the history is too short to learn from.
func prior(c *source, v int32) float64 {
	steps := 0.0
	if c.pair[commonNeighbours][v] == 0 {
		if steps = 4; c.pair[threeSteps][v] > 0 {
			steps = 1
		}
	}
	degree := c.s.degree
	odds := priorBase + priorShared*math.Log1p(c.pair[commonNeighbours][v]) + priorFar*steps +
		priorDegrees*(math.Log1p(degree[c.u])+math.Log1p(degree[v]))
	return 1 / (1 + math.Exp(-odds))
}
