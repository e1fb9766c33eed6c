package app

import (
	"context"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/lists"
)

// besideGaps are the ready-made lists that are shown with the gaps.
var besideGaps = []*lists.List{&lists.CutOff, &lists.SinglePoints, &lists.Isolates, &lists.Pendants}

// ListsBesideGaps are the ids of the lists that are shown with the gaps.
func ListsBesideGaps() []string {
	var ids []string
	for _, l := range besideGaps {
		ids = append(ids, l.ID)
	}
	return ids
}

// addLists adds who is cut off, who hangs by one tie and who holds others together.
func (out *GapsResult) addLists(ctx context.Context, v *view, dimension string, threads int) error {
	g, p := v.Graph, v.picture(lists.Options{Silo: dimension, Threads: threads})
	loose, err := p.Loose(ctx)
	if err != nil {
		return err
	}
	points, found, err := p.SinglePoints(ctx)
	if err != nil {
		return err
	}
	out.LargestPart, out.SinglePointsFound = loose.Largest, found
	out.Clusters, out.SinglePoints = []ClusterFigure{}, []SinglePoint{}
	for _, c := range loose.Clusters {
		out.Clusters = append(out.Clusters, ClusterFigure{Actors: len(c.Actors), Who: refs(g, c.Actors), Silos: siloCounts(c.Silos)})
	}
	out.Isolates = refs(g, loose.Isolates)
	pendants := make([]int32, 0, len(loose.Pendants))
	for _, p := range loose.Pendants {
		pendants = append(pendants, p.Actor)
	}
	out.Pendants = refs(g, pendants)
	for _, p := range points {
		point := SinglePoint{ActorRef: ref(g, p.Actor), CutsOff: p.CutOff, Silos: siloCounts(p.Silos), Parts: [][2]string{}}
		for _, pair := range p.Pairs {
			point.Parts = append(point.Parts, [2]string{pair.A, pair.B})
		}
		out.SinglePoints = append(out.SinglePoints, point)
	}
	for _, l := range besideGaps {
		made, err := makeList(ctx, p, l)
		if err != nil {
			return err
		}
		out.Lists = append(out.Lists, made)
	}
	return nil
}
func siloCounts(counts []silo.Count) []SiloSummary {
	out := make([]SiloSummary, 0, len(counts))
	for _, c := range counts {
		out = append(out, SiloSummary{Name: c.Silo, Actors: c.Actors})
	}
	return out
}

func ref(g *snapshot.Graph, u int32) ActorRef { return ActorRef{ID: g.ID(u), Name: g.Name(u)} }

func refs(g *snapshot.Graph, actors []int32) []ActorRef {
	out := make([]ActorRef, 0, len(actors))
	for _, u := range actors {
		out = append(out, ref(g, u))
	}
	return out
}
