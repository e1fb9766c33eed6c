package format

import (
	"bufio"
	"context"
	"path"
	"slices"
	"strconv"
	"strings"
)

// EdgeList is one tie a line, "from to" or "from to weight", apart by blanks, or by tabs when every line has one. Lines
// that begin with # or % are comments. A first line that names the columns (source target weight) is allowed. The same
// with commas or semicolons is CSV and needs that first line.
var EdgeList = Format{
	ID: "edge-list", Title: "Edge list (one tie a line)",
	Sniff: sniffEdgeList,
	Read:  readEdgeList,
}

// edgeHeaders are the first words of a line that names the columns.
var edgeHeaders = []string{"source", "from", "lähde", "mistä", "källa", "från"}

func sniffEdgeList(name, head string) bool {
	if ext := path.Ext(name); ext == ".csv" || ext == ".tsv" {
		return false
	}
	ties := 0
	tabs := allTabs(head)
	for line := range sampleLines(head) {
		parts := splitTie(line, tabs)
		first := ties == 0 && isEdgeHeader(parts)
		if len(parts) < 2 || len(parts) > 3 || strings.ContainsAny(line, ",;\x00<") || strings.ContainsAny(line[:1], "{[") {
			return false // a table, XML, JSON or no text at all
		}
		if _, err := strconv.ParseFloat(parts[len(parts)-1], 64); len(parts) == 3 && err != nil && !first {
			return false
		}
		ties++
	}
	return ties > 0
}

func readEdgeList(ctx context.Context, in *Text, sink Sink) error {
	head := in.Head()
	tabs := allTabs(head)
	lines := newRecords(in, 0)
	var row RowFunc
	var parts []string
	for count := 0; ; count++ {
		if err := pause(ctx, count); err != nil {
			return err
		}
		text, whole, err := lines.readLine()
		if err != nil {
			return halt(sink, lines.line+1, err)
		}
		if !whole || len(text) > MaxField {
			sink.Problem(flaw(lines.line, "", "lines of at most 1 MiB", "this is no edge list: check how the file was made"))
			return nil
		}
		line := string(text)
		if isComment(line) {
			continue
		}
		parts = appendTie(parts[:0], line, tabs)
		if row == nil {
			table := Table{Kind: Collaborations, Header: []string{"source", "target", "weight"}}
			named := isEdgeHeader(parts)
			if named {
				copy(table.Header, parts)
				table.Line = lines.line
			}
			if row, err = sink.Table(table); err != nil {
				return err
			}
			if named {
				continue
			}
		}
		if len(parts) < 2 || len(parts) > 3 {
			sink.Problem(flaw(lines.line, Excerpt(line), "two actors and at most one weight",
				"write one tie a line; separate with tabs when names hold blanks, or use a CSV file with a header"))
			continue
		}
		if err := row(lines.line, padded(parts)); err != nil {
			return err
		}
	}
}

// sampleLines yields the first fifty whole lines of head that are not comments.
func sampleLines(head string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		const sample = 50
		s := bufio.NewScanner(strings.NewReader(head))
		s.Buffer(nil, 2*headSize)
		seen, read := 0, 0
		for seen < sample && s.Scan() {
			line := s.Text()
			if read += len(line) + 1; read > headSize {
				return
			}
			if isComment(line) {
				continue
			}
			if seen++; !yield(line) {
				return
			}
		}
	}
}

// allTabs reports whether every sampled line has a tab, so that blanks belong to the names.
func allTabs(head string) bool {
	seen := false
	for line := range sampleLines(head) {
		if !strings.Contains(line, "\t") {
			return false
		}
		seen = true
	}
	return seen
}

func isComment(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '#' || line[0] == '%'
}

func isEdgeHeader(parts []string) bool {
	return len(parts) > 1 && len(parts) <= 3 && slices.Contains(edgeHeaders, strings.ToLower(parts[0]))
}

func splitTie(line string, tabs bool) []string { return appendTie(nil, line, tabs) }

// appendTie adds the parts of a line to parts, which spares a list for each of millions of lines.
func appendTie(parts []string, line string, tabs bool) []string {
	if tabs {
		for part := range strings.SplitSeq(line, "\t") {
			parts = append(parts, strings.TrimSpace(part))
		}
		return parts
	}
	for part := range strings.FieldsSeq(line) {
		parts = append(parts, part)
	}
	return parts
}

// padded gives a tie without weight an empty one.
func padded(parts []string) []string {
	for len(parts) < 3 {
		parts = append(parts, "")
	}
	return parts
}
