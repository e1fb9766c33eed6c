package ingest

import (
	"fmt"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// problems keeps the first problems of each group and counts the rest: warnings never crowd out what stops the import.
type problems struct {
	max             int
	fatal, warnings []fault.Problem
	fatalCount      int
	count           int
}

func (p *problems) add(problem fault.Problem) {
	p.count++
	problem.Value = format.Excerpt(problem.Value)
	list := &p.warnings
	if problem.Fatal {
		p.fatalCount++
		list = &p.fatal
	}
	if len(*list) < p.max {
		*list = append(*list, problem)
	}
}

// wanted reports whether one more fatal problem would be listed, and so whether its remedy is worth looking for.
func (p *problems) wanted() bool { return len(p.fatal) < p.max }

// listed returns what is shown, what stops the import first.
func (p *problems) listed() []fault.Problem {
	all := append(p.fatal[:len(p.fatal):len(p.fatal)], p.warnings...)
	return all[:min(len(all), p.max)]
}

// fault is the error that stops an import, nil when nothing does.
func (p *problems) fault() error {
	if p.fatalCount == 0 {
		return nil
	}
	message := "1 problem stops the import: "
	if p.fatalCount > 1 {
		message = fmt.Sprintf("%d problems stop the import; the first is ", p.fatalCount)
	}
	return &fault.Error{Code: fault.BadInput, Message: message + p.fatal[0].String(), Problems: p.listed(), Total: p.count}
}
