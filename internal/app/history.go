package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// past is a source as dated units of work, with what else may be made from the same records.
type past struct {
	*projection.Dated
	walk      func(network.Visitor) error
	selectors projection.Selectors
	view      *view // for the run record; its graph is only there when asked for
}

// openHistory reads a source as the query selects it.
func (a *App) openHistory(ctx context.Context, src Source, q Query) (*past, error) {
	selectors, err := q.selectors()
	if err != nil {
		return nil, err
	}
	p := &past{selectors: selectors, view: &view{Projected: &projection.Projected{}, name: src.network, query: q}}
	if p.walk, err = a.walk(ctx, src, q, p.view); err != nil {
		return nil, err
	}
	if p.Dated, err = projection.History(ctx, p.walk, selectors); err != nil {
		return nil, err
	}
	p.view.Warnings = p.Dated.Warnings
	return p, nil
}

// walk returns what reads the records of a source, and names it in a view.
func (a *App) walk(ctx context.Context, src Source, q Query, into *view) (func(network.Visitor) error, error) {
	if len(src.paths) > 0 {
		draft, err := readFiles(ctx, src, q.Revision)
		if err != nil {
			return nil, err
		}
		into.name = filepath.Base(strings.TrimSuffix(src.paths[0], "/"))
		return draft.Walk, nil
	}
	o, err := a.openRevision(ctx, src.network, q.Revision)
	if err != nil {
		return nil, err
	}
	into.revision, into.state = o.revision, o.state()
	return func(v network.Visitor) error { return o.walk(ctx, v) }, nil
}

// index returns the actor of an id.
func (p *past) index(id string) (int32, error) {
	i, ok := slices.BinarySearch(p.IDs, id)
	if !ok {
		return 0, fault.New(fault.Invalid, "actor %q is not in the network as selected; give ids as the actors' file writes them", id)
	}
	return int32(i), nil
}
