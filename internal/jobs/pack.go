package jobs

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"

	"github.com/sillat/sillat/pkg/fault"
)

// mostResult is how large a compressed result may be: what both stores take in one piece.
const mostResult = 64 << 20

// pack compresses a result for the store.
func pack(result []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(result); err != nil {
		return nil, fmt.Errorf("compress a result: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress a result: %w", err)
	}
	if b.Len() > mostResult {
		return nil, fault.New(fault.TooLarge, "the result has %s compressed and the store keeps at most %s of one; choose a part of the network, or ask without a job",
			bytesInWords(int64(b.Len())), bytesInWords(mostResult))
	}
	return b.Bytes(), nil
}

// Result returns what the work of a job that is done gave, byte by byte.
func (p *Pool) Result(ctx context.Context, id string) ([]byte, error) {
	packed, err := p.o.Store.JobResult(ctx, id)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("the result of job %s: %w", id, err)
	}
	result, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("the result of job %s: %w", id, err)
	}
	return result, nil
}
