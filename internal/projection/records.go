package projection

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// records is a network as the projection needs it: ids replaced by numbers, everything that makes no tie left out. It takes records
// in any order; complete tells afterwards whether all that was named is there.
type records struct {
	ctx    context.Context
	taken  int
	counts network.Counts

	actors     table[actor]
	activities table[activity]
	types      table[struct{}]
	names      table[struct{}] // of attributes
	values     table[struct{}] // of attributes: most are those of many actors, and each is kept once
	roles      table[struct{}]
	ties       []collaboration
	parts      []participation
}

type actor struct {
	id, name   string
	attributes []attribute
	known      bool // not only named by other records
}

// attribute is one of an actor's, by the numbers of its name and its value.
type attribute struct{ name, value int32 }

type activity struct {
	id         string
	start, end network.Date
	known      bool
}

type collaboration struct {
	from, to   int32
	tieType    int32
	directed   bool
	weight     float64
	start, end network.Date
}

type participation struct {
	actor, activity int32
	role            int32        // -1 for none
	start, end      network.Date // as written; unset means the activity's
}

// table numbers things by their ids in the order of their first mention.
type table[T any] struct {
	at   map[string]int32
	ids  []string
	rows []T
}

// grow makes room for so many.
func (t *table[T]) grow(n int) {
	if t.at == nil {
		t.at = make(map[string]int32, n)
	}
	t.ids, t.rows = slices.Grow(t.ids, n), slices.Grow(t.rows, n)
}

func (t *table[T]) number(id string) int32 {
	if i, ok := t.at[id]; ok {
		return i
	}
	if t.at == nil {
		t.at = make(map[string]int32)
	}
	i := int32(len(t.rows))
	t.at[id] = i
	t.ids = append(t.ids, id)
	var row T
	t.rows = append(t.rows, row)
	return i
}

// Actor takes one actor.
func (r *records) Actor(a network.Actor) error {
	i := r.actors.number(a.ID)
	if r.actors.rows[i].known {
		return fault.New(fault.BadInput, "actor %q comes twice; ids must be distinct: merge the two or rename one", a.ID)
	}
	attributes := make([]attribute, 0, len(a.Attributes))
	for name, value := range a.Attributes { // their order does not matter: they are looked up by name
		attributes = append(attributes, attribute{r.names.number(name), r.values.number(value)})
	}
	r.actors.rows[i] = actor{id: a.ID, name: a.Name, attributes: attributes, known: true}
	r.counts.Actors++
	return r.step()
}

// valueOf is an actor's value of an attribute, empty when it has none.
func (r *records) valueOf(i int32, name string) string {
	number, known := r.names.at[name]
	if !known {
		return ""
	}
	for _, a := range r.actors.rows[i].attributes {
		if a.name == number {
			return r.values.ids[a.value]
		}
	}
	return ""
}

// Activity takes one activity.
func (r *records) Activity(a network.Activity) error {
	i := r.activities.number(a.ID)
	if r.activities.rows[i].known {
		return fault.New(fault.BadInput, "activity %q comes twice; ids must be distinct: merge the two or rename one", a.ID)
	}
	r.activities.rows[i] = activity{id: a.ID, start: a.Start, end: a.End, known: true}
	r.counts.Activities++
	return r.step()
}

// Expect makes room for what will come.
func (r *records) Expect(n network.Counts) {
	r.actors.grow(n.Actors)
	r.ties = slices.Grow(r.ties, n.Collaborations)
}

// Collaboration takes one collaboration.
func (r *records) Collaboration(c network.Collaboration) error {
	return r.tie(r.actors.number(c.From), r.actors.number(c.To), c)
}

// Tie takes one collaboration between actors that were given before, whose numbers are their places.
func (r *records) Tie(from, to int, c network.Collaboration) error {
	return r.tie(int32(from), int32(to), c)
}

func (r *records) tie(from, to int32, c network.Collaboration) error {
	if c.Weight < 0 || math.IsNaN(c.Weight) || math.IsInf(c.Weight, 0) {
		return fault.New(fault.BadInput, "the collaboration of %q and %q weighs %v; a weight is a number of 0 or more", r.actors.ids[from], r.actors.ids[to], c.Weight)
	}
	r.ties = append(r.ties, collaboration{
		from: from, to: to, tieType: r.types.number(c.Type),
		directed: c.Directed, weight: c.Weight, start: c.Start, end: c.End,
	})
	r.counts.Collaborations++
	return r.step()
}

// Participation takes one participation.
func (r *records) Participation(p network.Participation) error {
	role := int32(-1)
	if p.Role != "" {
		role = r.roles.number(p.Role)
	}
	r.parts = append(r.parts, participation{
		actor: r.actors.number(p.Actor), activity: r.activities.number(p.Activity), role: role, start: p.Start, end: p.End,
	})
	r.counts.Participations++
	return r.step()
}

// step looks now and then whether the caller has given up.
func (r *records) step() error {
	if r.taken++; r.taken%4096 == 0 {
		return cancelled(r.ctx)
	}
	return nil
}

// complete refuses a network in which something is named that is not there. Of several it names the first by id.
func (r *records) complete() error {
	var missing []string
	for i, a := range r.actors.rows {
		if !a.known {
			missing = append(missing, r.actors.ids[i])
		}
	}
	if len(missing) > 0 {
		return fault.New(fault.BadInput, "%d actors are named by ties or participations but are not in the network, the first is %q; add them", len(missing), slices.Min(missing))
	}
	for i, a := range r.activities.rows {
		if !a.known {
			missing = append(missing, r.activities.ids[i])
		}
	}
	if len(missing) > 0 {
		return fault.New(fault.BadInput, "%d activities are named by participations but are not in the network, the first is %q; add them", len(missing), slices.Min(missing))
	}
	return nil
}

// tieTypes returns the tie types of the network, ascending; ties without a type are not listed.
func (r *records) tieTypes() []string {
	types := slices.Clone(r.types.ids)
	if len(r.parts) > 0 {
		types = append(types, Participation)
	}
	return slices.DeleteFunc(canonical(types), func(t string) bool { return t == "" })
}

// cancelled returns a fault.Cancelled when ctx has ended.
func cancelled(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fault.New(fault.Cancelled, "building the graph was given up before it was done: %v", err)
	}
	return nil
}
