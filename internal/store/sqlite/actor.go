package sqlite

import (
	"context"
	"database/sql"

	"github.com/sillat/sillat/pkg/network"
)

func (im *importing) importActors(ctx context.Context, actors []network.Actor) (err error) {
	if im.actors, err = newEntities(ctx, im, actorVersions); err != nil {
		return err
	}
	given := make([]entity, len(actors))
	for i := range actors {
		a := &actors[i]
		file, err := im.texts.key(ctx, im.tx, a.Source.File)
		if err != nil {
			return err
		}
		attributes, err := formatAttributes(a.Attributes)
		if err != nil {
			return err
		}
		given[i] = entity{
			id: a.ID, name: a.Name, attributes: attributes, start: int64(a.Start), end: int64(a.End), file: file, line: int64(a.Source.Line),
		}
	}
	err = im.actors.merge(ctx, given)
	im.added.Actors, im.removed.Actors = im.actors.added, im.actors.removed
	return err
}

func readActors(ctx context.Context, tx *sql.Tx, key int64, revision int, t *texts, v network.Visitor) (ids map[int64]string, err error) {
	return readEntities(ctx, tx, actorVersions, key, revision, func(e entity) error {
		attributes, err := parseAttributes(e.attributes)
		if err != nil {
			return err
		}
		return v.Actor(network.Actor{
			ID: e.id, Name: e.name, Attributes: attributes,
			Start: network.Date(e.start), End: network.Date(e.end), Source: sourceOf(t, e.file, e.line),
		})
	})
}
