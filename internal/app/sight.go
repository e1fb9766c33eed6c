package app

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"strings"
	"sync"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Sight is how much of a network a reader may see.
type Sight struct {
	Everything bool   // also persons
	SilosOnly  bool   // figures of silos, and no single actor
	Nameless   bool   // pseudonyms for all
	Apart      string // pseudonyms of readers who are apart differ, so that they cannot compare what they see
}

// See returns a context whose reader sees a network so. What a reader sees without it is everything: only the doors know who asks.
func (a *App) See(ctx context.Context, name string, s Sight) (context.Context, error) {
	if s.Everything {
		return veil.With(ctx, nil), nil
	}
	p, secret, err := a.privacy(ctx, name)
	if err != nil {
		return nil, err
	}
	v := &veil.Veil{
		Persons: true, Opened: p.PersonsOpen, Nameless: s.Nameless, SilosOnly: s.SilosOnly, Smallest: p.Smallest, Shown: p.Shown, Secret: secret,
	}
	if s.Apart != "" {
		mac := hmac.New(sha256.New, secret)
		mac.Write([]byte(s.Apart))
		v.Secret = mac.Sum(nil)
	}
	return veil.With(ctx, v), nil
}

// unknownSecret makes the pseudonyms of readers of whom nothing is settled yet.
var unknownSecret = sync.OnceValue(newSecret)

// Unsettled returns a context whose reader sees no more than anybody may, until See settles what.
func Unsettled(ctx context.Context) context.Context {
	return veil.With(ctx, &veil.Veil{Persons: true, Nameless: true, SilosOnly: true, Smallest: usualSmallest, Secret: unknownSecret()})
}

func newSecret() []byte {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	return b
}

// sight is what ctx's reader sees a revision through; nil where that hides nothing, so that all who see the same share it.
func (a *App) sight(ctx context.Context, s store.Store, n network.Network, revision int) (*veil.Veil, error) {
	v := veil.From(ctx)
	if v.Key() == "" {
		return nil, a.noteReading(ctx, s, n, revision)
	}
	if v.Nameless {
		return v, nil
	}
	persons, err := a.hasPersons(ctx, s, n, revision)
	if err != nil || !persons {
		return nil, err
	}
	return v, nil
}

// peopled remembers which revisions hold persons. The state of a network names its present history, so what is remembered stays true.
type peopled struct {
	mu   sync.Mutex
	kept map[peopledKey]bool
}

type peopledKey struct {
	state    string
	revision int
}

// mostPeopled bounds what is remembered.
const mostPeopled = 1000

// hasPersons reports whether a revision holds any person.
func (a *App) hasPersons(ctx context.Context, s store.Store, n network.Network, revision int) (bool, error) {
	key := peopledKey{identity(n), revision}
	a.peopled.mu.Lock()
	persons, known := a.peopled.kept[key]
	a.peopled.mu.Unlock()
	if known {
		return persons, nil
	}
	var look personLook
	if err := a.reading(ctx, s, n, revision, &look); err != nil && !errors.Is(err, errLooked) {
		return false, err
	}
	a.peopled.mu.Lock()
	defer a.peopled.mu.Unlock()
	if a.peopled.kept == nil || len(a.peopled.kept) >= mostPeopled {
		a.peopled.kept = map[peopledKey]bool{}
	}
	a.peopled.kept[key] = look.found
	return look.found, nil
}

// errLooked ends a walk that has seen what it was for.
var errLooked = errors.New("looked")

// personLook walks until it finds a person, or all actors were seen.
type personLook struct{ found bool }

// Actor looks at one actor.
func (l *personLook) Actor(a network.Actor) error {
	if veil.IsPerson(a) {
		l.found = true
		return errLooked
	}
	return nil
}

// Activity ends the look.
func (l *personLook) Activity(network.Activity) error { return errLooked }

// Collaboration ends the look.
func (l *personLook) Collaboration(network.Collaboration) error { return errLooked }

// Participation ends the look.
func (l *personLook) Participation(network.Participation) error { return errLooked }

// seeing is reading, as the reader sees it.
func (a *App) seeing(ctx context.Context, from store.Store, n network.Network, revision int, seen *veil.Veil, v network.Visitor) error {
	return seen.Over(func(v network.Visitor) error { return a.reading(ctx, from, n, revision, v) }, v)
}

// publishable refuses a selection that leaves so few hidden persons in a silo that its figures would be theirs.
func publishable(p *projection.Projected, seen *veil.Veil, q Query) error {
	if seen == nil || len(q.Where) == 0 && q.AsOf == "" && q.From == "" && q.To == "" {
		return nil
	}
	g := p.Graph
	hidden := make([]bool, g.Len())
	all := 0
	for u := range hidden {
		if strings.HasPrefix(g.ID(int32(u)), "person-") {
			hidden[u] = true
			all++
		}
	}
	few := func(n int) bool { return n > 0 && n < seen.Smallest }
	if few(all) {
		return fault.New(fault.Forbidden, "this selection leaves %d persons; figures of fewer than %d are not shown: choose a wider one", all, seen.Smallest)
	}
	for _, d := range g.Dimensions() {
		if d.Name == veil.KindAttribute {
			continue
		}
		in := make([]int, len(d.Values))
		for u, code := range d.Of {
			if code >= 0 && hidden[u] {
				in[code]++
			}
		}
		for code, n := range in {
			if few(n) {
				return fault.New(fault.Forbidden, "this selection leaves %d persons in %s %q; figures of fewer than %d are not shown: choose a wider one",
					n, d.Name, d.Values[code], seen.Smallest)
			}
		}
	}
	return nil
}
