package projection

import (
	"slices"
	"strconv"
	"strings"
)

// fewValues is how many distinct values an attribute may have in the smallest network and still divide its actors into silos.
const fewValues = 50

// siloNames are attributes that divide actors into silos whatever their values, beside all that begin with silo_.
var siloNames = []string{"country", "kind", "level", "region", "sector", "type"}

// divides reports whether an attribute can serve as silo dimension, given the values that actors of the whole network have (without
// empty ones). One that was named for it always does. Another one does when it has at least two values, when not every actor has
// its own, when there are at most 50 values or half as many as actors, and when it is not a measurement: numbers of which some have
// a fraction are coordinates, sums and shares, not groups.
func divides(name string, values []string) bool {
	if strings.HasPrefix(name, "silo_") || slices.Contains(siloNames, name) {
		return true
	}
	distinct := make(map[string]bool)
	for _, v := range values {
		distinct[v] = true
	}
	n := len(distinct)
	return n >= 2 && n < len(values) && n <= max(fewValues, len(values)/2) && !measures(values)
}

// measures reports whether all values are numbers and some are written with a fraction.
func measures(values []string) bool {
	fraction := false
	for _, v := range values {
		v = strings.Replace(strings.TrimSpace(v), ",", ".", 1)
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			return false
		}
		fraction = fraction || strings.Contains(v, ".")
	}
	return fraction
}
