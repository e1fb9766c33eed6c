package client

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// Duplicates is pairs of actors that may stand in a network twice.
type Duplicates struct {
	Network  string          `json:"network"`
	Revision int             `json:"revision"` // that was looked through
	Total    int             `json:"total"`    // how many pairs score so high
	Pairs    []DuplicatePair `json:"pairs"`
	Apart    []ApartPair     `json:"apart"` // kept apart by people, and not proposed
}

// DuplicatePair is two actors that may be one, and why.
type DuplicatePair struct {
	A       DuplicateActor    `json:"a"`
	B       DuplicateActor    `json:"b"`
	Score   Number            `json:"score"` // 0 to 1; an order for people who decide, no probability
	Reasons []DuplicateReason `json:"reasons"`
}

// DuplicateActor is one of a pair.
type DuplicateActor struct {
	ActorRef
	Attributes     map[string]string `json:"attributes"`
	Collaborations int               `json:"collaborations"`
	Participations int               `json:"participations"`
}

// DuplicateReason is one piece of evidence.
type DuplicateReason struct {
	Kind   string `json:"kind"`
	For    bool   `json:"for"` // false: it speaks against their being one
	Reason Text   `json:"reason"`
}

// ApartPair is two actors that people keep apart.
type ApartPair struct {
	A  ActorRef  `json:"a"`
	B  ActorRef  `json:"b"`
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Merged is what making one actor of two did.
type Merged struct {
	Network        string   `json:"network"`
	Keep           string   `json:"keep"`
	Drop           string   `json:"drop"`
	Revision       Revision `json:"revision"` // the one that the merge made; reverting to the one before undoes it
	Collaborations int      `json:"collaborations"`
	Participations int      `json:"participations"`
	Loops          int      `json:"loops"`      // collaborations between the two, which are none any more
	Attributes     []string `json:"attributes"` // that the kept actor lacked and took over
}

// Apart says whether two actors are kept apart.
type Apart struct {
	Network string `json:"network"`
	A       string `json:"a"`
	B       string `json:"b"`
	Apart   bool   `json:"apart"`
	Changed bool   `json:"changed"` // false when it held before
}

// DuplicatesQuery asks which actors may be one.
type DuplicatesQuery struct {
	Least float64 // the lowest score that is shown, 0.5 to 1; 0: 0.8
	Limit int     // how many pairs, the likeliest; 0: 100
}

// Duplicates proposes actors that may stand in a network twice, with reasons for and against.
func (c *Client) Duplicates(ctx context.Context, network string, q DuplicatesQuery) (*Duplicates, error) {
	v := values{}
	if q.Least != 0 {
		v.add("least", strconv.FormatFloat(q.Least, 'g', -1, 64))
	}
	v.number("limit", q.Limit)
	return get[Duplicates](ctx, c, at(network, "/duplicates"), v)
}

// Merge makes one actor of two as one revision, and has it remembered for later imports. base is the revision it is meant for, or 0 for any.
// It is never sent twice.
func (c *Client) Merge(ctx context.Context, network, keep, drop string, base int) (*Merged, error) {
	header := http.Header{}
	if base > 0 {
		header.Set("If-Match", `"`+strconv.Itoa(base)+`"`)
	}
	out := new(Merged)
	call := Call{Method: http.MethodPost, Path: at(network, "/duplicates/merge"), Body: map[string]string{"keep": keep, "drop": drop}, Once: true}
	return out, c.do(ctx, call, header, out)
}

// KeepApart has it remembered that two actors are two, or takes that back.
func (c *Client) KeepApart(ctx context.Context, network, a, b string, apart bool) (*Apart, error) {
	return post[Apart](ctx, c, at(network, "/duplicates/apart"), nil, map[string]any{"a": a, "b": b, "apart": apart})
}
