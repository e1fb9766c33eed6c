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
				drawn.rows, drawn.came = append(drawn.rows, row), append(drawn.came, random.Float64() < 1/(1+math.Exp(-odds)))
				score = append(score, x)
			}
			l, err := fitLevel(t.Context(), drawn, score, 0)
			if err != nil {
				t.Fatal(err)
			}
			if c.sign < 0 {
				if low, high := l.at(-1, drawn.row(0)), l.at(1, drawn.row(0)); low != high {
					t.Fatalf("a low score comes true at %.3f and a high one at %.3f; want the same, so that the order stays", low, high)
				}
				return
			}
			odds := func(score float64, row []float32) float64 {
				p := l.at(score, row)
				return math.Log(p / (1 - p))
			}
			few, many := make([]float32, width), make([]float32, width)
			many[sourceAt(0)] = 5
			if step := odds(1, few) - odds(0, few); math.Abs(step-1) > 0.1 {
				t.Errorf("a step of the score changes the odds by %.3f, want 1", step)
			}
			if more := odds(0, many) - odds(0, few); math.Abs(more-1) > 0.1 {
				t.Errorf("a source that finds more changes the odds by %.3f, want 1", more)
			}
		})
	}
}

// A level that is fitted to one draw says of another how often it comes true; and where nothing came, hardly anything.
func TestLevelSaysHowOftenScoresComeTrue(t *testing.T) {
	width := mustState(t, made(1, 10, 10), splitDay, nil).width()
	random := rand.New(rand.NewPCG(12, 1))
	draw := func() (*table, []float64) {
		drawn, score := &table{width: width}, make([]float64, 20000)
		for i := range score {
			score[i] = -3 + 1.5*random.NormFloat64()
			drawn.rows, drawn.came = append(drawn.rows, make([]float32, width)), append(drawn.came, random.Float64() < logistic(1+1.3*score[i]))
		}
		return drawn, score
	}
	taught, score := draw()
	l, err := fitLevel(t.Context(), taught, score, 0)
	if err != nil {
		t.Fatal(err)
	}
	other, asked := draw()
	stated := make([]float64, len(asked))
	for i, x := range asked {
		stated[i] = l.at(x, other.row(i))
	}
	if r := reliable(stated, other.came); r.Error > 0.01 {
		t.Errorf("calibration error %.4f", r.Error)
	}
	clear(taught.came)
	if l, err = fitLevel(t.Context(), taught, score, 0); err != nil {
		t.Fatal(err)
	}
	if p := l.at(0, taught.row(0)); !(p > 0 && p < 1e-3) {
		t.Errorf("where nothing of 20,000 came %v is stated", p)
	}
}
