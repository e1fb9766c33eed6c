package ingest

import (
	"maps"
	"slices"

	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// The fields of activities, as places in activityShape.fields.
const (
	activityID = iota
	activityTitle
	activityStart
	activityEnd
)

// activityShape reads activities: projects, programmes, events, innovations.
var activityShape = shape{
	kind: format.Activities, attributes: true,
	fields: []field{
		activityID: {name: "id", required: true, names: []string{
			"id", "projectid", "activityid", "hanketunnus", "hankeid", "tunnus", "projektid", "activity", "project", "hanke", "projekt", "key", "acronym", "title", "nimi"}},
		activityTitle: {name: "title", names: []string{"title", "name", "nimi", "otsikko", "namn", "titel", "label", "hankkeennimi"}},
		activityStart: {name: "start", names: append(slices.Clone(startNames), "from")},
		activityEnd:   {name: "end", names: append(slices.Clone(endNames), "to")},
	},
	add: addActivity,
}

// looksLikeActivities tells a header of activities from one of actors. A title beside a name is a person's.
func looksLikeActivities(header []string) bool {
	has := func(names ...string) bool {
		return slices.ContainsFunc(header, func(h string) bool { return slices.Contains(names, fold(h)) })
	}
	return has("acronym", "projectid", "activityid", "hanketunnus", "hankeid", "projektid") ||
		has("title", "otsikko", "titel") && !has(actorShape.fields[actorName].names...)
}

func addActivity(r *reader, c cells) {
	id, ok := c.id(activityID)
	if !ok {
		return
	}
	a := network.Activity{ID: id, Title: c.unique(activityTitle), Attributes: c.attributes(), Source: c.source()}
	if a.Title == "" {
		a.Title = id
	}
	a.Start, a.End = c.period(activityStart, activityEnd)
	number := r.texts.number(id)
	if at, twice := r.activities.at(number); twice {
		c.twice(activityID, id, sameActivity(a, r.picture.Activities[at]), r.picture.Activities[at].Source)
		return
	}
	r.activities.put(number, len(r.picture.Activities))
	r.picture.Activities = append(r.picture.Activities, a)
}

func sameActivity(a, b network.Activity) bool {
	return a.Title == b.Title && a.Start == b.Start && a.End == b.End && maps.Equal(a.Attributes, b.Attributes)
}
