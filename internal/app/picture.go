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
	s, err := a.stored()
	if err != nil {
		return nil, 0, err
	}
	n, err := s.Network(ctx, name)
	if err != nil {
		return nil, 0, err
	}
	seen, err := a.sight(ctx, s, n, n.Revision)
	if err != nil {
		return nil, 0, err
	}
	of := identity(n) + seen.Key()
	a.pictures.mu.Lock()
	defer a.pictures.mu.Unlock()
	if a.pictures.kept != nil && a.pictures.of == of {
		return a.pictures.kept, n.Revision, nil
	}
	var c network.Collector
	if err := a.seeing(ctx, s, n, n.Revision, seen, &c); err != nil {
		return nil, 0, err
	}
	a.pictures.of, a.pictures.kept = of, &c.Picture
	return &c.Picture, n.Revision, nil
}
