package webhooks

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// Options are what a Sender is made of. Zero values are the usual ones.
type Options struct {
	Book  *Book
	Jobs  store.Jobs     // nil: nothing is told of jobs
	Allow []netip.Prefix // networks beside the internet to which messages may be sent
	Log   *slog.Logger

	Traces *tracing.Traces // nil: none

	Poll  time.Duration   // between two looks at what came about; 0: 2 s
	Most  time.Duration   // that a receiver may take; 0: 10 s
	Waits []time.Duration // before each further attempt
}

const (
	mostAtOnce  = 8    // receivers that are sent to at a time
	mostWaiting = 1000 // messages of one hook; while there are so many nothing new is written down, and it is told of later
	mostKept    = 200  // ended messages of one hook
	mostJobs    = 100  // the newest jobs of a network, that are looked through for those that have ended
)

// Sender writes down what came about and sends it. It is safe for concurrent use, also by several services on one store.
type Sender struct {
	book   *Book
	jobs   store.Jobs
	log    *slog.Logger
	traces *tracing.Traces
	poll   time.Duration
	most   time.Duration
	waits  []time.Duration
	now    func() time.Time
	client *http.Client

	life  context.Context
	leave context.CancelFunc
	crew  sync.WaitGroup
	turns chan struct{}

	written map[string]map[string]bool // by hook the newest jobs of which a message was written down; of the one who goes round

	mu   sync.Mutex
	busy map[string]bool // hooks that are being sent to
}

// NewSender makes a Sender that does nothing until Start.
func NewSender(o Options) *Sender {
	s := &Sender{
		book: o.Book, jobs: o.Jobs, log: cmp.Or(o.Log, slog.Default()), poll: cmp.Or(o.Poll, 2*time.Second), most: cmp.Or(o.Most, 10*time.Second),
		waits: o.Waits, traces: o.Traces, now: o.Book.now, turns: make(chan struct{}, mostAtOnce), written: map[string]map[string]bool{}, busy: map[string]bool{},
	}
	if s.waits == nil {
		s.waits = waits
	}
	s.client = client(o.Allow, s.most)
	s.life, s.leave = context.WithCancel(context.Background())
	return s
}

// Start lets it begin.
func (s *Sender) Start() {
	s.crew.Go(func() {
		tick := time.NewTicker(s.poll)
		defer tick.Stop()
		for {
			if err := s.round(s.life); err != nil && s.life.Err() == nil && fault.CodeOf(err) != fault.Unavailable {
				s.log.Error("webhooks could not be looked through", "error", err)
			}
			select {
			case <-s.life.Done():
				return
			case <-tick.C:
			}
		}
	})
}

// Stop ends it. What is not sent waits in the store.
func (s *Sender) Stop() {
	s.leave()
	s.crew.Wait()
}

// round looks at every hook once.
func (s *Sender) round(ctx context.Context) error {
	return each(ctx, s.book, hookKind, "", func(d store.Document, h keptHook) error {
		if err := s.writeDown(ctx, d, h); err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.busy[d.ID] {
			s.busy[d.ID] = true
			s.crew.Go(func() { s.sendAll(d.ID, h) })
		}
		return nil
	})
}

// writeDown puts into the queue what came about since the hook was told last. A message's id says what it is of, so that it is written
// down once, however often and by however many services.
func (s *Sender) writeDown(ctx context.Context, d store.Document, h keptHook) error {
	n, err := s.book.store.Network(ctx, h.Network)
	if err != nil {
		return err
	}
	if n.Revision > h.Told {
		if err := s.tellRevisions(ctx, d, h); err != nil {
			return err
		}
	}
	if s.jobs == nil || !slices.Contains(h.Events, JobEnded) {
		return nil
	}
	list, err := s.jobs.ListJobs(ctx, store.JobFilter{Network: h.Network, Limit: mostJobs})
	if err != nil {
		return err
	}
	before, now := s.written[d.ID], map[string]bool{}
	s.written[d.ID] = now
	for _, j := range list {
		if !j.State.Ended() || j.Ended.Before(h.Made) {
			continue
		}
		of := fmt.Sprintf("job-%012d", j.Number)
		if before[of] { // or every round would ask the store for each of them
			now[of] = true
			continue
		}
		err := s.queue(ctx, h, of, JobEnded, map[string]any{
			"network": h.Network, "job": j.ID, "analysis": j.Analysis, "revision": j.Revision, "state": j.State, "result": "/api/v1/jobs/" + j.ID + "/result",
		})
		if err != nil {
			return err
		}
		now[of] = true
	}
	return nil
}

