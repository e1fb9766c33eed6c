package brief

import (
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Measures of the page in millimetres, sizes of type in points.
const (
	paperMargin = 17
	textSize    = 10
	smallSize   = 8.5
	lineHeight  = 5
	smallLine   = 4.2

	pictureWidth = 0.84 // of the text's: so it fits below the headline figures
	face         = "Go" // letters of every European language, and free to embed
)

// PDF writes the page as PDF on A4. The same facts give the same bytes.
func (p *Page) PDF(w io.Writer) error {
	d := &paper{Fpdf: fpdf.New("P", "mm", "A4", "")}
	d.SetCatalogSort(true)
	// A zero time would be taken for now.
	made := time.Unix(max(0, p.Made.Unix()), 0).UTC()
	d.SetCreationDate(made)
	d.SetModificationDate(made)
	d.SetTitle(p.Title, true)
	d.SetLang(p.Language)
	d.SetMargins(paperMargin, paperMargin, paperMargin)
	d.SetAutoPageBreak(true, paperMargin)
	d.AddUTF8FontFromBytes(face, "", goregular.TTF)
	d.AddUTF8FontFromBytes(face, "B", gobold.TTF)
	d.SetFooterFunc(func() {
		d.SetY(-paperMargin + 5)
		d.say(smallSize, "", quiet)
		d.CellFormat(0, smallLine, fmt.Sprintf("%s · %d", p.Title, d.PageNo()), "", 0, "R", false, 0, "")
	})
	d.AddPage()
	width, _ := d.GetPageSize()
	d.width = width - 2*paperMargin
	d.say(19, "B", ink)
	d.MultiCell(0, 8.5, p.Title, "", "L", false)
	d.say(textSize, "", quiet)
	d.MultiCell(0, lineHeight, p.Subtitle, "", "L", false)
	d.SetDrawColor(edge[0], edge[1], edge[2])
	d.SetLineWidth(0.8)
	d.Line(paperMargin, d.GetY()+1.5, paperMargin+d.width, d.GetY()+1.5)
	d.Ln(3)
	for i := range p.Sections {
		d.section(&p.Sections[i])
	}
	if err := d.Output(w); err != nil {
		return fmt.Errorf("write a brief as pdf: %w", err)
	}
	return nil
}

// paper is a document and the width of its text.
type paper struct {
	*fpdf.Fpdf
	width float64
}

// say chooses how the next text looks.
func (d *paper) say(size float64, style string, color [3]int) {
	d.SetFont(face, style, size)
	d.SetTextColor(color[0], color[1], color[2])
}

// room begins a new page unless so much is left on this one.
func (d *paper) room(height float64) {
	_, page := d.GetPageSize()
	if d.GetY()+height > page-paperMargin {
		d.AddPage()
	}
}

func (d *paper) section(s *Section) {
	need := 26.0 // a heading does not stand alone
	switch {
	case s.Drawing != nil:
		need = 26 + pictureWidth*d.width*s.Drawing.Height/s.Drawing.Width
	case s.Table != nil:
		need = min(190, 28+lineHeight*1.25*float64(len(s.Table.Rows)+1)+lineHeight*float64(len(s.Items)))
	}
	d.room(need)
	d.Ln(3)
	d.say(13, "B", ink)
	d.MultiCell(0, 6.5, s.Title, "", "L", false)
	if s.Lead != "" {
		d.say(textSize, "", quiet)
		d.MultiCell(0, lineHeight, s.Lead, "", "L", false)
		d.Ln(1)
	}
	if len(s.Tiles) > 0 {
		d.tiles(s.Tiles)
	}
	if s.Drawing != nil {
		d.drawing(s.Drawing)
	}
	for i, item := range s.Items {
		d.item(i+1, item)
	}
	if s.Table != nil {
		d.table(s.Table)
	}
	d.say(smallSize, "", quiet)
	for _, note := range s.Notes {
		d.Ln(0.8)
		d.MultiCell(0, smallLine, note, "", "L", false)
	}
}

func (d *paper) tiles(tiles []Tile) {
	const columns, gap, height = 3, 3.0, 23.0
	width := (d.width - (columns-1)*gap) / columns
	d.SetDrawColor(200, 210, 220)
	d.SetLineWidth(0.25)
	for i, t := range tiles {
		if i%columns == 0 && i > 0 {
			d.SetY(d.GetY() + height + gap)
		}
		d.room(height)
		x, y := paperMargin+float64(i%columns)*(width+gap), d.GetY()
		d.Rect(x, y, width, height, "D")
		d.SetXY(x+1.5, y+1)
		d.say(smallSize, "", quiet)
		d.CellFormat(width-3, smallLine, t.Label, "", 2, "L", false, 0, "")
		d.say(15, "B", ink)
		d.CellFormat(width-3, 7, t.Value, "", 2, "L", false, 0, "")
		d.say(7.2, "", quiet)
		d.MultiCell(width-3, 3.3, t.Meaning, "", "L", false)
		d.SetXY(paperMargin, y)
	}
	d.SetY(d.GetY() + height + 1)
}

func (d *paper) item(number int, item Item) {
	d.room(2 * lineHeight)
	const indent = 7.0
	d.say(textSize, "", quiet)
	y := d.GetY()
	d.CellFormat(indent, lineHeight, fmt.Sprintf("%d.", number), "", 0, "L", false, 0, "")
	d.SetLeftMargin(paperMargin + indent)
	d.SetXY(paperMargin+indent, y)
	if item.Title != "" {
		d.say(textSize, "B", ink)
		d.MultiCell(0, lineHeight, item.Title, "", "L", false)
	}
	d.say(textSize, "", ink)
	d.MultiCell(0, lineHeight, item.Text, "", "L", false)
	if item.Aside != "" {
		d.say(smallSize, "", quiet)
		d.MultiCell(0, smallLine, item.Aside, "", "L", false)
	}
	d.SetLeftMargin(paperMargin)
	d.SetX(paperMargin)
	d.Ln(1)
}

func (d *paper) table(t *Table) {
	widths, size, height := d.columns(t), 9.0, lineHeight*1.25
	if t.Narrow {
		size = 8
	}
	line := func(cells []Cell, style string, color [3]int) {
		d.room(height)
		for i, c := range cells {
			if c.Sure {
				d.say(size, "B", color)
			} else {
				d.say(size, style, color)
			}
			align := "L"
			if i >= t.Words {
				align = "R"
				if t.Narrow {
					align = "C"
				}
			}
			back := tones[c.Tone]
			d.SetFillColor(back[0], back[1], back[2])
			d.CellFormat(widths[i], height, d.fitting(c.Text, widths[i]-2), "", 0, align, c.Tone != 0, 0, "")
		}
		d.Ln(height)
		d.SetDrawColor(213, 221, 228)
		d.SetLineWidth(0.2)
		d.Line(paperMargin, d.GetY(), paperMargin+d.width, d.GetY())
	}
	header := make([]Cell, len(t.Header))
	for i, h := range t.Header {
		header[i] = Cell{Text: h}
	}
	line(header, "", quiet)
	for _, row := range t.Rows {
		line(row, "", ink)
	}
	d.Ln(1)
}

// columns shares the width: words get what is left after the figures.
func (d *paper) columns(t *Table) []float64 {
	figures := 24.0
	if t.Narrow {
		figures = min(14, (d.width-46)/max(1, float64(len(t.Header)-1)))
	}
	widths := make([]float64, len(t.Header))
	left := d.width - figures*float64(len(t.Header)-t.Words)
	for i := range widths {
		widths[i] = figures
		if i < t.Words {
			widths[i] = left / float64(t.Words)
		}
	}
	return widths
}

// fitting cuts a text that is wider than its place.
func (d *paper) fitting(text string, width float64) string {
	if d.GetStringWidth(text) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 1 && d.GetStringWidth(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

func (d *paper) drawing(g *Drawing) {
	scale := pictureWidth * d.width / g.Width
	x0, y0 := paperMargin+(1-pictureWidth)/2*d.width, d.GetY()
	for _, l := range g.Lines {
		color, dash := tie, []float64{}
		if l.Dashed {
			color, dash = gapColor, []float64{2, 1.4}
		}
		d.SetDrawColor(color[0], color[1], color[2])
		d.SetLineWidth(l.Width * scale)
		d.SetDashPattern(dash, 0)
		d.Line(x0+l.X1*scale, y0+l.Y1*scale, x0+l.X2*scale, y0+l.Y2*scale)
	}
	d.SetDashPattern([]float64{}, 0)
	d.SetLineWidth(0.3)
	d.SetDrawColor(edge[0], edge[1], edge[2])
	d.SetFillColor(bubble[0], bubble[1], bubble[2])
	for _, c := range g.Circles {
		d.Circle(x0+c.X*scale, y0+c.Y*scale, c.R*scale, "DF")
	}
	for _, l := range g.Labels {
		d.say(l.Size*scale*72/25.4, "", ink)
		half := d.GetStringWidth(l.Text) / 2
		d.Text(min(max(x0, x0+l.X*scale-half), x0+g.Width*scale-2*half), y0+l.Y*scale, l.Text)
	}
	d.SetXY(paperMargin, y0+g.Height*scale+2)
}
