package neo4j

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

var _ store.Scorer = (*Store)(nil)

// scoreOf is the property that holds a column's figures: a name that needs no quotes in Cypher.
func scoreOf(column string) string {
	return scores + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, column)
}

const (
	showScores  = "UNWIND $rows AS row MATCH (n:Actor {key: row.key}) SET n += row.scores RETURN count(*)"
	showOrigins = "MATCH (n:Network {name: $network}) SET n += $origins"
)

// WriteScores puts figures on the actors as properties, and how they came about on the network under the same names; see store.Scorer. The
// network says nothing of them while they are written.
func (s *Store) WriteScores(ctx context.Context, name string, given store.Scores) ([]string, error) {
	properties := make([]string, len(given.Columns))
	for i, column := range given.Columns {
		if properties[i] = scoreOf(column); slices.Contains(properties[:i], properties[i]) {
			return nil, fault.New(fault.Invalid, "two columns of figures would both be shown as %s; write one at a time", properties[i])
		}
	}
	l, now, err := s.acquire(ctx, name)
	if err != nil {
		return nil, err
	}
	defer l.release()
	if !now.exists {
		return nil, notFound(name)
	}
	if now.Revision != given.Revision {
		return nil, fault.New(fault.Conflict, "the figures are about revision %d, and network %q stands at revision %d; compute them again", given.Revision, name, now.Revision)
	}
	if err := l.origins(properties, nil); err != nil {
		return nil, err
	}
	if err := l.showScores(properties, given); err != nil {
		return nil, err
	}
	return properties, l.origins(properties, given.Origin)
}

// showScores gives every actor of the network its figures, or takes away what it had.
func (l *lease) showScores(properties []string, given store.Scores) error {
	row := make(map[string]int, len(given.Actors))
	for i, id := range given.Actors {
		row[id] = i
	}
	actors, err := l.list(actorKind.ids())
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(actors, l.store.limits.rows) {
		rows := make([]any, len(chunk))
		for i, id := range chunk {
			shown := make(map[string]any, len(properties))
			at, has := row[id]
			for c, property := range properties {
				shown[property] = nil // removes it
				if has && !math.IsNaN(given.Values[c][at]) {
					shown[property] = given.Values[c][at]
				}
			}
			rows[i] = map[string]any{"key": keyOf(l.network, id), "scores": shown}
		}
		err := l.do(l.ctx, func(tx transaction) error {
			v, err := tx.one(showScores, map[string]any{"rows": rows})
			if err == nil && (len(v) != 1 || numberIn(v[0]) != len(rows)) {
				return fmt.Errorf("network %s: figures for %d actors were written for %v", l.network, len(rows), v)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// origins says on the network how figures came about, or nothing.
func (l *lease) origins(properties []string, origin any) error {
	values := make(map[string]any, len(properties))
	for _, p := range properties {
		values[p] = origin
	}
	return l.do(l.ctx, func(tx transaction) error {
		_, err := tx.one(showOrigins, map[string]any{"network": l.network, "origins": values})
		return err
	})
}
