package client

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math"
	"net/url"

	"github.com/sillat/sillat/pkg/fault"
)

// Stream writes what the service answers to a question as it comes. An answer that breaks off is an error, and w has a part of it then.
func (c *Client) Stream(ctx context.Context, path string, query url.Values, w io.Writer) error {
	call := Call{Path: path, Query: query}
	answer, err := c.send(ctx, request{Call: call})
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(w, answer.Body); err != nil {
		return broken(ctx, call, err)
	}
	return nil
}

// whole is all that the service answers to a question.
func (c *Client) whole(ctx context.Context, path string, query url.Values) ([]byte, error) {
	var text bytes.Buffer
	err := c.Stream(ctx, path, query, &text)
	return text.Bytes(), err
}

// ExportQuery says what of a network to write, and how.
type ExportQuery struct {
	Selection        // for ties; of records, which are written as they are stored, only the revision
	What      string // ties, all, actors, activities, collaborations or participations; "": all for jsonl, ties for the others
	Format    string // csv, jsonl, graphml, gexf or pajek; "": jsonl
}

// Export writes a network as a file that other programs read, however large it is.
func (c *Client) Export(ctx context.Context, network string, q ExportQuery, w io.Writer) error {
	v := values(q.values())
	v.text("what", q.What)
	v.text("format", q.Format)
	return c.Stream(ctx, at(network, "/export"), url.Values(v), w)
}

// scores are the parameters of a question for scores alone.
func (q MetricsQuery) scores() values {
	v := values(q.values())
	v.list("metric", q.Metrics)
	v.text("silo", q.Silo)
	return v
}

// ScoresFile writes the scores of all actors as a file: csv, xlsx or parquet. Bands and Set are not asked for.
func (c *Client) ScoresFile(ctx context.Context, network, format string, q MetricsQuery, w io.Writer) error {
	v := q.scores()
	v.text("format", format)
	return c.Stream(ctx, at(network, "/scores/file"), url.Values(v), w)
}

// Scores returns the scores of all actors, by column and in the order of ids, as 32-bit numbers: the least that has to be sent. Bands and Set are
// not asked for.
func (c *Client) Scores(ctx context.Context, network string, actors int, q MetricsQuery) ([][]float32, error) {
	text, err := c.whole(ctx, at(network, "/scores"), url.Values(q.scores()))
	if err != nil {
		return nil, err
	}
	if actors <= 0 || len(text)%(4*actors) != 0 {
		return nil, fault.New(fault.Invalid, "the scores of %s are %d bytes, which are no columns of %d actors; say how many actors the network has", network, len(text), actors)
	}
	columns := make([][]float32, len(text)/(4*actors))
	for i := range columns {
		columns[i] = make([]float32, actors)
		for u := range actors {
			columns[i][u] = math.Float32frombits(binary.LittleEndian.Uint32(text[4*(i*actors+u):]))
		}
	}
	return columns, nil
}
