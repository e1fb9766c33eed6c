package ingest_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/network"
)

// The one network that every variant writes. Numbers are written with a point; a variant may turn it into a comma.
var variantTables = map[string][][]string{
	"actors": {{"id", "name", "silo_sector", "start"}, {"å1", "Åbo stad", "kunta; kommun", "1.2.2019"}, {"b2", `"Sillat" ry, €`, "järjestö", ""}},
	"collaborations": {{"source", "target", "type", "weight", "confidence", "start", "end", "directed"},
		{"å1", "b2", "rahoitus", "2.5", "0.75", "2020-03", "2021", "1"}, {"b2", "å1", "", "", "", "", "", "false"}},
	"activities":     {{"id", "title", "theme"}, {"p", "Yhteinen\npöytä", "osallisuus"}},
	"participations": {{"actor", "project", "role", "funding"}, {"å1", "p", "coordinator", "1250000.5"}, {"b2", "p", "partner", "0"}},
}

// variantPicture is that network, worked out by hand.
func variantPicture(shift int) *network.Picture {
	at := func(file string, line int) network.Source {
		return network.Source{File: file + ".csv", Line: line + shift}
	}
	return &network.Picture{
		Actors: []network.Actor{
			{ID: "å1", Name: "Åbo stad", Attributes: map[string]string{"silo_sector": "kunta; kommun"}, Start: network.NewDate(2019, 2, 1), Source: at("actors", 2)},
			{ID: "b2", Name: `"Sillat" ry, €`, Attributes: map[string]string{"silo_sector": "järjestö"}, Source: at("actors", 3)},
		},
		Activities: []network.Activity{{ID: "p", Title: "Yhteinen\npöytä", Attributes: map[string]string{"theme": "osallisuus"}, Source: at("activities", 2)}},
		Collaborations: []network.Collaboration{
			{From: "å1", To: "b2", Type: "rahoitus", Directed: true, Weight: 2.5, Confidence: 0.75,
				Start: network.NewDate(2020, 3, 1), End: network.NewDate(2021, 12, 31), Source: at("collaborations", 2)},
			{From: "b2", To: "å1", Weight: 1, Confidence: 1, Source: at("collaborations", 3)},
		},
		Participations: []network.Participation{
			{Actor: "å1", Activity: "p", Role: "coordinator", Funding: network.Amount{Value: 1250000.5, Known: true}, Source: at("participations", 2)},
			{Actor: "b2", Activity: "p", Role: "partner", Funding: network.Amount{Known: true}, Source: at("participations", 3)},
		},
	}
}

// variant is one way that programs write the same table.
type variant struct {
	encoding     string
	delimiter    rune
	decimalComma bool
	windowsLines bool
	sepLine      bool
	packed       bool
}

func (v variant) write(t *testing.T, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	if v.sepLine {
		fmt.Fprintf(&b, "sep=%c\n", v.delimiter)
	}
	w := csv.NewWriter(&b)
	w.Comma = v.delimiter
	for _, row := range rows {
		out := make([]string, len(row))
		for i, cell := range row {
			if v.decimalComma && (cell == "2.5" || cell == "0.75" || cell == "1250000.5") {
				cell = strings.Replace(cell, ".", ",", 1)
			}
			if v.decimalComma && cell == "1250000,5" {
				cell = "1\u00a0250\u00a0000,5"
			}
			out[i] = cell
		}
		if err := w.Write(out); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	text := b.String()
	if v.windowsLines {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	var err error
	switch v.encoding {
	case "utf-8-bom":
		text = "\ufeff" + text
	case "utf-16le":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	case "windows-1252":
		text, err = charmap.Windows1252.NewEncoder().String(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	if v.packed {
		var z bytes.Buffer
		g := gzip.NewWriter(&z)
		if _, err := g.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
		text = z.String()
	}
	return text
}

func TestEveryVariantIsTheSameNetwork(t *testing.T) {
	for _, encoding := range []string{"utf-8", "utf-8-bom", "utf-16le", "windows-1252"} {
		for _, delimiter := range ",;\t" {
			for bits := range 16 {
				v := variant{encoding, delimiter, bits&1 > 0, bits&2 > 0, bits&4 > 0, bits&8 > 0}
				folder := files{}
				for name, rows := range variantTables {
					// The name does not tell whether the content is packed.
					folder[name+".csv"] = v.write(t, rows)
				}
				d := folder.mustRead(t, ingest.Options{})
				shift := 0
				if v.sepLine {
					shift = 1
				}
				if diff := cmp.Diff(variantPicture(shift), d.Picture()); diff != "" {
					t.Fatalf("%+v: %s", v, diff)
				}
				if d.ProblemCount != 0 {
					t.Errorf("%+v: %v", v, d.Problems)
				}
				for _, f := range d.Files {
					numbers := f.Kind == "collaborations" || f.Kind == "participations"
					if f.Delimiter != string(delimiter) || f.Compressed != v.packed || f.DecimalComma != (v.decimalComma && numbers) || f.Encoding != encoding {
						t.Errorf("%+v was reported as %+v", v, f)
					}
				}
			}
		}
	}
}
