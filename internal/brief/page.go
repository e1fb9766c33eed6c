package brief

import "time"

// Page is a brief in one language, before it is HTML or PDF.
type Page struct {
	Language        string
	Title, Subtitle string
	Sections        []Section
	Made            time.Time // in the record of the PDF: the time of writing would make every file another
	Facts           []byte    // as JSON, for machines
}

// Section is one part of a page. Each of its parts may be missing; they come in this order.
type Section struct {
	Title   string
	Lead    string
	Tiles   []Tile
	Drawing *Drawing
	Items   []Item
	Table   *Table
	Notes   []string // small print
}

// Tile is a headline figure.
type Tile struct{ Value, Label, Meaning string }

// Item is one of a numbered list: a title, which may be missing, and a text.
type Item struct{ Title, Text, Aside string }

// Table is rows of cells under a header. Columns beyond the first Words ones hold figures.
type Table struct {
	Header []string
	Rows   [][]Cell
	Words  int
	Narrow bool // many columns of short figures
}

// Cell is a text and how far its figure lies from what was expected: −2 far less to 2 far more, and whether that is hardly chance.
type Cell struct {
	Text string
	Tone int
	Sure bool
}

// Drawing is lines below circles below labels, in points.
type Drawing struct {
	Width, Height float64
	Title         string // what it shows, for who cannot see it
	Lines         []Line
	Circles       []Circle
	Labels        []Label
}

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2, Width float64
	Dashed                bool
}

// Circle is a disc.
type Circle struct{ X, Y, R float64 }

// Label is a text centred at a point.
type Label struct {
	X, Y, Size float64
	Text       string
}

// The colours, red, green and blue. They differ in lightness too, for who sees them otherwise or prints without colours.
var (
	ink      = [3]int{28, 36, 44}
	quiet    = [3]int{92, 102, 112}
	bubble   = [3]int{205, 222, 238}
	edge     = [3]int{58, 98, 140}
	tie      = [3]int{150, 166, 182}
	gapColor = [3]int{190, 68, 28}
)

// tones are a cell's backgrounds, from far less to far more than expected.
var tones = map[int][3]int{-2: {244, 176, 148}, -1: {252, 224, 208}, 0: {255, 255, 255}, 1: {220, 234, 246}, 2: {168, 204, 234}}
