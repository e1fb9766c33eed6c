package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
)

// ImportQuery names files to upload.
type ImportQuery struct {
	Files  fs.FS    // where they are, such as os.DirFS("./north")
	Paths  []string // the files; together they make one network
	DryRun bool     // read and check, but store nothing

	Columns map[string]string // headers to take instead of those detected: "actors.id" → "Tunnus"; "-" ignores a column
}

// Import uploads files and stores them as one revision, or nothing at all. The files are streamed, not held in memory. What is wrong with them comes
// back as a fault.BadInput with its problems, each with file, line and column. The same files twice change nothing, so that a service that is
// busy is sent them again.
func (c *Client) Import(ctx context.Context, network string, q ImportQuery) (*Import, error) {
	v := values{}
	v.yes("dry-run", q.DryRun)
	for _, name := range slices.Sorted(maps.Keys(q.Columns)) {
		v.add("column", name+"="+q.Columns[name])
	}
	call := Call{Method: http.MethodPost, Path: at(network, "/import"), Query: url.Values(v)}
	boundary := multipart.NewWriter(io.Discard).Boundary()
	answer, err := c.send(ctx, request{
		Call: call, kind: "multipart/form-data; boundary=" + boundary, body: func() (io.ReadCloser, error) { return form(q, boundary), nil },
	})
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	out := new(Import)
	if err := json.NewDecoder(answer.Body).Decode(out); err != nil {
		return nil, broken(ctx, call, err)
	}
	return out, nil
}

// form writes the files as the parts of a form while it is read. Closing it ends the writing.
func form(q ImportQuery, boundary string) io.ReadCloser {
	r, w := io.Pipe()
	go func() { w.CloseWithError(writeForm(w, q, boundary)) }()
	return r
}

func writeForm(w io.Writer, q ImportQuery, boundary string) error {
	parts := multipart.NewWriter(w)
	if err := parts.SetBoundary(boundary); err != nil {
		return err
	}
	for _, name := range q.Paths {
		if err := writePart(parts, q.Files, name); err != nil {
			return err
		}
	}
	return parts.Close()
}

func writePart(parts *multipart.Writer, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return unreadable(name, err)
	}
	defer f.Close()
	part, err := parts.CreateFormFile("files", path.Base(name))
	if err != nil {
		return err
	}
	if _, err := io.Copy(part, f); err != nil {
		return fmt.Errorf("send %s: %w", name, err)
	}
	return nil
}
