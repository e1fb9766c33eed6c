package neo4j_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// content is what a network of a fault run holds at one revision, in plain maps by key.
type content struct {
	actors         map[string]network.Actor
	activities     map[string]network.Activity
	collaborations map[[2]string]network.Collaboration
	participations map[[2]string]network.Participation
}

func contentOf(p *network.Picture) content {
	c := content{
		map[string]network.Actor{}, map[string]network.Activity{}, map[[2]string]network.Collaboration{}, map[[2]string]network.Participation{},
	}
	for _, a := range p.Actors {
		c.actors[a.ID] = a
	}
	for _, a := range p.Activities {
		c.activities[a.ID] = a
	}
	for _, t := range p.Collaborations {
		c.collaborations[[2]string{t.From, t.To}] = t
	}
	for _, t := range p.Participations {
		c.participations[[2]string{t.Actor, t.Activity}] = t
	}
	return c
}

// with is the content after an import.
func (c content) with(p *network.Picture) content {
	given, next := contentOf(p), content{maps.Clone(c.actors), maps.Clone(c.activities), maps.Clone(c.collaborations), maps.Clone(c.participations)}
	maps.Copy(next.actors, given.actors)
	maps.Copy(next.activities, given.activities)
	maps.Copy(next.collaborations, given.collaborations)
	maps.Copy(next.participations, given.participations)
	return next
}

// without is the content once an actor is erased.
func (c content) without(actor string) content {
	next := c.with(&network.Picture{})
	delete(next.actors, actor)
	maps.DeleteFunc(next.collaborations, func(k [2]string, _ network.Collaboration) bool { return k[0] == actor || k[1] == actor })
	maps.DeleteFunc(next.participations, func(k [2]string, _ network.Participation) bool { return k[0] == actor })
	return next
}

// picture lists the content in the order in which a store reads it.
func (c content) picture() (p network.Picture) {
	for _, id := range slices.Sorted(maps.Keys(c.actors)) {
		p.Actors = append(p.Actors, c.actors[id])
	}
	for _, id := range slices.Sorted(maps.Keys(c.activities)) {
		p.Activities = append(p.Activities, c.activities[id])
	}
	pairs := func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }
	for _, k := range slices.SortedFunc(maps.Keys(c.collaborations), pairs) {
		p.Collaborations = append(p.Collaborations, c.collaborations[k])
	}
	for _, k := range slices.SortedFunc(maps.Keys(c.participations), pairs) {
		p.Participations = append(p.Participations, c.participations[k])
	}
	return p
}

func (c content) counts() network.Counts {
	return network.Counts{
		Actors: len(c.actors), Activities: len(c.activities), Collaborations: len(c.collaborations), Participations: len(c.participations),
	}
}

// The most actors and activities that the pictures of a run name. Most of them recur from picture to picture and say something else.
const (
	runActors     = 20
	runActivities = 4
)

func runActor(i int) string { return fmt.Sprintf("a%02d", i) }

// randomPicture draws a picture of some of the actors and activities of a run, and of ties among them.
func randomPicture(r *rand.Rand) (p network.Picture) {
	mark := func() string { return fmt.Sprint(r.IntN(1_000_000)) }
	chosen := r.Perm(runActors)[:6+r.IntN(runActors-6)]
	slices.Sort(chosen)
	for _, i := range chosen {
		p.Actors = append(p.Actors, network.Actor{ID: runActor(i), Name: "actor " + mark(), Attributes: map[string]string{"mark": mark()}})
	}
	for i := range 1 + r.IntN(runActivities) {
		p.Activities = append(p.Activities, network.Activity{ID: fmt.Sprint("p", i), Title: "activity " + mark()})
	}
	met := map[[2]int]bool{}
	for range r.IntN(40) {
		one, other := chosen[r.IntN(len(chosen))], chosen[r.IntN(len(chosen))]
		if pair := [2]int{min(one, other), max(one, other)}; !met[pair] {
			met[pair] = true
			p.Collaborations = append(p.Collaborations, network.Collaboration{
				From: runActor(pair[0]), To: runActor(pair[1]), Weight: float64(1 + r.IntN(1000)), Confidence: 1,
			})
		}
	}
	for _, i := range chosen {
		if r.IntN(2) == 0 {
			p.Participations = append(p.Participations, network.Participation{
				Actor: runActor(i), Activity: p.Activities[r.IntN(len(p.Activities))].ID, End: network.Date(1 + r.IntN(10_000)),
			})
		}
	}
	return p
}
