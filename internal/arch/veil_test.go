package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// TestRecordsAreReadThroughTheVeil keeps use cases from reading past what hides persons and names (internal/docs/adr/0010). Who needs a whole
// history is listed with the reason why all of it may be seen.
func TestRecordsAreReadThroughTheVeil(t *testing.T) {
	whole := map[string]string{
		"reading.go":   "the one place that reads, for sight.go",
		"sight.go":     "the veil itself",
		"erase.go":     "owners erase",
		"persons.go":   "owners export a person's data",
		"tombstone.go": "a restore erases again",
		"backup.go":    "whoever has the store",
		"move.go":      "whoever has the store",
		"changes.go":   "editors, who see everything",
	}
	past := regexp.MustCompile(`\.(reading|Read|History)\(ctx\b`)
	apart := regexp.MustCompile(`(ingest|projection)\.(Read|History)\(ctx\b`) // files, and records that were given
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "internal", "app", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var met []string
	for _, path := range files {
		name := filepath.Base(path)
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !past.Match(apart.ReplaceAll(text, nil)) {
			continue
		}
		met = append(met, name)
		if whole[name] == "" {
			t.Errorf("internal/app/%s reads records past the veil: read through a.seeing, or say here why its readers may see everything", name)
		}
	}
	for name := range whole {
		if !slices.Contains(met, name) {
			t.Errorf("internal/app/%s reads nothing past the veil any more; take it off this list", name)
		}
	}
}
