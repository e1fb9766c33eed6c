package layout

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/community"
	"github.com/sillat/sillat/analysis/snapshot"
)

const (
	// manyActors is from how many actors on a component may begin from its communities.
	manyActors = 10_000
	// clusterRounds is how often communities are moved at most, fewer times the more of them there are: all pairs of them push.
	clusterRounds = 200
	clusterWork   = 200_000_000
)

// communitiesOf returns each actor's community.
func communitiesOf(ctx context.Context, g *snapshot.Graph, threads int) ([]int32, error) {
	r, err := analysis.Run(ctx, g, &community.Louvain, analysis.Args{Threads: threads, Seed: 1, Values: map[string]string{"tries": "1"}})
	if err != nil {
		return nil, err
	}
	of := make([]int32, g.Len())
	for u, c := range r.Scores[0] {
		of[u] = int32(c) - 1
	}
	return of, nil
}

// crowded reports whether a component has so many actors, and so few steps between them, that distances tell little about who belongs
// together. Then forces would need many rounds to draw those together one actor at a time, and communities are the better beginning.
func (c *component) crowded() bool {
	if c.len() < manyActors {
		return false
	}
	d := make([]int32, c.len())
	c.distances(0, d, make([]int32, 0, c.len()))
	return float64(slices.Max(d)) < 3*math.Log2(float64(c.len()))
}

// clusters is a component whose communities stand for their actors.
type clusters struct {
	component           // the communities, tied where actors of theirs are
	ties      []float64 // beside to: how many ties of actors
	members   [][]int32 // by community, ascending
}

// clustered gathers the actors of a component by community, numbered from 0 in the order of their first actors.
func clustered(c *component, of []int32) *clusters {
	k := &clusters{component: component{start: make([]int, 1)}}
	number, own := map[int32]int32{}, make([]int32, len(of))
	for u, community := range of {
		at, ok := number[community]
		if !ok {
			at = int32(len(number))
			number[community] = at
			k.members = append(k.members, nil)
		}
		own[u] = at
		k.members[at] = append(k.members[at], int32(u))
	}
	toward, met := make([]float64, len(k.members)), []int32(nil)
	for a, members := range k.members {
		met = met[:0]
		for _, u := range members {
			for _, v := range c.row(u) {
				b := own[v]
				if b == int32(a) {
					continue
				}
				if toward[b] == 0 {
					met = append(met, b)
				}
				toward[b]++
			}
		}
		for _, b := range met {
			k.to, k.ties = append(k.to, b), append(k.ties, toward[b])
			toward[b] = 0
		}
		k.start = append(k.start, len(k.to))
	}
	return k
}

// spreadOut places the communities by their ties, and the actors of each around its middle like the seeds of a sunflower.
func (k *clusters) spreadOut(ctx context.Context, actors int) ([]point, error) {
	at := scaled(&k.component)
	room := math.Sqrt(float64(actors) / float64(len(at))) // since a community takes the room of its actors
	for a := range at {
		at[a] = point{at[a].x * room, at[a].y * room}
	}
	if err := k.relax(ctx, at, 0.1*math.Sqrt(float64(actors))); err != nil {
		return nil, err
	}
	body := make([]point, actors)
	for a, members := range k.members {
		for i, u := range members {
			seed := sunflower(i, 1/math.Sqrt(math.Pi))
			body[u] = point{at[a].x + seed.x, at[a].y + seed.y}
		}
	}
	return body, nil
}

// relax moves the communities where the forces draw them, in the first round by farthest at most. The force on a community is the mean
// of those on its actors: each is pushed by all actors of the others and pulled along its ties.
func (k *clusters) relax(ctx context.Context, at []point, farthest float64) error {
	push := make([]point, len(at))
	rounds := max(1, min(clusterRounds, clusterWork/(len(at)*len(at))))
	for round := range rounds {
		for a := range at {
			if a%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			push[a] = k.force(int32(a), at)
		}
		move(at, push, farthest*(1-float64(round)/float64(rounds)))
	}
	return ctx.Err()
}

func (k *clusters) force(a int32, at []point) point {
	var sum point
	size := float64(len(k.members[a]))
	for b, p := range at {
		dx, dy := at[a].x-p.x, at[a].y-p.y
		if d2 := dx*dx + dy*dy; d2 > 0 {
			other := float64(len(k.members[b]))
			// Inside one another they push no more than side by side.
			share := other / max(d2, (size+other)/(4*math.Pi))
			sum.x += share * dx
			sum.y += share * dy
		}
	}
	for i := k.start[a]; i < k.start[a+1]; i++ {
		dx, dy := at[a].x-at[k.to[i]].x, at[a].y-at[k.to[i]].y
		pull := math.Sqrt(dx*dx+dy*dy) * k.ties[i] / size
		sum.x -= dx * pull
		sum.y -= dy * pull
	}
	return sum
}
