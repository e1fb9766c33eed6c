package sqlite

import (
	"context"
	"database/sql"

	"github.com/sillat/sillat/pkg/network"
)

var participationLinks = linkTable{
	versionTable: participations,
	keyOf:        func(l *link) []any { return []any{l.from, l.to, l.word, l.start, l.place} },
	contentOf:    func(l *link) []any { return []any{l.funding, l.end, l.file, l.line} },
	scanInto: func(l *link) []any {
		return []any{&l.from, &l.to, &l.word, &l.start, &l.place, &l.added, &l.funding, &l.end, &l.file, &l.line}
	},
}

func (im *importing) importParticipations(ctx context.Context, given []network.Participation) error {
	links := make([]link, len(given))
	for i := range given {
		p := &given[i]
		word, err := im.texts.key(ctx, im.tx, p.Role)
		if err != nil {
			return err
		}
		file, err := im.texts.key(ctx, im.tx, p.Source.File)
		if err != nil {
			return err
		}
		links[i] = link{
			from: im.actors.keys[p.Actor], to: im.activities.keys[p.Activity], word: word, start: int64(p.Start),
			end: int64(p.End), file: file, line: int64(p.Source.Line),
		}
		if p.Funding.Known {
			links[i].funding = sql.NullFloat64{Float64: p.Funding.Value, Valid: true}
		}
	}
	var err error
	im.added.Participations, im.removed.Participations, err = im.mergeLinks(ctx, participationLinks, links)
	return err
}

func readParticipations(ctx context.Context, tx *sql.Tx, key int64, revision int, t *texts, actors, activities map[int64]string, v network.Visitor) error {
	return readLinks(ctx, tx, participationLinks, key, revision, t, activities, func(l *link) error {
		return v.Participation(participationOf(l, t, actors, activities))
	})
}

func participationOf(l *link, t *texts, actors, activities map[int64]string) network.Participation {
	return network.Participation{
		Actor: actors[l.from], Activity: activities[l.to], Role: t.text[l.word],
		Funding: network.Amount{Value: l.funding.Float64, Known: l.funding.Valid},
		Start:   network.Date(l.start), End: network.Date(l.end), Source: sourceOf(t, l.file, l.line),
	}
}
