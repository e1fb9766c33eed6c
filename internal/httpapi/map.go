package httpapi

import (
	"context"
	"encoding/binary"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// mapRequest asks for the map. Unlike gaps and bridges it needs no silos.
type mapRequest struct {
	NetworkPath
	Selectors
	Silo      string `query:"silo" maxLength:"200" doc:"The actor attribute whose values are the silos; without one the map shows communities, or a plain picture." example:"silo_sector"`
	Group     string `query:"group" enum:"communities,plain" doc:"What to show without a silo: the circles that ties make (Leiden), or every actor where its ties pull it. Communities where there are any, unless told."`
	Positions bool   `query:"positions" default:"true" doc:"Whether to place silos and actors. Without positions the answer comes sooner, for instance for another date of the same map."`
	Like      int    `query:"like" minimum:"0" doc:"An earlier revision: what its map shows stays about where it is there, so that a map does not jump when the network changes. 0: no other map."`
	Pairs     int    `query:"pairs" minimum:"0" maximum:"1000000" default:"20000" doc:"At most so many ties between silos: the pairs with the most between them, or the most to be expected; 0 for all. The answer says of how many pairs they are."`
	Ties      bool   `query:"ties" default:"true" doc:"Whether to list the ties between actors. Those between silos come in any case."`
}

func (a *api) routesMap(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/map", "get-map", "Positions of silos or communities and actors, with the ties to draw between them",
		func(ctx context.Context, in *mapRequest) (*app.MapResult, error) {
			return a.app.Map(ctx, app.MapRequest{
				Source: app.Stored(in.Name), Query: in.query(), Silo: in.Silo, Group: in.Group, Unplaced: !in.Positions, Untied: !in.Ties, Pairs: in.Pairs, Like: in.Like,
			})
		})
	ties := operation(http.MethodGet, "/api/v1/networks/{name}/map/ties", "get-map-ties", "The ties of the map in columns of bytes")
	ties.Description = "Little-endian: for n ties n 32-bit places of one end in the map's columns of actors, n of the other, then n 32-bit weights (IEEE 754). Each tie once."
	ties.Responses = map[string]*huma.Response{"200": bytesAnswer("The columns")}
	huma.Register(h, ties, func(ctx context.Context, in *tiesRequest) (*tiesAnswer, error) {
		ties, err := a.app.MapTies(ctx, app.Stored(in.Name), in.query())
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &tiesAnswer{ContentType: "application/octet-stream", Body: columns(ties)}, nil
	})
}

// bytesAnswer describes an answer that is no text.
func bytesAnswer(what string) *huma.Response {
	return &huma.Response{Description: what, Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	}}
}

// tiesRequest asks for the ties between the actors of a map.
type tiesRequest struct {
	NetworkPath
	Selectors
}

// tiesAnswer is the ties as bytes: a large network has half a million, and a page that reads them as text stands still meanwhile.
type tiesAnswer struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func columns(t *app.MapTies) []byte {
	out := make([]byte, 0, 12*len(t.Source))
	for _, ends := range [][]int32{t.Source, t.Target} {
		for _, u := range ends {
			out = binary.LittleEndian.AppendUint32(out, uint32(u))
		}
	}
	for _, w := range t.Weight {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(w))
	}
	return out
}
