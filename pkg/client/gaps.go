package client

// Gaps is the pairs of silos, ranked by what is missing between them, and the lists that coordinators ask for.
type Gaps struct {
	Run               Record        `json:"run"`
	Directed          bool          `json:"directed"`    // gaps are of what leads from a to b
	Null              string        `json:"null"`        // what chance means: stubs or swaps
	Pairs             int           `json:"pairs"`       // of silos that were compared; gaps may hold fewer
	Significant       int           `json:"significant"` // of them that are gaps beyond chance
	Gaps              []Gap         `json:"gaps"`
	LargestPart       int           `json:"largest_part"`        // actors in the largest connected part
	Clusters          []Cluster     `json:"clusters"`            // cut off from the largest connected part, largest first
	Isolates          []ActorRef    `json:"isolates"`            // without any tie
	Pendants          []ActorRef    `json:"pendants"`            // with a single tie
	SinglePoints      []SinglePoint `json:"single_points"`       // whose leaving cuts others off, the worst fifty, worst first
	SinglePointsFound int           `json:"single_points_found"` // how many there are in all
}

// Gap is one pair of silos.
type Gap struct {
	Rank              int       `json:"rank"`
	A                 string    `json:"a"`
	B                 string    `json:"b"`
	Within            string    `json:"within,omitempty"` // the silo of the second dimension that both are in
	ActorsA           int       `json:"actors_a"`
	ActorsB           int       `json:"actors_b"`
	Observed          Number    `json:"observed"`      // tie weight between them
	ObservedTies      int64     `json:"observed_ties"` // distinct ties between them
	Expected          Number    `json:"expected"`      // mean weight under the degree-keeping null
	Missing           Number    `json:"missing"`       // expected − observed
	Ratio             Number    `json:"ratio"`
	SD                Number    `json:"sd"`
	Z                 Number    `json:"z"`
	P                 Number    `json:"p"` // chance of as little or less
	Q                 Number    `json:"q"` // p corrected for the number of pairs
	Significant       bool      `json:"significant"`
	Reach             Reach     `json:"reach"`
	MeanDistance      Number    `json:"mean_distance"`
	MeanDistanceSE    *Number   `json:"mean_distance_se,omitempty"` // when estimated
	HarmonicCloseness Number    `json:"harmonic_closeness"`
	UnreachablePairs  int64     `json:"unreachable_pairs"`
	Fragility         Fragility `json:"fragility"`
	Should            Should    `json:"should"`
	Reason            *Text     `json:"reason"` // in words; null from rank 101 on
}

// Reach is the share of a's actors that reach some actor of b within one, two and three steps.
type Reach struct {
	One   Number `json:"one"`
	Two   Number `json:"two"`
	Three Number `json:"three"`
}

// Fragility is how few actors hold two silos together.
type Fragility struct {
	Actors  *int      `json:"actors"`   // null: ranked too low to be worked out
	AtLeast bool      `json:"at_least"` // counting stopped there
	Who     []string  `json:"who"`      // ids
	Names   []string  `json:"names"`    // of who, in the same order
	Leaving []Leaving `json:"leaving"`  // what happens if one of them leaves alone; null: not worked out
}

// Leaving is what happens between two silos if an actor leaves, over the pairs of actors that it is not in itself.
type Leaving struct {
	ActorRef
	Pairs   int64  `json:"pairs"`         // with a path before
	Lost    int64  `json:"pairs_lost"`    // without one after
	Farther int64  `json:"pairs_farther"` // with a longer one after
	Longer  Number `json:"longer"`        // mean steps that the paths of pairs that keep one grow by
}

// ActorRef names an actor.
type ActorRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Should is evidence, independent of ties, that two silos ought to meet. The numbers stand side by side.
type Should struct {
	Shared       []Shared `json:"shared"`
	RoleContrast Number   `json:"role_contrast"` // 0: same mixture of roles, 1: none in common; null: no roles known
}

// Shared is the share of each silo's actors whose value in another dimension occurs in the other silo too.
type Shared struct {
	Dimension string `json:"dimension"`
	A         Number `json:"a"`
	B         Number `json:"b"`
}

// Cluster is a group of actors without any path to the largest part of the network.
type Cluster struct {
	Actors int        `json:"actors"`
	Who    []ActorRef `json:"who"`
	Silos  []Silo     `json:"silos"` // of its actors, most first
}

// SinglePoint is an actor whose leaving would cut others off.
type SinglePoint struct {
	ActorRef
	CutsOff int         `json:"cuts_off"` // actors no longer joined to the largest piece that remains
	Silos   []Silo      `json:"silos"`    // of those cut off, most first
	Parts   [][2]string `json:"parts"`    // pairs of silos that would have no path between them any more
}

// GapRows is one gap of the whole list, opened down to its rows: the weights of activities and ties add up to what is observed,
// and so do those of the actors of either silo.
type GapRows struct {
	Run        Record        `json:"run"`
	Directed   bool          `json:"directed"`
	Null       string        `json:"null"`
	Gaps       []Gap         `json:"gaps"`       // this one, with its rank among all
	Activities []GapActivity `json:"activities"` // heaviest first
	Ties       []GapTie      `json:"ties"`       // collaborations, heaviest first
	Actors     []GapActor    `json:"actors"`     // who contributes, most first
}

// GapActivity is an activity with actors of both silos.
type GapActivity struct {
	ID     string     `json:"id"`
	Weight Number     `json:"weight"` // it adds to what is observed
	A      []ActorRef `json:"a"`
	B      []ActorRef `json:"b"`
}

// GapTie is a collaboration between two actors of the silos.
type GapTie struct {
	A      ActorRef `json:"a"`
	B      ActorRef `json:"b"`
	Weight Number   `json:"weight"`
}

// GapActor is an actor with ties to the other silo.
type GapActor struct {
	ActorRef
	Silo     string `json:"silo"`
	Weight   Number `json:"weight"`   // of its part of what is observed
	Partners int    `json:"partners"` // different actors of the other silo
}

// Overview is the overall picture in a few sentences, the most important first.
type Overview struct {
	Run      Record    `json:"run"`
	Findings []Finding `json:"findings"`
}

// Finding is one sentence and what kind of thing it tells.
type Finding struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`  // in English
	Words Text   `json:"words"` // the same in every language
}
