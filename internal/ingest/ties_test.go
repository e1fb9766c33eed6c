package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/network"
)

// drawnTie is a collaboration as a generator makes it, with what stands in its row.
func drawnTie(t *rapid.T, who []string) (network.Collaboration, string) {
	c := network.Collaboration{
		From: rapid.SampledFrom(who).Draw(t, "from"), To: rapid.SampledFrom(who).Draw(t, "to"),
		Type: rapid.SampledFrom([]string{"", "", "joint project", "7"}).Draw(t, "type"), Directed: rapid.Bool().Draw(t, "directed"),
		Weight:     rapid.SampledFrom([]float64{1, 1, 0, 2.5, 1e-9}).Draw(t, "weight"),
		Confidence: rapid.SampledFrom([]float64{1, 1, 0, 0.25}).Draw(t, "confidence"),
		Start:      rapid.SampledFrom([]network.Date{0, 0, network.NewDate(2020, 2, 29)}).Draw(t, "start"),
		End:        rapid.SampledFrom([]network.Date{0, 0, network.NewDate(2021, 12, 31)}).Draw(t, "end"),
	}
	way := map[bool]string{true: "1", false: ""}[c.Directed]
	return c, fmt.Sprintf("%s,%s,%s,%s,%v,%v,%v,%v", c.From, c.To, c.Type, way, c.Weight, c.Confidence, c.Start, c.End)
}

// What a row says is what its record says, although millions of rows are kept in columns and only become records when asked for.
func TestRecordsSayWhatTheirRowsSay(t *testing.T) {
	who := []string{"a", "b", "7", "007", "12345678", "Åbo"}
	rapid.Check(t, func(rt *rapid.T) {
		var want network.Picture
		folder := files{"actors.csv": "id\n" + strings.Join(who, "\n") + "\n"}
		for i, id := range who {
			want.Actors = append(want.Actors, network.Actor{ID: id, Name: id, Source: network.Source{File: "actors.csv", Line: i + 2}})
		}
		var paths []string
		for _, name := range []string{"ties.csv", "more/ties2.csv"} {
			text := "source,target,kind,directed,weight,confidence,start,end\n"
			line := 1
			for range rapid.IntRange(0, 40).Draw(rt, "rows") {
				for range rapid.SampledFrom([]int{0, 0, 0, 1, 3}).Draw(rt, "empty lines") {
					text += "\n"
					line++
				}
				c, row := drawnTie(rt, who)
				text += row + "\n"
				line++
				c.Source = network.Source{File: strings.TrimPrefix(name, "more/"), Line: line}
				want.Collaborations = append(want.Collaborations, c)
			}
			folder[name] = text
			paths = append(paths, name)
		}
		d, err := ingest.ReadFS(t.Context(), folder.fs(), append(paths, "actors.csv"), ingest.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(&want, d.Picture()); diff != "" {
			rt.Fatalf("records: %s", diff)
		}
		var walked network.Collector
		if err := d.Walk(&walked); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want, walked.Picture); diff != "" {
			rt.Fatalf("walked: %s", diff)
		}
		var placed byPlace
		if err := d.Walk(&placed); err != nil {
			rt.Fatal(err)
		}
		if placed.said != d.Counts() {
			rt.Fatalf("told to expect %+v of %+v", placed.said, d.Counts())
		}
		if diff := cmp.Diff(want, placed.Picture); diff != "" {
			rt.Fatalf("walked by places: %s", diff)
		}
	})
}

// byPlace is a network.PlaceVisitor that keeps what it is given.
type byPlace struct {
	network.Collector
	said network.Counts
}

func (p *byPlace) Expect(n network.Counts) { p.said = n }

func (p *byPlace) Tie(from, to int, t network.Collaboration) error {
	if t.From+t.To != "" {
		return fmt.Errorf("%+v names its ends, which its places say", t)
	}
	t.From, t.To = p.Picture.Actors[from].ID, p.Picture.Actors[to].ID
	return p.Collaboration(t)
}

// BenchmarkEdgeList reads ties of made-up actors; ns per tie and bytes per tie are reported.
func BenchmarkEdgeList(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		for _, form := range []string{"%d %d\n", "org-%d org-%d\n"} {
			var text strings.Builder
			for i := range n {
				fmt.Fprintf(&text, form, i/5, (i*7919+i/5+1)%(n/5+1))
			}
			folder := files{"ties.txt": text.String()}.fs()
			b.Run(fmt.Sprintf("%d ties of %s", n, strings.Fields(form)[0]), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(text.Len()))
				for b.Loop() {
					d, err := ingest.ReadFS(b.Context(), folder, []string{"ties.txt"}, ingest.Options{})
					if err != nil || d.Counts().Collaborations != n {
						b.Fatal(d.Counts(), err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/tie")
			})
		}
	}
}
