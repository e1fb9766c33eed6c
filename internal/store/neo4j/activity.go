package neo4j

import "github.com/sillat/sillat/pkg/network"

func entityOfActivity(a *network.Activity) entity {
	return entity{id: a.ID, name: a.Title, attributes: a.Attributes, start: a.Start, end: a.End, source: a.Source}
}

func (e *entity) activity() network.Activity {
	return network.Activity{ID: e.id, Title: e.name, Attributes: e.attributes, Start: e.start, End: e.end, Source: e.source}
}
