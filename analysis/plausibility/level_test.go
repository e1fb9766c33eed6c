package plausibility

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Scores differ within a source by what is drawn, and sources by how much they find: the level must find both again, and must not turn a score
// round that foretells the contrary.
func TestLevelAddsHowMuchASourceFinds(t *testing.T) {
	width := mustState(t, made(1, 10, 10), splitDay, nil).width()
	for _, c := range []struct {
		name string
		sign float64
	}{{"a score that foretells", 1}, {"a score that foretells the contrary", -1}} {
		t.Run(c.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(6, 6))
			drawn := &table{width: width}
			var score []float64
			for range 40000 {
				row := make([]float32, width)
				partners := float64(random.IntN(2)) * 5
				row[sourceAt(0)] = float32(partners)
				x := random.NormFloat64()
				odds := -2 + c.sign*x
				if partners > 0 {
					odds++
				}
				drawn.rows, drawn.came = append(drawn.rows, row...), append(drawn.came, random.Float64() < 1/(1+math.Exp(-odds)))
				score = append(score, x)
			}
			o, err := fitLevel(t.Context(), drawn, score, 0)
			if err != nil {
				t.Fatal(err)
			}
			if c.sign < 0 {
				if o != nil {
					t.Fatalf("weights %v; want none, so that the order stays", o.weight)
				}
				return
			}
			m := &Model{level: o}
			few, many := make([]float32, width), make([]float32, width)
			many[sourceAt(0)] = 5
			if step := m.odds(1, few) - m.odds(0, few); math.Abs(step-1) > 0.1 {
				t.Errorf("a step of the score changes the odds by %.3f, want 1", step)
			}
			if more := m.odds(0, many) - m.odds(0, few); math.Abs(more-1) > 0.1 {
				t.Errorf("a source that finds more changes the odds by %.3f, want 1", more)
			}
		})
	}
}
