package analysis

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/snapshot"
)

// ArgumentError is an argument that a metric refuses.
type ArgumentError struct {
	Metric   string
	Param    string // the parameter's id, or "silo"
	Value    string
	Expected string
}

// Error says which argument, what was found and what was expected.
func (e *ArgumentError) Error() string {
	return fmt.Sprintf("%s: parameter %s is %q; expected %s", e.Metric, e.Param, e.Value, e.Expected)
}

// OverflowError is a figure beyond all floating-point numbers: the weights that make it are too large to be added or multiplied.
type OverflowError struct {
	Metric string
	Of     string // which figure it is, and what it came to
}

// Error says which figure, what was found, what was expected and the cure.
func (e *OverflowError) Error() string {
	return fmt.Sprintf("%s: %s, more than a number can hold; expected weights whose sums stay below 1.8e308: divide all weights by the same number", e.Metric, e.Of)
}

// Run computes a metric on a graph: it checks the arguments against the metric's own description, fills in defaults,
// computes, and checks that the result is complete. It returns an *ArgumentError for a refused argument, an *OverflowError where a figure is
// infinite and ctx's error, wrapped, when ctx ends first.
func Run(ctx context.Context, g *snapshot.Graph, m *Metric, a Args) (Result, error) {
	a, err := check(g, m, a)
	if err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil { // metrics too quick to look at ctx themselves must still refuse to start
		return Result{}, fmt.Errorf("%s: %w", m.ID, err)
	}
	r, err := m.Compute(ctx, g, a)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", m.ID, err)
	}
	if len(r.Scores) != len(m.Columns) {
		return Result{}, fmt.Errorf("%s: %d columns of scores, %d described", m.ID, len(r.Scores), len(m.Columns))
	}
	for c, scores := range r.Scores {
		if len(scores) != g.Len() {
			return Result{}, fmt.Errorf("%s: column %s has %d scores for %d actors", m.ID, m.Columns[c].ID, len(scores), g.Len())
		}
		for u, x := range scores {
			if math.IsInf(x, 0) {
				return Result{}, &OverflowError{Metric: m.ID, Of: fmt.Sprintf("the score of actor %q is %v", g.ID(int32(u)), x)}
			}
			if math.IsNaN(x) && m.Undefined == "" {
				return Result{}, fmt.Errorf("%s: score of actor %q is %v", m.ID, g.ID(int32(u)), x)
			}
		}
	}
	for _, v := range r.Values {
		if math.IsInf(v.Value, 0) {
			return Result{}, &OverflowError{Metric: m.ID, Of: fmt.Sprintf("the value %s is %v", v.Name, v.Value)}
		}
	}
	return r, nil
}

// check returns the arguments with every default filled in, or an *ArgumentError.
func check(g *snapshot.Graph, m *Metric, a Args) (Args, error) {
	refuse := func(param, value, expected string) (Args, error) {
		return Args{}, &ArgumentError{Metric: m.ID, Param: param, Value: value, Expected: expected}
	}
	if a.Threads <= 0 {
		a.Threads = runtime.GOMAXPROCS(0)
	}
	if m.NeedsSilo || a.Silo != "" {
		if _, ok := g.Dimension(a.Silo); !ok {
			return Args{}, UnknownDimension(g, m.ID, "silo", a.Silo)
		}
	}
	values := make(map[string]string, len(m.Params))
	for _, p := range m.Params {
		values[p.ID] = p.Default
	}
	given := make([]string, 0, len(a.Values))
	for id := range a.Values {
		given = append(given, id)
	}
	slices.Sort(given) // so that the same call always complains of the same argument
	for _, id := range given {
		i := slices.IndexFunc(m.Params, func(p Param) bool { return p.ID == id })
		if i < 0 {
			return refuse(id, a.Values[id], "one of "+paramNames(m))
		}
		if expected := m.Params[i].refuses(a.Values[id]); expected != "" {
			return refuse(id, a.Values[id], expected)
		}
		values[id] = a.Values[id]
	}
	a.Values = values
	return a, nil
}

// refuses returns what was expected when the text is not a value of the parameter, else "".
func (p Param) refuses(text string) string {
	switch p.Kind {
	case Number, Integer:
		x, err := strconv.ParseFloat(text, 64)
		whole := p.Kind == Number || x == math.Trunc(x)
		if err != nil || math.IsNaN(x) || x < p.Min || x > p.Max || !whole {
			kind := "a number"
			if p.Kind == Integer {
				kind = "a whole number"
			}
			return fmt.Sprintf("%s from %v to %v", kind, p.Min, p.Max)
		}
	case Choice:
		if !slices.Contains(p.Choices, text) {
			return "one of " + strings.Join(p.Choices, ", ")
		}
	case Boolean:
		if text != "true" && text != "false" {
			return "true or false"
		}
	}
	return ""
}

// Number returns a checked number parameter. It is for a metric's own Compute, which Run calls with every parameter present.
func (a Args) Number(id string) float64 {
	x, _ := strconv.ParseFloat(a.Values[id], 64)
	return x
}

// Integer returns a checked integer parameter.
func (a Args) Integer(id string) int { return int(a.Number(id)) }

// Text returns a checked choice parameter.
func (a Args) Text(id string) string { return a.Values[id] }

// Boolean returns a checked boolean parameter.
func (a Args) Boolean(id string) bool { return a.Values[id] == "true" }

// Report passes progress on when the caller asked for it.
func (a Args) Report(done, all int64) {
	if a.Progress != nil {
		a.Progress(done, all)
	}
}

// UnknownDimension refuses a dimension that the network does not have, and names those there are.
func UnknownDimension(g *snapshot.Graph, metric, param, name string) *ArgumentError {
	names := make([]string, 0, len(g.Dimensions()))
	for _, d := range g.Dimensions() {
		names = append(names, d.Name)
	}
	expected := "one of " + strings.Join(names, ", ")
	switch {
	case g.Len() == 0:
		expected = "an attribute of the actors, but there are no actors"
	case len(names) == 0:
		expected = "an attribute of the actors, but they have none that divides them"
	}
	return &ArgumentError{Metric: metric, Param: param, Value: name, Expected: expected}
}

func paramNames(m *Metric) string {
	ids := make([]string, 0, len(m.Params))
	for _, p := range m.Params {
		ids = append(ids, p.ID)
	}
	if len(ids) == 0 {
		return "no parameters: it takes none"
	}
	return strings.Join(ids, ", ")
}
