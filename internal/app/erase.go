package app

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// EraseResult is what an erasure removed, and the proof that nothing is left.
type EraseResult struct {
	Network  string          `json:"network"`
	Actor    string          `json:"actor"`
	Revision RevisionSummary `json:"revision"` // whose removed counts are all that is left: a tombstone
	Before   Trace           `json:"before"`   // what a backup would have held before
	After    Trace           `json:"after"`    // and holds now: it was written and looked through
	Jobs     int             `json:"jobs"`     // background jobs on the network whose questions and results were dropped
	Ledger   int             `json:"ledger"`   // suggestions about the actor that were dropped from the ledger
	Decided  int             `json:"decided"`  // decisions on duplicates that named the actor and were dropped
	Audit    int             `json:"audit"`    // entries of the audit log that named the actor, and no longer do
}

// Trace is what a network's whole history, as a backup holds it, says of an actor.
type Trace struct {
	Revisions int       `json:"revisions"`          // in the history
	Records   int64     `json:"records"`            // looked through, of all revisions
	Own       int64     `json:"own"`                // of them the actor's own, and those with the actor at an end
	Mentions  []Mention `json:"mentions,omitempty"` // records of others whose texts hold the id or a name; a person must judge these
	Mentioned int64     `json:"mentioned"`          // how many there are; the first are listed
}

// Mention is a record of others whose text holds an erased id or name.
type Mention struct {
	Record string `json:"record"` // which one: actor, activity, collaboration, participation or revision
	ID     string `json:"id"`     // of it
	Added  int    `json:"added"`  // the revision that it came with
}

// mostMentions is how many mentions are listed.
const mostMentions = 20

// Erase removes a person, or any other actor, from every revision of a network, from what is kept in memory and on disk beside the store, from
// the results of background jobs and from the audit log. Then it writes a backup to nowhere and looks through it. A restored earlier backup
// is erased from, too. An actor that no revision holds is a fault.NotFound.
func (a *App) Erase(ctx context.Context, name, actor, by string) (*EraseResult, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	needles, err := a.namesEver(ctx, name, actor)
	if err != nil {
		return nil, err
	}
	out := &EraseResult{Network: name, Actor: actor}
	if out.Before, err = a.trace(ctx, name, actor, needles); err != nil {
		return nil, err
	}
	// First what keeps a restored backup from bringing the person back: if the service dies after it, the erasure is only asked for again.
	if err := a.bury(ctx, name, actor); err != nil {
		return nil, err
	}
	defer a.standing.Forget(name)
	rev, err := s.Erase(ctx, name, actor, network.Change{By: by, Message: "erase one actor from all revisions"})
	if err != nil {
		return nil, err
	}
	out.Revision = revision(rev)
	if out.Jobs, err = a.jobsOn(ctx, name); err != nil {
		return nil, err
	}
	a.letGo(name)
	if err := a.forgetJobs(ctx, name); err != nil {
		return nil, err
	}
	if out.Ledger, err = a.eraseFromLedger(ctx, name, actor); err != nil {
		return nil, err
	}
	if out.Decided, err = a.eraseDecisions(ctx, name, actor); err != nil {
		return nil, err
	}
	if out.Audit, err = a.audit.Forget(ctx, name, actor); err != nil {
		return nil, err
	}
	if out.After, err = a.trace(ctx, name, actor, needles); err != nil {
		return nil, err
	}
	if out.After.Own > 0 {
		return out, fault.New(fault.Internal, "the network still holds %d records of the actor; erase it again", out.After.Own)
	}
	return out, nil
}

// letGo drops what is kept of a network beside the store.
func (a *App) letGo(name string) {
	a.shelf.Forget(name)
	a.snapshots.Forget(func(state string) bool { return strings.HasPrefix(state, name+"@") })
	a.pictures.mu.Lock()
	a.pictures.of, a.pictures.kept = "", nil
	a.pictures.mu.Unlock()
	a.drawings.mu.Lock()
	a.drawings.kept = nil
	a.drawings.mu.Unlock()
	a.answers.Forget(name)
}

// eraseFromLedger drops suggestions about an actor, where the store keeps a ledger.
func (a *App) eraseFromLedger(ctx context.Context, name, actor string) (int, error) {
	if _, ok := a.store.(store.Documents); !ok {
		return 0, nil
	}
	b, err := a.ledger(ctx, name)
	if err != nil {
		return 0, err
	}
	return b.Erase(ctx, name, actor)
}

