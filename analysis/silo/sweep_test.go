package silo

import (
	"slices"
	"testing"
)

// A sweep finds what breadth-first search from each of its sources finds, everybody there or one actor gone, whether its steps are taken forwards or
// backwards: of 700 actors with 3 ties each the first and the last steps are taken forwards, and with directions none is.
func TestSweepsEqualBreadthFirstSearch(t *testing.T) {
	n := drawn(5, 700, 4, 1050, 0)
	directed := arrows(n, func(int) float64 { return 1 })
	for name, g := range map[string]struct {
		directed bool
	}{"without directions": {}, "with directions": {true}} {
		graph := n.graph(nil)
		if g.directed {
			graph = directed
		}
		of, _ := graph.Dimension("silo")
		f, err := layOut(t.Context(), graph, of.Of, len(of.Values))
		if err != nil {
			t.Fatal(err)
		}
		actor := make([]int32, graph.Len())
		for u, place := range f.place {
			actor[place] = int32(u)
		}
		largest := 0 // the component of most places
		for c := range f.ends {
			if f.ends[c]-f.begin(int32(c)) > f.ends[largest]-f.begin(int32(largest)) {
				largest = c
			}
		}
		lo, hi := f.begin(int32(largest)), f.ends[largest]
		s := newSweeper(f)
		for _, gone := range []int32{-1, lo + 7} {
			var sources []int32
			for v := lo; v < hi && len(sources) < laneCount; v++ {
				if v != gone {
					sources = append(sources, v)
				}
			}
			got := make([][]int, len(sources)) // [lane][actor]
			for lane, v := range sources {
				got[lane] = slices.Repeat([]int{-1}, graph.Len())
				got[lane][actor[v]] = 0
			}
			lastStep, lastPlace := 0, int32(-1)
			s.runWithout(t.Context(), sources, gone, func(step int, place int32, by *lanes) {
				if step < lastStep || step == lastStep && place <= lastPlace {
					t.Fatalf("%s: place %d in step %d after place %d in step %d", name, place, step, lastPlace, lastStep)
				}
				lastStep, lastPlace = step, place
				for lane := range sources {
					if by[lane>>6]>>(lane&63)&1 == 1 {
						got[lane][actor[place]] = step
					}
				}
			})
			var left []int32
			if gone >= 0 {
				left = []int32{actor[gone]}
			}
			for lane, v := range sources {
				if want := steps(graph, actor[v], left...); !slices.Equal(got[lane], want) {
					t.Fatalf("%s, place %d gone: distances from actor %d differ from breadth-first search", name, gone, actor[v])
				}
			}
		}
	}
}

// A tally counts as adding one at a time does, more often than fits in the digits that are there.
func TestTally(t *testing.T) {
	counts := newTally(3)
	var want [3][laneCount][3]float64
	for i := range 300 {
		step, silo := 1+i/100, int32(i/37%3)
		var by lanes
		for lane := i % 5; lane < laneCount; lane += 1 + i%7 {
			by.add(lane)
			for k, more := range []float64{float64(step), 1, float64(harmonicUnit/step) / harmonicUnit} {
				want[silo][lane][k] += more
			}
		}
		counts.add(step, silo, &by)
	}
	counts.flush()
	for silo := range want {
		for lane, w := range want[silo] {
			x, c, h := counts.of(lane, silo)
			if x != w[0] || c != w[1] || h-w[2] > 1e-9 || w[2]-h > 1e-9 {
				t.Fatalf("lane %d in silo %d: %v, %v, %v; want %v", lane, silo, x, c, h, w)
			}
		}
	}
}
