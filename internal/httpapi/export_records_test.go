package httpapi_test

import (
	"encoding/binary"
	"encoding/csv"
	"encoding/xml"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
)

func TestExportsHoldEveryRecord(t *testing.T) {
	server := service(t)
	changes(t, server, `{"upsert":{"actors":[{"id":"formula","name":"=cmd|' /C calc'!A0","attributes":{"level":"-1.5","region":"@x"}},{"id":"markup","name":"<a href=\"x\">&\"'"}]}}`).is(t, 200)
	export := func(query string) string {
		t.Helper()
		status, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/export?"+query, "", nil)
		if status != 200 {
			t.Fatalf("%s: %d %s", query, status, start(text))
		}
		return text
	}
	for what, want := range map[string]int{"actors": 302, "activities": 150, "collaborations": 75, "participations": 797} {
		rows, err := csv.NewReader(strings.NewReader(export("format=csv&what=" + what))).ReadAll()
		if err != nil || len(rows) != want+1 {
			t.Errorf("%s as csv: %d rows, error %v; want %d", what, len(rows)-1, err, want)
		}
		if lines := strings.Count(export("what="+what), "\n"); lines != want {
			t.Errorf("%s as jsonl: %d lines, want %d", what, lines, want)
		}
	}
	table := export("format=csv&what=actors")
	for _, cell := range []string{"'=cmd|", ",-1.5", "'@x"} {
		if !strings.Contains(table, cell) {
			t.Errorf("the table lacks %s: a text is led by an apostrophe, a number is not", cell)
		}
	}
	if lines := strings.Count(export("what=all"), "\n"); lines != 302+150+75+797 {
		t.Errorf("all as jsonl: %d lines", lines)
	}
	var graph struct {
		Graph struct {
			Nodes []struct {
				ID   string `xml:"id,attr"`
				Data []struct {
					Key  string `xml:"key,attr"`
					Text string `xml:",chardata"`
				} `xml:"data"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal([]byte(export("format=graphml&what=all")), &graph); err != nil || len(graph.Graph.Nodes) != 302 || len(graph.Graph.Edges) != 75 {
		t.Errorf("graphml: %d nodes, %d edges, error %v", len(graph.Graph.Nodes), len(graph.Graph.Edges), err)
	}
	for _, n := range graph.Graph.Nodes {
		if n.ID == "markup" && n.Data[0].Text != `<a href="x">&"'` {
			t.Errorf("a name with markup is %q", n.Data[0].Text)
		}
	}

	// What is exported line by line can be put back as it is.
	var put strings.Builder
	put.WriteString(`{"upsert":{"actors":[` + strings.TrimSuffix(strings.ReplaceAll(export("what=actors"), "\n", ","), ",") + `],"collaborations":[` +
		strings.TrimSuffix(strings.ReplaceAll(export("what=collaborations"), "\n", ","), ",") + `],"activities":[` +
		strings.TrimSuffix(strings.ReplaceAll(export("what=activities"), "\n", ","), ",") + `],"participations":[` +
		strings.TrimSuffix(strings.ReplaceAll(export("what=participations"), "\n", ","), ",") + `]}}`)
	changes(t, server, put.String()).is(t, 200, `"changed":false`)

	for query, want := range map[string]int{"format=csv&what=all": 400, "format=graphml&what=actors": 400, "what=actors&where=level%3Dnational": 400, "format=csv": 200, "format=gexf": 200, "format=pajek": 200, "revision=9": 404, "format=xls": 422} {
		if status, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/export?"+query, "", nil); status != want {
			t.Errorf("%s answers %d, want %d: %s", query, status, want, start(text))
		}
	}
}

