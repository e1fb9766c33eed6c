package format

import (
	"strconv"
)

// finish hands over what was read.
func (u *ucinet) finish() error {
	if !u.inData {
		return u.stop("", "a line data: after the head", "export the file again")
	}
	for u.isMatrix() && u.row < u.modes[0].size && u.width() == 0 {
		u.row++
	}
	if u.isMatrix() && (u.row < u.modes[0].size || u.relation+1 < u.relations) {
		return u.stop("row "+strconv.Itoa(u.row+1)+" of matrix "+strconv.Itoa(u.relation+1),
			strconv.Itoa(u.relations)+" matrices of "+strconv.Itoa(u.modes[0].size)+" rows", "the data end too early: export them again, or correct the head")
	}
	actor, err := u.hand(Actors, &u.modes[0])
	if err != nil {
		return err
	}
	if u.twoModes {
		return u.participations(actor)
	}
	row, err := u.sink.Table(Table{Kind: Collaborations, Header: arcHeader})
	if err != nil {
		return err
	}
	for i, ties := range u.ties {
		a := arcs{ties}
		if err := a.write(row, actor, u.named(i)); err != nil {
			return err
		}
	}
	return nil
}

// named is the name of a relation, "" when there is one without.
func (u *ucinet) named(relation int) string {
	switch {
	case relation < len(u.names.labels):
		return u.names.labels[relation]
	case u.relations > 1:
		return strconv.Itoa(relation + 1)
	}
	return ""
}

// hand hands over a mode and returns what its members are known by: their labels where every one has its own, else their numbers.
func (u *ucinet) hand(kind Kind, m *ucinetMode) (func(int) string, error) {
	if m.size = max(m.size, len(m.labels)); m.size-len(m.labels) > mostUnnamed {
		return nil, u.stop(strconv.Itoa(m.size), "labels, or at most 1000000 without one", "write labels: in the head")
	}
	labels := make([]string, m.size)
	for i := range labels {
		if labels[i] = strconv.Itoa(i + 1); i < len(m.labels) {
			labels[i] = m.labels[i]
		}
	}
	id := knownBy(labels)
	row, err := u.sink.Table(Table{Kind: kind, Header: []string{"id", "name"}})
	for i := 0; i < len(labels) && err == nil; i++ {
		line := 1
		if i < len(m.lines) {
			line = m.lines[i]
		}
		err = row(line, []string{id(i), labels[i]})
	}
	return id, err
}

// participations hands over the ties between two modes.
func (u *ucinet) participations(actor func(int) string) error {
	activity, err := u.hand(Activities, &u.modes[1])
	if err != nil {
		return err
	}
	row, err := u.sink.Table(Table{Kind: Participations, Header: participationHeader})
	if err != nil {
		return err
	}
	for i, ties := range u.ties {
		for _, t := range ties {
			u.line = t.line
			u.unweigh(t.weight)
			if err := row(t.line, []string{actor(t.from), activity(t.to), u.named(i)}); err != nil {
				return err
			}
		}
	}
	return nil
}
