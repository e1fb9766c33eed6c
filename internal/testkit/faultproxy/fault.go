package faultproxy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// Kind is what goes wrong.
type Kind int

// The kinds. All but Reset last until Heal.
const (
	Pass   Kind = iota // nothing; with OnStrike, only that is called
	Refuse             // new connections are refused; open ones go on
	Hang               // connections are taken, and no byte passes any more
	Reset              // the connection whose byte it was breaks, once
	Slow               // bytes pass one small piece at a time, with a pause after each
	Cut                // open connections break and new ones are refused
)

// String is the kind's name in a summary.
func (k Kind) String() string {
	return [...]string{"pass", "refuse", "hang", "reset", "slow", "cut"}[k]
}

// Direction is a way through the proxy.
type Direction int

// The directions.
const (
	ToServer Direction = iota
	ToClient
)

// String is the direction's name in a summary.
func (d Direction) String() string { return [...]string{"to the server", "to the client"}[d] }

// Fault is one thing that goes wrong, and when.
type Fault struct {
	Kind      Kind
	Marks     []string      // counting begins once these have passed to the server, in this order, each in one piece
	Direction Direction     // whose bytes are counted
	After     int64         // how many bytes of all connections together pass first; 0: it strikes at once
	Pause     time.Duration // of Slow, after each piece
	Piece     int           // of Slow, in bytes; 0: 1
	OnStrike  func()        // called once when it strikes, on a goroutine of its own; nil: nothing
}

// idle says of a fault that there is none.
func (f Fault) idle() bool { return f.Kind == Pass && f.OnStrike == nil }

// String says what goes wrong and when, for a log.
func (f Fault) String() string {
	text := fmt.Sprintf("%v after %d bytes %v", f.Kind, f.After, f.Direction)
	if len(f.Marks) > 0 {
		text += fmt.Sprintf(", counted from %q", f.Marks)
	}
	return text
}

// Random draws one of kinds, to strike after up to most bytes. Small numbers of bytes are as likely as large ones: 1 to 10 like 1,000 to
// 10,000, because a conversation's beginnings are as delicate as its end.
func Random(r *rand.Rand, kinds []Kind, most int64) Fault {
	f := Fault{
		Kind: kinds[r.IntN(len(kinds))], Direction: Direction(r.IntN(2)), After: int64(math.Pow(float64(most), r.Float64())),
	}
	if r.IntN(8) == 0 {
		f.After = 0
	}
	if f.Kind == Slow {
		f.Pause, f.Piece = time.Duration(1+r.IntN(5))*time.Millisecond, 16<<r.IntN(5)
	}
	return f
}
