package app

import (
	"context"
	"sync"

	"github.com/sillat/sillat/pkg/network"
)

// pictures keeps the records of the network that was looked at last, because whoever opens one actor's card opens the next.
type pictures struct {
	mu   sync.Mutex
	of   string // identity of the network, and who sees it how
	kept *network.Picture
}

// picture reads a stored network's newest revision record by record. The picture is shared and must not be changed.
func (a *App) picture(ctx context.Context, name string) (*network.Picture, int, error) {
	o, err := a.openRevision(ctx, name, 0)
	if err != nil {
		return nil, 0, err
	}
	a.pictures.mu.Lock()
	defer a.pictures.mu.Unlock()
	if a.pictures.kept != nil && a.pictures.of == o.state() {
		return a.pictures.kept, o.revision, nil
	}
	var c network.Collector
	if err := o.walk(ctx, &c); err != nil {
		return nil, 0, err
	}
	a.pictures.of, a.pictures.kept = o.state(), &c.Picture
	return &c.Picture, o.revision, nil
}
