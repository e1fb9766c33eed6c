package silo

import "math/bits"

// tally counts for every lane and silo how many of the silo's actors the lane reaches and in how many steps. As the places of a silo that are
// reached in a step come one after the other, it counts them for 64 lanes at a time: digit k of all their counts is one word.
type tally struct {
	silos   int
	x, c, h []int64 // [lane*silos+silo]: steps, actors, and harmonicUnit/steps
	step    int
	silo    int32
	digits  []lanes // of the step and silo in hand
}

func newTally(silos int) *tally {
	return &tally{silos: silos, x: make([]int64, laneCount*silos), c: make([]int64, laneCount*silos), h: make([]int64, laneCount*silos)}
}

func (t *tally) clear() {
	clear(t.x)
	clear(t.c)
	clear(t.h)
}

// add counts one more actor of a silo for the lanes that reach it in so many steps.
func (t *tally) add(step int, silo int32, by *lanes) {
	if step != t.step || silo != t.silo {
		t.flush()
		t.step, t.silo = step, silo
	}
	carry := *by
	for k := 0; carry != (lanes{}); k++ {
		if k == len(t.digits) {
			t.digits = append(t.digits, carry)
			return
		}
		digit := &t.digits[k]
		for i := range carry {
			digit[i], carry[i] = digit[i]^carry[i], digit[i]&carry[i]
		}
	}
}

// flush adds what was counted since the step or the silo last changed.
func (t *tally) flush() {
	for k := range t.digits {
		for i, word := range t.digits[k] {
			for ; word != 0; word &= word - 1 {
				at := (i*64+bits.TrailingZeros64(word))*t.silos + int(t.silo)
				t.c[at] += 1 << k
				t.x[at] += int64(t.step) << k
				t.h[at] += int64(harmonicUnit/t.step) << k
			}
		}
	}
	t.digits = t.digits[:0]
}

// of is what was counted for a lane in a silo: the sum of steps, the actors, and the sum of 1/steps.
func (t *tally) of(lane, silo int) (x, c, h float64) {
	at := lane*t.silos + silo
	return float64(t.x[at]), float64(t.c[at]), float64(t.h[at]) / harmonicUnit
}
