package app

import (
	"slices"
	"sync"
	"weak"

	"github.com/sillat/sillat/internal/projection"
)

// mostMaps is how many maps are kept: a reader goes back and forth between a few groupings.
const mostMaps = 6

// drawings keeps the maps that were drawn last, because placing tens of thousands of actors takes longer than reading them.
type drawings struct {
	mu   sync.Mutex
	kept []keptMap // the newest last
}

type keptMap struct {
	of    weak.Pointer[projection.Projected] // weak, so that a map does not keep a snapshot that the cache has let go
	how   mapKind
	drawn *MapResult
}

// mapKind is what of a request decides the drawing, beside the snapshot.
type mapKind struct {
	silo, group string
	unplaced    bool
	pairs       int
	like        int
	seed        uint64
}

// get returns the map of a snapshot, drawn now or before. What it returns is shared and must not be changed.
func (m *drawings) get(p *projection.Projected, r MapRequest, draw func() (*MapResult, error)) (*MapResult, error) {
	how := mapKind{r.Silo, r.Group, r.Unplaced, r.Pairs, r.Like, r.Query.Seed}
	of := weak.Make(p)
	same := func(k keptMap) bool { return k.of == of && k.how == how }
	m.mu.Lock()
	i := slices.IndexFunc(m.kept, same)
	if i >= 0 {
		found := m.kept[i]
		m.kept = append(slices.Delete(m.kept, i, i+1), found)
		m.mu.Unlock()
		return found.drawn, nil
	}
	m.mu.Unlock()
	made, err := draw()
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.ContainsFunc(m.kept, same) {
		m.kept = append(m.kept, keptMap{of: of, how: how, drawn: made})
	}
	if len(m.kept) > mostMaps {
		m.kept = slices.Delete(m.kept, 0, 1)
	}
	return made, nil
}
