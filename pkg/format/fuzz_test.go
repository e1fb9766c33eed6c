package format_test

import (
	"context"
	"strings"
	"testing"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// fuzz reads text as one format and holds it to what every sink may rely on: each row is as wide as its header, lines
// begin at 1 and do not run past the text, and no error is one of ours.
func fuzz(f *testing.F, with format.Format, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in, err := format.Open(strings.NewReader(text), format.Options{MaxBytes: 1 << 20})
		if err != nil {
			return
		}
		with.Sniff("x", in.Head())
		var c capture
		if err := with.Read(context.Background(), in, &c); err != nil && fault.CodeOf(err) != fault.TooLarge {
			t.Fatalf("%q: %v", text, err)
		}
		last := strings.Count(text, "\n") + strings.Count(text, "\r") + 2
		for i, rows := range c.Rows {
			for _, row := range rows {
				if len(row.Values) != len(c.Tables[i].Header) || row.At < 1 || !in.Compressed && row.At > last {
					t.Fatalf("%q: row %v under header %v", text, row, c.Tables[i].Header)
				}
			}
		}
		for _, p := range c.Problems {
			if p.Expected == "" || p.Remedy == "" || !in.Compressed && p.Line > last {
				t.Fatalf("%q: a problem without place or remedy: %+v", text, p)
			}
		}
	})
}

func FuzzTable(f *testing.F) {
	fuzz(f, format.CSV, "id,name\n1,a\n", "sep=;\nid;name\n1;\"a\n", "\ufeffid\tname\r\n1\t2\r\n", "\xff\xfei\x00d\x00\n\x00", "id,name\n1,\xe5\n",
		"\x1f\x8b\x08\x00", "a,b\n1,2,3\n", "\n\n", "\"\"\"")
}

func FuzzEdgeList(f *testing.F) {
	fuzz(f, format.EdgeList, "a b\nb c 2\n", "# x\n1\t2\t3\n", "from to\na b\n", "from to weight x\n", "a\n")
}

func FuzzGraphML(f *testing.F) {
	fuzz(f, format.GraphML, graphMLSample, "<graphml><graph><node/></graph></graphml>", "<graphml><key for='all'><default>x</default></key><graph><edge><data key=''>1</data></edge>",
		"<a><default>", "<graph></graph><graph><node><edge/></node></graph>", "</node>")
}

func FuzzGEXF(f *testing.F) {
	fuzz(f, format.GEXF, gexfSample, "<gexf><graph><nodes><node/></nodes><edges><edge/></edges></graph></gexf>",
		"<gexf><attributes class='node'><attribute><default>x</default></attribute></attributes><node><spell start='1'/></node></gexf>", "<node><edge></edge></node>")
}

func FuzzPajek(f *testing.F) {
	fuzz(f, format.Pajek, pajekSample, "*Vertices 3 1\n1 \"a\n*Edges\n1 2 3 [1]\n*Matrix\n0 1\n", "*Vertices 2\n*Matrix\n0 1\n1 0\n*Partition\n*Vertices 2\n1\n2\n")
}

func FuzzUCINET(f *testing.F) {
	fuzz(f, format.UCINET, ucinetSample, "dl nr=2 nc=2 labels embedded\ndata:\np q\na 0 1\nb 1 0\n", "dl n=1 nm=9 format=lowerhalf diagonal=absent\ndata:\n1\n",
		"dl n=2 format=nodelist1\ndata:\n1 2\n!\n", "dl n=2 format=upperhalf\nmatrix labels:x\ndata:\n1 2 3\n")
}

func FuzzNetDraw(f *testing.F) {
	fuzz(f, format.NetDraw, netDrawSample, "*tie data\nfrom to\na b\n", "*node data\n\"id\n\"\n*tie data\nfrom to x y\na a 0 nan\n")
}

func FuzzGML(f *testing.F) {
	fuzz(f, format.GML, gmlSample, "graph [ node [ id 1 ] edge [ source 1 target 1 value 2 ] ]", "graph [ node [ name \"&amp;\" ] ]", "graph [ # x\n]")
}
