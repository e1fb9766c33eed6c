package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/internal/testkit"
)

// The page names a metric in the reader's language; a metric without words there would be read in English.
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
			for _, key := range []string{"metric." + m.ID, "metric." + m.ID + ".meaning"} {
				if words[key] == "" {
					t.Errorf("%s.json has no %q", language, key)
				}
			}
		}
	}
}
