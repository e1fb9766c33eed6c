package app

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis/silo"
)

// UsualGaps is how many gaps an answer over HTTP holds unless more are asked for: all pairs of 200 silos, but of a thousand silos a twenty-fifth, as
// half a million pairs are 400 MB that no page and few programs can take.
const UsualGaps = 20_000

// matrixSilos is among how many silos, the largest, every pair is kept: what a matrix of silos shows at a glance.
const matrixSilos = 12

// cutGaps returns the first gaps of a list, by rank, and every pair among the largest silos, wherever it ranks; all of them for 0.
func cutGaps(list *silo.GapList, top int) []*silo.Gap {
	all := top == 0 || top >= len(list.Gaps)
	large := map[string]bool{}
	if !all {
		large = largest(list)
	}
	kept := make([]*silo.Gap, 0, len(list.Gaps))
	for i := range list.Gaps {
		if gap := &list.Gaps[i]; all || i < top || large[gap.Within+"\x00"+gap.A] && large[gap.Within+"\x00"+gap.B] {
			kept = append(kept, gap)
		}
	}
	return slices.Clip(kept)
}

// largest are the silos with the most actors, the first by name among equals, each after what it lies within.
func largest(list *silo.GapList) map[string]bool {
	actors := map[string]int{}
	for i := range list.Gaps {
		gap := &list.Gaps[i]
		actors[gap.Within+"\x00"+gap.A], actors[gap.Within+"\x00"+gap.B] = gap.ActorsA, gap.ActorsB
	}
	names := make([]string, 0, len(actors))
	for name := range actors {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(actors[y], actors[x]), cmp.Compare(x, y)) })
	large := map[string]bool{}
	for _, name := range names[:min(matrixSilos, len(names))] {
		large[name] = true
	}
	return large
}
