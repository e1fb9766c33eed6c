package app

import (
	"context"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/internal/veil"
)

// Readers who may see figures of silos alone are given answers without anything of single actors. What is left out is left out whole:
// an empty list, not one of pseudonyms, which would still tell who is connected how.

func (r *GapsResult) discreet(ctx context.Context) {
	if !veil.SilosOnly(ctx) {
		return
	}
	r.Clusters, r.Isolates, r.Pendants, r.SinglePoints, r.Lists = []ClusterFigure{}, []ActorRef{}, []ActorRef{}, []SinglePoint{}, nil
	r.SinglePointsFound = 0
	for i := range r.Gaps {
		f := &r.Gaps[i].Fragility
		f.Who, f.Names = []string{}, []string{}
		if r.Gaps[i].Reason != nil {
			r.Gaps[i].tell(r.Directed) // anew, without the names
		}
		if f.Leaving != nil {
			f.Leaving = []LeavingFigure{}
		}
	}
	r.Run.warn(notice.SilosOnly.Of())
}

func (r *MapResult) discreet(ctx context.Context) {
	if !veil.SilosOnly(ctx) {
		return
	}
	r.Actors = MapActors{ID: []string{}, Name: []string{}, Silo: []int32{}, X: []float32{}, Y: []float32{}, Degree: []int32{}}
	r.Ties = MapTies{Source: []int32{}, Target: []int32{}, Weight: []float32{}}
}

func (c *Choices) discreet(ctx context.Context) {
	if !veil.SilosOnly(ctx) {
		return
	}
	for i := range c.Roles {
		c.Roles[i].Actors = []string{}
	}
}
