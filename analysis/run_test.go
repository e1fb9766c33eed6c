package analysis_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// pair is two actors with a tie and the dimensions region and sector.
func pair() *snapshot.Graph {
	var b snapshot.Builder
	b.Tie(b.Actor("x", "X"), b.Actor("y", "Y"), 1)
	b.Dimension("sector", []string{"public", "private"})
	b.Dimension("region", []string{"north", ""})
	return b.Graph()
}

// answering is a metric that returns what it is told to, and what it was called with.
func answering(r analysis.Result, called *analysis.Args) *analysis.Metric {
	return &analysis.Metric{
		ID:      "answer",
		Columns: []analysis.Column{{ID: "answer"}},
		Params: []analysis.Param{
			{ID: "share", Kind: analysis.Number, Default: "0.5", Min: 0, Max: 1},
			{ID: "steps", Kind: analysis.Integer, Default: "3", Min: 1, Max: 9},
			{ID: "way", Kind: analysis.Choice, Default: "out", Choices: []string{"in", "out"}},
			{ID: "scaled", Kind: analysis.Boolean, Default: "false"},
		},
		Compute: func(_ context.Context, _ *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
			*called = a
			return r, nil
		},
	}
}

func scores(x ...float64) analysis.Result { return analysis.Result{Scores: [][]float64{x}} }

func TestRunFillsInDefaults(t *testing.T) {
	var got analysis.Args
	m := answering(scores(1, 2), &got)
	if _, err := analysis.Run(t.Context(), pair(), m, analysis.Args{Values: map[string]string{"steps": "4"}}); err != nil {
		t.Fatal(err)
	}
	if got.Number("share") != 0.5 || got.Integer("steps") != 4 || got.Text("way") != "out" || got.Boolean("scaled") {
		t.Errorf("computed with %v; expected the given steps=4 and every other default", got.Values)
	}
	if got.Threads < 1 {
		t.Errorf("computed with %d threads; expected all cores", got.Threads)
	}
}

func TestRunRefusesArguments(t *testing.T) {
	values := func(id, value string) analysis.Args { return analysis.Args{Values: map[string]string{id: value}} }
	for name, c := range map[string]struct {
		args analysis.Args
		want analysis.ArgumentError
	}{
		"unknown": {values("pace", "1"), analysis.ArgumentError{Param: "pace", Value: "1", Expected: "one of share, steps, way, scaled"}},
		"no number": {values("share", "half"),
			analysis.ArgumentError{Param: "share", Value: "half", Expected: "a number from 0 to 1"}},
		"NaN":       {values("share", "NaN"), analysis.ArgumentError{Param: "share", Value: "NaN", Expected: "a number from 0 to 1"}},
		"too small": {values("share", "-0.1"), analysis.ArgumentError{Param: "share", Value: "-0.1", Expected: "a number from 0 to 1"}},
		"not whole": {values("steps", "2.5"), analysis.ArgumentError{Param: "steps", Value: "2.5", Expected: "a whole number from 1 to 9"}},
		"choice":    {values("way", "up"), analysis.ArgumentError{Param: "way", Value: "up", Expected: "one of in, out"}},
		"boolean":   {values("scaled", "yes"), analysis.ArgumentError{Param: "scaled", Value: "yes", Expected: "true or false"}},
		"silo": {analysis.Args{Silo: "colour"},
			analysis.ArgumentError{Param: "silo", Value: "colour", Expected: "one of region, sector"}},
		"the first by name of several": {analysis.Args{Values: map[string]string{"way": "up", "share": "2"}},
			analysis.ArgumentError{Param: "share", Value: "2", Expected: "a number from 0 to 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := analysis.Run(t.Context(), pair(), answering(scores(1, 2), new(analysis.Args)), c.args)
			refusal, ok := errors.AsType[*analysis.ArgumentError](err)
			if !ok {
				t.Fatalf("got %v; expected a refusal", err)
			}
			c.want.Metric = "answer"
			if diff := cmp.Diff(c.want, *refusal); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for _, part := range []string{c.want.Param, c.want.Value, c.want.Expected} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func TestRunRefusesASiloWhenThereIsNone(t *testing.T) {
	var b snapshot.Builder
	b.Actor("x", "X")
	m := answering(scores(1), new(analysis.Args))
	m.NeedsSilo = true
	_, err := analysis.Run(t.Context(), b.Graph(), m, analysis.Args{})
	if err == nil || !strings.Contains(err.Error(), "they have none") {
		t.Errorf("got %v; expected to be told that the actors have no attributes", err)
	}
}

func TestRunChecksTheResult(t *testing.T) {
	for name, c := range map[string]struct {
		result    analysis.Result
		undefined string
		complaint string // "" when the result is right
	}{
		"right":                        {result: scores(1, 2)},
		"a column is missing":          {result: analysis.Result{}, complaint: "0 columns of scores, 1 described"},
		"a score is missing":           {result: scores(1), complaint: "1 scores for 2 actors"},
		"infinite":                     {result: scores(1, math.Inf(1)), undefined: "never", complaint: `actor "y" is +Inf`},
		"undefined without saying so":  {result: scores(math.NaN(), 1), complaint: `actor "x" is NaN`},
		"undefined where it may be":    {result: scores(math.NaN(), 1), undefined: "for isolates"},
		"an infinite value of a whole": {result: withValue(math.Inf(-1)), complaint: "value mean is -Inf"},
		"an undefined value":           {result: withValue(math.NaN())},
	} {
		t.Run(name, func(t *testing.T) {
			m := answering(c.result, new(analysis.Args))
			m.Undefined = c.undefined
			_, err := analysis.Run(t.Context(), pair(), m, analysis.Args{})
			if c.complaint == "" && err != nil || c.complaint != "" && (err == nil || !strings.Contains(err.Error(), c.complaint)) {
				t.Errorf("got %v; expected the complaint %q", err, c.complaint)
			}
		})
	}
}

func withValue(x float64) analysis.Result {
	r := scores(1, 2)
	r.Values = []analysis.Value{{Name: "mean", Value: x}}
	return r
}

func TestRunWrapsTheMetricsError(t *testing.T) {
	wrong := errors.New("wrong")
	m := answering(scores(1, 2), new(analysis.Args))
	m.Compute = func(context.Context, *snapshot.Graph, analysis.Args) (analysis.Result, error) {
		return analysis.Result{}, wrong
	}
	if _, err := analysis.Run(t.Context(), pair(), m, analysis.Args{}); !errors.Is(err, wrong) || !strings.HasPrefix(err.Error(), "answer: ") {
		t.Errorf("got %v; expected the metric's error after its id", err)
	}
}
