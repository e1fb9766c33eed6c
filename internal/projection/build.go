package projection

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/network"
)

// Projected is a graph and what a reader must know about how it was made.
type Projected struct {
	Graph    *snapshot.Graph
	Warnings []notice.Notice // in a fixed order
	TieTypes []string        // all tie types of the network, selected or not, ascending
	Counts   network.Counts  // what the network holds
	Selected network.Counts  // what of it the graph is made from

	Activities []string // the ids of the activities that are units of the graph, in the order of the units
	Roles      []Role   // by name; none when no participation names one
}

// Build reads a network from walk and makes the graph that the selectors choose. The order of the records does not matter: the same
// network gives the same graph, bit for bit.
//
// With activities the graph has snapshot.Units: first each activity with at least two selected actors, by activity id, then each
// collaboration as a unit of two.
//
// Directed auto gives a directed graph when every collaboration of the selected types is marked directed and no activity makes
// ties; dates and conditions do not enter, so that two periods of one network compare. Otherwise directions are dropped, with
// a warning. Directed yes reads an undirected collaboration as one in each direction.
//
// Selectors that do not fit the network (an unknown tie type, attribute or value, distances of 0 or from activities, directions of
// activities) give a fault.Invalid that names the choices. Records that contradict each other give a fault.BadInput, activities with too
// many pairs a fault.TooLarge, and an ended ctx a fault.Cancelled. An error of walk itself is returned unchanged.
func Build(ctx context.Context, walk func(network.Visitor) error, s Selectors) (*Projected, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	r := &records{ctx: ctx}
	if err := walk(r); err != nil {
		return nil, err
	}
	if err := r.complete(); err != nil {
		return nil, err
	}
	p := &projector{records: r, s: s}
	p.made.TieTypes, p.made.Counts = r.tieTypes(), r.counts
	for _, step := range []func() error{p.checkTypes, p.decideDirection, p.chooseActors, p.addTies} {
		if err := cancelled(ctx); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	p.made.Roles = p.holders()
	p.made.Graph = p.builder.Graph()
	p.warnOfGraph()
	return &p.made, nil
}

// projector is one Build at work.
type projector struct {
	*records
	s        Selectors
	builder  snapshot.Builder
	place    []int32 // per actor record its index in the graph; -1 when it is not selected
	withActs bool    // activities make ties
	added    int     // collaborations given to the graph, before parallel ones are merged
	made     Projected
}

// chooseActors filters the actors, adds them to the graph by id, and with them their silo dimensions.
func (p *projector) chooseActors() error {
	columns := p.attributes()
	if err := p.checkWhere(columns); err != nil {
		return err
	}
	byID := ascending(len(p.actors.rows), func(i int) string { return p.actors.rows[i].id })
	p.place = make([]int32, len(byID))
	var chosen []int32
	for _, i := range byID {
		a := &p.actors.rows[i]
		p.place[i] = -1
		if !slices.ContainsFunc(p.s.Where, func(c Condition) bool { return !c.holds(p.valueOf(i, c.Attribute)) }) {
			p.place[i] = p.builder.Actor(a.id, a.name)
			chosen = append(chosen, i)
		}
	}
	p.made.Selected.Actors = len(chosen)
	for _, c := range columns {
		if !divides(c.name, c.values) {
			continue
		}
		values := make([]string, len(chosen))
		for to, i := range chosen {
			values[to] = p.valueOf(i, c.name)
		}
		p.builder.Dimension(c.name, values)
	}
	return nil
}

// column is the values of one attribute over all actors that have it.
type column struct {
	name   string
	values []string
}

// attributes returns the attributes of all actors by name.
func (p *projector) attributes() []column {
	columns := make([]column, len(p.names.ids))
	for i, name := range p.names.ids {
		columns[i].name = name
	}
	for i := range p.actors.rows {
		for _, a := range p.actors.rows[i].attributes {
			if value := p.values.ids[a.value]; value != "" {
				columns[a.name].values = append(columns[a.name].values, value)
			}
		}
	}
	columns = slices.DeleteFunc(columns, func(c column) bool { return len(c.values) == 0 })
	// The order of the records decided that of columns, which ends here; the values' order is that of the records and is not used.
	slices.SortFunc(columns, func(a, b column) int { return cmp.Compare(a.name, b.name) })
	return columns
}
