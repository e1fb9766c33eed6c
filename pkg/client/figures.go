package client

// Metrics is the scores of every actor, in the order of their ids.
type Metrics struct {
	Run    Record            `json:"run"`
	Scores []Score           `json:"scores"`
	Values map[string]Number `json:"values"`           // network-level figures by name
	Groups []Group           `json:"groups,omitempty"` // figures per silo or community
	Ties   []TieScore        `json:"ties,omitempty"`   // ties singled out
	Next   string            `json:"next,omitempty"`   // cursor of the next page of scores, where a part of them was asked for
}

// Group is what a metric says of one silo or community.
type Group struct {
	Metric string            `json:"metric"`
	Name   string            `json:"name"`
	Actors int               `json:"actors"`
	Values map[string]Number `json:"values"`
}

// TieScore is what a metric says of one tie.
type TieScore struct {
	Metric string `json:"metric"`
	Source string `json:"source"`
	Target string `json:"target"`
	Value  Number `json:"value"`
}

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
	Kind    string   `json:"kind"`
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