func TestScoresAsBytesAreThoseOfJSON(t *testing.T) {
	server := service(t)
	_, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/metrics?metric=degree,constraint", "", nil)
	var table struct{ Scores []map[string]any }
	if err := json.Unmarshal([]byte(text), &table); err != nil {
		t.Fatal(err)
	}
	_, header, bytes := send(t, server, http.MethodGet, "/api/v1/networks/demo/scores?metric=degree,constraint", "", nil)
	if header.Get("Content-Type") != "application/octet-stream" || len(bytes) != 2*4*300 {
		t.Fatalf("%s of %d bytes", header.Get("Content-Type"), len(bytes))
	}
	undefined := 0
	for i, row := range table.Scores {
		for c, column := range []string{"degree", "constraint"} {
			got := math.Float32frombits(binary.LittleEndian.Uint32([]byte(bytes)[4*(c*300+i):]))
			want, defined := row[column].(float64)
			if !defined {
				undefined++
			}
			if defined && got != float32(want) || !defined && got == got {
				t.Fatalf("%s of %v is %v in bytes and %v in JSON", column, row["id"], got, row[column])
			}
		}
	}
	for format, begins := range map[string]string{"csv": "id,name,degree\nFIK-001,", "xlsx": "PK", "parquet": "PAR1"} {
		status, header, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/scores/file?metric=degree&format="+format, "", nil)
		if status != 200 || !strings.HasPrefix(text, begins) || header.Get("Content-Type") != app.TableTypes[format] || header.Get("Content-Disposition") != `attachment; filename="scores.`+format+`"` {
			t.Errorf("scores as %s: %d, %v, %q", format, status, header, start(text))
		}
	}
	if undefined == 0 || undefined == 600 {
		t.Errorf("%d scores are undefined; a test needs both kinds", undefined)
	}
}

func TestListsAreSortedFilteredAndPaged(t *testing.T) {
	server := service(t)
	walk := func(query string) (ids []string, total int) {
		t.Helper()
		for path := "/api/v1/networks/demo/actors?" + query; path != ""; {
			status, header, text := send(t, server, http.MethodGet, path, "", nil)
			var p app.ActorPage
			if err := json.Unmarshal([]byte(text), &p); err != nil || status != 200 {
				t.Fatalf("%s: %d %v %s", path, status, err, start(text))
			}
			total, path = p.Total, ""
			for _, a := range p.Actors {
				ids = append(ids, a.ID)
			}
			if link := header.Get("Link"); link != "" {
				path = strings.TrimPrefix(strings.TrimSuffix(link, `>; rel="next"`), "<")
			}
		}
		return ids, total
	}
	up, n := walk("limit=7&sort=region")
	down, _ := walk("limit=11&sort=-region")
	if n != 300 || len(up) != 300 || len(down) != 300 {
		t.Fatalf("pages hold %d and %d of %d actors", len(up), len(down), n)
	}
	for i := range up {
		if up[i] != down[299-i] {
			t.Fatalf("from the end the list is another at %d: %s, %s", i, up[i], down[299-i])
		}
	}
	if ids, n := walk("limit=10&where=silo_sector=municipality&where=level!=national&sort=-name"); len(ids) != n || n == 0 || n > 95 {
		t.Errorf("filtered: %d of %d", len(ids), n)
	}
	_, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/actors?limit=1&fields=region", "", nil)
	if !strings.Contains(text, `"attributes":{"region":`) || strings.Contains(text, "silo_sector") {
		t.Errorf("fields: %s", text)
	}
	_, header, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/metrics?metric=degree,constraint&sort=-degree&limit=3&fields=degree", "", nil)
	var scores struct {
		Scores []map[string]any
		Next   string
	}
	if err := json.Unmarshal([]byte(text), &scores); err != nil || len(scores.Scores) != 3 || scores.Next != "3" || !strings.Contains(header.Get("Link"), "cursor=3") {
		t.Fatalf("scores: %v, Link %s: %s", err, header.Get("Link"), start(text))
	}
	if a, b := scores.Scores[0]["degree"].(float64), scores.Scores[2]["degree"].(float64); a < b || strings.Contains(text, `"constraint":`) {
		t.Errorf("scores are not from the highest, or of other columns: %s", start(text))
	}
	for query, want := range map[string]string{
		"actors?sort=nix": "nix", "actors?where=nix=1": "nix", "actors?fields=nix": "nix", "actors?sort=-": "expected id", "actors?cursor=eA": "cursor",
		"metrics?metric=degree&sort=nix": "nix", "metrics?metric=degree&fields=nix": "nix", "metrics?metric=degree&cursor=x": "cursor",
	} {
		if status, _, text := send(t, server, http.MethodGet, "/api/v1/networks/demo/"+query, "", nil); status != 400 || !strings.Contains(text, want) {
			t.Errorf("%s answers %d: %s", query, status, start(text))
		}
	}
}
