package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// NetworkSummary is one stored network.
type NetworkSummary struct {
	Name     string         `json:"name"`
	Revision int            `json:"revision"`
	Counts   network.Counts `json:"counts"`
	Changed  time.Time      `json:"changed"`
}

// NetworkList is every stored network, by name.
type NetworkList struct {
	Networks []NetworkSummary `json:"networks"`
}

// NetworkDetail is one stored network with what can be chosen in it.
type NetworkDetail struct {
	NetworkSummary
	Dimensions []DimensionSummary `json:"dimensions"` // usable as silo dimension
	OpensBy    string             `json:"opens_by" doc:"The dimension that it is best shown by at first: one that most actors have a part in, what they do before where they are, few silos before many. Empty when there is none."`
	TieTypes   []string           `json:"tie_types"`
}

// DimensionSummary is one silo dimension with its silos.
type DimensionSummary struct {
	Name  string        `json:"name"`
	Silos []SiloSummary `json:"silos"`
}

// SiloSummary is one silo and its size.
type SiloSummary struct {
	Name   string `json:"name"`
	Actors int    `json:"actors"`
}

// RevisionSummary is one change of a network.
type RevisionSummary struct {
	Number  int            `json:"revision"`
	Made    time.Time      `json:"made"`
	By      string         `json:"by"`
	Message string         `json:"message"`
	Added   network.Counts `json:"added"`
	Removed network.Counts `json:"removed"`
}

// Networks lists the stored networks.
func (a *App) Networks(ctx context.Context) (*NetworkList, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	all, err := s.Networks(ctx)
	if err != nil {
		return nil, err
	}
	a.tidyShelf(all)
	out := &NetworkList{Networks: []NetworkSummary{}}
	for _, n := range all {
		out.Networks = append(out.Networks, summary(n))
	}
	return out, nil
}

// Network describes one stored network: its size, silo dimensions and tie types at the newest revision.
func (a *App) Network(ctx context.Context, name string) (*NetworkDetail, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	n, err := s.Network(ctx, name)
	if err != nil {
		return nil, err
	}
	v, err := a.open(ctx, Stored(name), Query{Revision: n.Revision})
	if err != nil {
		return nil, err
	}
	out := &NetworkDetail{NetworkSummary: summary(n), Dimensions: []DimensionSummary{}, OpensBy: opensBy(v.Graph.Dimensions()), TieTypes: append([]string{}, v.TieTypes...)}
	for _, d := range v.Graph.Dimensions() {
		dimension := DimensionSummary{Name: d.Name, Silos: make([]SiloSummary, len(d.Values))}
		for i, value := range d.Values {
			dimension.Silos[i].Name = value
		}
		for _, silo := range d.Of {
			if silo >= 0 {
				dimension.Silos[silo].Actors++
			}
		}
		out.Dimensions = append(out.Dimensions, dimension)
	}
	return out, nil
}

// State tells a network's present state from every other that it had or will have, also after an erasure; seen tells apart readers who
// see more or less of it. What another program changes in a store.Distant it may tell of store.Recently later.
func (a *App) State(ctx context.Context, name string) (state, seen string, err error) {
	state, err = a.standing.Ask(ctx, name, a.stateOf(name))
	return state, seenBy(ctx), err
}

// GlanceState is State for who has something else to do when the store takes long: ok is then false.
func (a *App) GlanceState(ctx context.Context, name string) (state, seen string, ok bool) {
	state, ok, err := a.standing.Glance(ctx, name, a.stateOf(name))
	return state, seenBy(ctx), ok && err == nil
}

func (a *App) stateOf(name string) func(context.Context) (string, error) {
	return func(ctx context.Context) (state string, err error) {
		ctx, span := tracing.Begin(ctx, "look at store")
		defer func() { tracing.End(span, err) }()
		s, err := a.stored()
		if err != nil {
			return "", err
		}
		n, err := s.Network(ctx, name)
		if err != nil {
			return "", err
		}
		return identity(n) + "#" + strconv.Itoa(n.Revision), nil
	}
}

// seenBy tells ctx's reader from those who see more or less.
func seenBy(ctx context.Context) string {
	if veil.SilosOnly(ctx) {
		return veil.From(ctx).Key() + "#silos"
	}
	return veil.From(ctx).Key()
}

// SnapshotBytes is how much the snapshots take that are kept in memory.
func (a *App) SnapshotBytes() int64 { return a.snapshots.Bytes() }

// Has reports whether there is a network of a name.
func (a *App) Has(ctx context.Context, name string) (bool, error) {
	s, err := a.stored()
	if err != nil {
		return false, err
	}
	_, err = s.Network(ctx, name)
	if code := fault.CodeOf(err); code == fault.NotFound || code == fault.Invalid {
		return false, nil
	}
	return err == nil, err
}

// Revisions lists a network's changes, oldest first.
func (a *App) Revisions(ctx context.Context, name string) ([]RevisionSummary, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	all, err := s.Revisions(ctx, name)
	if err != nil {
		return nil, err
	}
	out := make([]RevisionSummary, 0, len(all))
	for _, r := range all {
		out = append(out, revision(r))
	}
	return out, nil
}

// Revert makes a new revision in which the network reads as it did at an earlier one.
func (a *App) Revert(ctx context.Context, name string, to int, by string) (*RevisionSummary, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	defer a.standing.Forget(name)
	r, err := s.Revert(ctx, name, to, network.Change{By: by, Message: revertMessage(to)})
	if err != nil {
		return nil, err
	}
	a.answers.Forget(name)
	out := revision(r)
	return &out, nil
}

// Delete removes a network with all its revisions.
func (a *App) Delete(ctx context.Context, name string) error {
	s, err := a.stored()
	if err != nil {
		return err
	}
	defer a.standing.Forget(name)
	if err := s.Delete(ctx, name); err != nil {
		return err
	}
	a.letGo(name)
	return errors.Join(a.forgetRoles(ctx, name), a.forgetJobs(ctx, name), a.forgetPrivacy(ctx, name), a.forgetReceipts(ctx, name), a.forgetLedger(ctx, name), a.forgetDecisions(ctx, name), a.forgetWebhooks(ctx, name))
}

func summary(n network.Network) NetworkSummary {
	return NetworkSummary{Name: n.Name, Revision: n.Revision, Counts: n.Counts, Changed: n.Changed.UTC()}
}

func revision(r network.Revision) RevisionSummary {
	return RevisionSummary{Number: r.Number, Made: r.Made.UTC(), By: r.By, Message: r.Message, Added: r.Added, Removed: r.Removed}
}

func revertMessage(to int) string {
	if to == 0 {
		return "revert to the empty network"
	}
	return fmt.Sprintf("revert to revision %d", to)
}
