package httpapi_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"
	"sync"
)

// upload is a form with files of which some are not what they seem.
func (m *mutator) upload() (body []byte, kind string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for range 1 + m.r.IntN(3) {
		name := m.pick("actors.csv", "collaborations.csv", "activities.csv", "participations.csv", "actors.csv.gz", "network.graphml", "network.xlsx", "network.gexf", "network.json", "edges.txt",
			"../../../etc/passwd", "..\\..\\x.csv", "/actors.csv", "", ".", "..", "a\x00.csv", "con.csv", strings.Repeat("n", 300)+".csv", "äö.csv", "x.tar", "x.zip", "x.net", "x.gml", "x.dl")
		part := m.pick("files", "files", "files", "file", "")
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename="%s"`, part, name))
		h.Set("Content-Type", m.pick("text/csv", "application/gzip", "", "text/html"))
		w, err := form.CreatePart(h)
		if err != nil {
			panic(err) // a buffer takes everything
		}
		_, _ = w.Write(m.file())
	}
	form.Close()
	return b.Bytes(), form.FormDataContentType()
}

// file is what somebody uploads by mistake or on purpose.
func (m *mutator) file() []byte {
	good := m.pick(
		"id,name,sector\nx,X,NGO\ny,Y,firm\n", "source,target,type,weight,start\nx,y,pilot,1,2020\n", "id,title,start\np,P,2020\n", "actor,activity,role\nx,p,lead\n",
		"Tunnus;Nimi;Toimiala\nx;X;\"järjestö\"\n",
	)
	switch m.r.IntN(16) {
	case 0:
		return []byte(strings.Replace(good, "X", m.pick("=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\t=1", "=HYPERLINK(\"http://x\")"), 1))
	case 1:
		return []byte(strings.ReplaceAll(good, m.pick("x", "y", "X", "2020", "1"), m.pick("\xff\xfe\xc3\x28", "\x00", "\u202e", strings.Repeat("é", 3000), "1e999", "-1", "NaN", "99999999999999999999", "0000-00-00")))
	case 2:
		return []byte(good + `"never closed` + strings.Repeat("\n,a,b", m.r.IntN(5000)))
	case 3:
		return bytes.Repeat([]byte(m.pick("a,", ";", "\t", "\n", "\r", "\"\"", "a")), 1+m.r.IntN(100_000))
	case 4:
		return bomb()
	case 5:
		return zipBomb()
	case 6:
		return []byte(entities(m.pick("graphml", "gexf")))
	case 7:
		return []byte(`<?xml version="1.0"?><!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="&x;"/></graph></graphml>`)
	case 8:
		return []byte(`<graphml><graph edgedefault="directed">` + strings.Repeat("<node id='n'><graph>", 1+m.r.IntN(5000)))
	case 9:
		return []byte(`<?xml version="1.0" encoding="` + m.pick("utf-7", "ISO-8859-1", "x", "UTF-16") + `"?><graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>`)
	case 10:
		text := []byte(good)
		for range 1 + m.r.IntN(10) {
			text[m.r.IntN(len(text))] = byte(m.r.IntN(256))
		}
		return text
	case 11:
		return packed([]byte(good))[:10+m.r.IntN(20)]
	case 12:
		return packed(packed([]byte(good)))
	case 13:
		utf16 := []byte{0xff, 0xfe}
		for _, c := range good {
			utf16 = append(utf16, byte(c), byte(c>>8))
		}
		return utf16[:len(utf16)-m.r.IntN(3)]
	case 14:
		return []byte(m.pick("", "\n", "id", "sep=;\n", "{\"nodes\":"+strings.Repeat("[", 10_000), "PK\x03\x04", "*Vertices 99999999999\n", "dl n=999999999 format=fullmatrix\ndata:\n1", "graph [ node [ id 1e99 ] ]"))
	}
	return []byte(good)
}

func packed(text []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(text)
	_ = z.Close()
	return b.Bytes()
}

// zipBomb is a workbook whose sheet is 64 MiB.
var zipBomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, _ := z.Create(name)
		for range 64 {
			_, _ = w.Write(bytes.Repeat([]byte("<row>"), 1<<20/5))
		}
	}
	_ = z.Close()
	return b.Bytes()
})

// entities is the billion laughs.
func entities(root string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	fmt.Fprintf(&b, `]><%s><graph><node id="&a9;"/></graph></%s>`, root, root)
	return b.String()
}
