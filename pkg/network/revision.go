package network

import "time"

// Network is one stored picture and its present size.
type Network struct {
	Name     string
	Revision int // the newest; 0 is the empty network before its first import
	Counts   Counts
	Changed  time.Time // when the newest revision was made
}

// Counts is the size of a network at one revision.
type Counts struct {
	Actors         int `json:"actors"`
	Collaborations int `json:"collaborations"`
	Activities     int `json:"activities"`
	Participations int `json:"participations"`
}

// Revision is one atomic, numbered change of a network.
type Revision struct {
	Number  int
	Made    time.Time
	By      string // who or which client made it
	Message string // what was done: "import ./data/sc6", "revert to 3"
	Added   Counts // records that became visible
	Removed Counts // records that ceased to be visible; a changed record counts once in each
}

// Change describes the intent behind a new revision.
type Change struct {
	By      string
	Message string
}
