package sqlite

import (
	"context"
	"database/sql"

	"github.com/sillat/sillat/pkg/network"
)

var collaborationLinks = linkTable{
	versionTable: collaborations,
	keyOf:        func(l *link) []any { return []any{l.from, l.to, l.word, l.directed, l.start, l.place} },
	contentOf:    func(l *link) []any { return []any{l.weight, l.confidence, l.end, l.file, l.line} },
	scanInto: func(l *link) []any {
		return []any{&l.from, &l.to, &l.word, &l.directed, &l.start, &l.place, &l.added, &l.weight, &l.confidence, &l.end, &l.file, &l.line}
	},
}

func (im *importing) importCollaborations(ctx context.Context, given []network.Collaboration) error {
	links := make([]link, len(given))
	for i := range given {
		c := &given[i]
		word, err := im.texts.key(ctx, im.tx, c.Type)
		if err != nil {
			return err
		}
		file, err := im.texts.key(ctx, im.tx, c.Source.File)
		if err != nil {
			return err
		}
		from, to, directed := c.From, c.To, int64(1)
		if !c.Directed {
			from, to, directed = min(from, to), max(from, to), 0
		}
		links[i] = link{
			from: im.actors.keys[from], to: im.actors.keys[to], word: word, directed: directed, start: int64(c.Start),
			weight: c.Weight, confidence: c.Confidence, end: int64(c.End), file: file, line: int64(c.Source.Line),
		}
	}
	var err error
	im.added.Collaborations, im.removed.Collaborations, err = im.mergeLinks(ctx, collaborationLinks, links)
	return err
}

func readCollaborations(ctx context.Context, tx *sql.Tx, key int64, revision int, t *texts, actors map[int64]string, v network.Visitor) error {
	return readLinks(ctx, tx, collaborationLinks, key, revision, t, actors, func(l *link) error {
		return v.Collaboration(collaborationOf(l, t, actors))
	})
}

func collaborationOf(l *link, t *texts, actors map[int64]string) network.Collaboration {
	return network.Collaboration{
		From: actors[l.from], To: actors[l.to], Type: t.text[l.word], Directed: l.directed != 0, Weight: l.weight, Confidence: l.confidence,
		Start: network.Date(l.start), End: network.Date(l.end), Source: sourceOf(t, l.file, l.line),
	}
}
