package client

// Map is silos as bubbles and the actors inside them, with the ties between both. Actors and ties are in columns, because a
// map has tens of thousands of them.
type Map struct {
	Run      Record    `json:"run"`
	Silo     string    `json:"silo"`
	Grouping string    `json:"grouping"` // silo, communities or plain
	Choices  []string  `json:"choices"`  // the dimensions that it could be drawn by
	Silos    []MapSilo `json:"silos"`    // as in the dimension, or communities by number, the largest first; last, with an empty name, actors in none of them
	Pairs    int       `json:"pairs"`    // of silos that there is something to say of; silo_ties may hold fewer
	SiloTies []SiloTie `json:"silo_ties"`
	Actors   MapActors `json:"actors"`
	Ties     MapTies   `json:"ties"`
}

// MapSilo is one bubble. Positions share one unit; y grows downwards.
type MapSilo struct {
	Name   string `json:"name"`
	Actors int    `json:"actors"`
	Inside Number `json:"inside"` // tie weight between its own actors
	X      Number `json:"x"`
	Y      Number `json:"y"`
	R      Number `json:"r"`
}

// SiloTie is what lies between two silos, by index.
type SiloTie struct {
	A        int    `json:"a"`
	B        int    `json:"b"`
	Ties     int64  `json:"ties"`
	Weight   Number `json:"weight"`
	Expected Number `json:"expected"` // mean weight under the degree-keeping null; null between communities, which are made so that few ties join them
}

// MapActors holds the actors in columns, by id.
type MapActors struct {
	ID     []string  `json:"id"`
	Name   []string  `json:"name"`
	Silo   []int32   `json:"silo"` // index into silos; -1 on a plain map
	X      []float32 `json:"x"`    // empty when positions were not asked for, like y
	Y      []float32 `json:"y"`
	Degree []int32   `json:"degree"`
}

// MapTies holds the ties in columns, each once, ends by actor index.
type MapTies struct {
	Source []int32   `json:"source"`
	Target []int32   `json:"target"`
	Weight []float32 `json:"weight"`
}
