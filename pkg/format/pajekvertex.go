package format

import (
	"slices"
	"strconv"
	"strings"
)

// What Pajek draws vertices with: their shapes, and the keys of what else it knows.
var (
	pajekShapes  = []string{"ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman"}
	pajekDrawing = []string{"s_size", "x_fact", "y_fact", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lr", "lphi", "fos", "font", "lp", "hook", "shape"}
)

// attributes reads what stands behind a label: coordinates, a shape, then keys and values.
func (p *pajek) attributes(parts []string) map[int]string {
	for len(parts) > 0 && (isAmount(parts[0]) || slices.Contains(pajekShapes, strings.ToLower(parts[0]))) {
		parts = parts[1:]
	}
	var values map[int]string
	for ; len(parts) > 1; parts = parts[2:] {
		key := parts[0]
		if slices.Contains(pajekDrawing, key) || len(key) > MaxField || len(parts[1]) > MaxField {
			continue
		}
		column, ok := p.columns[key]
		if !ok {
			column = len(p.header)
			p.columns[key], p.header = column, append(p.header, key)
		}
		if values == nil {
			values = map[int]string{}
		}
		values[column] = parts[1]
	}
	return values
}

func isAmount(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
