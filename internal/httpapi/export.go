package httpapi

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// exportRequest asks for records as a stream.
type exportRequest struct {
	NetworkPath
	Selectors
	What   string `query:"what" enum:"ties,all,actors,activities,collaborations,participations" doc:"ties: the graph that analyses compute on, with the ties that the selectors give, also those of shared activities. The others: records as they are stored, of which selectors choose nothing but the revision. When left out, all for jsonl, ties for the others."`
	Format string `query:"format" enum:"csv,jsonl,graphml,gexf,pajek" default:"jsonl" doc:"csv: a table of ties or of one kind of record, which an import reads. jsonl: a line of JSON for each record, as a change puts it, or tie. graphml, gexf, pajek: actors, and ties or collaborations between them; of participations, a graph of actors and activities."`
}

// scoresFileRequest asks for scores as a file.
type scoresFileRequest struct {
	BinaryScoresRequest
	Format string `query:"format" enum:"csv,xlsx,parquet" required:"true" doc:"csv, xlsx (with a sheet that says how the figures came about), or parquet (which says it in its metadata)."`
}

// scoresFile is a file of scores.
type scoresFile struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// BinaryScoresRequest asks for scores as numbers alone.
type BinaryScoresRequest struct {
	NetworkPath
	Selectors
	Metric []string `query:"metric" required:"true" doc:"Ids of metrics; the catalogue lists them." example:"[\"degree\"]"`
	Silo   string   `query:"silo" maxLength:"200" doc:"The silo dimension, for metrics that need one."`
}

func (a *api) routesExport(h huma.API) {
	export := operation(http.MethodGet, "/api/v1/networks/{name}/export", "export-records", "A network's records as a stream, however large it is")
	export.Responses = map[string]*huma.Response{"200": {Description: "The records", Content: map[string]*huma.MediaType{
		"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}, "application/x-ndjson": {Schema: &huma.Schema{Type: huma.TypeString}},
		"application/graphml+xml": {Schema: &huma.Schema{Type: huma.TypeString}}, "application/gexf+xml": {Schema: &huma.Schema{Type: huma.TypeString}},
		"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}},
	}}}
	huma.Register(h, export, func(ctx context.Context, in *exportRequest) (*huma.StreamResponse, error) {
		write, err := a.app.Export(ctx, app.ExportRequest{Source: app.Stored(in.Name), Query: in.query(), What: in.What, Format: in.Format})
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			c.SetHeader("Content-Type", app.ExportType(in.Format))
			if err := write(c.Context(), c.BodyWriter()); err != nil {
				a.log.ErrorContext(c.Context(), "an export ended before its time", "error", err)
				panic(http.ErrAbortHandler) // so that a part is not taken for the whole
			}
		}}, nil
	})
	file := operation(http.MethodGet, "/api/v1/networks/{name}/scores/file", "export-scores", "Scores of every actor as a file: csv, xlsx or parquet")
	file.Responses = map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{}}}
	for _, kind := range app.TableTypes {
		kind, _, _ = strings.Cut(kind, ";")
		file.Responses["200"].Content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	huma.Register(h, file, func(ctx context.Context, in *scoresFileRequest) (*scoresFile, error) {
		out, err := a.app.Metrics(ctx, app.MetricsRequest{Source: app.Stored(in.Name), Query: in.query(), Metrics: in.Metric, Silo: in.Silo})
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		var text bytes.Buffer
		if err := out.WriteFile(&text, in.Format); err != nil {
			return nil, a.fail(ctx, err)
		}
		return &scoresFile{ContentType: app.TableTypes[in.Format], Disposition: `attachment; filename="scores.` + in.Format + `"`, Body: text.Bytes()}, nil
	})
	scores := operation(http.MethodGet, "/api/v1/networks/{name}/scores", "get-scores", "Scores of every actor in columns of bytes")
	scores.Description = "Little-endian: for each column of the metrics asked for, in their order, a 32-bit number (IEEE 754) for each actor in the order of ids, which is that of the map; " +
		"not a number where a score is undefined."
	scores.Responses = map[string]*huma.Response{"200": bytesAnswer("The columns")}
	huma.Register(h, scores, func(ctx context.Context, in *BinaryScoresRequest) (*tiesAnswer, error) {
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
