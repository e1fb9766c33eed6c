package neo4j

import "github.com/sillat/sillat/pkg/network"

func entityOfActor(a *network.Actor) entity {
	return entity{id: a.ID, name: a.Name, attributes: a.Attributes, start: a.Start, end: a.End, source: a.Source}
}

func (e *entity) actor() network.Actor {
	return network.Actor{ID: e.id, Name: e.name, Attributes: e.attributes, Start: e.start, End: e.end, Source: e.source}
}
