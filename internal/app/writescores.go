package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// scorer returns the store as one that shows figures beside the actors of a source, or a fault that says why it cannot. It is asked
// before anything is computed.
func (a *App) scorer(src Source) (store.Scorer, error) {
	if len(src.paths) > 0 {
		return nil, fault.New(fault.Invalid, "figures of a file cannot be written back; import it into a network first, and name that")
	}
	kept, err := a.stored()
	if err != nil {
		return nil, err
	}
	s, is := kept.(store.Scorer)
	if !is {
		return nil, fault.New(fault.Invalid, "figures are written back only where other programs look at the graph, in Neo4j; "+
			"`sillat network move %s --to neo4j://…` takes the network there, and --out FILE writes the figures to a file", src.network)
	}
	return s, nil
}

// write shows the scores of a result beside the actors and notes under which names.
func (r *MetricsResult) write(ctx context.Context, to store.Scorer) (err error) {
	given := store.Scores{
		Revision: r.Run.Revision, Columns: r.Scores.Columns, Actors: make([]string, r.Scores.Rows), Values: r.Scores.scores, Origin: r.Run.origin(),
	}
	for row := range given.Actors {
		given.Actors[row] = r.Scores.ID(row)
	}
	r.Written, err = to.WriteScores(ctx, r.Run.Network, given)
	return err
}

// origin says in one line how a run's figures came about, so that they can be made again.
func (r *Record) origin() string {
	parts := []string{fmt.Sprintf("revision %d", r.Revision)}
	if r.Silo != "" {
		parts = append(parts, "silo "+r.Silo)
	}
	for _, name := range sortedKeys(r.Parameters) {
		parts = append(parts, name+" "+r.Parameters[name])
	}
	if r.Seed != 0 {
		parts = append(parts, fmt.Sprintf("seed %d", r.Seed))
	}
	return strings.Join(append(parts, "computed "+r.Started.Format("2006-01-02 15:04 MST"), "Sillat "+r.Version), ", ")
}
