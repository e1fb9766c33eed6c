package app

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/network"
)

// graphFormat finds a format for graphs by its id, or by the ending of its files.
func graphFormat(id string) (export.GraphFormat, bool) {
	i := slices.IndexFunc(export.GraphFormats, func(f export.GraphFormat) bool { return f.ID == id || f.Ending == "."+id })
	if i < 0 {
		return export.GraphFormat{}, false
	}
	return export.GraphFormats[i], true
}

// exportGraph writes a graph: nodes, which are the actors, in two modes also the activities, and then ties.
func (a *App) exportGraph(ctx context.Context, r ExportRequest, walk recordWalk) (func(context.Context, io.Writer) error, error) {
	x := &graphExport{twoMode: r.What == "participations"}
	if r.What == "ties" {
		v, err := a.open(ctx, r.Source, r.Query)
		if err != nil {
			return nil, err
		}
		x.graph = v.Graph
	}
	look := &graphLook{graph: x.graph, twoMode: x.twoMode, names: map[string]bool{}}
	if err := walk(ctx, look); err != nil {
		return nil, err
	}
	x.head = export.GraphHead{Nodes: look.actors + look.activities, Directed: look.directed, Attributes: sortedKeys(look.names)}
	if x.twoMode {
		x.head.First = look.actors
		x.head.Attributes = append([]string{modeAttribute}, x.head.Attributes...)
	}
	return func(ctx context.Context, w io.Writer) error {
		out := bufio.NewWriterSize(w, 64<<10)
		switch f, _ := graphFormat(r.Format); r.Format {
		case "csv":
			return writeTies(ctx, out, x.graph, &tieTable{w: csv.NewWriter(out)})
		case "jsonl":
			return writeTies(ctx, out, x.graph, &tieLines{e: json.NewEncoder(out)})
		default:
			mine := *x
			mine.w = f.New(out)
			return writeAll(ctx, out, &mine, walk)
		}
	}, nil
}

// modeAttribute tells actors from activities in a graph of both, and activityPrefix keeps their ids apart.
const (
	modeAttribute  = "mode"
	activityPrefix = "activity:"
)

// graphLook sees what stands before a graph.
type graphLook struct {
	graph              *snapshot.Graph // nil: of records
	twoMode            bool
	names              map[string]bool
	actors, activities int
	directed           bool
}

// Actor counts a node.
func (l *graphLook) Actor(a network.Actor) error {
	if l.graph != nil {
		if _, ok := l.graph.Index(a.ID); !ok {
			return nil
		}
		l.directed = l.graph.Directed()
	}
	l.actors++
	l.note(a.Attributes)
	return nil
}

func (l *graphLook) note(attributes map[string]string) {
	for name := range attributes {
		l.names[name] = true
	}
}

// Activity counts a node of the second mode.
func (l *graphLook) Activity(a network.Activity) error {
	if l.twoMode {
		l.activities++
		l.note(a.Attributes)
	}
	return nil
}

// Collaboration may have a direction, and then all ties are written with one.
func (l *graphLook) Collaboration(c network.Collaboration) error {
	l.directed = l.directed || c.Directed && l.graph == nil && !l.twoMode
	return nil
}

// Participation has none.
func (l *graphLook) Participation(network.Participation) error { return nil }

// graphExport turns records into a graph.
type graphExport struct {
	w       export.GraphWriter
	head    export.GraphHead
	graph   *snapshot.Graph // whose ties are written; nil: records
	twoMode bool
}

func (x *graphExport) begin() error { return x.w.Begin(x.head) }

func (x *graphExport) end() error {
	if x.graph != nil {
		if err := eachTie(x.graph, func(u, v int32, weight float64) error {
			return x.w.Tie(export.Tie{Source: x.graph.ID(u), Target: x.graph.ID(v), Weight: weight})
		}); err != nil {
			return err
		}
	}
	return x.w.End()
}

