package format

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// UCINET is the DL format: a head that begins with "dl" and says how many actors there are, how the data are written and what the actors are
// called, then the data. It is read as full or half matrices, edge lists and node lists, of one mode or two, with labels listed or
// embedded, one relation or several. Ties that all go both ways alike have no direction. Two modes are actors, activities and participations.
var UCINET = Format{
	ID: "ucinet-dl", Title: "UCINET (DL)",
	Sniff: func(_, head string) bool {
		first, _, _ := strings.Cut(strings.TrimSpace(head), "\n")
		parts := words(strings.ToLower(first), ",=:")
		return len(parts) > 0 && parts[0] == "dl" && strings.Contains(strings.ToLower(head), "data")
	},
	Read: func(ctx context.Context, in *Text, sink Sink) error {
		u := &ucinet{script: script{sink: sink}, layout: "fullmatrix", relations: 1}
		return u.each(ctx, in, u.take, u.finish)
	},
}

// mostActors bounds what the head of a DL file may promise: a number is written fast.
const mostActors = 10_000_000

// ucinet is the state of reading one file.
type ucinet struct {
	script
	layout    string // of the data: fullmatrix, lowerhalf, edgelist1 …
	modes     [2]ucinetMode
	twoModes  bool
	relations int         // matrices in the file
	names     ucinetMode  // of the relations
	noLoops   bool        // half matrices have no diagonal
	into      *ucinetMode // takes the labels that follow
	most      int         // labels that into takes; 0: all up to the next word of the head
	key       string
	inData    bool
	relation  int // of the line being read
	row       int // of a matrix
	column    int
	begun     bool    // the label of the row was read
	ties      [][]arc // by relation
}

// ucinetMode is one mode: its size, its labels in the order in which they came, where each stands and its place.
type ucinetMode struct {
	size     int
	labels   []string
	lines    []int
	embedded bool
	places   map[string]int
}

func (u *ucinet) take(text string) error {
	if !u.inData {
		return u.head(text)
	}
	if text == "" {
		return nil
	}
	if text == "!" {
		u.row, u.column = 0, 0
		return u.nextRelation()
	}
	parts := words(text, ",")
	if len(parts) == 0 {
		return nil
	}
	switch u.layout {
	case "fullmatrix", "lowerhalf", "upperhalf":
		return u.matrix(parts)
	case "edgelist1", "edgelist2":
		return u.edge(text, parts)
	}
	return u.list(parts)
}

// head reads a line of the head, word by word: keywords, their values, and lists of labels.
func (u *ucinet) head(text string) error {
	for _, word := range words(text, ",") {
		parts := []string{word}
		if u.into == nil || len(u.into.labels) >= u.most {
			parts = parted(word)
		}
		for _, part := range parts {
			if err := u.word(part); err != nil {
				return err
			}
		}
	}
	return nil
}

// parted takes n=5 and labels:A apart, and leaves labels that hold such a character whole.
func parted(word string) []string {
	i := strings.IndexAny(word, "=:")
	if i < 0 || !slices.Contains(ucinetWords, strings.ToLower(word[:i])) {
		if word == "=" {
			return nil
		}
		return []string{word}
	}
	key := word[:i]
	if word[i] == ':' {
		key += ":"
	}
	if rest := word[i+1:]; rest != "" {
		return []string{key, rest}
	}
	return []string{key}
}

// ucinetWords are the words of a head.
var ucinetWords = []string{"n", "nr", "nc", "nm", "format", "diagonal", "labels", "embedded", "data"}

func (u *ucinet) word(word string) error {
	plain := strings.ToLower(strings.TrimSuffix(word, ":"))
	if u.inData {
		return u.stop(word, "a new line after data:", "begin the data on a line of their own")
	}
	if plain == "data" && strings.HasSuffix(word, ":") {
		return u.begin()
	}
	switch u.key {
	case "n", "nr", "nc", "nm":
		return u.number(word)
	case "format":
		u.key = ""
		return u.setLayout(plain)
	case "diagonal":
		u.key, u.noLoops = "", plain == "absent"
		return nil
	}
	if u.into != nil && !strings.HasSuffix(word, ":") && plain != "embedded" && (u.most == 0 || len(u.into.labels) < u.most) {
		return u.listed(u.into, word)
	}
	return u.keyword(word, plain)
}

// keyword reads a word that says what follows.
func (u *ucinet) keyword(word, plain string) error {
	switch plain {
	case "dl":
	case "n", "nr", "nc", "nm", "format", "diagonal":
		u.key, u.into = plain, nil
	case "row", "column", "col", "matrix", "level":
		u.key, u.into = plain, nil
	case "labels":
		u.beginLabels()
	case "embedded":
		u.embed()
	default:
		return u.stop(word, "n, nr, nc, nm, format, labels, row labels, column labels, matrix labels, diagonal or data", "check the head of the file")
	}
	return nil
}

// beginLabels makes the words that follow labels of what was named before.
func (u *ucinet) beginLabels() {
	switch u.key {
	case "column", "col":
		u.into, u.most = &u.modes[1], u.modes[1].size
	case "matrix", "level":
		u.into, u.most = &u.names, u.relations
	default:
		u.into, u.most = &u.modes[0], u.modes[0].size
	}
}

// embed makes labels stand in the data.
func (u *ucinet) embed() {
	u.into = nil
	switch u.key {
	case "row":
		u.modes[0].embedded = true
	case "column", "col":
		u.modes[1].embedded = true
	default:
		u.modes[0].embedded, u.modes[1].embedded = true, true
	}
	u.key = ""
}

func (u *ucinet) number(word string) error {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > mostActors {
		return u.stop(word, "a number from 1 to 10000000 after "+u.key, "write for example n=5")
	}
	switch u.key {
	case "n":
		u.modes[0].size, u.modes[1].size = n, n
	case "nr":
		u.modes[0].size, u.twoModes = n, true
	case "nc":
		u.modes[1].size, u.twoModes = n, true
	case "nm":
		u.relations = n
	}
	u.key = ""
	return nil
}

func (u *ucinet) setLayout(layout string) error {
	switch layout {
	case "edgelist2", "nodelist2":
		u.twoModes = true
	case "fullmatrix", "fm", "lowerhalf", "upperhalf", "edgelist1", "nodelist1":
	default:
		return u.stop(layout, "fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, nodelist1 or nodelist2", "export the data again in one of these")
	}
	if u.layout = layout; layout == "fm" {
		u.layout = "fullmatrix"
	}
	return nil
}
