package client

import (
	"bufio"
	"io"
	"iter"
	"strings"
)

// event is one server-sent event.
type event struct{ id, name, data string }

// longestEvent is the most that one event may carry.
const longestEvent = 4 << 20

// events reads server-sent events, as the HTML standard defines them, until the stream ends. A stream that breaks inside an event does not yield it.
func events(r io.Reader) iter.Seq2[event, error] {
	return func(yield func(event, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, longestEvent)
		var e event
		var data []string
		for lines.Scan() {
			line := strings.TrimSuffix(lines.Text(), "\r")
			if line == "" {
				if e.data = strings.Join(data, "\n"); data != nil && !yield(e, nil) {
					return
				}
				e, data = event{id: e.id}, nil
				continue
			}
			field, value, _ := strings.Cut(line, ":")
			value = strings.TrimPrefix(value, " ")
			switch field {
			case "id":
				e.id = value
			case "event":
				e.name = value
			case "data":
				data = append(data, value)
			}
		}
		if err := lines.Err(); err != nil {
			yield(event{}, err)
		}
	}
}