// Actor writes a node.
func (x *graphExport) Actor(a network.Actor) error {
	if x.graph != nil {
		if _, ok := x.graph.Index(a.ID); !ok {
			return nil
		}
	}
	return x.node(a.ID, a.Name, a.Attributes, "actor", a.Start, a.End)
}

// Activity writes a node of the second mode.
func (x *graphExport) Activity(a network.Activity) error {
	if !x.twoMode {
		return nil
	}
	return x.node(activityPrefix+a.ID, a.Title, a.Attributes, "activity", a.Start, a.End)
}

func (x *graphExport) node(id, name string, attributes map[string]string, mode string, start, end network.Date) error {
	if x.twoMode {
		of := map[string]string{}
		for name, value := range attributes {
			of[name] = value
		}
		of[modeAttribute] = mode
		attributes = of
	}
	return x.w.Node(export.Node{ID: id, Name: name, Attributes: attributes, Start: start.String(), End: end.String()})
}

// Collaboration writes a tie; one without a direction among such that have one is written both ways.
func (x *graphExport) Collaboration(c network.Collaboration) error {
	if x.graph != nil || x.twoMode {
		return nil
	}
	t := export.Tie{Source: c.From, Target: c.To, Type: c.Type, Weight: c.Weight, Start: c.Start.String(), End: c.End.String(), Mutual: x.head.Directed && !c.Directed}
	if err := x.w.Tie(t); err != nil || !t.Mutual {
		return err
	}
	t.Source, t.Target = t.Target, t.Source
	return x.w.Tie(t)
}

// Participation writes a tie between the modes.
func (x *graphExport) Participation(p network.Participation) error {
	if !x.twoMode {
		return nil
	}
	return x.w.Tie(export.Tie{Source: p.Actor, Target: activityPrefix + p.Activity, Type: p.Role, Weight: 1, Start: p.Start.String(), End: p.End.String()})
}

// eachTie calls do for every tie, once.
func eachTie(g *snapshot.Graph, do func(u, v int32, weight float64) error) error {
	for u := range int32(g.Len()) {
		weights := g.OutWeights(u)
		for i, v := range g.Out(u) {
			if !g.Directed() && v < u {
				continue
			}
			weight := 1.0
			if weights != nil {
				weight = weights[i]
			}
			if err := do(u, v, weight); err != nil {
				return err
			}
		}
	}
	return nil
}

// tieWriter writes ties without nodes.
type tieWriter interface {
	begin() error
	tie(source, target string, weight float64, directed bool) error
	end() error
}

func writeTies(ctx context.Context, out *bufio.Writer, g *snapshot.Graph, w tieWriter) error {
	if err := w.begin(); err != nil {
		return err
	}
	if err := eachTie(g, func(u, v int32, weight float64) error {
		return w.tie(g.ID(u), g.ID(v), weight, g.Directed())
	}); err != nil {
		return err
	}
	if err := w.end(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return out.Flush()
}

// tieTable is a table that an import reads as collaborations.
type tieTable struct{ w *csv.Writer }

func (x *tieTable) begin() error {
	return x.w.Write([]string{"source", "target", "type", "weight", "directed"})
}

func (x *tieTable) tie(source, target string, weight float64, directed bool) error {
	return x.w.Write(plains([]string{source, target, "tie", amount(weight), strconv.FormatBool(directed)}))
}

func (x *tieTable) end() error {
	x.w.Flush()
	return x.w.Error()
}

// tieLines is a line of JSON for each tie.
type tieLines struct{ e *json.Encoder }

func (x *tieLines) begin() error {
	x.e.SetEscapeHTML(false)
	return nil
}

func (x *tieLines) tie(source, target string, weight float64, directed bool) error {
	return x.e.Encode(struct {
		Source   string  `json:"source"`
		Target   string  `json:"target"`
		Weight   float64 `json:"weight"`
		Directed bool    `json:"directed"`
	}{source, target, weight, directed})
}

func (x *tieLines) end() error { return nil }
