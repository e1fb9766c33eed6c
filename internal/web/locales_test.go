package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/internal/testkit"
)

// The page names a metric and its parameters in the reader's language; without words there they would be read in English.
func TestEveryMetricHasWordsInEveryLanguage(t *testing.T) {
	for _, language := range []string{"en", "fi", "sv"} {
		text, err := os.ReadFile(filepath.Join(testkit.Root(t), "internal", "web", "app", "src", "locales", language+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(text, &words); err != nil {
			t.Fatalf("%s: %v", language, err)
		}
		for _, m := range catalog.All() {
			keys := []string{"metric." + m.ID, "metric." + m.ID + ".meaning"}
			if sizes(m) {
				for _, p := range m.Params {
					keys = append(keys, "param.name."+p.ID, "param.meaning."+p.Meaning)
					for _, choice := range p.Choices {
						keys = append(keys, "param.choice."+choice)
					}
				}
			}
			for _, key := range keys {
				if words[key] == "" {
					t.Errorf("%s.json has no %q", language, key)
				}
			}
		}
	}
}

// sizes reports whether the page sizes actors by a metric, and so has a form for its parameters.
func sizes(m *analysis.Metric) bool {
	return slices.ContainsFunc(m.Columns, func(c analysis.Column) bool { return c.ID == m.ID && !c.Group })
}
