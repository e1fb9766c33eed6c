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
func (s *Store) Import(ctx context.Context, name string, p *network.Picture, c network.Change) (network.Revision, bool, error) {
	return s.Edit(ctx, name, store.Edit{Base: store.AnyRevision, Put: *p}, c)
}

// Edit adds, changes and drops records as one new revision; see store.Store.
//
// What is put is sorted by key and held against the stored rows owner by owner, so the work follows the size of the edit and
// not of the network, and beside the edit only its own keys are in memory.
func (s *Store) Edit(ctx context.Context, name string, e store.Edit, c network.Change) (rev network.Revision, changed bool, err error) {
	if err := store.CheckName(name); err != nil {
		return rev, false, err
	}
	if err := store.CheckEdit(&e); err != nil {
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
		if err := store.CheckBase(e.Base, before); err != nil {
			return err
		}
		im := importing{tx: tx, network: key, revision: before.Revision + 1}
		if err := im.edit(ctx, &e); err != nil {
			return err
		}
		if im.added == (network.Counts{}) && im.removed == (network.Counts{}) {
			rev, err = newestRevision(ctx, tx, key, before.Revision)
			if err == nil && !isNew {
				err = errUnchanged
			}
			return err
		}
		if rev, err = makeRevision(ctx, tx, key, before, c, im.added, im.removed); err != nil || e.Receipt == nil {
			changed = err == nil
			return err
		}
		changed = true
		return putDocument(ctx, tx, e.Receipt(rev))
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

func (im *importing) edit(ctx context.Context, e *store.Edit) (err error) {
	if im.texts, err = loadTexts(ctx, im.tx, im.network); err != nil {
		return err
	}
	gone, err := im.drop(ctx, &e.Drop)
	if err != nil {
		return err
	}
	if err := im.picture(ctx, &e.Put); err != nil {
		return err
	}
	im.removed = sum(im.removed, gone)
	return nil
}

func (im *importing) picture(ctx context.Context, p *network.Picture) error {
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
