package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const graphMLSample = `<?xml version="1.0" encoding="ISO-8859-1"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="k0" for="node" attr.name="sector" attr.type="string"><default>NGO</default></key>
  <key id="k1" for="all" attr.name="since" attr.type="int"/>
  <key id="k2" for="edge" attr.name="weight" attr.type="double"/>
  <key id="k3" for="node" yfiles.type="nodegraphics"/>
  <graph id="G" edgedefault="directed">
    <data key="k9">of the graph</data>
    <node id="a"><data key="k1">1999</data></node>
    <node id="b"><data key="k0">city &amp; region</data>
      <data key="k3"><y:ShapeNode><y:NodeLabel>drawn</y:NodeLabel></y:ShapeNode></data>
      <graph edgedefault="undirected">
        <node id="b1"/>
        <edge source="b1" target="a"/>
      </graph>
    </node>
    <edge source="a" target="b"><data key="k2">2.5</data><data key="k1">2001</data></edge>
    <edge source="b" target="a" directed="false"/>
  </graph>
</graphml>
`

func TestGraphMLIsReadAsTwoTables(t *testing.T) {
	got, _, id := read(t, "a.xml", graphMLSample)
	if id != "graphml" || len(got.Problems) > 0 {
		t.Fatalf("read as %s with problems %v", id, got.Problems)
	}
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "sector", "since", "k3"}},
			{Kind: format.Collaborations, Header: []string{"source", "target", "directed", "since", "weight"}},
		},
		Rows: [][]line{
			{{9, []string{"a", "NGO", "1999", ""}}, {13, []string{"b1", "NGO", "", ""}}, {10, []string{"b", "city & region", "", ""}}},
			{{14, []string{"b1", "a", "", "", ""}}, {17, []string{"a", "b", "true", "2001", "2.5"}}, {18, []string{"b", "a", "false", "", ""}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGraphMLTellsWhatIsWrong(t *testing.T) {
	const head = "<graphml>\n<graph edgedefault=\"undirected\">\n"
	complaints(t, "a.graphml", []complaint{
		{"a tag that is not closed", head + "<node id=\"a\">\n</graph></graphml>",
			fault.Problem{Line: 4, Expected: "well-formed XML 1.0", Fatal: true}},
		{"the file is cut short", head + "<node id=\"a\"/>\n",
			fault.Problem{Line: 4, Expected: "well-formed XML 1.0", Fatal: true}},
		{"XML 1.1", "<?xml version=\"1.1\"?>\n" + head + "</graph></graphml>",
			fault.Problem{Line: 1, Expected: "well-formed XML 1.0", Fatal: true}},
		{"a hyperedge", head + "<hyperedge><endpoint node=\"a\"/></hyperedge></graph></graphml>",
			fault.Problem{Line: 3, Value: "hyperedge", Expected: "edges with two ends", Fatal: true}},
		{"a key after the nodes", head + "<node id=\"a\"/>\n<key id=\"k\" for=\"node\"/></graph></graphml>",
			fault.Problem{Line: 4, Value: "k", Expected: "every <key> before the first <graph>", Fatal: true}},
		{"a node outside a graph", "<graphml>\n<node id=\"a\"/></graphml>",
			fault.Problem{Line: 2, Expected: "nodes and edges inside a <graph>", Fatal: true}},
		{"an undeclared key is told once", head + "<node id=\"a\"><data key=\"q\">1</data><data key=\"q\">2</data></node></graph></graphml>",
			fault.Problem{Line: 3, Value: "q", Expected: "a key that is declared at the top"}},
	})
}
