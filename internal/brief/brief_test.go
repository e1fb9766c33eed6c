package brief_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/sillat/sillat/internal/brief"
	"github.com/sillat/sillat/internal/report"
)

func number(x float64) *float64 { return &x }

// facts is a small network with something in every section.
func facts() *brief.Facts {
	return &brief.Facts{
		Network: "<north> & co", Silo: "sector", Revision: 3, Version: "1.2", Made: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), Seed: 7,
		Parameters: map[string]string{"from": "2021"}, Warnings: []string{"a note </script><b>"},
		Notices: []report.Notice{{Code: "a-note", Words: report.Text{English: "A note.", Finnish: "Huomautus <b>.", Swedish: "En anmärkning."}}},
		Actors:  12345, Ties: 40000, LargestPart: 12000, Isolates: 5, Unreachable: 10, CrossPairs: 1234567, Reach: number(0.3644), ReachAfter: number(0.3944), Exact: true,
		Findings: []report.Text{{English: "First <finding>.", Finnish: "Ensimmäinen havainto.", Swedish: "Första iakttagelsen."}},
		Silos:    []brief.Bubble{{"city", 90, 0, 0, 10}, {"säätiö", 30, 40, 10, 6}, {"NGO", 20, 10, 40, 4}},
		Links:    []brief.Between{{0, 1, 0.5, 20, true}, {0, 2, 30, 15, false}, {1, 2, 0, 0.2, false}},
		Pairs:    3, Apart: 9, Gaps: []brief.WideGap{{"city", "säätiö", 0.583, 19.8, number(0.0001), number(0.79)}},
		Bridges: []brief.Proposal{{"A", "B", report.Text{English: "Why.", Finnish: "Miksi.", Swedish: "Varför."}, number(0.0123), number(0.65)}},
		Learnt:  true, Horizon: 365,
		Points:   brief.Listed{All: 2, Rows: []report.Text{report.Same("Without V.")}},
		Clusters: brief.Listed{},
		Change: &brief.Development{
			From: brief.ComparedTime{Date: "2021-06-30", Revision: 3}, To: brief.ComparedTime{Date: "2024-12-31", Revision: 3}, NewTies: 1500, LostTies: 3, Moved: 2,
			Before: brief.HeadlineFigures{Ties: 1, Reach: nil}, After: brief.HeadlineFigures{Ties: 1498, Reach: number(0.5)}, MostPair: [2]string{"city", "NGO"}, MostBefore: 1.5, MostAfter: 30,
		},
	}
}

