package main

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"strconv"

	"github.com/sillat/sillat/internal/app"
)

// short writes a figure for a table: whole numbers as they are, others to four significant digits, "–" when undefined.
func short(n app.Number) string {
	x := float64(n)
	switch {
	case !n.Defined():
		return "–"
	case x == math.Trunc(x) && math.Abs(x) < 1e9:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

func warn(w io.Writer, warnings []string) {
	for _, text := range warnings {
		fmt.Fprintln(w, "note:", text)
	}
}

func writeTiming(w io.Writer, t app.Timing) {
	learning := ""
	if t.FitSeconds > 0 {
		learning = fmt.Sprintf(" (of these %.3f s learning from the history)", t.FitSeconds)
	}
	fmt.Fprintf(w, "loaded in %.3f s, computed in %.3f s%s, at most %.0f MiB\n", t.LoadSeconds, t.ComputeSeconds, learning, float64(t.PeakBytes)/(1<<20))
}

func keys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// percent writes a share.
func percent(n app.Number) string {
	if !n.Defined() {
		return "–"
	}
	return strconv.FormatFloat(100*float64(n), 'f', 0, 64) + "%"
}

// likelihood writes a probability, very small ones as a bound.
func likelihood(n app.Number) string {
	switch {
	case !n.Defined():
		return "–"
	case n < 0.001:
		return "<0.001"
	}
	return strconv.FormatFloat(float64(n), 'f', 3, 64)
}
