package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Number is a figure that may be undefined: null in JSON, NaN here.
type Number float64

// Defined reports whether the figure is a number.
func (n Number) Defined() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

// MarshalJSON writes the shortest text that reads back as the same number, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Defined() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads a number or null.
func (n *Number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	x, err := strconv.ParseFloat(string(text), 64)
	*n = Number(x)
	return err
}

// Score is one actor's scores by the ids of their columns.
type Score struct {
	ID     string
	Name   string
	Values map[string]Number
}

// UnmarshalJSON reads a row of scores, whose keys beside id and name are the columns.
func (s *Score) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("a row of scores is %.40q; expected an object", text)
	}
	s.Values = make(map[string]Number)
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		switch name {
		case "id":
			err = d.Decode(&s.ID)
		case "name":
			err = d.Decode(&s.Name)
		default:
			var n Number
			err = d.Decode(&n)
			s.Values[name] = n
		}
		if err != nil {
			return fmt.Errorf("a row of scores, %s: %w", name, err)
		}
	}
	return nil
}
