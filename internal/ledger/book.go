package ledger

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// kind is that of the documents that hold entries, which are kept by network/id.
const kind = "ledger"

// Book keeps the entries of all networks of a store. It is safe for concurrent use, also by several servers on one store.
type Book struct {
	kept store.Documents
	now  func() time.Time
}

// NewBook makes a Book. now is the clock by which steps are dated.
func NewBook(kept store.Documents, now func() time.Time) *Book { return &Book{kept: kept, now: now} }

// documentID is where an entry is kept. A network's name may hold letters of any script, a document's id may not.
func documentID(network, id string) string { return url.PathEscape(network) + "/" + id }

// Add enters a suggestion and returns its entry. One that is in the ledger already stays as it is, and added is false.
func (b *Book) Add(ctx context.Context, network string, s Suggestion, by, note string) (e Entry, added bool, err error) {
	s.Actors, s.Silos = slices.Clone(s.Actors), slices.Clone(s.Silos)
	if err := s.Check(); err != nil {
		return Entry{}, false, err
	}
	first := Step{State: Suggested, At: b.moment(), By: by, Note: note}
	if err := checkStep(first); err != nil {
		return Entry{}, false, err
	}
	e = Entry{ID: s.id(), Suggestion: s, Steps: []Step{first}}
	err = b.save(ctx, network, &e)
	if fault.CodeOf(err) == fault.Conflict {
		e, err = b.Entry(ctx, network, e.ID)
		return e, false, err
	}
	return e, err == nil, err
}

// Entry returns one entry, or a fault.NotFound.
func (b *Book) Entry(ctx context.Context, network, id string) (Entry, error) {
	d, err := b.kept.Document(ctx, kind, documentID(network, id))
	if code := fault.CodeOf(err); code == fault.NotFound {
		return Entry{}, NoEntry(network, id)
	}
	if err != nil {
		return Entry{}, err
	}
	return decode(d)
}

// NoEntry is the fault for an entry that is not there, or not for the reader.
func NoEntry(network, id string) error {
	return fault.New(fault.NotFound, "the ledger of %s has no entry %q", network, id)
}

// Move adds a step to an entry. With a version other than 0 the entry must stand at it, so that nobody moves on what they have not seen; a
// fault.Conflict says that it does not, and also that somebody else moved it at this very moment.
func (b *Book) Move(ctx context.Context, network, id string, to State, version int, by, note string) (Entry, error) {
	e, err := b.Entry(ctx, network, id)
	if err != nil {
		return Entry{}, err
	}
	if version != 0 && version != e.Version {
		return Entry{}, fault.New(fault.Conflict, "entry %s was moved by someone else meanwhile and is %s; look at it again", id, e.State())
	}
	if err := e.move(Step{State: to, At: b.moment(), By: by, Note: note}); err != nil {
		return Entry{}, err
	}
	return e, b.save(ctx, network, &e)
}

// Entries lists a network's entries, the newest suggestion first.
func (b *Book) Entries(ctx context.Context, network string) ([]Entry, error) {
	entries := []Entry{}
	err := b.each(ctx, network, func(d store.Document) error {
		e, err := decode(d)
		entries = append(entries, e)
		return err
	})
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Or(b.Steps[0].At.Compare(a.Steps[0].At), strings.Compare(a.ID, b.ID)) })
	return entries, err
}

// Forget removes a network's entries: it was deleted, and a new one of its name is another.
func (b *Book) Forget(ctx context.Context, network string) error {
	return b.each(ctx, network, func(d store.Document) error { return b.drop(ctx, d.ID) })
}

// Erase removes the entries that name an actor, as the law on personal data asks, and returns how many there were.
func (b *Book) Erase(ctx context.Context, network, actor string) (int, error) {
	n := 0
	return n, b.each(ctx, network, func(d store.Document) error {
		e, err := decode(d)
		if err != nil || !slices.Contains(e.Actors, actor) {
			return err
		}
		n++
		return b.drop(ctx, d.ID)
	})
}

// Adopt takes entries over as they are: those of a network that was moved here. What is there already stays.
func (b *Book) Adopt(ctx context.Context, network string, entries []Entry) error {
	for i := range entries {
		e := entries[i]
		e.Version = 0
		if err := b.save(ctx, network, &e); err != nil && fault.CodeOf(err) != fault.Conflict {
			return err
		}
	}
	return nil
}

// each hands the documents of a network's entries to f.
func (b *Book) each(ctx context.Context, network string, f func(store.Document) error) error {
	return store.EachDocument(ctx, b.kept, kind, documentID(network, ""), f)
}

func decode(d store.Document) (Entry, error) {
	e := Entry{Version: d.Version}
	if err := json.Unmarshal(d.Body, &e); err != nil {
		return e, fmt.Errorf("the %s %q in the store cannot be read: %w", d.Kind, d.ID, err)
	}
	if len(e.Steps) == 0 {
		return e, fmt.Errorf("the %s %q in the store cannot be read: it has no steps", d.Kind, d.ID)
	}
	return e, nil
}

// save stores an entry over the version that it was read at.
func (b *Book) save(ctx context.Context, network string, e *Entry) error {
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("keep entry %s: %w", e.ID, err)
	}
	d, err := b.kept.PutDocument(ctx, store.Document{Kind: kind, ID: documentID(network, e.ID), Version: e.Version, Body: body})
	e.Version = max(e.Version, d.Version)
	return err
}

// drop removes a document; one that is gone already is as good.
func (b *Book) drop(ctx context.Context, id string) error {
	if err := b.kept.DropDocument(ctx, kind, id); fault.CodeOf(err) != fault.NotFound {
		return err
	}
	return nil
}

// moment is the present as documents hold it.
func (b *Book) moment() time.Time { return b.now().UTC().Truncate(time.Second) }
