package app

import (
	"context"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// sightOf names what ctx's reader sees a revision through: jobs are shared by those who see the same.
func (j *Jobs) sightOf(ctx context.Context, n network.Network, revision int) (string, error) {
	v, err := j.app.sight(ctx, j.app.store, n, revision)
	if err == nil && v != nil && (v.Nameless || v.SilosOnly) {
		err = fault.New(fault.Forbidden, "share links do no background jobs; ask the question itself and wait for the answer")
	}
	return v.Key(), err
}

// as returns a context that sees a network as the one who asked for a job did.
func (j *Jobs) as(ctx context.Context, job store.Job, sight string) (context.Context, error) {
	if sight == "" {
		return ctx, nil
	}
	ctx, err := j.app.See(ctx, job.Network, Sight{})
	if err != nil {
		return nil, err
	}
	if veil.From(ctx).Key() != sight {
		return nil, fault.New(fault.Conflict, "what viewers of network %s may see has changed since this was asked; ask again", job.Network)
	}
	return ctx, nil
}

// Seen reports whether ctx's reader may see a job: it was done for readers who see as much, or no more. ctx says how the reader sees the
// job's network.
func (j *Jobs) Seen(ctx context.Context, job *Job) (bool, error) {
	if veil.From(ctx).Key() == "" {
		return true, nil
	}
	n, err := j.app.store.Network(ctx, job.Network)
	if fault.CodeOf(err) == fault.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	v, err := j.app.sight(ctx, j.app.store, n, job.Revision)
	if err != nil {
		return false, err
	}
	sight, _ := job.Parameters["sight"].(string)
	return sight == v.Key(), nil
}
