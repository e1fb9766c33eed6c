package community

import (
	"strconv"

	"github.com/sillat/sillat/analysis"
)

// groupsOf tells each community's figures, and how many actors are alone for lack of ties: those would only lengthen the list.
func groupsOf(shares []Share, sizes []int) (groups []analysis.Group, alone int) {
	for c, s := range shares {
		if s.Ends == 0 && sizes[c] == 1 {
			alone++
			continue
		}
		groups = append(groups, analysis.Group{Name: strconv.Itoa(c + 1), Actors: sizes[c], Values: []analysis.Value{
			{Name: "inside", Value: s.Inside},
			{Name: "outside", Value: s.Ends - 2*s.Inside},
			{Name: "modularity", Value: s.Modularity},
		}})
	}
	return groups, alone
}
