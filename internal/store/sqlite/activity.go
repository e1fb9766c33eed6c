package sqlite

import (
	"context"
	"database/sql"

	"github.com/sillat/sillat/pkg/network"
)

func (im *importing) importActivities(ctx context.Context, activities []network.Activity) (err error) {
	if im.activities, err = newEntities(ctx, im, activityVersions); err != nil {
		return err
	}
	given := make([]entity, len(activities))
	for i := range activities {
		a := &activities[i]
		file, err := im.texts.key(ctx, im.tx, a.Source.File)
		if err != nil {
			return err
		}
		attributes, err := formatAttributes(a.Attributes)
		if err != nil {
			return err
		}
		given[i] = entity{
			id: a.ID, name: a.Title, attributes: attributes, start: int64(a.Start), end: int64(a.End), file: file, line: int64(a.Source.Line),
		}
	}
	err = im.activities.merge(ctx, given)
	im.added.Activities, im.removed.Activities = im.activities.added, im.activities.removed
	return err
}

func readActivities(ctx context.Context, tx *sql.Tx, key int64, revision int, t *texts, v network.Visitor) (ids map[int64]string, err error) {
	return readEntities(ctx, tx, activityVersions, key, revision, func(e entity) error {
		attributes, err := parseAttributes(e.attributes)
		if err != nil {
			return err
		}
		return v.Activity(network.Activity{
			ID: e.id, Title: e.name, Attributes: attributes,
			Start: network.Date(e.start), End: network.Date(e.end), Source: sourceOf(t, e.file, e.line),
		})
	})
}
