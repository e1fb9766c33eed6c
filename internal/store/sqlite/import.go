package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// errUnchanged undoes an import that found nothing new, and with it the texts that it interned.
var errUnchanged = errors.New("nothing differs from what is stored")

// Import adds or changes the records of p as one new revision; see store.Store.
//
// The picture is sorted by key and held against the stored rows owner by owner, so the work follows the size of the picture and
// not of the network, and beside the picture only its own keys are in memory.
func (s *Store) Import(ctx context.Context, name string, p *network.Picture, c network.Change) (rev network.Revision, changed bool, err error) {
	if err := store.CheckName(name); err != nil {
		return rev, false, err
	}
	if err := store.CheckPicture(p); err != nil {
		return rev, false, err
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		before, key, err := findNetwork(ctx, tx, name)
		isNew := fault.CodeOf(err) == fault.NotFound
		if isNew {
			before = network.Network{Name: name}
			key, err = makeNetwork(ctx, tx, name)
		}
		if err != nil {
			return err
		}
		im := importing{tx: tx, network: key, revision: before.Revision + 1}
		if err := im.picture(ctx, p); err != nil {
			return err
		}
		if im.added == (network.Counts{}) && im.removed == (network.Counts{}) {
			rev, err = newestRevision(ctx, tx, key, before.Revision)
			if err == nil && !isNew {
				err = errUnchanged
			}
			return err
		}
		rev, err = makeRevision(ctx, tx, key, before, c, im.added, im.removed)
		changed = true
		return err
	})
	if errors.Is(err, errUnchanged) {
		return rev, false, nil
	}
	if err != nil {
		return network.Revision{}, false, err
	}
	return rev, changed, nil
}

// importing is one import under way.
type importing struct {
	tx             *sql.Tx
	network        int64
	revision       int
	texts          *texts
	actors         *entities
	activities     *entities
	added, removed network.Counts
}

func (im *importing) picture(ctx context.Context, p *network.Picture) (err error) {
	if im.texts, err = loadTexts(ctx, im.tx, im.network); err != nil {
		return err
	}
	if err := im.importActors(ctx, p.Actors); err != nil {
		return err
	}
	if err := im.importActivities(ctx, p.Activities); err != nil {
		return err
	}
	if err := im.findEnds(ctx, p); err != nil {
		return err
	}
	if err := im.importCollaborations(ctx, p.Collaborations); err != nil {
		return err
	}
	return im.importParticipations(ctx, p.Participations)
}

// findEnds makes sure that every actor and activity named has its key, or refuses the picture.
func (im *importing) findEnds(ctx context.Context, p *network.Picture) error {
	var failed error // of the look-up itself; it says nothing about the picture
	has := func(e *entities) func(string) bool {
		return func(id string) bool {
			known, err := e.has(ctx, id)
			failed = cmp.Or(failed, err)
			return known
		}
	}
	unknown := store.Unknown(p, has(im.actors), has(im.activities))
	return cmp.Or(failed, unknown)
}
