package ingest

import (
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Draft is what was read: a network that nothing has been done with yet, and how it was understood.
type Draft struct {
	Files        []FileReport
	Problems     []fault.Problem // those that stop the import first, each group in the order found
	ProblemCount int             // of all, also those not listed
	Fatal        bool            // a problem stops the import; the records are only those that could be read

	others network.Picture // all but the collaborations
	ties   ties
	texts  []string
	actors places // by the numbers of texts
}

// Counts says how many records were read.
func (d *Draft) Counts() network.Counts {
	return network.Counts{
		Actors: len(d.others.Actors), Activities: len(d.others.Activities), Collaborations: d.ties.count, Participations: len(d.others.Participations),
	}
}

// Picture makes all records that were read. Of large networks it is far larger than the draft; who looks at each record once walks instead.
func (d *Draft) Picture() *network.Picture {
	p := d.others
	if d.ties.count > 0 {
		p.Collaborations = make([]network.Collaboration, d.ties.count)
		for i := range p.Collaborations {
			p.Collaborations[i] = d.ties.record(i, d.texts)
		}
	}
	return &p
}

// Walk hands every record to v, actors first and the others in the order of Picture. A network.PlaceVisitor is told beside each collaboration which
// actors it is between.
func (d *Draft) Walk(v network.Visitor) error {
	placed, _ := v.(network.PlaceVisitor)
	if placed != nil {
		placed.Expect(d.Counts())
	}
	before, after := d.others, network.Picture{Participations: d.others.Participations}
	before.Participations = nil
	if err := before.Walk(v); err != nil {
		return err
	}
	for i := range d.ties.count {
		if err := d.hand(i, v, placed); err != nil {
			return err
		}
	}
	return after.Walk(v)
}

// hand hands a collaboration to v, by the places of its actors to placed when that is there.
func (d *Draft) hand(i int, v network.Visitor, placed network.PlaceVisitor) error {
	if placed == nil {
		return v.Collaboration(d.ties.record(i, d.texts))
	}
	from, there := d.actors.at(*d.ties.from.at(i))
	to, too := d.actors.at(*d.ties.to.at(i))
	if !there || !too { // a draft that may not be imported
		return v.Collaboration(d.ties.record(i, d.texts))
	}
	return placed.Tie(from, to, d.ties.said(i, d.texts))
}
