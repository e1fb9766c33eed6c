package ingest

import (
	"fmt"
	"maps"
	"strings"

	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// The fields of actors, as places in actorShape.fields.
const (
	actorID = iota
	actorName
	actorStart
	actorEnd
)

// actorShape reads actors. A table without ids is known by its names, as Kumu's elements are by their labels.
var actorShape = shape{
	kind: format.Actors, attributes: true,
	fields: []field{
		actorID: {name: "id", required: true, names: []string{
			"id", "actorid", "actor", "tunnus", "ytunnus", "businessid", "organisaationumero", "orgnr", "pic", "organisationid", "organizationid", "rorid", "ror", "key",
			"toimijatunnus", "toimijantunnus", "organisaatiotunnus", "organisationsnummer", "aktorsid",
			"label", "name", "nimi", "namn", "toimijannimi", "organisaationnimi", "organisationsnamn", "toimija", "aktor",
			"organisaatio", "organisation", "organization", "taho"}},
		actorName: {name: "name", names: []string{
			"name", "nimi", "namn", "label", "legalname", "actorname", "organisationname", "organizationname", "toimijannimi", "organisaationnimi", "virallinennimi",
			"organisationsnamn", "aktorsnamn", "toimija", "aktor", "organisaatio", "organisation", "organization", "taho"}},
		actorStart: {name: "start", names: startNames},
		actorEnd:   {name: "end", names: endNames},
	},
	add:    addActor,
	settle: settleActors,
}

// settleActors leaves a column called start or end to the attributes when most of its values are no dates: a survey may
// ask where people start from.
func settleActors(t *table) {
	own := t.r.overrides[format.Actors]
	for _, f := range []int{actorStart, actorEnd} {
		column := t.columns.of[f]
		if _, said := own[t.shape.fields[f].name]; column < 0 || said {
			continue
		}
		dates, given := 0, 0
		for _, w := range t.waiting {
			v := strings.TrimSpace(w.values[column])
			if v == "" {
				continue
			}
			given++
			if _, _, err := network.ParseDate(v); err == nil {
				dates++
			}
		}
		if 2*dates < given {
			t.columns.of[f], t.columns.uses[column] = -1, AsAttribute
		}
	}
}

func addActor(r *reader, c cells) {
	id, ok := c.idOrName()
	if !ok {
		return
	}
	a := network.Actor{ID: id, Name: c.unique(actorName), Attributes: c.attributes(), Source: c.source()}
	if a.Name == "" {
		a.Name = id
	}
	a.Start, a.End = c.period(actorStart, actorEnd)
	number := r.texts.number(id)
	if at, twice := r.actors.at(number); twice {
		c.twice(actorID, id, sameActor(a, r.picture.Actors[at]), r.picture.Actors[at].Source)
		return
	}
	r.actors.put(number, len(r.picture.Actors))
	r.picture.Actors = append(r.picture.Actors, a)
}

// idOrName is an actor's id; of one that has none yet, its name, as in a table without ids.
func (c cells) idOrName() (string, bool) {
	name := c.text(actorName)
	if c.text(actorID) != "" || name == "" {
		return c.id(actorID)
	}
	c.problem(actorID, name, "an id in every row", "the name is taken for it: give it one if the name may change", false)
	return c.kept(actorName), true
}

func sameActor(a, b network.Actor) bool {
	return a.Name == b.Name && a.Start == b.Start && a.End == b.End && maps.Equal(a.Attributes, b.Attributes)
}

// twice tells of an id that an earlier row has: a slip when the rows are the same, else a question only the owner can answer.
func (c cells) twice(field int, id string, same bool, first network.Source) {
	where := fmt.Sprintf("%s:%d", first.File, first.Line)
	if same {
		c.problem(field, id, "every id once", "the same row stands in "+where+": take one out", false)
		return
	}
	c.refuse(field, id, "every id once", where+" says something else of it: keep the row that is right, or give this one its own id")
}
