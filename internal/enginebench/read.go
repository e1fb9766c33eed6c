package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// about is what meta.json beside an edge list says of it.
type about struct {
	Actors int     `json:"n"` // so that isolates after the last tied actor are not lost; 0 when not said
	Alpha  float64 `json:"katz_alpha"`
}

// readAbout returns what is said of an edge list, nothing when there is no meta.json.
func readAbout(path string) (about, error) {
	text, err := os.ReadFile(filepath.Join(filepath.Dir(path), "meta.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return about{}, nil
	}
	if err != nil {
		return about{}, err
	}
	var all map[string]about
	if err := json.Unmarshal(text, &all); err != nil {
		return about{}, fmt.Errorf("meta.json beside %s: %w", path, err)
	}
	return all[strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))], nil
}

// silo is the name of the actors' dimension, where an edge list has one.
const silo = "silo"

// readSilos returns what NAME.silo.txt beside an edge list says, a silo a line for each actor, or nothing when there is no such file.
func readSilos(path string) ([]string, error) {
	text, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".silo.txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return strings.Fields(string(text)), err
}

// withSilos is readGraph with the actors' silos, where they are said.
func withSilos(path string, atLeast, threads int) (*snapshot.Graph, error) {
	b, actors, err := readTies(path, atLeast, threads)
	if err != nil {
		return nil, err
	}
	of, err := readSilos(path)
	switch {
	case err != nil:
		return nil, err
	case of != nil && len(of) != actors:
		return nil, fmt.Errorf("silos beside %s: there are %d of them for %d actors; expected one a line for each", path, len(of), actors)
	case of != nil:
		b.Dimension(silo, of)
	}
	return b.Graph(), nil
}

// readGraph reads an edge list, two actors' numbers a line, into an undirected graph of at least so many actors.
func readGraph(path string, actors, threads int) (*snapshot.Graph, error) {
	b, _, err := readTies(path, actors, threads)
	if err != nil {
		return nil, err
	}
	return b.Graph(), nil
}

// readTies reads what readGraph does, up to the graph, and says how many actors there are.
func readTies(path string, atLeast, threads int) (b *snapshot.Builder, actors int, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	from, to, err := pairsOf(text, threads)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", path, err)
	}
	actors = atLeast
	for i := range from {
		actors = max(actors, int(from[i])+1, int(to[i])+1)
	}
	b = &snapshot.Builder{}
	b.Actors(numbered(actors))
	b.Pairs(from, to)
	return b, actors, nil
}

// numbered returns the numbers below n as texts of equal length, so that their order is the numbers' own. They share one text.
func numbered(n int) []string {
	width := len(fmt.Sprint(max(n-1, 0)))
	var digits strings.Builder
	digits.Grow(n * width)
	text := bytes.Repeat([]byte{'0'}, width)
	for range n {
		digits.Write(text)
		for k := width - 1; k >= 0; k-- { // counts on
			if text[k]++; text[k] <= '9' {
				break
			}
			text[k] = '0'
		}
	}
	all := digits.String()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = all[i*width : (i+1)*width]
	}
	return ids
}

// pairsOf reads the lines of a text in pieces side by side.
func pairsOf(text []byte, threads int) (from, to []int32, err error) {
	const size = 1 << 20 // of a piece, before its last line is made whole
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	var piece []int // where pieces begin
	for at := 0; at < len(text); {
		piece = append(piece, at)
		at = min(at+size, len(text))
		at += bytes.IndexByte(text[at-1:], '\n')
	}
	piece = append(piece, len(text))
	first := make([]int, len(piece)) // the line on which a piece begins
	err = parallel.Blocks(context.Background(), len(piece)-1, 1, threads, nil, func(_, i, _, _ int) {
		first[i+1] = bytes.Count(text[piece[i]:piece[i+1]], []byte{'\n'})
	})
	if err != nil {
		return nil, nil, err
	}
	for i := range len(piece) - 1 {
		first[i+1] += first[i]
	}
	lines := first[len(piece)-1]
	from, to = make([]int32, lines), make([]int32, lines)
	bad := make([]int, len(piece)) // 1 + the first line of a piece that is no pair; 0 when all are
	err = parallel.Blocks(context.Background(), len(piece)-1, 1, threads, nil, func(_, i, _, _ int) {
		bad[i] = parse(text[piece[i]:piece[i+1]], first[i], from, to)
	})
	if err != nil {
		return nil, nil, err
	}
	for _, line := range bad {
		if line > 0 {
			return nil, nil, fmt.Errorf("line %d: expected two whole numbers from 0 to %d with a space between", line, math.MaxInt32-1)
		}
	}
	return from, to, nil
}

// parse reads lines into from and to, beginning at the given one. It returns 1 + the first line that is not two numbers, or 0.
func parse(text []byte, line int, from, to []int32) int {
	for at := 0; at < len(text); line++ {
		var u, v int
		var ok bool
		if u, at, ok = number(text, at); !ok {
			return line + 1
		}
		for text[at] == ' ' || text[at] == '\t' {
			at++
		}
		if v, at, ok = number(text, at); !ok {
			return line + 1
		}
		if text[at] == '\r' {
			at++
		}
		if text[at] != '\n' {
			return line + 1
		}
		at++
		from[line], to[line] = int32(u), int32(v)
	}
	return 0
}

// number reads digits and returns where they end. The text ends in a line break, so there is always a byte to stop at.
func number(text []byte, at int) (x, end int, ok bool) {
	begin := at
	for {
		digit := text[at] - '0'
		if digit > 9 {
			return x, at, at > begin && x < math.MaxInt32
		}
		if x > math.MaxInt32 {
			return x, at, false
		}
		x = 10*x + int(digit)
		at++
	}
}
