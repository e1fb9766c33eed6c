package report

// Picture is what a network's findings are told from.
type Picture struct {
	Gaps         []Gap // significant ones, worst first
	MoreGaps     int   // others like them, of which nothing else is told
	Clusters     []Cluster
	SinglePoints []SinglePoint // worst first
	MorePoints   int           // others like them, of which nothing else is told
	Isolates     int
	Largest      int // actors in the largest connected part
}

// Gap is a pair of silos that work together less than chance would have it.
type Gap struct {
	A, B               string
	Observed, Expected float64
}

// Cluster is a group of actors without any path to the largest part.
type Cluster struct {
	Actors  int
	Example string // one of its actors' names
}

// SinglePoint is an actor whose leaving would cut others off.
type SinglePoint struct {
	Name    string
	CutsOff int
}

// Finding is one sentence and what kind of thing it tells.
type Finding struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`  // in English
	Words Text   `json:"words"` // the same in every language
}

// tellers lists the findings in the order of their importance. Each says nothing when there is nothing to say.
var tellers = []struct {
	kind string
	tell func(Picture) Text
}{
	{"gap", tellGap},
	{"single_point", tellSinglePoint},
	{"cut_off", tellCutOff},
	{"isolates", tellIsolates},
	{"whole", tellWhole},
}

// Tell returns what there is to say of a picture, the most important first.
func Tell(p Picture) []Finding {
	findings := []Finding{}
	for _, t := range tellers {
		if words := t.tell(p); words != (Text{}) {
			findings = append(findings, Finding{Kind: t.kind, Text: words.English, Words: words})
		}
	}
	return findings
}
