package client

// WhatIf is every headline figure before and after the edits.
type WhatIf struct {
	Run    Record      `json:"run"`
	Edits  Edits       `json:"edits"`
	Before Headline    `json:"before"`
	After  Headline    `json:"after"`
	Pairs  []SiloPair  `json:"pairs"`     // pairs of silos whose observed weight or ties change, the largest change first
	Gone   [][2]string `json:"gone_ties"` // ties between actors that stay which the edits take away, with an ended activity too; at most 10,000
}

// Edits is what to change in the sandbox, with actors and activities by id. Nothing is stored.
type Edits struct {
	AddActors        []SandboxActor `json:"add_actors,omitempty"`
	RemoveActors     []string       `json:"remove_actors,omitempty"`
	AddTies          [][2]string    `json:"add_ties,omitempty"`
	RemoveTies       [][2]string    `json:"remove_ties,omitempty"`
	AddActivities    [][]string     `json:"add_activities,omitempty"` // the actors that take part in each
	RemoveActivities []string       `json:"remove_activities,omitempty"`
}

// SandboxActor is an actor to add. Among its attributes "silo" stands for the dimension asked about, unless one is called so.
type SandboxActor struct {
	ID         string            `json:"id"`
	Name       string            `json:"name,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Headline is the headline figures of one network.
type Headline struct {
	Actors           int    `json:"actors"`
	Ties             int    `json:"ties"`
	Reach            Number `json:"reach"` // mean of 1/distance over pairs of actors in different silos
	CrossPairs       int64  `json:"cross_pairs"`
	UnreachablePairs int64  `json:"unreachable_pairs"`
	MeanDistance     Number `json:"mean_distance"`
	Components       int    `json:"components"`
	LargestPart      int    `json:"largest_part"`
	Isolates         int    `json:"isolates"`
	Density          Number `json:"density"`
	EI               Number `json:"e_i"`
	SinglePoints     int    `json:"single_points"` // actors whose leaving would cut others off
}

// SiloPair is what lies between two silos before and after.
type SiloPair struct {
	A      string   `json:"a"`
	B      string   `json:"b"`
	Before SiloCell `json:"before"`
	After  SiloCell `json:"after"`
}

// SiloCell is the tie weight between two silos and what chance alone would give.
type SiloCell struct {
	Observed     Number `json:"observed"`
	ObservedTies int64  `json:"observed_ties"`
	Expected     Number `json:"expected"`
}

// Diff is what changed between two times.
type Diff struct {
	Run    Record     `json:"run"`
	From   DiffTime   `json:"from"`
	To     DiffTime   `json:"to"`
	Before Headline   `json:"before"`
	After  Headline   `json:"after"`
	Silos  []DiffSilo `json:"silos"`
	Pairs  []SiloPair `json:"pairs"` // pairs of silos whose observed weight or ties changed, the largest change first
	Actors DiffActors `json:"actors"`
	Ties   DiffTies   `json:"ties"`
}

// DiffTime is one of two times to compare.
type DiffTime struct {
	Date     string `json:"date,omitempty"`     // what held on this day, or with two dots between two dates at any time of that period; empty: all times
	Revision int    `json:"revision,omitempty"` // of a stored network; 0: the query's
}

// DiffSilo is one silo's size at both times.
type DiffSilo struct {
	Name     string `json:"name"`
	Before   int    `json:"before"`
	After    int    `json:"after"`
	MovedIn  int    `json:"moved_in"` // actors that both times have, from another silo or none
	MovedOut int    `json:"moved_out"`
}

// DiffActors are the actors that changed, by id.
type DiffActors struct {
	Appeared []DiffActor `json:"appeared"` // only the later time has them
	Gone     []DiffActor `json:"gone"`     // only the earlier time has them
	Woke     []DiffActor `json:"woke"`     // without any tie before, with some after
	Slept    []DiffActor `json:"slept"`    // with ties before, without any after
	Moved    []DiffMove  `json:"moved"`    // to another silo
}

// DiffActor is an actor that changed.
type DiffActor struct {
	ActorRef
	Silo string `json:"silo,omitempty"`
	Ties int    `json:"ties"` // after; before, when it is gone
}

// DiffMove is an actor that changed silo; an empty one is none.
type DiffMove struct {
	ActorRef
	From string `json:"from"`
	To   string `json:"to"`
}

// DiffTies are the ties that changed: how many, and unless they were left out which, the largest change first.
type DiffTies struct {
	Counts   DiffCounts `json:"counts"`
	Appeared []DiffTie  `json:"appeared"`
	Gone     []DiffTie  `json:"gone"`
	Stronger []DiffTie  `json:"stronger"`
	Weaker   []DiffTie  `json:"weaker"`
}

// DiffCounts is how many ties changed in which way.
type DiffCounts struct {
	Appeared int `json:"appeared"`
	Gone     int `json:"gone"`
	Stronger int `json:"stronger"`
	Weaker   int `json:"weaker"`
}

// DiffTie is a tie with its weight at both times, 0 where there is none.
type DiffTie struct {
	Source     string `json:"source"`
	Target     string `json:"target"`
	SourceName string `json:"source_name"`
	TargetName string `json:"target_name"`
	Before     Number `json:"before"`
	After      Number `json:"after"`
}
