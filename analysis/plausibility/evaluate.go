package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// Trial says how a model is tested on what came after it was fitted.
type Trial struct {
	Actors int                   // how many actors are asked for, drawn from those with a later new tie; 0 means all
	K      int                   // suggestions for each
	Allow  func(u, v int32) bool // which pairs count, such as those between silos; nil means all
	Draws  int                   // of the bootstrap; 0 means 2,000
	Seed   uint64                // for the draws of actors and of the bootstrap
	Report func(done, all int64) // may be nil
}

// Scored is how well one way of suggesting did.
type Scored struct {
	Name      string
	Precision float64    // share of the suggestions that came true
	Ratio     float64    // the model's precision over this one's
	Lead      float64    // the model's precision less this one's
	LeadCI    [2]float64 // its 95 % interval, by a paired bootstrap over actors
}

// Evaluation is a model held against what came after it, and against the baselines.
type Evaluation struct {
	Actors    int     // asked for
	Eligible  int     // known actors with a later new tie that counts
	Later     float64 // such ties per actor asked for
	Model     Scored
	Baselines []Scored
	Best      int // the baseline with the highest precision

	Shown Reliability // of the suggestions
	All   Reliability // of all candidates that were ranked
	// Within is of the suggestions to those who found any new partner within the horizon, and of what came within it: what a probability says.
	Within Reliability
}

// Evaluate asks a model for suggestions and compares them with the ties that came after its day.
func Evaluate(ctx context.Context, h *History, m *Model, t Trial) (*Evaluation, error) {
	found := newPartners(h, m.state, Later, t.Allow)
	var asked []int32
	for a, partners := range found {
		if len(partners) > 0 {
			asked = append(asked, int32(a))
		}
	}
	e := &Evaluation{Eligible: len(asked)}
	random := rand.New(rand.NewPCG(t.Seed, 0x747269616c))
	if t.Actors > 0 && t.Actors < len(asked) {
		random.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
		asked = asked[:t.Actors]
		slices.Sort(asked)
	}
	e.Actors = len(asked)
	hits := make([][]float64, len(baselines)+1) // the model's last
	for i := range hits {
		hits[i] = make([]float64, len(asked))
	}
	ranked := make([][]Suggestion, len(asked))
	err := m.eachSource(ctx, asked, t.Allow, t.Report, func(i int, c *source) {
		came := func(v int32) float64 {
			if _, ok := slices.BinarySearch(found[asked[i]], v); ok {
				return 1 / float64(t.K)
			}
			return 0
		}
		ranked[i] = m.rank(c, t.K)
		for _, s := range ranked[i][:min(t.K, len(ranked[i]))] {
			hits[len(baselines)][i] += came(s.Candidate)
		}
		for b := range baselines {
			c.list.best(t.K, c.open, baselines[b].score(c), c.s.degree)
			for _, v := range c.list.kept {
				hits[b][i] += came(v)
			}
		}
	})
	if err != nil || len(asked) == 0 {
		return e, err
	}
	within := newPartners(h, m.state, m.state.day+int32(m.Horizon), t.Allow)
	e.calibrate(ranked, asked, found, within, t.K)
	e.compare(hits, t, random)
	return e, nil
}

// compare fills in the precisions and the model's lead.
func (e *Evaluation) compare(hits [][]float64, t Trial, random *rand.Rand) {
	own := hits[len(baselines)]
	e.Model = Scored{Name: "model", Precision: mean(own), Ratio: 1}
	draws := t.Draws
	if draws == 0 {
		draws = 2000
	}
	drawn := make([][]int32, draws)
	for d := range drawn {
		drawn[d] = make([]int32, len(own))
		for i := range drawn[d] {
			drawn[d][i] = random.Int32N(int32(len(own)))
		}
	}
	for b := range baselines {
		s := Scored{Name: baselines[b].name, Precision: mean(hits[b])}
		s.Ratio, s.Lead = e.Model.Precision/s.Precision, e.Model.Precision-s.Precision
		leads := make([]float64, draws)
		for d := range leads {
			for _, i := range drawn[d] {
				leads[d] += own[i] - hits[b][i]
			}
			leads[d] /= float64(len(own))
		}
		slices.Sort(leads)
		s.LeadCI = [2]float64{leads[int(0.025*float64(draws-1))], leads[int(math.Ceil(0.975*float64(draws-1)))]}
		e.Baselines = append(e.Baselines, s)
		if s.Precision > e.Baselines[e.Best].Precision {
			e.Best = b
		}
	}
}

// calibrate fills in how far the stated probabilities came true.
func (e *Evaluation) calibrate(ranked [][]Suggestion, asked []int32, found, within [][]int32, k int) {
	var stated, shown []float64
	var came, shownCame, soon []bool
	var statedSoon []float64
	for i, list := range ranked {
		for rank, s := range list {
			_, ok := slices.BinarySearch(found[asked[i]], s.Candidate)
			stated, came = append(stated, s.Plausibility), append(came, ok)
			if rank < k {
				shown, shownCame = append(shown, s.Plausibility), append(shownCame, ok)
				if own := within[asked[i]]; len(own) > 0 {
					_, ok := slices.BinarySearch(own, s.Candidate)
					statedSoon, soon = append(statedSoon, s.Plausibility), append(soon, ok)
				}
			}
		}
		e.Later += float64(len(found[asked[i]])) / float64(len(asked))
	}
	e.Shown, e.All, e.Within = reliable(shown, shownCame), reliable(stated, came), reliable(statedSoon, soon)
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
