package httpapi

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// importRequest carries the files of one import.
type importRequest struct {
	NetworkPath
	DryRun   bool     `query:"dry-run" doc:"Read and check, but store nothing."`
	Unlisted bool     `query:"add-unlisted" doc:"Add the actors and activities that rows name though their file does not list them, instead of refusing the files."`
	Column   []string `query:"column,explode" maxItems:"200" doc:"Headers to take instead of those detected, kind.field=HEADER; - ignores a column." example:"[\"actors.id=Tunnus\"]"`
	RawBody  multipart.Form
}

func (a *api) routesImport(h huma.API) {
	o := operation(http.MethodPost, "/api/v1/networks/{name}/import", "import-files", "Read uploaded files into a network as one revision, or nothing at all")
	o.MaxBodyBytes = uploadLimit
	o.Errors = append(o.Errors, http.StatusRequestEntityTooLarge)
	huma.Register(h, o, func(ctx context.Context, in *importRequest) (*body[app.ImportResult], error) {
		out, err := a.importFiles(ctx, in)
		if err != nil {
			return nil, a.unread(ctx, err, out)
		}
		return &body[app.ImportResult]{Body: out}, nil
	})
}

// unread is the problem with an import, with how the files were understood, so that whoever sent them sees which column was taken for what.
func (a *api) unread(ctx context.Context, err error, out *app.ImportResult) error {
	p := a.fail(ctx, err)
	if out != nil {
		p.Files = bounded(out.Files)
	}
	return p
}

// mostUnread is about how many bytes a refusal takes to tell how files were understood: the names of columns may be as long as a file.
const mostUnread = 32 << 10

// bounded leaves out what does not fit and shortens names.
func bounded(files app.FileReports) app.FileReports {
	left := mostUnread
	out := app.FileReports{}
	for _, f := range files {
		f.File, f.Sheet = brief(f.File), brief(f.Sheet)
		columns := f.Columns
		f.Columns = columns[:0:0]
		for i, c := range columns {
			c.Header, c.Example = brief(c.Header), brief(c.Example)
			if left -= len(strconv.Quote(c.Header)) + len(strconv.Quote(c.Example)) + len(c.Field) + len(`{"header":,"field":"","example":},`); left < 0 {
				c.Header, c.Example = fmt.Sprintf("… and %d more columns", len(columns)-i), ""
				f.Columns = append(f.Columns, c)
				break
			}
			f.Columns = append(f.Columns, c)
		}
		if left -= len(strconv.Quote(f.File)) + len(strconv.Quote(f.Sheet)) + 200; left < 0 && len(out) > 0 {
			break
		}
		out = append(out, f)
	}
	return out
}

func (a *api) importFiles(ctx context.Context, in *importRequest) (*app.ImportResult, error) {
	columns, err := app.ParseColumns("column", in.Column)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "sillat-upload-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the upload: %w", err)
	}
	defer os.RemoveAll(folder)
	names, err := spool(folder, in.RawBody.File["files"])
	if err != nil {
		return nil, err
	}
	return a.app.Import(ctx, app.ImportRequest{
		Network: in.Name, Files: os.DirFS(folder), Paths: names, Columns: columns, DryRun: in.DryRun, AddUnlisted: in.Unlisted, By: auth.From(ctx).Name(),
	})
}

// longestFileName is what every file system takes.
const longestFileName = 200

// spool writes uploaded files into a folder under their base names and returns those.
func spool(folder string, parts []*multipart.FileHeader) ([]string, error) {
	var names []string
	for _, part := range parts {
		name := path.Base(part.Filename)
		if !fs.ValidPath(name) || name == "." || len(name) > longestFileName || strings.ContainsFunc(name, unicode.IsControl) {
			return nil, fault.New(fault.BadInput, "an uploaded file has no usable name; give each part a file name such as actors.csv")
		}
		if slices.Contains(names, name) {
			return nil, fault.New(fault.BadInput, "two uploaded files are called %s; rename one", name)
		}
		if err := spoolOne(filepath.Join(folder, name), part); err != nil {
			return nil, fmt.Errorf("keep uploaded file: %w", err)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil, fault.New(fault.BadInput, "no files were uploaded; send them as parts called files")
	}
	return names, nil
}

func spoolOne(to string, part *multipart.FileHeader) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, from); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
