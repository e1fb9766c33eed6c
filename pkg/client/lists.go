package client

// Lists is ready-made lists.
type Lists struct {
	Run   Record `json:"run"`
	Lists []List `json:"lists"`
}

// List is one ready-made list: what it is for, what to do about it, and its rows, the most pressing first.
type List struct {
	ID      string       `json:"id"`
	Title   Text         `json:"title"`
	Purpose Text         `json:"purpose"`
	Advice  Text         `json:"advice"`
	Figures []ListFigure `json:"figures"`           // what the figures of a row mean
	Others  *Text        `json:"others,omitempty"`  // who the others of a row are
	Missing *Text        `json:"missing,omitempty"` // why the list cannot be made from this network
	Notes   []Text       `json:"notes"`
	Found   int          `json:"found"` // rows before the list's own limit
	Rows    []ListRow    `json:"rows"`
}

// ListFigure is one figure of a list's rows.
type ListFigure struct {
	ID      string `json:"id"`
	Meaning Text   `json:"meaning"`
}

// ListRow is one line of a list.
type ListRow struct {
	Rank    int               `json:"rank"`
	Silos   []string          `json:"silos"` // that it is about, or a place, or a level
	Who     []ActorRef        `json:"who"`
	Others  []ActorRef        `json:"others"`
	Figures map[string]Number `json:"figures"`
	Parts   []Silo            `json:"parts"` // how many of which silo the row is about, where it is about several
	Reason  Text              `json:"reason"`
}
