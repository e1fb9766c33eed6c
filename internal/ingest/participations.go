package ingest

import (
	"slices"

	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// The fields of participations, as places in participationShape.fields.
const (
	partActor = iota
	partActivity
	partRole
	partFunding
	partStart
	partEnd
)

// participationShape reads who took part in what. Dates that are not given stay unset: they are those of the activity.
var participationShape = shape{
	kind: format.Participations,
	fields: []field{
		partActor: {name: "actor", required: true, names: []string{
			"actor", "actorid", "organisation", "organization", "organisationid", "organizationid", "pic", "toimija", "toimijaid", "organisaatio", "osallistuja", "participant", "aktor", "deltagare"}},
		partActivity: {name: "activity", required: true, names: []string{
			"activity", "activityid", "project", "projectid", "hanke", "hankeid", "hanketunnus", "projekti", "projekt", "projektid", "toiminta", "aktivitet", "event", "programme", "innovation"}},
		partRole:    {name: "role", names: []string{"role", "rooli", "roll"}},
		partFunding: {name: "funding", names: []string{"funding", "eccontribution", "rahoitus", "avustus", "finansiering", "bidrag", "grant", "amount"}},
		partStart:   {name: "start", names: append(slices.Clone(startNames), "from")},
		partEnd:     {name: "end", names: append(slices.Clone(endNames), "to", "endofparticipation")},
	},
	add: addParticipation,
}

func addParticipation(r *reader, c cells) {
	actor, actorOK := c.id(partActor)
	activity, activityOK := c.id(partActivity)
	p := network.Participation{Actor: actor, Activity: activity, Role: c.kept(partRole), Source: c.source()}
	p.Funding.Value, p.Funding.Known = c.number(partFunding)
	p.Start, p.End = c.period(partStart, partEnd)
	if actorOK && activityOK {
		r.picture.Participations = append(r.picture.Participations, p)
		r.parts = append(r.parts, origin{c.t, c.line})
	}
}
