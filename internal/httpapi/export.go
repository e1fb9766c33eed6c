package httpapi

import (
	"context"
	"encoding/binary"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// exportRequest asks for records as a stream.
type exportRequest struct {
	NetworkPath
	What     string `query:"what" enum:"actors,activities,collaborations,participations,all" default:"all" doc:"Which records."`
	Format   string `query:"format" enum:"csv,jsonl,graphml" default:"jsonl" doc:"csv: a table of one kind of record, which an import reads. jsonl: a line of JSON for each record, as a change puts it. graphml: actors and collaborations."`
	Revision int    `query:"revision" minimum:"0" doc:"Read the network as of this revision; 0 is the newest."`
}

// exportTypes are the media types of exports.
var exportTypes = map[string]string{"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "graphml": "application/graphml+xml"}

// binaryScoresRequest asks for scores as numbers alone.
type binaryScoresRequest struct {
	NetworkPath
	Selectors
	Metric []string `query:"metric" required:"true" doc:"Ids of metrics; the catalogue lists them." example:"[\"degree\"]"`
	Silo   string   `query:"silo" maxLength:"200" doc:"The silo dimension, for metrics that need one."`
}

func (a *api) routesExport(h huma.API) {
	export := operation(http.MethodGet, "/api/v1/networks/{name}/export", "export-records", "A network's records as a stream, however large it is")
	export.Responses = map[string]*huma.Response{"200": {Description: "The records", Content: map[string]*huma.MediaType{
		"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}, "application/x-ndjson": {Schema: &huma.Schema{Type: huma.TypeString}},
		"application/graphml+xml": {Schema: &huma.Schema{Type: huma.TypeString}},
	}}}
	huma.Register(h, export, func(ctx context.Context, in *exportRequest) (*huma.StreamResponse, error) {
		write, err := a.app.Export(ctx, app.ExportRequest{Network: in.Name, What: in.What, Format: in.Format, Revision: in.Revision})
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			c.SetHeader("Content-Type", exportTypes[in.Format])
			if err := write(c.Context(), c.BodyWriter()); err != nil {
				a.log.Error("an export ended before its time", "error", err)
				panic(http.ErrAbortHandler) // so that a part is not taken for the whole
			}
		}}, nil
	})
	scores := operation(http.MethodGet, "/api/v1/networks/{name}/scores", "get-scores", "Scores of every actor in columns of bytes")
	scores.Description = "Little-endian: for each column of the metrics asked for, in their order, a 32-bit number (IEEE 754) for each actor in the order of ids, which is that of the map; " +
		"not a number where a score is undefined."
	scores.Responses = map[string]*huma.Response{"200": bytesAnswer("The columns")}
	huma.Register(h, scores, func(ctx context.Context, in *binaryScoresRequest) (*tiesAnswer, error) {
		out, err := a.app.Metrics(ctx, app.MetricsRequest{Source: app.Stored(in.Name), Query: in.query(), Metrics: in.Metric, Silo: in.Silo})
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		t := &out.Scores
		bytes := make([]byte, 0, 4*t.Rows*len(t.Columns))
		for column := range t.Columns {
			for row := range t.Rows {
				bytes = binary.LittleEndian.AppendUint32(bytes, math.Float32bits(float32(t.Score(row, column))))
			}
		}
		return &tiesAnswer{ContentType: "application/octet-stream", Body: bytes}, nil
	})
}
