package fault

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with an input file: where, what was found, what was expected, how to mend it.
type Problem struct {
	File     string `json:"file"`
	Sheet    string `json:"sheet,omitempty"`  // of a workbook
	Line     int    `json:"line,omitempty"`   // 1-based; 0 when the whole file is meant
	Cell     string `json:"cell,omitempty"`   // of a workbook, such as C3, when one is meant
	Column   string `json:"column,omitempty"` // the header's name
	Value    string `json:"value,omitempty"`  // what was found, shortened
	Expected string `json:"expected"`
	Remedy   string `json:"remedy"`
	Fatal    bool   `json:"fatal"` // a fatal problem stops the import; the others are warnings
}

// String is the problem on one line: file:line: column "value": expected; remedy. In a workbook the place is file[sheet]!cell.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Sheet != "" {
		fmt.Fprintf(&b, "[%s]", p.Sheet)
	}
	if p.Cell != "" {
		b.WriteString("!" + p.Cell)
	} else if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Column != "" {
		fmt.Fprintf(&b, "column %s", p.Column)
		if p.Value != "" {
			fmt.Fprintf(&b, " is %q", p.Value)
		}
		b.WriteString(": ")
	} else if p.Value != "" {
		fmt.Fprintf(&b, "found %q: ", p.Value)
	}
	fmt.Fprintf(&b, "expected %s; %s", p.Expected, p.Remedy)
	return b.String()
}
