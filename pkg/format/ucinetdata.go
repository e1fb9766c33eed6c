package format

import (
	"strconv"
)

// label returns the place of a label, which is made when it was not met before.
func (u *ucinet) label(m *ucinetMode, word string) (int, error) {
	if place, ok := m.places[word]; ok {
		return place, nil
	}
	if m.places == nil {
		m.places = map[string]int{}
	}
	if len(word) > MaxField || len(m.labels) >= mostActors {
		return 0, u.stop(word, "labels of at most 1 MiB, and no more than 10000000", "check how the file was made")
	}
	m.places[word] = len(m.labels)
	m.labels, m.lines = append(m.labels, word), append(m.lines, u.line)
	return len(m.labels) - 1, nil
}

// listed takes a label of a list, in which every one stands once.
func (u *ucinet) listed(m *ucinetMode, word string) error {
	before := len(m.labels)
	if _, err := u.label(m, word); err != nil {
		return err
	}
	if len(m.labels) == before {
		return u.stop(word, "every label once", "correct the label; those with blanks or commas stand in double quotes")
	}
	return nil
}

// begin ends the head.
func (u *ucinet) begin() error {
	u.inData, u.ties = true, make([][]arc, 1)
	for i := range u.modes {
		m := &u.modes[i]
		if m.size == 0 {
			m.size = len(m.labels)
		}
		if (i == 0 || u.twoModes) && m.size == 0 && (u.isMatrix() || !m.embedded) {
			return u.stop("", "how many there are before data:", "write n=5, or of two modes nr=6 and nc=4, in the head")
		}
	}
	if !u.twoModes {
		u.modes[1] = ucinetMode{size: u.modes[0].size, embedded: u.modes[1].embedded}
	}
	if u.isMatrix() && u.relations > 1 && (u.modes[0].embedded || u.modes[1].embedded) {
		return u.stop("labels embedded", "labels listed in the head when there are several matrices", "write labels: and the labels before data:")
	}
	if u.layout != "fullmatrix" && u.isMatrix() && u.twoModes {
		return u.stop(u.layout, "a full matrix when there are two modes", "write format=fullmatrix")
	}
	return nil
}

func (u *ucinet) isMatrix() bool {
	return u.layout == "fullmatrix" || u.layout == "lowerhalf" || u.layout == "upperhalf"
}

// columns is the mode that the second end of a tie is of.
func (u *ucinet) columns() *ucinetMode {
	if u.twoModes {
		return &u.modes[1]
	}
	return &u.modes[0]
}

// place finds what a word of the data means: a label where these stand in the data, else a number, or a label of the head.
func (u *ucinet) place(m *ucinetMode, embedded bool, word string) (int, bool, error) {
	known, listed := m.places[word]
	if embedded {
		if !listed && m.size > 0 && len(m.labels) >= m.size {
			u.refuse(word, "at most "+strconv.Itoa(m.size)+" labels, as the head says", "correct the label, or the number in the head")
			return 0, false, nil
		}
		place, err := u.label(m, word)
		return place, err == nil, err
	}
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= m.size {
		return n - 1, true, nil
	}
	if !listed {
		u.refuse(word, "a number from 1 to "+strconv.Itoa(m.size)+", or a label of the head", "correct it, or write labels embedded in the head")
	}
	return known, listed, nil
}

// edge reads a tie: its ends, and a weight unless that is 1.
func (u *ucinet) edge(text string, parts []string) error {
	if len(parts) < 2 || len(parts) > 3 {
		u.refuse(text, "two ends and at most one weight", "write for example: 1 2 0.5; put labels with blanks in double quotes")
		return nil
	}
	from, fromOK, err := u.place(&u.modes[0], u.modes[0].embedded, parts[0])
	if err != nil {
		return err
	}
	to, toOK, err := u.place(u.columns(), u.modes[1].embedded, parts[1])
	if err != nil || !fromOK || !toOK {
		return err
	}
	weight := 1.0
	if len(parts) == 3 {
		if weight, err = strconv.ParseFloat(parts[2], 64); err != nil {
			u.refuse(parts[2], "a number", "write how strong the tie is, or leave it out for 1")
			return nil
		}
	}
	u.add(from, to, weight)
	return nil
}

// list reads an actor and those it is tied to.
func (u *ucinet) list(parts []string) error {
	from, ok, err := u.place(&u.modes[0], u.modes[0].embedded, parts[0])
	if err != nil || !ok {
		return err
	}
	for _, part := range parts[1:] {
		to, ok, err := u.place(u.columns(), u.modes[1].embedded, part)
		if err != nil {
			return err
		}
		if ok {
			u.add(from, to, 1)
		}
	}
	return nil
}

func (u *ucinet) add(from, to int, weight float64) {
	if weight != 0 {
		u.ties[u.relation] = append(u.ties[u.relation], arc{from, to, weight, u.line})
	}
}

// nextRelation begins the next matrix.
func (u *ucinet) nextRelation() error {
	if u.relation+1 >= u.relations {
		return u.stop("", strconv.Itoa(u.relations)+" relations, as the head says", "correct nm in the head, or check the number of rows")
	}
	u.relation++
	u.ties = append(u.ties, nil)
	return nil
}

// matrix reads values, which may stand on lines as they like.
func (u *ucinet) matrix(parts []string) error {
	for _, word := range parts {
		columns := u.columns()
		if u.modes[1].embedded && len(columns.labels) < columns.size {
			if err := u.listed(columns, word); err != nil {
				return err
			}
			continue
		}
		if err := u.cell(word); err != nil {
			return err
		}
	}
	return nil
}

// cell reads the label of a row, or a value.
func (u *ucinet) cell(word string) error {
	for u.row == u.modes[0].size || !u.modes[0].embedded && u.width() == 0 {
		if u.row++; u.row <= u.modes[0].size {
			continue
		}
		if err := u.nextRelation(); err != nil {
			return err
		}
		u.row = 0
	}
	if u.modes[0].embedded && !u.begun {
		place, ok, err := u.place(&u.modes[0], true, word)
		if err != nil {
			return err
		}
		if !ok || place != u.row {
			return u.stop(word, "the label of row "+strconv.Itoa(u.row+1), "write the rows in the order of the columns, each with its label first")
		}
		u.begun = u.width() > 0
		if !u.begun {
			u.row++
		}
		return nil
	}
	weight, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return u.stop(word, "a number in row "+strconv.Itoa(u.row+1), "write the weight of the tie, 0 for none")
	}
	u.value(weight)
	return nil
}

// width is how many values the row being read has.
func (u *ucinet) width() int {
	loops := 1
	if u.noLoops {
		loops = 0
	}
	switch u.layout {
	case "lowerhalf":
		return u.row + loops
	case "upperhalf":
		return u.modes[0].size - u.row - 1 + loops
	}
	return u.columns().size
}

// value keeps a value of the matrix; one of a half stands for both directions.
func (u *ucinet) value(weight float64) {
	column := u.column
	if u.layout == "upperhalf" {
		column = u.modes[0].size - u.width() + u.column
	}
	u.add(u.row, column, weight)
	if u.layout != "fullmatrix" && u.row != column {
		u.add(column, u.row, weight)
	}
	if u.column++; u.column == u.width() {
		u.row, u.column, u.begun = u.row+1, 0, false
	}
}
