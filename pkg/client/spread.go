package client

// Spread is how far an idea comes, in all, by silo and by role.
type Spread struct {
	Run      Record        `json:"run"`
	From     []ActorRef    `json:"from"`             // who starts, those chosen last
	Choice   *SpreadChoice `json:"choice,omitempty"` // how good those chosen are; nil when none were
	Exact    bool          `json:"exact"`            // nothing is left to chance
	Draws    int           `json:"draws"`
	Actors   int           `json:"actors"`
	Adopters Number        `json:"adopters"` // expected, those who start included
	CI       [2]Number     `json:"adopters_ci"`
	Share    Number        `json:"share"`
	Silos    []SpreadGroup `json:"silos"`
	Roles    []SpreadGroup `json:"roles"`
	Closed   []string      `json:"closed"` // silos to which there is no path from who starts
	Missed   []string      `json:"missed"` // silos to which there is one, and in no draw it was gone
	Curve    []Number      `json:"curve"`  // expected adopters by step 0, 1, 2 …
	Top      []SpreadActor `json:"top"`    // who adopts most likely, without those who start
}

// SpreadGroup is what an idea comes to of a silo, or of those in a role.
type SpreadGroup struct {
	Name     string    `json:"name"`
	Actors   int       `json:"actors"`
	Starters int       `json:"starters"`
	Adopters Number    `json:"adopters"`
	CI       [2]Number `json:"adopters_ci"`
	Share    Number    `json:"share"`
	Any      Number    `json:"any"` // chance that it comes to anybody there
	AnyCI    [2]Number `json:"any_ci"`
	First    Number    `json:"first_step"` // mean step at which it comes to the first, where it does
}

// SpreadActor is an actor and how likely an idea comes to it.
type SpreadActor struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Silo   string `json:"silo"`
	Chance Number `json:"chance"`
	Step   Number `json:"step"`
}

// SpreadChoice says what a choice of whom to start with is worth.
type SpreadChoice struct {
	Goal       string         `json:"goal"`
	AtLeast    Number         `json:"at_least"` // share of what the best choice could add that this one adds at least
	Confidence Number         `json:"confidence"`
	Sets       int            `json:"sets"`
	Chosen     []SpreadChosen `json:"chosen"`
}

// SpreadChosen is one actor chosen and what it adds to the goal, given those before it.
type SpreadChosen struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Silo string `json:"silo"`
	Adds Number `json:"adds"`
}
