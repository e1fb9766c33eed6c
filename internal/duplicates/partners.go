package duplicates

import (
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// largestGathering is how many may take part in an activity whose participants count as one another's partners: in a larger one people meet
// without working together.
const largestGathering = 60

// partners knows with whom actors work, by their places in the picture.
type partners struct {
	tied       [][]int32 // by collaborations
	activities [][]int32 // taken part in
	in         [][]int32 // by activity
	known      map[int][]int32
}

func partnersOf(p *network.Picture, place map[string]int) *partners {
	w := &partners{tied: make([][]int32, len(p.Actors)), activities: make([][]int32, len(p.Actors)), known: map[int][]int32{}}
	for i := range p.Collaborations {
		from, okFrom := place[p.Collaborations[i].From]
		to, okTo := place[p.Collaborations[i].To]
		if okFrom && okTo && from != to {
			w.tied[from] = append(w.tied[from], int32(to))
			w.tied[to] = append(w.tied[to], int32(from))
		}
	}
	numbers := map[string]int{}
	for i := range p.Participations {
		t := &p.Participations[i]
		actor, ok := place[t.Actor]
		if !ok {
			continue
		}
		activity, known := numbers[t.Activity]
		if !known {
			activity = len(w.in)
			numbers[t.Activity], w.in = activity, append(w.in, nil)
		}
		w.in[activity] = append(w.in[activity], int32(actor))
		w.activities[actor] = append(w.activities[actor], int32(activity))
	}
	for i := range w.activities {
		w.activities[i] = distinct(w.activities[i])
	}
	return w
}

func distinct(list []int32) []int32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// of lists an actor's partners once each, in the order of places.
func (w *partners) of(actor int) []int32 {
	if list, ok := w.known[actor]; ok {
		return list
	}
	list := slices.Clone(w.tied[actor])
	for _, a := range w.activities[actor] {
		if len(w.in[a]) <= largestGathering {
			list = append(list, w.in[a]...)
		}
	}
	list = slices.DeleteFunc(distinct(list), func(o int32) bool { return int(o) == actor })
	w.known[actor] = list
	return list
}

// weigh adds what two actors' partners say to how alike they are.
func (w *partners) weigh(like float64, a, b int) (float64, []Evidence) {
	var list []Evidence
	x, y := w.of(a), w.of(b)
	if n := common(x, y); n > 0 {
		like += (1 - like) * tiesFor * float64(n) / float64(min(len(x), len(y)))
		list = append(list, Evidence{Kind: SharedTies, Count: n})
	}
	met := common(w.activities[a], w.activities[b])
	if _, tied := slices.BinarySearch(distinct(slices.Clone(w.tied[a])), int32(b)); tied {
		met++
	}
	if met > 0 {
		like *= meetingLeaves
		list = append(list, Evidence{Kind: Together, Count: met})
	}
	return like, list
}

// common counts what two ordered lists share.
func common(x, y []int32) (n int) {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
