// Package app holds the use cases: what a coordinator, a script or the map asks for, whichever door they come in by.
//
// The command line and the API call this package and nothing below it. A use case resolves its source to a snapshot, computes, and
// returns plain values whose JSON shape is fixed; how they are shown is the caller's business.
package app

import (
	"context"
	"sync"
	"time"

	"github.com/sillat/sillat/internal/answers"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/together"
	"github.com/sillat/sillat/pkg/fault"
)

// Options are what an App is made of.
type Options struct {
	Store   store.Store      // nil: only folders and files can be read
	Version string           // of the program, for run records
	Now     func() time.Time // nil: the wall clock
	Memory  int64            // most bytes of snapshots to keep; 0: 1 GiB
	Answers int64            // most bytes of answers to keep; 0: 128 MiB
	Shelf   *shelf.Shelf     // revisions kept on disk; nil: none
}

// App runs use cases. It is safe for concurrent use.
type App struct {
	store     store.Store
	version   string
	now       func() time.Time
	snapshots *projection.Cache
	memory    int64 // most bytes of them
	shelf     *shelf.Shelf
	pictures  pictures
	drawings  drawings
	models    models
	peopled   peopled
	answers   *answers.Cache
	standing  *together.Recent[string] // of the states of networks
	looks     *store.Looks             // at settings, accounts and roles
	audit     *audit.Log

	latest struct { // the identity that each network was last seen with
		sync.Mutex
		of map[string]string
	}
}

// New makes an App.
func New(o Options) *App {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Memory == 0 {
		o.Memory = 1 << 30
	}
	if o.Answers == 0 {
		o.Answers = 128 << 20
	}
	kept, _ := o.Store.(store.Documents)
	recently := time.Duration(0)
	if _, distant := o.Store.(store.Distant); distant {
		recently = store.Recently
	}
	return &App{
		looks: store.NewLooks(kept), standing: together.NewRecent[string](recently),
		store: o.Store, version: o.Version, now: o.Now, snapshots: projection.NewCache(o.Memory), memory: o.Memory, shelf: o.Shelf, models: models{turn: make(chan struct{}, 1)},
		answers: answers.New(o.Answers), audit: auditOf(o),
	}
}

// stored returns the store, or a fault when the App was made without one.
func (a *App) stored() (store.Store, error) {
	if a.store == nil {
		return nil, fault.New(fault.Unavailable, "no store is open; name a folder or a file, or choose a store with --store")
	}
	return a.store, nil
}

// Ready reports whether the store answers.
func (a *App) Ready(ctx context.Context) error {
	s, err := a.stored()
	if err != nil {
		return err
	}
	_, err = s.Networks(ctx)
	return err
}
