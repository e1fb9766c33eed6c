package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Source names what to analyse: a stored network, or files that are read as they are, without a store.
type Source struct {
	network string
	paths   []string  // not empty: read these instead
	once    *contents // of the paths; nil when they are read anew each time
}

// contents is what files hold, once they are read.
type contents struct{ draft *ingest.Draft }

// Stored is the source for a stored network.
func Stored(name string) Source { return Source{network: name} }

// Files is the source for folders and files.
func Files(paths ...string) Source { return Source{paths: paths} }

// readOnce is the source for who opens it more than once in a call, one after the other: its files are read the first time only.
func (s Source) readOnce() Source {
	s.once = &contents{}
	return s
}

// IsPath reports whether a SOURCE typed on a command line can only mean files: it holds a path separator or starts with a dot.
// Networks' names hold no separator, so such a text is never a stored network.
func IsPath(text string) bool {
	return strings.ContainsRune(text, filepath.Separator) || strings.ContainsRune(text, '/') || strings.HasPrefix(text, ".")
}

// Resolve decides what a SOURCE typed on a command line means: a path when it can only be one, else a stored network when
// there is one of that name, else a file or folder of that name.
func (a *App) Resolve(ctx context.Context, text string) (Source, error) {
	if IsPath(text) {
		return Files(text), nil
	}
	var missing error
	if a.store != nil {
		if _, missing = a.store.Network(ctx, text); missing == nil {
			return Stored(text), nil
		}
		if code := fault.CodeOf(missing); code != fault.NotFound && code != fault.Invalid {
			return Source{}, missing
		}
	}
	if _, err := os.Stat(text); err == nil {
		return Files(text), nil
	}
	return Source{}, fault.New(fault.NotFound, "there is no stored network and no file or folder called %q; sillat network list shows the networks", text)
}

// view is a source as one snapshot, ready to compute on.
type view struct {
	*projection.Projected
	name     string
	revision int    // 0 for files
	state    string // identity of the stored network; "" for files
	query    Query
}

// open reads a source as the query selects it, from the cache when the same was read before.
func (a *App) open(ctx context.Context, src Source, q Query) (*view, error) {
	selectors, err := q.selectors()
	if err != nil {
		return nil, err
	}
	if len(src.paths) > 0 {
		return a.openFiles(ctx, src, q, selectors)
	}
	o, err := a.openRevision(ctx, src.network, q.Revision)
	if err != nil {
		return nil, err
	}
	a.supersede(o.Network)
	key := projection.Key{Network: identity(o.Network), Revision: o.revision, Selectors: selectors.Key() + o.seen.Key()}
	p, err := a.snapshots.Get(ctx, key, func(ctx context.Context) (_ *projection.Projected, err error) {
		ctx, span := tracing.Begin(ctx, "build snapshot")
		defer func() { tracing.End(span, err) }()
		return projection.Build(ctx, func(v network.Visitor) error { return o.walk(ctx, v) }, selectors)
	})
	if err != nil {
		return nil, err
	}
	if err := publishable(p, o.seen, q); err != nil {
		return nil, err
	}
	return &view{Projected: p, name: src.network, revision: o.revision, state: o.state(), query: q}, nil
}

// supersede lets go of the snapshots of what a network was before it changed: nothing asks for them any more.
func (a *App) supersede(n network.Network) {
	now := identity(n)
	a.latest.Lock()
	before := a.latest.of[n.Name]
	if a.latest.of == nil {
		a.latest.of = map[string]string{}
	}
	a.latest.of[n.Name] = now
	a.latest.Unlock()
	if before != "" && before != now {
		a.snapshots.Forget(func(state string) bool { return state == before })
	}
}

// identity tells a network's present state from every other one. Its name and a revision's number are not enough: a network may be
// removed and made anew under the same name, and erasing a person changes what older revisions hold.
func identity(n network.Network) string {
	return n.Name + "@" + n.Changed.UTC().Format(time.RFC3339Nano)
}

// openFiles opens files as they are now: nothing of them is kept from call to call, for they may have changed.
func (a *App) openFiles(ctx context.Context, src Source, q Query, selectors projection.Selectors) (*view, error) {
	draft, err := readFiles(ctx, src, q.Revision)
	if err != nil {
		return nil, err
	}
	p, err := projection.Build(ctx, draft.Walk, selectors)
	if err != nil {
		return nil, err
	}
	return &view{Projected: p, name: filepath.Base(strings.TrimSuffix(src.paths[0], "/")), query: q}, nil
}

// readFiles reads files as one picture. They have no revisions.
func readFiles(ctx context.Context, src Source, revision int) (*ingest.Draft, error) {
	if revision != 0 {
		return nil, fault.New(fault.Invalid, "--revision %d: files have no revisions; import them first to keep a history", revision)
	}
	if src.once != nil && src.once.draft != nil {
		return src.once.draft, nil
	}
	draft, err := ingest.Read(ctx, src.paths, ingest.Options{})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "there is no file or folder %s", strings.Join(src.paths, ", "))
	}
	if err == nil && src.once != nil {
		src.once.draft = draft
	}
	return draft, err
}
