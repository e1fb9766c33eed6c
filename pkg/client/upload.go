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

	AddUnlisted bool // add whom rows name and no file lists, instead of refusing the files

	Columns map[string]string // headers to take instead of those detected: "actors.id" → "Tunnus"; "-" ignores a column
}

// Import uploads files and stores them as one revision, or nothing at all. The files are streamed, not held in memory. What is wrong with them comes
// back as a fault.BadInput with its problems, each with file, line and column. The same files twice change nothing, so that a service that is
// busy is sent them again.
func (c *Client) Import(ctx context.Context, network string, q ImportQuery) (*Import, error) {
	v := values{}
	v.yes("dry-run", q.DryRun)
	v.yes("add-unlisted", q.AddUnlisted)
	for _, name := range slices.Sorted(maps.Keys(q.Columns)) {
		v.add("column", name+"="+q.Columns[name])
	}
	call := Call{Method: http.MethodPost, Path: at(network, "/import"), Query: url.Values(v)}
	out := new(Import)
	return out, c.upload(ctx, call, func(parts *multipart.Writer) error {
		for _, name := range q.Paths {
			if err := writePart(parts, "files", q.Files, name); err != nil {
				return err
			}
		}
		return nil
	}, out)
}

// upload sends files as a form that is written while it is sent, and reads the answer.
func (c *Client) upload(ctx context.Context, call Call, write func(*multipart.Writer) error, into any) error {
	boundary := multipart.NewWriter(io.Discard).Boundary()
	answer, err := c.send(ctx, request{
		Call: call, kind: "multipart/form-data; boundary=" + boundary, body: func() (io.ReadCloser, error) { return form(boundary, write), nil },
	})
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		return broken(ctx, call, err)
	}
	return nil
}

// form is a form whose parts are written while it is read. Closing it ends the writing.
func form(boundary string, write func(*multipart.Writer) error) io.ReadCloser {
	r, w := io.Pipe()
	go func() {
		parts := multipart.NewWriter(w)
		err := parts.SetBoundary(boundary)
		if err == nil {
			err = write(parts)
		}
		if err == nil {
			err = parts.Close()
		}
		w.CloseWithError(err)
	}()
	return r
}

func writePart(parts *multipart.Writer, called string, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return unreadable(name, err)
	}
	defer f.Close()
	part, err := parts.CreateFormFile(called, path.Base(name))
	if err != nil {
		return err
	}
	if _, err := io.Copy(part, f); err != nil {
		return fmt.Errorf("send %s: %w", name, err)
	}
	return nil
}
