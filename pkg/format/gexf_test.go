package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const gexfSample = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta lastmodifieddate="2024-01-02"><creator>someone</creator></meta>
  <graph mode="dynamic" defaultedgetype="undirected" timeformat="double">
    <attributes class="node" mode="static">
      <attribute id="0" title="sector" type="string"><default>NGO</default></attribute>
      <attribute id="1" title="since" type="integer"/>
    </attributes>
    <attributes class="edge"><attribute id="0" title="kind" type="string"/></attributes>
    <nodes>
      <node id="a" label="Alpha &amp; co"><attvalues><attvalue for="1" value="1999"/></attvalues><viz:color r="1" g="2" b="3"/></node>
      <node id="b" label="Beta" start="2012.0">
        <attvalues><attvalue for="0" value="city"/><attvalue for="0" value="region"/></attvalues>
        <nodes><node id="b1" label="Beta one"><spells><spell start="2001-02-03T00:00:00" end="2002-01-01"/><spell start="2003-01-01"/></spells></node></nodes>
      </node>
    </nodes>
    <edges>
      <edge id="0" source="a" target="b" weight="2.5"><attvalues><attvalue for="0" value="funds"/></attvalues></edge>
      <edge id="1" source="b" target="a" type="directed"><spells><spell start="2001" end="2002"/><spell start="2005"/></spells></edge>
    </edges>
  </graph>
</gexf>
`

func TestGEXFIsReadAsTwoTables(t *testing.T) {
	got, _, id := read(t, "a.xml", gexfSample)
	if id != "gexf" || len(got.Problems) > 0 {
		t.Fatalf("read as %s with problems %v", id, got.Problems)
	}
	want := &capture{
		Tables: []format.Table{
			{Kind: format.Actors, Header: []string{"id", "name", "start", "end", "sector", "since"}},
			{Kind: format.Collaborations, Header: []string{"source", "target", "directed", "weight", "start", "end", "kind"}},
		},
		Rows: [][]line{
			{
				{11, []string{"a", "Alpha & co", "", "", "NGO", "1999"}},
				{14, []string{"b1", "Beta one", "2001-02-03", "", "NGO", ""}},
				{12, []string{"b", "Beta", "2012", "", "region", ""}},
			},
			{
				{18, []string{"a", "b", "false", "2.5", "", "", "funds"}},
				{19, []string{"b", "a", "true", "", "2001", "2002", ""}},
				{19, []string{"b", "a", "true", "", "2005", "", ""}},
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGEXFTellsWhatIsWrong(t *testing.T) {
	const head = "<gexf>\n<graph>\n"
	complaints(t, "a.gexf", []complaint{
		{"the file is cut short", head + "<nodes><node id=\"a\"/>\n", fault.Problem{Line: 4, Expected: "well-formed XML 1.0", Fatal: true}},
		{"an attribute after the nodes", head + "<nodes><node id=\"a\"/></nodes>\n<attributes class=\"node\"><attribute id=\"0\" title=\"x\"/></attributes></graph></gexf>",
			fault.Problem{Line: 4, Value: "x", Expected: "every <attribute> before the first node", Fatal: true}},
		{"an undeclared attribute is told once", head + "<nodes><node id=\"a\"><attvalue for=\"q\" value=\"1\"/><attvalue for=\"q\" value=\"2\"/></node></nodes></graph></gexf>",
			fault.Problem{Line: 3, Value: "q", Expected: "an attribute that is declared at the top"}},
	})
}
