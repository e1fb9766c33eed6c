package sqlite

import (
	"context"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// drop closes the rows of what an edit takes out, links first: those that go with an actor are not looked for again.
func (im *importing) drop(ctx context.Context, d *store.Drop) (gone network.Counts, err error) {
	var absent store.Absent
	for _, k := range d.Collaborations {
		from, err := im.visibleKey(ctx, actorVersions, k.InOrder().From)
		if err != nil {
			return gone, err
		}
		to, err := im.visibleKey(ctx, actorVersions, k.InOrder().To)
		if err != nil {
			return gone, err
		}
		directed := 0
		if k.Directed {
			directed = 1
		}
		n, err := im.shut(ctx, collaborations, "from_actor = ? AND to_actor = ? AND type = ? AND directed = ? AND start_day = ?",
			from, to, im.texts.keys[k.Type], directed, int64(k.Start))
		if err != nil {
			return gone, err
		}
		if gone.Collaborations += n; n == 0 {
			absent.Add(k.String())
		}
	}
	for _, k := range d.Participations {
		actor, err := im.visibleKey(ctx, actorVersions, k.Actor)
		if err != nil {
			return gone, err
		}
		activity, err := im.visibleKey(ctx, activityVersions, k.Activity)
		if err != nil {
			return gone, err
		}
		n, err := im.shut(ctx, participations, "actor = ? AND activity = ? AND role = ? AND start_day = ?", actor, activity, im.texts.keys[k.Role], int64(k.Start))
		if err != nil {
			return gone, err
		}
		if gone.Participations += n; n == 0 {
			absent.Add(k.String())
		}
	}
	if err := im.dropEntities(ctx, d, &gone, &absent); err != nil {
		return gone, err
	}
	return gone, absent.Fault()
}

// dropEntities closes actors and activities with all links that name them, each kind of link in one pass over the network's: they lie
// by their first ends, and looking for second ends one by one would be a pass for each.
func (im *importing) dropEntities(ctx context.Context, d *store.Drop, gone *network.Counts, absent *store.Absent) error {
	if len(d.Actors)+len(d.Activities) == 0 {
		return nil
	}
	if _, err := im.tx.ExecContext(ctx, "CREATE TEMP TABLE IF NOT EXISTS dropping (key INTEGER PRIMARY KEY)"); err != nil {
		return err
	}
	for _, kind := range []struct {
		versions versionTable
		word     string
		ids      []string
		count    *int
		links    []func() error
	}{
		{actorVersions, "actor ", d.Actors, &gone.Actors, []func() error{
			im.shutting(ctx, collaborations, "(from_actor IN temp.dropping OR to_actor IN temp.dropping)", &gone.Collaborations),
			im.shutting(ctx, participations, "actor IN temp.dropping", &gone.Participations),
		}},
		{activityVersions, "activity ", d.Activities, &gone.Activities, []func() error{
			im.shutting(ctx, participations, "activity IN temp.dropping", &gone.Participations),
		}},
	} {
		if len(kind.ids) == 0 {
			continue
		}
		if _, err := im.tx.ExecContext(ctx, "DELETE FROM temp.dropping"); err != nil {
			return err
		}
		for _, id := range kind.ids {
			key, err := im.visibleKey(ctx, kind.versions, id)
			if err != nil {
				return err
			}
			if key == 0 {
				absent.Add(kind.word + id)
				continue
			}
			if _, err := im.tx.ExecContext(ctx, "INSERT INTO temp.dropping VALUES (?)", key); err != nil {
				return err
			}
		}
		for _, shut := range kind.links {
			if err := shut(); err != nil {
				return err
			}
		}
		n, err := im.shut(ctx, kind.versions, kind.versions.key[0]+" IN temp.dropping")
		if err != nil {
			return err
		}
		*kind.count = n
	}
	return nil
}

// visibleKey returns the key of an actor or activity that the newest revision holds, else 0.
func (im *importing) visibleKey(ctx context.Context, t versionTable, id string) (key int64, err error) {
	err = im.tx.QueryRowContext(ctx, "SELECT coalesce(max(o.key), 0) FROM "+t.owners+" o JOIN "+t.name+" v ON v."+t.key[0]+
		" = o.key AND v.removed IS NULL WHERE o.network = ? AND o.id = ?", im.network, id).Scan(&key)
	return key, err
}

// shut closes the visible rows of the network that meet a condition and returns how many they were.
func (im *importing) shut(ctx context.Context, t versionTable, condition string, args ...any) (int, error) {
	query := "UPDATE " + t.name + " SET removed = ? WHERE removed IS NULL AND " + condition
	if strings.Contains(condition, "temp.dropping") {
		query += " AND " + t.within() // keys are those of the network alone; this lets SQLite walk its rows and no other's
		args = append(args, im.network)
	}
	done, err := im.tx.ExecContext(ctx, query, append([]any{im.revision}, args...)...)
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// shutting is shut for later; it adds to a count.
func (im *importing) shutting(ctx context.Context, t versionTable, condition string, count *int) func() error {
	return func() error {
		n, err := im.shut(ctx, t, condition)
		*count += n
		return err
	}
}

// sum adds counts.
func sum(a, b network.Counts) network.Counts {
	return network.Counts{
		Actors: a.Actors + b.Actors, Collaborations: a.Collaborations + b.Collaborations,
		Activities: a.Activities + b.Activities, Participations: a.Participations + b.Participations,
	}
}
