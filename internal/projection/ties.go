package projection

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

const (
	// largeActivity is the size from which an activity's ties are worth a warning: it ties over a hundred thousand pairs.
	largeActivity = 500
	// mostPairs limits the pairs that activities may tie, counted with repeats: the graph could take 24 bytes for each.
	mostPairs = 100_000_000
)

// decideDirection settles whether the graph is directed.
func (p *projector) decideDirection() error {
	p.withActs = len(p.parts) > 0 && p.s.takes(Participation)
	all, directed := 0, 0
	for i := range p.ties {
		if p.s.takes(p.types.ids[p.ties[i].tieType]) {
			all++
			if p.ties[i].directed {
				directed++
			}
		}
	}
	switch p.s.Directed {
	case "no":
	case "yes":
		if p.withActs {
			return fault.New(fault.Invalid, "directed is yes, but ties made from activities have no direction; choose auto or no, or select only other tie types: %s", choices(p.collaborationTypes()))
		}
		p.builder.Directed = true
	default:
		p.builder.Directed = all > 0 && directed == all && !p.withActs
		if directed > 0 && !p.builder.Directed {
			p.warn(notice.DirectionsIgnored.Of(directed, all))
		}
	}
	return nil
}

// addTies adds the selected ties to the graph.
func (p *projector) addTies() error {
	switch p.s.Weights {
	case "strength":
		p.builder.Meaning = snapshot.Strength
	case "distance":
		p.builder.Meaning = snapshot.Distance
	}
	units := &snapshot.Units{Start: []int64{0}}
	if p.withActs {
		if err := p.addActivities(units); err != nil {
			return err
		}
	}
	ties, err := p.chosenTies()
	if err != nil {
		return err
	}
	p.ties = nil // what the builder has of them is enough from here on
	joined := units.Len() > 0
	for _, t := range ties {
		u, v := p.place[t.from], p.place[t.to]
		switch {
		case u == v:
			p.builder.Tie(u, v, t.weight) // counted there, not tied
			continue
		case joined:
			units.Members = append(units.Members, min(u, v), max(u, v))
			units.Start = append(units.Start, int64(len(units.Members)))
			units.Weight = append(units.Weight, t.weight)
		case p.builder.Directed && !t.directed:
			p.builder.Tie(u, v, t.weight)
			p.builder.Tie(v, u, t.weight)
			p.added++
		default:
			p.builder.Tie(u, v, t.weight)
		}
		p.added++
		p.made.Selected.Collaborations++
	}
	if joined {
		p.builder.Join(units)
	}
	return nil
}

// chosenTies returns the selected collaborations, ordered by what they are where the order could show: in units and in an error. They take the
// place of all, because a second copy would be the largest thing in memory.
func (p *projector) chosenTies() ([]collaboration, error) {
	from, to := p.s.window()
	ties := p.ties[:0]
	for _, t := range p.ties {
		if !p.s.takes(p.types.ids[t.tieType]) || p.place[t.from] < 0 || p.place[t.to] < 0 || !network.Overlaps(t.start, t.end, from, to) {
			continue
		}
		ties = append(ties, t)
	}
	if !p.withActs && p.builder.Meaning != snapshot.Distance {
		return ties, nil
	}
	slices.SortFunc(ties, func(a, b collaboration) int {
		au, av, bu, bv := p.place[a.from], p.place[a.to], p.place[b.from], p.place[b.to]
		return cmp.Or(cmp.Compare(min(au, av), min(bu, bv)), cmp.Compare(max(au, av), max(bu, bv)), cmp.Compare(a.weight, b.weight))
	})
	if p.builder.Meaning == snapshot.Distance {
		for _, t := range ties {
			if t.weight == 0 && t.from != t.to {
				a, b := p.actors.rows[t.from].id, p.actors.rows[t.to].id
				return nil, fault.New(fault.Invalid, "weights is distance, but the collaboration of %q and %q weighs 0, and no two actors are at distance 0; choose strength or none, or mend the weight", a, b)
			}
		}
	}
	return ties, nil
}

// addActivities adds each activity as a unit of its selected actors.
func (p *projector) addActivities(units *snapshot.Units) error {
	from, to := p.s.window()
	members := make([][]int32, len(p.activities.rows))
	for _, t := range p.parts {
		a := &p.activities.rows[t.activity]
		start, end := cmp.Or(t.start, a.start), cmp.Or(t.end, a.end)
		if network.Overlaps(start, end, from, to) {
			members[t.activity] = append(members[t.activity], t.actor)
		}
	}
	byID := ascending(len(members), func(i int) string { return p.activities.rows[i].id })
	var pairs, large, largest int
	for _, i := range byID {
		all := slices.Compact(sorted(members[i]))
		before := len(units.Members)
		for _, actor := range all {
			if p.place[actor] >= 0 {
				units.Members = append(units.Members, p.place[actor])
			}
		}
		k := len(units.Members) - before
		if k < 2 {
			units.Members = units.Members[:before]
			continue
		}
		if p.s.Weights == "distance" {
			return fault.New(fault.Invalid, "weights is distance, but what activities give a tie is a strength; choose strength or none, or select only other tie types: %s", choices(p.collaborationTypes()))
		}
		if k > largest {
			largest, large = k, int(i)
		}
		if pairs += k * (k - 1) / 2; pairs > mostPairs {
			return fault.New(fault.TooLarge, "activities tie more than %d pairs of actors, %q alone %d participants; leave out activities that are not shared work, or narrow the dates or actors", mostPairs, p.activities.rows[large].id, largest)
		}
		units.Start = append(units.Start, int64(len(units.Members)))
		units.Weight = append(units.Weight, pairWeight(p.s.Projection, len(all)))
		p.made.Activities = append(p.made.Activities, p.activities.rows[i].id)
		p.made.Selected.Activities++
		p.made.Selected.Participations += k
	}
	if largest >= largeActivity {
		p.warn(notice.LargeActivity.Of(p.activities.rows[large].id, largest, largest*(largest-1)/2))
	}
	return nil
}

// pairWeight returns what an activity with k participants adds to the tie of each pair of them.
// Newman: each participant has 1 to share among the others. M. E. J. Newman (2001), doi:10.1103/PhysRevE.64.016132.
func pairWeight(projection string, k int) float64 {
	switch projection {
	case "count":
		return 1
	case "pairs":
		return 2 / (float64(k) * float64(k-1))
	}
	return 1 / float64(k-1)
}

func sorted(x []int32) []int32 {
	slices.Sort(x)
	return x
}
