package brief

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed page.html
var source string

// page is the template. It asks for nothing from anywhere: styles and the picture are in it.
var page = template.Must(template.New("brief").Funcs(template.FuncMap{
	"tone":  func(t int) string { return fmt.Sprintf("t%d", t+2) },
	"n":     func(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") },
	"data":  func(facts []byte) template.JS { return template.JS(facts) }, // safe: encoding/json escapes what could end the script
	"color": colorOf,
	"tones": func() []string {
		var list []string
		for t := -2; t <= 2; t++ {
			list = append(list, fmt.Sprintf(".t%d{background:#%02x%02x%02x}", t+2, tones[t][0], tones[t][1], tones[t][2]))
		}
		return list
	},
	"css":   func(text string) template.CSS { return template.CSS(text) },
	"words": func(i, words int) bool { return i < words },
}).Parse(source))

func colorOf(name string) string {
	c := map[string][3]int{"ink": ink, "quiet": quiet, "bubble": bubble, "edge": edge, "tie": tie, "gap": gapColor}[name]
	return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2])
}

// HTML writes the page as one file that asks for nothing else and prints well on A4.
func (p *Page) HTML(w io.Writer) error {
	if err := page.Execute(w, p); err != nil {
		return fmt.Errorf("write a brief: %w", err)
	}
	return nil
}
