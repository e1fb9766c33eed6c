package whatif_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/whatif"
)

// data is a network as its files say it: what an edit is made to by hand, and a graph is built from anew.
type data struct {
	actors     []string
	silo       map[string]string
	ties       [][2]string
	activities [][]string
	directed   bool
	weighting  whatif.Weighting
}

// graph builds the network as an import would: with activities, these are units, and every collaboration beside them too.
func (d *data) graph() *snapshot.Graph {
	b := &snapshot.Builder{Directed: d.directed}
	at := make(map[string]int32)
	var silos []string
	for _, id := range d.actors {
		at[id] = b.Actor(id, "")
		silos = append(silos, d.silo[id])
	}
	b.Dimension("sector", silos)
	units := &snapshot.Units{Start: []int64{0}}
	unit := func(weight float64, ids ...string) {
		for _, id := range ids {
			units.Members = append(units.Members, at[id])
		}
		units.Start = append(units.Start, int64(len(units.Members)))
		units.Weight = append(units.Weight, weight)
	}
	for _, a := range d.activities {
		k := float64(len(a))
		weight := map[whatif.Weighting]float64{whatif.Newman: 1 / (k - 1), whatif.Count: 1, whatif.Pairs: 2 / (k * (k - 1))}[d.weighting]
		if len(a) > 1 {
			unit(weight, a...)
		}
	}
	whole := units.Len() > 0
	for _, t := range d.ties {
		if whole {
			unit(1, t[0], t[1])
		} else {
			b.Tie(at[t[0]], at[t[1]], 1)
		}
	}
	if whole {
		b.Join(units)
	}
	return b.Graph()
}

// drawn makes a random network of a kind: 0 ties only, 1 directed ties only, 2 activities only, 3 both.
func drawn(random *rand.Rand, kind int) *data {
	d := &data{silo: make(map[string]string), directed: kind == 1, weighting: whatif.Weighting(random.IntN(3))}
	n := 12 + random.IntN(40)
	for i := range n {
		id := fmt.Sprintf("a%03d", i)
		d.actors = append(d.actors, id)
		if silo := random.IntN(5); silo > 0 {
			d.silo[id] = fmt.Sprintf("s%d", silo)
		}
	}
	if kind != 2 {
		for range n {
			d.tie(random)
		}
	}
	if kind >= 2 {
		for range 4 + n/6 {
			d.activities = append(d.activities, d.group(random))
		}
	}
	return d
}

// group draws two to six actors.
func (d *data) group(random *rand.Rand) []string {
	all := slices.Clone(d.actors)
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:2+random.IntN(5)]
}

// tie draws two actors that have no collaboration yet and gives them one.
func (d *data) tie(random *rand.Rand) [2]string {
	for {
		t := [2]string{d.actors[random.IntN(len(d.actors))], d.actors[random.IntN(len(d.actors))]}
		has := func(x [2]string) bool { return x == t || x == [2]string{t[1], t[0]} }
		if t[0] != t[1] && !slices.ContainsFunc(d.ties, has) {
			d.ties = append(d.ties, t)
			return t
		}
	}
}

// edit changes the data at random and returns the same as edits.
func (d *data) edit(random *rand.Rand) whatif.Edits {
	e := whatif.Edits{Weighting: d.weighting}
	for range random.IntN(3) { // activities end; their places are those of the network before
		if len(d.activities) == 0 {
			break
		}
		i := random.IntN(len(d.activities))
		e.RemoveActivity = append(e.RemoveActivity, i) // the same one twice ends once
		d.activities[i] = nil
	}
	for range random.IntN(3) { // actors leave
		i := random.IntN(len(d.actors))
		id := d.actors[i]
		e.RemoveActors = append(e.RemoveActors, id)
		d.actors = slices.Delete(d.actors, i, i+1)
		d.ties = slices.DeleteFunc(d.ties, func(t [2]string) bool { return t[0] == id || t[1] == id })
		for j, a := range d.activities {
			d.activities[j] = slices.DeleteFunc(slices.Clone(a), func(x string) bool { return x == id })
		}
	}
	for range random.IntN(3) { // ties end that no activity makes too
		if len(d.ties) == 0 {
			break
		}
		i := random.IntN(len(d.ties))
		t := d.ties[i]
		if !slices.ContainsFunc(d.activities, func(a []string) bool { return slices.Contains(a, t[0]) && slices.Contains(a, t[1]) }) {
			e.RemoveTies = append(e.RemoveTies, t)
			d.ties = slices.Delete(d.ties, i, i+1)
		}
	}
	for i := range random.IntN(3) { // actors come, one with a silo that nobody had
		id := fmt.Sprintf("Z%d", i) // sorts before the others
		silo := []string{"s1", "s9", ""}[i]
		d.actors = append(d.actors, id)
		d.silo[id] = silo
		e.AddActors = append(e.AddActors, whatif.NewActor{ID: id, Values: []whatif.Value{{Dimension: "sector", Silo: silo}}})
	}
	for range random.IntN(3) {
		e.AddTies = append(e.AddTies, d.tie(random))
	}
	if !d.directed {
		for range random.IntN(3) {
			group := d.group(random)
			d.activities = append(d.activities, group)
			e.AddActivities = append(e.AddActivities, group)
		}
	}
	return e
}
