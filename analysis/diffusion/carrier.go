package diffusion

import (
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/splitmix"
)

// carrier knows with what chance, or with what weight, each tie of a network carries an idea.
type carrier struct {
	g       *snapshot.Graph
	model   Model
	uniform bool      // every tie has the model's chance
	out, in []float64 // beside the rows: what a tie carries away from, and to, the row's actor; nil when uniform or when nothing is drawn
}

// newCarrier prepares a network. Memory: 16 bytes for each end of a tie, unless all ties have the same chance.
func newCarrier(g *snapshot.Graph, m Model) *carrier {
	c := &carrier{g: g, model: m}
	switch {
	case m.Kind == Contacts:
		return c
	case m.Kind == Cascade && (g.Meaning() == snapshot.Unweighted || !g.Weighted()):
		c.uniform = true
		return c
	}
	start, to, _ := g.Rows()
	inStart, inTo, _ := g.InRows()
	c.out, c.in = make([]float64, len(to)), make([]float64, len(inTo))
	total := make([]float64, g.Len())
	for v := range int32(g.Len()) {
		for i := range g.In(v) {
			total[v] += c.strength(g.InWeights(v), i)
		}
	}
	for u := range int32(g.Len()) {
		for i, v := range g.Out(u) {
			c.out[start[u]+int64(i)] = c.carries(c.strength(g.OutWeights(u), i), total[v])
		}
		for i := range g.In(u) {
			c.in[inStart[u]+int64(i)] = c.carries(c.strength(g.InWeights(u), i), total[u])
		}
	}
	return c
}

func (c *carrier) strength(weights []float64, i int) float64 {
	if weights == nil {
		return 1
	}
	return analysis.TieStrength(c.g.Meaning(), weights[i])
}

// carries is the chance of a cascade on a tie of some strength, or the tie's share in all that comes to its far end.
func (c *carrier) carries(strength, total float64) float64 {
	if !(strength > 0) {
		return 0
	}
	if c.model.Kind == Cascade {
		return 1 - math.Pow(1-c.model.Chance, strength)
	}
	if share := strength / total; share > 0 {
		return share
	}
	return 0
}

// world is one draw of everything that chance decides: for every tie and every actor it holds a number from 0 to 1, which is computed when it
// is asked for. So a draw is the same whatever order it is looked at in, and the same draw can be looked at with other starters.
type world uint64

// newWorld makes the draw of a number. Draws of other seeds, and of other streams of one seed, are independent.
func newWorld(seed, stream, number uint64) world {
	return world(splitmix.Mix(splitmix.Mix(splitmix.Mix(seed)+stream*0xd1342543de82ef95) + number*splitmix.Golden))
}

// tie is the number of the tie from u to v. Without directions it is that of the tie from v to u too: only one of the two can ever be tried in
// vain before the other is of no use any more.
func (w world) tie(u, v int32, directed bool) float64 {
	if !directed && v < u {
		u, v = v, u
	}
	return unit(splitmix.Mix(splitmix.Mix(uint64(w)+uint64(uint32(u))*splitmix.Golden) + uint64(uint32(v)) + 1))
}

// actor is the number of an actor.
func (w world) actor(u int32) float64 {
	return unit(splitmix.Mix(splitmix.Mix(uint64(w)^0xa0761d6478bd642f) + uint64(uint32(u))))
}

// unit makes a number from 0 to below 1 of the upper bits.
func unit(x uint64) float64 { return float64(x>>11) * 0x1p-53 }
