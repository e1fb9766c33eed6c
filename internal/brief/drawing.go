package brief

import (
	"math"
	"unicode/utf8"
)

const (
	drawingWidth  = 520
	drawingHeight = 330
	labelRoom     = 14 // below the lowest bubble
	widestLine    = 9
	mostLabels    = 24
	longestLabel  = 26
)

// draw makes the bubble map: the silos, the ties between them, and dashed lines where ties are missing.
func draw(f *Facts, title string) *Drawing {
	d := &Drawing{Width: drawingWidth, Height: drawingHeight, Title: title}
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range f.Silos {
		left, right = min(left, s.X-s.R), max(right, s.X+s.R)
		top, bottom = min(top, s.Y-s.R), max(bottom, s.Y+s.R)
	}
	if !(right > left) || !(bottom > top) {
		return nil
	}
	const margin = 46 // labels are wider than small bubbles
	scale := min((drawingWidth-2*margin)/(right-left), (drawingHeight-2*labelRoom)/(bottom-top))
	x := func(v float64) float64 { return drawingWidth/2 + (v-(left+right)/2)*scale }
	y := func(v float64) float64 { return drawingHeight/2 - labelRoom/2 + (v-(top+bottom)/2)*scale }
	heaviest := 0.0
	for _, l := range f.Links {
		heaviest = max(heaviest, l.Weight)
	}
	for _, gaps := range []bool{false, true} { // gaps above ties
		for _, l := range f.Links {
			a, b := f.Silos[l.A], f.Silos[l.B]
			line := Line{X1: x(a.X), Y1: y(a.Y), X2: x(b.X), Y2: y(b.Y), Dashed: l.Gap, Width: 1.6}
			if !l.Gap {
				line.Width = widestLine * l.Weight / heaviest
			}
			if l.Gap == gaps && line.Width >= 0.15 {
				d.Lines = append(d.Lines, line)
			}
		}
	}
	for i, s := range f.Silos {
		r := max(2, s.R*scale)
		d.Circles = append(d.Circles, Circle{x(s.X), y(s.Y), r})
		if i < mostLabels {
			d.Labels = append(d.Labels, Label{x(s.X), y(s.Y) + r + 10, 9, shortened(s.Name, longestLabel)})
		}
	}
	return d
}

// shortened cuts a text that is too long.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