func compose(t *testing.T, f *brief.Facts, l report.Language) *brief.Page {
	t.Helper()
	p, err := brief.Compose(f, l)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func written(t *testing.T, to func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := to(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// visible is the text that a reader of a page sees, and the JSON that stands in it.
func visible(t *testing.T, page string) (text, data string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "script" {
			data += n.FirstChild.Data
			return
		}
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00a0", "_")), " "), data
}

func TestThePageSpeaksEachLanguage(t *testing.T) {
	for l, wants := range map[report.Language][]string{
		report.English: {"The overall picture of <north> & co", "Revision 3, 27 November 2026.", "12,345", "1,234,567", "First <finding>.", "<_0.001", "79%", "Plausibility 1.2%", "Why.", "Compared: 30 June 2021 → 31 December 2024.", "New ties: 1,500", "And 1 more.", "from 1.5 to 30", "3%", "200%", "And 8 more."},
		report.Finnish: {"Yleiskuva: <north> & co", "Versio 3, 27.11.2026.", "12_345", "Ensimmäinen havainto.", "<_0,001", "79_%", "Todennäköisyys 1,2_%", "Miksi.", "Vertailu: 30.6.2021 → 31.12.2024.", "Uusia yhteyksiä: 1_500", "0,364", "2 toimijaa vaihtoi siiloa.", "365 päivän"},
		report.Swedish: {"Överblick: <north> & co", "Version 3, 27.11.2026.", "12_345", "Första iakttagelsen.", "<_0,001", "Sannolikhet 1,2_%", "Varför.", "Nya förbindelser: 1_500", "0,394 med broarna nedan", "Urval: from 2021.", "frö 7"},
	} {
		text, data := visible(t, written(t, compose(t, facts(), l).HTML))
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page lacks %q:\n%s", l, want, text)
			}
		}
		if note := map[report.Language]string{report.English: "A note.", report.Finnish: "Huomautus <b>.", report.Swedish: "En anmärkning."}[l]; !strings.Contains(text, note) || strings.Contains(text, "a note") {
			t.Errorf("%s: the note is not shown in the language of the page: %q", l, text)
		}
		var back brief.Facts
		if err := json.Unmarshal([]byte(data), &back); err != nil || back.CrossPairs != 1234567 || back.Warnings[0] != "a note </script><b>" {
			t.Errorf("%s: the facts in the page: %v", l, err)
		}
	}
}

// TestNoWordIsLeftBehind demands that the same page in another language shares no sentence with it but data and symbols.
func TestNoWordIsLeftBehind(t *testing.T) {
	sentences := func(l report.Language) map[string]bool {
		p := compose(t, facts(), l)
		all := map[string]bool{}
		for _, s := range p.Sections {
			for _, text := range append([]string{s.Title, s.Lead}, s.Notes...) {
				all[text] = true
			}
			for _, tile := range s.Tiles {
				all[tile.Label], all[tile.Meaning] = true, true
			}
			if s.Table != nil {
				for _, h := range s.Table.Header {
					all[h] = true
				}
			}
		}
		return all
	}
	english, finnish, swedish := sentences(report.English), sentences(report.Finnish), sentences(report.Swedish)
	data := regexp.MustCompile(`^(\d+|q|Silo|)$`) // Silo is Swedish too
	for name, pair := range map[string][2]map[string]bool{"en and fi": {english, finnish}, "en and sv": {english, swedish}, "fi and sv": {finnish, swedish}} {
		for text := range pair[0] {
			if pair[1][text] && !data.MatchString(text) {
				t.Errorf("%s share %q", name, text)
			}
		}
	}
	if len(english) != len(finnish) || len(english) != len(swedish) {
		t.Errorf("%d, %d and %d texts", len(english), len(finnish), len(swedish))
	}
}

func TestThePageAsksForNothing(t *testing.T) {
	page := written(t, compose(t, facts(), report.English).HTML)
	if found := regexp.MustCompile(`(?i)( src=|href|url\(|@import|https?:)`).FindString(page); found != "" {
		t.Errorf("the page holds %q", found)
	}
	if n := strings.Count(page, "<circle"); n != 3 {
		t.Errorf("%d bubbles; want 3", n)
	}
	if n := strings.Count(page, "stroke-dasharray"); n != 1 {
		t.Errorf("%d dashed lines; want the one gap", n)
	}
}

func TestPDF(t *testing.T) {
	for _, l := range []report.Language{report.English, report.Finnish, report.Swedish} {
		p := compose(t, facts(), l)
		text := written(t, p.PDF)
		if !strings.HasPrefix(text, "%PDF-1.") || !strings.Contains(text, "%%EOF") || !strings.Contains(text, "FontFile2") {
			t.Errorf("%s: no PDF with its letters in it: %.20q", l, text)
		}
		if again := written(t, p.PDF); again != text {
			t.Errorf("%s: the same facts give other bytes", l)
		}
		if made := "(D:20261127090000"; strings.Count(text, made) != 2 {
			t.Errorf("%s: the record of the file has another time than the facts", l)
		}
	}
}

func TestManySilosAndNothing(t *testing.T) {
	large := facts()
	large.Silos, large.Links, large.Gaps, large.Bridges, large.Change, large.Points = nil, nil, nil, nil, nil, brief.Listed{}
	for i := range 150 {
		large.Silos = append(large.Silos, brief.Bubble{Name: fmt.Sprint("a silo with quite a long name ", i), Actors: 1, X: float64(i), Y: float64(i % 7), R: 1})
		if i > 0 {
			large.Links = append(large.Links, brief.Between{A: i - 1, B: i, Weight: 1, Expected: 2})
		}
	}
	for name, f := range map[string]*brief.Facts{"many silos": large, "nothing": {}, "one silo": {Silos: []brief.Bubble{{"x", 1, 5, 5, 0}}}} {
		for _, l := range []report.Language{report.English, report.Finnish, report.Swedish} {
			p := compose(t, f, l)
			text, _ := visible(t, written(t, p.HTML))
			if !strings.HasPrefix(written(t, p.PDF), "%PDF") || strings.Contains(text, "%!") || strings.Contains(text, "NaN") {
				t.Errorf("%s, %s: %s", name, l, text)
			}
		}
	}
	text, _ := visible(t, written(t, compose(t, large, report.English).HTML))
	for _, want := range []string{"The 14 largest of 150 silos are shown.", "No two silos meet less than chance would have it.", "There is no earlier time to compare with yet"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
