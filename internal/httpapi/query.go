package httpapi

import (
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"github.com/sillat/sillat/internal/app"
)

// NetworkPath names a stored network. Like the other parts of requests it is exported because the description library passes over
// unexported ones.
type NetworkPath struct {
	Name string `path:"name" maxLength:"64" doc:"The network's name." example:"demo"`
}

// Selectors are the query parameters of every reading endpoint; they are named as the command line's flags.
type Selectors struct {
	TieType    []string `query:"tie-type" doc:"Only ties of these types."`
	Directed   string   `query:"directed" enum:"auto,yes,no" default:"auto" doc:"Whether ties have a direction."`
	Weights    string   `query:"weights" enum:"none,strength,distance" default:"none" doc:"What a tie's weight means."`
	Where      []string `query:"where,explode" doc:"Only actors with attribute=value; all conditions must hold." example:"[\"level=national\"]"`
	AsOf       string   `query:"as-of" maxLength:"40" doc:"What held on this date." example:"2024-06-30"`
	From       string   `query:"from" maxLength:"40" doc:"What held on or after this date."`
	To         string   `query:"to" maxLength:"40" doc:"What held on or before this date."`
	Revision   int      `query:"revision" minimum:"0" doc:"Read the network as of this revision; 0 is the newest."`
	Projection string   `query:"projection" enum:"newman,count,pairs" default:"newman" doc:"What each pair of an activity's k actors gets: 1/(k-1), 1 or 1/C(k,2)."`
	Seed       uint64   `query:"seed" maximum:"9007199254740991" default:"1" doc:"Seed for whatever is drawn at random; no larger than every reader of JSON can keep."`
}

func (s Selectors) query() app.Query {
	return app.Query{
		TieTypes: s.TieType, Directed: s.Directed, Weights: s.Weights, Where: s.Where, AsOf: s.AsOf, From: s.From, To: s.To,
		Revision: s.Revision, Projection: s.Projection, Seed: s.Seed,
	}
}

// SiloQuery chooses the silo dimension.
type SiloQuery struct {
	Silo string `query:"silo" required:"true" minLength:"1" maxLength:"200" doc:"The actor attribute whose values are the silos." example:"silo_sector"`
}

// actorPath names an actor of a network.
type actorPath struct {
	NetworkPath
	ID string `path:"id" doc:"The actor's id." example:"FIK-001"`
}

// Resolve undoes the escaping of an id. The router hands a path segment over still escaped when it holds an escaped slash, and
// decoded otherwise; ids of either kind exist.
func (p *actorPath) Resolve(c huma.Context) []error {
	if humaecho.Unwrap(c).Request().URL.RawPath == "" {
		return nil
	}
	id, err := url.PathUnescape(p.ID)
	if err != nil {
		return []error{&huma.ErrorDetail{Location: "path.id", Message: "is not escaped correctly"}}
	}
	p.ID = id
	return nil
}
