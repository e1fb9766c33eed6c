package catalog_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/internal/testkit"
)

// Every metric has its place in exactly one page of internal/docs/methods, with the formula and the sources that it prints itself.
func TestEveryMetricIsInTheMethodPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "internal", "docs", "methods", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	place := map[string]string{} // by id what stands below its heading
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(text), "\n### `")[1:] {
			id, rest, _ := strings.Cut(part, "`")
			if _, twice := place[id]; twice {
				t.Errorf("%s: metric %s is described twice", filepath.Base(file), id)
			}
			place[id], _, _ = strings.Cut(rest, "\n## ")
		}
	}
	for _, m := range catalog.All() {
		text, ok := place[m.ID]
		if !ok {
			t.Errorf("no page describes %s: add a heading \"### `%s`: …\" to the page of its family", m.ID, m.ID)
			continue
		}
		delete(place, m.ID)
		if !strings.Contains(text, "\n    "+m.Formula+"\n") {
			t.Errorf("%s: the page lacks its formula as the metric has it: %s", m.ID, m.Formula)
		}
		for _, s := range m.Sources {
			if !strings.Contains(text, strings.TrimSuffix(s.Text, ".")) || !strings.Contains(text, s.DOI) {
				t.Errorf("%s: the page lacks the source %s, doi %q", m.ID, s.Text, s.DOI)
			}
		}
	}
	for id := range place {
		t.Errorf("a page describes %s, which the catalogue does not have", id)
	}
}
