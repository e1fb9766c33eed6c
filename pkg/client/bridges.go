package client

// Bridges is a plan of bridges with the headline figures before and after.
type Bridges struct {
	Run        Record         `json:"run"`
	Aim        string         `json:"aim"`
	Kind       string         `json:"kind"`
	Before     BridgeHeadline `json:"before"`
	After      BridgeHeadline `json:"after"`
	Exact      bool           `json:"exact"`      // false: figures carry intervals
	Exhaustive bool           `json:"exhaustive"` // every allowed pair was tried at every step
	Model      Model          `json:"model"`      // where the plausibilities come from
	Bridges    []Bridge       `json:"bridges"`
}

// BridgeHeadline says how near the silos are.
type BridgeHeadline struct {
	Reach            Number     `json:"reach"` // mean of 1/distance over pairs of actors in different silos
	ReachCI          *[2]Number `json:"reach_ci,omitempty"`
	MeanDistance     Number     `json:"mean_distance"`
	CrossPairs       int64      `json:"cross_pairs"`
	UnreachablePairs int64      `json:"unreachable_pairs"`
	Components       int        `json:"components"`
	Resistance       *Number    `json:"resistance,omitempty"` // mean forest resistance over the same pairs, when the aim is robustness
}

// Model says where the plausibilities come from.
type Model struct {
	By          string     `json:"plausibility_by"` // history; prior where it is too short to learn from
	Learnt      bool       `json:"learnt"`          // the same: whether anything was learnt from the history
	Day         string     `json:"day"`             // what starts before it is known
	HorizonDays int        `json:"horizon_days"`    // days ahead that a plausibility speaks of
	Ties        int        `json:"ties"`            // new ties it was learnt from
	Finding     Number     `json:"finding"`         // share of the known actors that found any new partner in such a time
	Error       Number     `json:"calibration_error"`
	Reliability []Reliable `json:"reliability"` // on actors held out, ascending
}

// Reliable is one point of a reliability curve.
type Reliable struct {
	Pairs  int    `json:"pairs"`
	Stated Number `json:"stated"` // mean plausibility
	Came   Number `json:"came"`   // share that came true
}

// Bridge is one proposed tie, broker or convening.
type Bridge struct {
	Rank         int         `json:"rank"`
	Kind         string      `json:"kind"`
	Source       string      `json:"source,omitempty"` // of a tie
	Target       string      `json:"target,omitempty"`
	SourceName   string      `json:"source_name,omitempty"`
	TargetName   string      `json:"target_name,omitempty"`
	Who          []ActorRef  `json:"who,omitempty"` // the broker, or the guests of a convening in the order chosen
	Gain         Number      `json:"gain"`          // what it adds to the aim, given those before it; a broker stands alone
	GainCI       *[2]Number  `json:"gain_ci,omitempty"`
	GainAlone    Number      `json:"gain_alone"` // what it would add alone
	Plausibility Number      `json:"plausibility"`
	By           string      `json:"plausibility_by"` // history: probability that the two start to work together within the model's horizon, as things go; prior: a rule of thumb without a time
	Value        Number      `json:"value"`
	Stability    Number      `json:"stability"`      // share of resampled networks whose plan holds this very tie; null: not computed
	SiloStable   Number      `json:"silo_stability"` // share of those whose plan holds some tie between the same two silos
	Facts        BridgeFacts `json:"facts"`
	Reason       Text        `json:"reason"`
}

// BridgeFacts is what the reason of a bridge is made from.
type BridgeFacts struct {
	SiloSource       string        `json:"silo_source"`
	SiloTarget       string        `json:"silo_target"`
	DistanceBefore   *int          `json:"distance_before"` // null: no path
	DegreeSource     int           `json:"degree_source"`
	DegreeTarget     int           `json:"degree_target"`
	CommonNeighbours int           `json:"common_neighbours"`
	PairsImproved    int64         `json:"pairs_improved"`
	PairsJoined      int64         `json:"pairs_joined"`
	Eased            *Number       `json:"eased,omitempty"`           // share of the mean resistance that the tie takes away
	Shared           []SharedValue `json:"shared,omitempty"`          // what peers have in common
	Introductions    int           `json:"introductions,omitempty"`   // new ties that a broker or a convening makes
	ReachRaised      *Number       `json:"reach_raised,omitempty"`    // by which share of itself reach rises with them
	ContactsSource   int           `json:"contacts_source,omitempty"` // the broker's, in either silo
	ContactsTarget   int           `json:"contacts_target,omitempty"`
	Load             int           `json:"load,omitempty"`  // ties that the broker has already
	Silos            []string      `json:"silos,omitempty"` // that the guests of a convening come from
}

