package app

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/pkg/network"
)

// The sources of a plausibility, as results name them.
const (
	byHistory = "history"
	byPrior   = "prior"
)

// models keeps the model that was fitted last, and what corrects its chances between the silos of a dimension: fitting takes seconds, and plans and
// suggestions for one revision share it. Whoever comes while another fits waits for its turn.
type models struct {
	turn     chan struct{} // holds one token while somebody fits or looks
	of       string
	kept     *plausibility.Model
	meetings map[string]*plausibility.Meeting // of the model kept, by dimension
}

// take waits for one's turn, which ends with done.
func (k *models) take(ctx context.Context) (done func(), err error) {
	select {
	case k.turn <- struct{}{}:
		return func() { <-k.turn }, nil
	case <-ctx.Done():
		return nil, refused(ctx.Err())
	}
}

// model returns what the history of a past teaches for a day, fitted at most once for a stored revision as selected. Files are fitted each
// time: they may have changed.
func (a *App) model(ctx context.Context, p *past, day network.Date, clock *stopwatch, progress func(done, all int64)) (*plausibility.Model, error) {
	done, err := a.models.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	key := ""
	if p.view.state != "" {
		key = fmt.Sprintf("%s\x00%d\x00%s\x00%s\x00%d", p.view.state, p.view.revision, p.selectors.Key(), day, p.view.query.Seed)
		if key == a.models.of {
			return a.models.kept, nil
		}
	}
	began := a.now()
	m, err := p.fit(ctx, day, p.view.query, progress)
	if err != nil {
		return nil, err
	}
	clock.fitted = a.now().Sub(began)
	if key != "" {
		a.models.of, a.models.kept, a.models.meetings = key, m, map[string]*plausibility.Meeting{}
	}
	return m, nil
}

// meeting returns what corrects a model's chances between the silos of a dimension, learnt at most once for the model that is kept.
func (a *App) meeting(ctx context.Context, p *past, m *plausibility.Model, silo string) (*plausibility.Meeting, error) {
	done, err := a.models.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if made, known := a.models.meetings[silo]; known && m == a.models.kept {
		return made, nil
	}
	allow, err := p.crossing(silo)
	if err != nil {
		allow = nil // the silos are no attribute that the history knows: learnt from all pairs
	}
	made, err := m.Meeting(ctx, allow)
	if err == nil && m == a.models.kept {
		a.models.meetings[silo] = made
	}
	return made, err
}

// learning is a model that is being made while others work.
type learning struct {
	done    chan struct{}
	model   *plausibility.Model
	err     error
	chances *plausibility.Chances // across the silos; nil when nothing was learnt
}

// learnAside is model and its chances between the silos of a dimension, but returns at once.
func (a *App) learnAside(ctx context.Context, p *past, day network.Date, silo string, clock *stopwatch) *learning {
	l := &learning{done: make(chan struct{})}
	go func() {
		defer close(l.done)
		if l.model, l.err = a.model(ctx, p, day, clock, nil); l.err != nil {
			return
		}
		var meeting *plausibility.Meeting
		if meeting, l.err = a.meeting(ctx, p, l.model, silo); l.err == nil {
			l.chances = l.model.Chances(meeting)
		}
	}()
	return l
}

// across waits, and returns the chances of ties between the silos; nil when nothing was learnt.
func (l *learning) across() *plausibility.Chances {
	<-l.done
	return l.chances
}

// wait returns the model once it is made.
func (l *learning) wait() (*plausibility.Model, error) {
	<-l.done
	return l.model, l.err
}
