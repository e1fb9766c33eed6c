package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/format"
)

// The page lets people choose which field a column holds; a field that it does not know could not be chosen.
func TestThePageKnowsEveryField(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "internal", "web", "app", "src", "core", "columns.ts"))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []format.Kind{format.Actors, format.Activities, format.Collaborations, format.Participations} {
		found := regexp.MustCompile(`(?m)^  ` + string(kind) + `: \[(.*)\],$`).FindSubmatch(text)
		if found == nil {
			t.Errorf("columns.ts has no fields of %s", kind)
			continue
		}
		want := `"` + strings.Join(ingest.Fields(kind), `", "`) + `"`
		if string(found[1]) != want {
			t.Errorf("%s has the fields %s on the page and %s in the service", kind, found[1], want)
		}
	}
}
