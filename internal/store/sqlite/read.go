package sqlite

import (
	"context"
	"database/sql"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// Read hands the network as of a revision to v; see store.Store.
func (s *Store) Read(ctx context.Context, name string, revision int, v network.Visitor) (int, error) {
	watched := &watchedVisitor{visitor: v}
	err := s.read(ctx, func(tx *sql.Tx) error {
		n, key, err := findNetwork(ctx, tx, name)
		if err != nil {
			return err
		}
		if revision == store.Latest {
			revision = n.Revision
		}
		if err := checkRevision(n, revision); err != nil {
			return err
		}
		words, err := loadTexts(ctx, tx, key)
		if err != nil {
			return err
		}
		actors, err := readActors(ctx, tx, key, revision, words, watched)
		if err != nil {
			return err
		}
		activities, err := readActivities(ctx, tx, key, revision, words, watched)
		if err != nil {
			return err
		}
		if err := readCollaborations(ctx, tx, key, revision, words, actors, watched); err != nil {
			return err
		}
		return readParticipations(ctx, tx, key, revision, words, actors, activities, watched)
	})
	if watched.err != nil {
		return 0, watched.err
	}
	if err != nil {
		return 0, err
	}
	return revision, nil
}

// watchedVisitor remembers the visitor's own error, which Read returns as it is.
type watchedVisitor struct {
	visitor network.Visitor
	err     error
}

func (w *watchedVisitor) Actor(a network.Actor) error {
	w.err = w.visitor.Actor(a)
	return w.err
}

func (w *watchedVisitor) Activity(a network.Activity) error {
	w.err = w.visitor.Activity(a)
	return w.err
}

func (w *watchedVisitor) Collaboration(c network.Collaboration) error {
	w.err = w.visitor.Collaboration(c)
	return w.err
}

func (w *watchedVisitor) Participation(p network.Participation) error {
	w.err = w.visitor.Participation(p)
	return w.err
}
