package diffusion

import "context"

// walk is the scratch space for letting ideas loose, one after the other.
type walk struct {
	mark    []int32   // actors marked with the number of the present run have adopted
	run     int32     //
	order   []int32   // those who have adopted, in the order of steps
	ends    []int     // order[:ends[s]] have adopted by step s
	got     []float64 // what has come to an actor, for thresholds and contacts
	gotMark []int32   // in which run that is
}

func newWalk(n int, m Model) *walk {
	w := &walk{mark: make([]int32, n)}
	if m.Kind == Threshold || m.Kind == Contacts {
		w.got, w.gotMark = make([]float64, n), make([]int32, n)
	}
	return w
}

// patience is how many actors are worked through between two looks at whether somebody still waits.
const patience = 4096

// from lets an idea loose from some actors in one draw. Afterwards order and ends tell who has adopted when. After an error they are of no use.
func (w *walk) from(ctx context.Context, c *carrier, draw world, starters []int32) error {
	w.run++
	w.order, w.ends = w.order[:0], w.ends[:0]
	for _, u := range starters {
		w.adopt(u)
	}
	w.ends = append(w.ends, len(w.order))
	for done := 0; done < len(w.order); {
		if c.model.Steps > 0 && len(w.ends) > c.model.Steps {
			break
		}
		for end := len(w.order); done < end; done++ {
			if done%patience == patience-1 && ctx.Err() != nil {
				return ctx.Err()
			}
			w.pass(c, draw, w.order[done])
		}
		if len(w.order) > done {
			w.ends = append(w.ends, len(w.order))
		}
	}
	return ctx.Err()
}

func (w *walk) adopt(u int32) {
	w.mark[u] = w.run
	w.order = append(w.order, u)
}

// pass lets u, who has adopted, work on its contacts.
func (w *walk) pass(c *carrier, draw world, u int32) {
	row := c.g.Out(u)
	switch {
	case c.uniform:
		for _, v := range row {
			if w.mark[v] != w.run && draw.tie(u, v, c.g.Directed()) < c.model.Chance {
				w.adopt(v)
			}
		}
	case c.got():
		start, _, _ := c.g.Rows()
		need := float64(c.model.Contacts)
		for i, v := range row {
			if w.mark[v] == w.run {
				continue
			}
			if w.gotMark[v] != w.run {
				w.gotMark[v], w.got[v] = w.run, 0
			}
			if c.model.Kind == Contacts {
				if w.got[v]++; w.got[v] >= need {
					w.adopt(v)
				}
			} else if w.got[v] += c.out[start[u]+int64(i)]; w.got[v] > draw.actor(v) {
				w.adopt(v)
			}
		}
	default:
		start, _, _ := c.g.Rows()
		for i, v := range row {
			if w.mark[v] != w.run && draw.tie(u, v, c.g.Directed()) < c.out[start[u]+int64(i)] {
				w.adopt(v)
			}
		}
	}
}

// got reports whether what comes to an actor adds up.
func (c *carrier) got() bool { return c.model.Kind == Threshold || c.model.Kind == Contacts }
