package ingest

// pieceSize is how many values stand in one piece of a column.
const pieceSize = 1 << 14

// column is a list that grows by pieces: values that stand there are never copied to make room for more, which would for a while need
// the memory of them twice over.
type column[T any] struct{ pieces [][]T }

// add appends a value.
func (c *column[T]) add(v T) {
	last := len(c.pieces) - 1
	if last < 0 || len(c.pieces[last]) == pieceSize {
		c.pieces, last = append(c.pieces, make([]T, 0, pieceSize)), last+1
	}
	c.pieces[last] = append(c.pieces[last], v)
}

// at is where the i-th value stands.
func (c *column[T]) at(i int) *T { return &c.pieces[i/pieceSize][i%pieceSize] }

// rare is a column that costs nothing as long as all its values are the usual one.
type rare[T comparable] struct {
	usual T
	column[T]
}

// add sets the value of the i-th row; all before it have been set.
func (c *rare[T]) add(i int, v T) {
	if c.pieces == nil {
		if v == c.usual {
			return
		}
		for range i {
			c.column.add(c.usual)
		}
	}
	c.column.add(v)
}

// of returns the i-th value.
func (c *rare[T]) of(i int) T {
	if c.pieces == nil {
		return c.usual
	}
	return *c.at(i)
}
