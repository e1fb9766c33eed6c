package format_test

import (
	"regexp"
	"testing"

	"github.com/sillat/sillat/pkg/format"
)

// samples holds a small text of every format. A new format fails the test below until it has one here.
var samples = map[string]string{
	"csv":         "source,target\na,b\n",
	"edge-list":   "a b\n",
	"graphml":     graphMLSample,
	"gexf":        gexfSample,
	"pajek":       pajekSample,
	"netdraw-vna": netDrawSample,
	"ucinet-dl":   ucinetSample,
	"gml":         gmlSample,
	"xlsx":        "PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x13\x00\x00\x00[Content_Types].xml",
}

func TestEveryFormatIsRecognisedByItsText(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range format.All {
		if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(f.ID) || f.Title == "" || seen[f.ID] {
			t.Errorf("format %q with title %q: expected an id of its own in kebab-case and a title", f.ID, f.Title)
		}
		seen[f.ID] = true
		sample, ok := samples[f.ID]
		if !ok {
			t.Errorf("format %q has no sample", f.ID)
			continue
		}
		// No extension helps: uploads have any name.
		if got, ok := format.Detect("upload", sample); !ok || got.ID != f.ID {
			t.Errorf("the sample of %s was recognised as %q", f.ID, got.ID)
		}
	}
	for _, other := range []string{"", "PK\x03\x04", "{\"nodes\": []}", "<html><body></body></html>", "one\ntwo\n"} {
		if got, ok := format.Detect("upload", other); ok {
			t.Errorf("%q was recognised as %s", other, got.ID)
		}
	}
}