func (s *Sender) tellRevisions(ctx context.Context, d store.Document, h keptHook) error {
	list, err := s.book.store.Revisions(ctx, h.Network)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.Number <= h.Told {
			continue
		}
		if slices.Contains(h.Events, RevisionMade) {
			full, err := s.full(ctx, h)
			if err != nil {
				return err
			}
			if full {
				break
			}
			// Neither who made it nor the message: both are for those who may see the network.
			err = s.queue(ctx, h, fmt.Sprintf("revision-%012d", r.Number), RevisionMade, map[string]any{
				"network": h.Network, "revision": r.Number, "made": r.Made.UTC(), "added": r.Added, "removed": r.Removed,
			})
			if err != nil {
				return err
			}
		}
		h.Told = r.Number
	}
	_, err = s.book.put(ctx, hookKind, d.ID, d.Version, h)
	return unlessGone(err) // another service wrote the same, or the hook has a new secret: the next round sees
}

// full reports whether so much waits for a hook that nothing more is written down.
func (s *Sender) full(ctx context.Context, h keptHook) (bool, error) {
	page, err := s.book.kept.Documents(ctx, waitingKind, hookID(h.Network, h.ID)+"/", "", mostWaiting)
	return len(page) >= mostWaiting, err
}

// queue writes a message down, unless it was before.
func (s *Sender) queue(ctx context.Context, h keptHook, of, event string, data any) error {
	id := hookID(h.Network, h.ID) + "/" + of
	if _, err := s.book.kept.Document(ctx, endedKind, id); fault.CodeOf(err) != fault.NotFound {
		return err
	}
	d, err := newDelivery(h.ID+"-"+of, event, s.now().UTC(), data)
	if err != nil {
		return err
	}
	_, err = s.book.put(ctx, waitingKind, id, 0, d)
	return unlessGone(err)
}

// sendAll sends what waits for one hook, one after the other, so that a receiver that hangs holds up no other.
func (s *Sender) sendAll(id string, h keptHook) {
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.busy, id)
	}()
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-s.life.Done():
		return
	}
	ended := false
	err := each(s.life, s.book, waitingKind, id+"/", func(at store.Document, d Delivery) error {
		if d.Next != nil && s.now().Before(*d.Next) {
			return nil
		}
		// Taken first, for as long as sending may take: another service leaves it alone meanwhile, and takes it over when this one dies.
		taken := s.now().UTC().Add(s.most + time.Minute)
		claimed := d
		claimed.Next = &taken
		version, err := s.book.put(s.life, waitingKind, at.ID, at.Version, claimed)
		if err != nil {
			return unlessGone(err)
		}
		at.Version = version
		s.attempt(s.life, h, &d)
		if s.life.Err() != nil {
			d.Attempts-- // the service stops: that it was cut short is not the receiver's fault
			d.Next = d.Last
			d.State = Waiting
		}
		brief, cancel := context.WithTimeout(context.WithoutCancel(s.life), s.most)
		defer cancel()
		ended = ended || d.State != Waiting
		return s.settle(brief, at, d)
	})
	if err == nil && ended {
		err = s.tidy(s.life, id)
	}
	if err != nil && s.life.Err() == nil && fault.CodeOf(err) != fault.Unavailable {
		s.log.Error("messages of a webhook could not be sent", "webhook", h.ID, "error", err)
	}
}

// tidy lets go of the longest ended messages. Those of the newest jobs stay, or they would be told again.
func (s *Sender) tidy(ctx context.Context, id string) error {
	var ended []string
	err := each(ctx, s.book, endedKind, id+"/", func(d store.Document, _ struct{}) error {
		ended = append(ended, d.ID)
		return nil
	})
	if err != nil {
		return err
	}
	for _, of := range []string{"revision-", "job-"} {
		var same []string
		for _, at := range ended {
			if strings.HasPrefix(at, id+"/"+of) {
				same = append(same, at)
			}
		}
		for _, at := range same[:max(0, len(same)-mostKept)] {
			if err := s.book.kept.DropDocument(ctx, endedKind, at); unlessGone(err) != nil {
				return err
			}
		}
	}
	return nil
}
