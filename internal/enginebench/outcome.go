package main

import (
	"bufio"
	"errors"
	"os"
	"strconv"

	"github.com/sillat/sillat/analysis"
)

// outcome is a task's result: one of the three.
type outcome struct {
	scores []float64        // one per actor
	values []analysis.Value // of the network
	places [][2]float64     // one per actor
}

// write puts the outcome into a file as text: a number a line for each actor, "x y" a line for each place, or "name value" lines.
func (o outcome) write(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	var line []byte
	put := func(x float64, after byte) {
		line = strconv.AppendFloat(line, x, 'g', -1, 64)
		line = append(line, after)
	}
	for _, x := range o.scores {
		line = line[:0]
		put(x, '\n')
		w.Write(line) // an error stays with w until Flush
	}
	for _, p := range o.places {
		line = line[:0]
		put(p[0], ' ')
		put(p[1], '\n')
		w.Write(line)
	}
	for _, v := range o.values {
		line = append(append(line[:0], v.Name...), ' ')
		put(v.Value, '\n')
		w.Write(line)
	}
	return w.Flush()
}
