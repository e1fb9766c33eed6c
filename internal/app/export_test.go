package app_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/fault"
)

func exported(t *testing.T, r app.ExportRequest) string {
	t.Helper()
	write, err := app.New(app.Options{}).Export(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// ties are a graph's ties as texts, in order: source, target and weight.
type ties []string

func tiesOf(t *testing.T, src app.Source, q app.Query) ties {
	t.Helper()
	part, err := app.New(app.Options{}).Extract(t.Context(), app.ExtractRequest{Source: src, Query: q})
	if err != nil {
		t.Fatal(err)
	}
	var out ties
	for _, x := range part.Ties {
		out = append(out, fmt.Sprintf("%s %s %s", x.Source, x.Target, x.Weight))
	}
	slices.Sort(out)
	return out
}

// What is written is read back by another reader each: our own import, an XML decoder and a reader of numbered lists.
func TestExportedGraphsAreTheGraph(t *testing.T) {
	demo := app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo"))
	q := app.Query{Weights: "strength", Where: []string{"level=regional"}}
	want := tiesOf(t, demo, q)
	if len(want) < 500 {
		t.Fatalf("%d ties: too few to tell anything", len(want))
	}
	for format, read := range map[string]func(*testing.T, string) ties{
		"csv": readBack("collaborations.csv"), "graphml": readBack("net.graphml"), "gexf": readGEXF, "net": readPajek,
	} {
		text := exported(t, app.ExportRequest{Source: demo, Query: q, Format: format})
		if got := read(t, text); !slices.Equal(got, want) {
			t.Errorf("%s: %d ties come back, %d were written; the first are %v and %v", format, len(got), len(want), start(got), start(want))
		}
	}
}

func start(list ties) ties { return list[:min(3, len(list))] }

func readBack(file string) func(*testing.T, string) ties {
	return func(t *testing.T, text string) ties {
		path := filepath.Join(t.TempDir(), file)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return tiesOf(t, app.Files(path), app.Query{Weights: "strength"})
	}
}

func readGEXF(t *testing.T, text string) ties {
	var g struct {
		Nodes []struct {
			ID     string `xml:"id,attr"`
			Label  string `xml:"label,attr"`
			Values []struct {
				For   string `xml:"for,attr"`
				Value string `xml:"value,attr"`
			} `xml:"attvalues>attvalue"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
			Weight string `xml:"weight,attr"`
		} `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal([]byte(text), &g); err != nil {
		t.Fatal(err)
	}
	if len(g.Nodes) < 200 || g.Nodes[0].ID != "FIK-001" || g.Nodes[0].Label == "" || !slices.ContainsFunc(g.Nodes[0].Values, func(v struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	}) bool {
		return v.Value == "municipality"
	}) {
		t.Errorf("%d nodes, the first %+v", len(g.Nodes), g.Nodes[0])
	}
	var out ties
	for _, e := range g.Edges {
		out = append(out, e.Source+" "+e.Target+" "+e.Weight)
	}
	slices.Sort(out)
	return out
}

func readPajek(t *testing.T, text string) ties {
	labels := map[string]string{}
	var out ties
	vertices := false
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case fields[0] == "*Vertices":
			vertices = true
		case strings.HasPrefix(line, "*"):
			vertices = false
		case vertices:
			labels[fields[0]] = strings.Trim(fields[1], `"`)
		default:
			out = append(out, labels[fields[0]]+" "+labels[fields[1]]+" "+fields[2])
		}
	}
	slices.Sort(out)
	return out
}

// Ties without a direction among such with one are written both ways, because other programs take no graph that has both kinds; activities are
// nodes of a second mode whose ids are no actors'; names that readers take for the node's own are kept apart; markup and quotes stay text.
func TestOddGraphs(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"actors.csv":         "id,name,label,part\n\"q\"\"\",<b>&,mine,x\nb,B,,y\n",
		"collaborations.csv": "source,target,directed\n\"q\"\"\",b,1\nb,\"q\"\"\",0\n",
		"activities.csv":     "id,title\nb,Same id as an actor\n",
		"participations.csv": "actor,activity,role\nb,b,funder\n\"q\"\"\",b,adopter\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what, format string
		has          []string
	}{
		{"collaborations", "graphml", []string{`edgedefault="directed"`, `<node id="q&#34;"><data key="name">&lt;b&gt;&amp;</data>`, `attr.name="attribute label"`, `<data key="mutual">true</data>`}},
		{"collaborations", "gexf", []string{`defaultedgetype="directed"`, `label="&lt;b&gt;&amp;"`, `title="attribute label"`, `source="q&#34;" target="b"`, `<attvalue for="mutual" value="true"/>`}},
		{"collaborations", "net", []string{"*Vertices 2\n", "\"q'\"", "*Arcs\n1 2 1\n2 1 1\n1 2 1\n"}},
		{"participations", "net", []string{"*Vertices 3 2\n", `3 "activity:b"`, "*Edges\n2 3 1\n1 3 1\n"}},
		{"participations", "graphml", []string{`edgedefault="undirected"`, `<edge source="b" target="activity:b"><data key="type">funder</data>`, ">activity</data>"}},
		{"all", "jsonl", []string{`{"actors":{"id":"b","name":"B"`, `{"participations":{"actor":"b","activity":"b","role":"funder"`}},
		{"ties", "jsonl", []string{`{"source":"b","target":"q\"","weight":`}},
		{"actors", "csv", []string{"id,name,start,end,", "b,B,,,"}},
	} {
		text := exported(t, app.ExportRequest{Source: app.Files(folder), What: c.what, Format: c.format})
		for _, part := range c.has {
			if !strings.Contains(text, part) {
				t.Errorf("%s as %s lacks %s:\n%s", c.what, c.format, part, text)
			}
		}
	}
}

func TestExportsThatCannotBe(t *testing.T) {
	demo := app.Files(filepath.Join(testkit.Root(t), "fixtures", "demo"))
	for want, r := range map[string]app.ExportRequest{
		"csv of all cannot be written":         {What: "all", Format: "csv"},
		"gexf of activities cannot be written": {What: "activities", Format: "gexf"},
		"format is \"xls\"; expected one of":   {Format: "xls"},
		"what is \"plans\"; expected one of":   {What: "plans", Format: "csv"},
		"where is given, but actors are":       {What: "actors", Format: "csv", Query: app.Query{Where: []string{"level=national"}}},
		"files have no revisions":              {Format: "csv", Query: app.Query{Revision: 1}},
	} {
		r.Source = demo
		if _, err := app.New(app.Options{}).Export(t.Context(), r); fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("expected %q, got %v", want, err)
		}
	}
	if _, err := app.New(app.Options{}).Export(t.Context(), app.ExportRequest{Source: app.Files("nothing-here"), Format: "csv"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("an export of nothing ends with %v", err)
	}
}