// SharedValue is an attribute value that two actors have in common.
type SharedValue struct {
	Dimension string `json:"dimension"`
	Value     string `json:"value"`
}

// Text is one sentence or more in the three languages.
type Text struct {
	English string `json:"en"`
	Finnish string `json:"fi"`
	Swedish string `json:"sv"`
}

// Suggestions is every actor's most plausible new partners.
type Suggestions struct {
	Run         Record             `json:"run"`
	Model       Model              `json:"model"`
	Suggestions []SuggestionFigure `json:"suggestions"`
}

// SuggestionFigure is one candidate for one actor.
type SuggestionFigure struct {
	Actor         string `json:"actor"`
	Rank          int    `json:"rank"`
	Candidate     string `json:"candidate"`
	ActorName     string `json:"actor_name"`
	CandidateName string `json:"candidate_name"`
	Plausibility  Number `json:"plausibility"`
	Gain          Number `json:"gain"`  // what the tie alone adds to reach between silos; null without a silo dimension
	Value         Number `json:"value"` // gain × plausibility
}

// Evaluation holds a model against what came after it.
type Evaluation struct {
	Run    Record        `json:"run"`
	Model  Model         `json:"model"`
	Trials []TrialFigure `json:"trials"` // all ties first, then those between silos of each dimension
	Plans  []PlanTrial   `json:"plans,omitempty"`
}

// TrialFigure is one kind of tie foretold.
type TrialFigure struct {
	Ties             string         `json:"ties"` // all, or between silos of a dimension
	Actors           int            `json:"actors"`
	Eligible         int            `json:"eligible"` // known actors with a later new tie of this kind
	Later            Number         `json:"later"`    // such ties per actor
	K                int            `json:"k"`
	Precision        Number         `json:"precision"` // share of the suggestions that came true
	Best             string         `json:"best"`      // the best baseline
	Ratio            Number         `json:"ratio"`     // to the best baseline
	Baselines        []ScoredFigure `json:"baselines"`
	CalibrationError Number         `json:"calibration_error"` // of the suggestions
	Reliability      []Reliable     `json:"reliability"`
	WithinError      Number         `json:"within_error"` // the same for actors that found any new partner within the model's horizon, by what came within it
	Within           []Reliable     `json:"within"`
	CandidatesError  Number         `json:"candidates_error"` // of all candidates that were ranked
}

// ScoredFigure is one baseline and the model's lead over it.
type ScoredFigure struct {
	Name      string    `json:"name"`
	Precision Number    `json:"precision"`
	Ratio     Number    `json:"ratio"`
	Lead      Number    `json:"lead"`
	LeadCI    [2]Number `json:"lead_ci"` // 95 %, paired bootstrap over actors
}

// PlanTrial compares a plan of bridges made before the split with what needs no plan, by what came true later.
type PlanTrial struct {
	Silo    string       `json:"silo"`
	Methods []PlanMethod `json:"methods"`
	Each    []SiloTrial  `json:"each,omitempty"` // what each silo planned for itself, in the order of their names
}

// SiloTrial compares plans of one silo's own: every bridge has an end in it, and all count by what they bring to the whole network.
type SiloTrial struct {
	Value   string       `json:"value"` // the silo
	Actors  int          `json:"actors"`
	Methods []PlanMethod `json:"methods"`
}

// PlanMethod is one way of choosing ties between silos.
type PlanMethod struct {
	Name     string `json:"name"`
	Ties     int    `json:"ties"`
	Gain     Number `json:"gain"`     // of all ties together in reach between silos
	Value    Number `json:"value"`    // sum of gain × plausibility
	Stated   Number `json:"stated"`   // ties expected within the horizon: the sum of plausibilities
	Came     int    `json:"came"`     // ties that came about after the split
	Realised Number `json:"realised"` // sum of the gains of those
}