// eraseDecisions drops what was decided about an actor, where the store keeps decisions.
func (a *App) eraseDecisions(ctx context.Context, name, actor string) (int, error) {
	book, err := a.decisions(ctx, name)
	if fault.CodeOf(err) == fault.Unavailable {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return book.Erase(ctx, name, actor)
}

// jobsOn counts the background jobs on a network.
func (a *App) jobsOn(ctx context.Context, name string) (n int, err error) {
	kept, ok := a.store.(store.Jobs)
	if !ok {
		return 0, nil
	}
	for before := int64(0); ; {
		page, err := kept.ListJobs(ctx, store.JobFilter{Network: name, Before: before, Limit: 500})
		if err != nil || len(page) == 0 {
			return n, err
		}
		n, before = n+len(page), page[len(page)-1].Number
	}
}

// namesEver returns an actor's id and all the names that it ever had.
func (a *App) namesEver(ctx context.Context, name, actor string) ([]string, error) {
	m, err := a.mover()
	if err != nil {
		return nil, err
	}
	names, found := []string{actor}, false
	err = m.History(ctx, name, func(h store.History) error {
		for v, err := range h.Versions {
			switch {
			case err != nil:
				return err
			case v.Actor == nil:
				return nil // actors come first
			case v.Actor.ID == actor:
				found = true
				names = append(names, v.Actor.Name)
			}
		}
		return nil
	})
	if err == nil && !found {
		err = fault.New(fault.NotFound, "no revision of network %q holds an actor %q", name, actor)
	}
	return names, err
}

// trace writes a backup of a network to nowhere and looks through it for an actor.
func (a *App) trace(ctx context.Context, name, actor string, needles []string) (t Trace, err error) {
	m, err := a.mover()
	if err != nil {
		return t, err
	}
	from, to := io.Pipe()
	go func() {
		_, err := writeBackup(ctx, to, m, noLedger, []string{name}, backup.Header{Made: a.now().UTC(), Program: a.version}, nil)
		to.CloseWithError(err)
	}()
	defer from.Close()
	zipped, err := gzip.NewReader(from)
	if err != nil {
		return t, err
	}
	lines := bufio.NewReader(zipped)
	for {
		text, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return t, err
		}
		if err := t.look(text, actor, needles); err != nil {
			return t, err
		}
	}
}

// noLedger leaves the ledger out of what is looked through: what it says of an actor is dropped and counted apart.
func noLedger(context.Context, string) ([]ledger.Entry, error) { return nil, nil }

// traced is what a line of a backup is recognised by.
type traced struct {
	Revision *struct {
		Message string `json:"message"`
	} `json:"revision"`
	Added         int                                     `json:"added"`
	Actor         *struct{ ID string }                    `json:"actor"`
	Activity      *struct{ ID string }                    `json:"activity"`
	Collaboration *struct{ From, To string }              `json:"collaboration"`
	Participation *struct{ Actor, Activity, Role string } `json:"participation"`
}

// look counts a line.
func (t *Trace) look(text []byte, actor string, needles []string) error {
	var l traced
	if err := json.Unmarshal(text, &l); err != nil {
		return fmt.Errorf("look through a backup: %w", err)
	}
	var m Mention
	own := false
	switch {
	case l.Revision != nil:
		t.Revisions++
		m = Mention{Record: "revision", ID: fmt.Sprint(t.Revisions), Added: t.Revisions}
	case l.Actor != nil:
		own = l.Actor.ID == actor
		m = Mention{Record: "actor", ID: l.Actor.ID, Added: l.Added}
	case l.Activity != nil:
		m = Mention{Record: "activity", ID: l.Activity.ID, Added: l.Added}
	case l.Collaboration != nil:
		own = l.Collaboration.From == actor || l.Collaboration.To == actor
		m = Mention{Record: "collaboration", ID: l.Collaboration.From + " – " + l.Collaboration.To, Added: l.Added}
	case l.Participation != nil:
		own = l.Participation.Actor == actor
		m = Mention{Record: "participation", ID: l.Participation.Actor + " in " + l.Participation.Activity, Added: l.Added}
	default:
		return nil
	}
	if l.Revision == nil {
		t.Records++
	}
	if own {
		t.Own++
		return nil
	}
	for _, needle := range needles {
		quoted, err := json.MarshalNoEscape(needle)
		if err != nil {
			return err
		}
		if bytes.Contains(text, bytes.Trim(quoted, `"`)) {
			if t.Mentioned++; len(t.Mentions) < mostMentions {
				t.Mentions = append(t.Mentions, m)
			}
			return nil
		}
	}
	return nil
}
