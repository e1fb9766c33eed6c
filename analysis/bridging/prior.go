package bridging

import "math"

// The coefficients of the prior. They are a judgement, not a fit: chosen so that actors with a shared contact and ten ties each
// come out near one in six, two newcomers without ties near one in a thousand. See the method page.
const (
	priorBase     = -4.4
	priorShared   = 1.0  // per ln(1 + shared contacts)
	priorStep     = -0.6 // per step of distance beyond 2
	priorFarthest = 6    // longer distances, and none, count as this many steps
	priorDegrees  = 0.45 // per ln(1 + ties) of either actor
)

// priorOf returns the prior probability that a tie between two actors forms when somebody introduces them: a logistic function of what the
// network shows today. It rises with shared contacts and with the ties of either, and falls with distance.
// Where the network has a dated history, that tells instead. Distance is unreachable when there is no path.
func priorOf(shared int, distance uint16, degreeU, degreeV int) float64 {
	steps := float64(min(max(distance, 2), priorFarthest) - 2)
	logit := priorBase +
		priorShared*math.Log1p(float64(shared)) +
		priorStep*steps +
		priorDegrees*(math.Log1p(float64(degreeU))+math.Log1p(float64(degreeV)))
	return 1 / (1 + math.Exp(-logit))
}

// sharedContacts counts the neighbours that two sorted rows have in common.
func sharedContacts(a, b []int32) int {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	return shared
}
