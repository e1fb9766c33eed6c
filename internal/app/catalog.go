package app

import (
	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
)

// Catalog describes every metric.
type Catalog struct {
	Metrics []MetricDescription `json:"metrics"`
}

// MetricDescription is one metric in words.
type MetricDescription struct {
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	Meaning     string            `json:"meaning"`
	Formula     string            `json:"formula"`
	NeedsSilo   bool              `json:"needs_silo"`
	Columns     []ColumnText      `json:"columns"`
	Params      []ParamText       `json:"params"`
	Conventions map[string]string `json:"conventions"`
	Undefined   string            `json:"undefined,omitempty"` // when a score is null
	Sources     []SourceText      `json:"sources"`
}

// ColumnText describes one score.
type ColumnText struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Unit  string `json:"unit,omitempty"`
	Group bool   `json:"group,omitempty"` // the score is the number of a group, not an amount
}

// ParamText describes one parameter.
type ParamText struct {
	ID      string   `json:"id"`
	Meaning string   `json:"meaning"`
	Kind    string   `json:"kind" enum:"number,integer,choice,boolean"`
	Default string   `json:"default"`
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
	Choices []string `json:"choices,omitempty"`
}

// SourceText is one published source.
type SourceText struct {
	Text string `json:"text"`
	DOI  string `json:"doi,omitempty"`
}

// Catalog lists the metrics with their parameters, conventions and sources.
func (a *App) Catalog() Catalog {
	out := Catalog{Metrics: []MetricDescription{}}
	for _, m := range catalog.All() {
		out.Metrics = append(out.Metrics, describe(m))
	}
	return out
}

func describe(m *analysis.Metric) MetricDescription {
	d := MetricDescription{
		ID: m.ID, Title: m.Title, Meaning: m.Meaning, Formula: m.Formula, NeedsSilo: m.NeedsSilo, Undefined: m.Undefined,
		Columns: []ColumnText{}, Params: []ParamText{}, Sources: []SourceText{},
		Conventions: map[string]string{
			"normalised": m.Conventions.Normalised, "directed": m.Conventions.Directed, "weights": m.Conventions.Weights,
			"unreachable": m.Conventions.Unreachable, "loops": m.Conventions.Loops, "cost": m.Conventions.Cost,
		},
	}
	for _, c := range m.Columns {
		d.Columns = append(d.Columns, ColumnText{ID: c.ID, Title: c.Title, Unit: c.Unit, Group: c.Group})
	}
	for _, p := range m.Params {
		text := ParamText{ID: p.ID, Meaning: p.Meaning, Kind: string(p.Kind), Default: p.Default, Choices: p.Choices}
		if p.Kind == analysis.Number || p.Kind == analysis.Integer {
			low, high := p.Min, p.Max
			text.Min, text.Max = &low, &high
		}
		d.Params = append(d.Params, text)
	}
	for _, s := range m.Sources {
		d.Sources = append(d.Sources, SourceText{s.Text, s.DOI})
	}
	return d
}

func metricIDs() []string {
	var ids []string
	for _, m := range catalog.All() {
		ids = append(ids, m.ID)
	}
	return ids
}
