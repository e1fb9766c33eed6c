package analysis

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// TieLength returns how long a step over a tie is on a path: 1 when weights mean nothing, 1/weight when they are strengths,
// the weight itself when they are distances. A tie of weight zero leads nowhere under either meaning and is +Inf long,
// as is one whose length is no positive number.
func TieLength(m snapshot.Meaning, weight float64) float64 {
	length := weight
	switch m {
	case snapshot.Unweighted:
		return 1
	case snapshot.Strength:
		length = 1 / weight
	}
	if !(weight > 0) || !(length > 0) {
		return math.Inf(1)
	}
	return length
}

// TieStrength returns how much a tie counts among its actor's ties: 1 when weights mean nothing, the weight itself when they are
// strengths, 1/weight when they are distances. A tie of weight zero counts nothing under either meaning.
func TieStrength(m snapshot.Meaning, weight float64) float64 {
	switch {
	case m == snapshot.Unweighted:
		return 1
	case !(weight > 0):
		return 0
	case m == snapshot.Distance:
		return 1 / weight
	}
	return weight
}
