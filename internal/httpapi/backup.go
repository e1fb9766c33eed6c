package httpapi

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/pkg/fault"
)

// backupType is what a backup is sent as.
const backupType = "application/gzip"

// BackupRequest chooses the networks of a backup.
type BackupRequest struct {
	Network []string `query:"network" doc:"Only these; all when left out." example:"[\"demo\"]"`
}

// restoreRequest carries a backup.
type restoreRequest struct {
	As      string `query:"as" maxLength:"64" doc:"Another name for the only network in the file."`
	RawBody multipart.Form
}

// restored is what a restore stored.
type restored struct {
	Networks []string `json:"networks"`
	Records  int64    `json:"records" doc:"Versions of records."`
	Made     string   `json:"made" format:"date-time" doc:"When the backup was made."`
	SHA256   string   `json:"sha256" doc:"Of the content."`
	Erased   int      `json:"erased" doc:"Actors that had been erased after the backup was made, and were erased again."`
}

func (a *api) routesBackup(h huma.API) {
	one := operation(http.MethodGet, "/api/v1/networks/{name}/backup", "back-up-network", "A network with all its revisions and its ledger, as one portable file")
	one.Responses = backupAnswer()
	huma.Register(h, one, func(ctx context.Context, in *NetworkPath) (*huma.StreamResponse, error) {
		return a.backUp(ctx, []string{in.Name}, in.Name)
	})
	all := operation(http.MethodGet, "/api/v1/backup", "back-up", "Networks with all their revisions and ledgers, as one portable file")
	all.Responses = backupAnswer()
	huma.Register(h, all, func(ctx context.Context, in *BackupRequest) (*huma.StreamResponse, error) {
		return a.backUp(ctx, in.Network, "networks")
	})
	restore := operation(http.MethodPost, "/api/v1/restore", "restore-networks", "Store the networks of a backup, all of them or none; none that is there is overwritten")
	restore.MaxBodyBytes = uploadLimit
	restore.Errors = append(restore.Errors, http.StatusRequestEntityTooLarge)
	huma.Register(h, restore, func(ctx context.Context, in *restoreRequest) (*body[restored], error) {
		out, err := a.restore(ctx, in)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &body[restored]{Body: out}, nil
	})
}

func backupAnswer() map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{
		backupType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	}}}
}

// backUp writes the file first and sends it then: a client that reads slowly would otherwise hold up the store, and one that is told of a
// failure in the middle would have to notice it.
func (a *api) backUp(ctx context.Context, networks []string, called string) (*huma.StreamResponse, error) {
	f, err := os.CreateTemp("", "sillat-backup-") // for this user only
	if err != nil {
		return nil, a.fail(ctx, err)
	}
	size, err := a.fill(ctx, f, networks)
	if err != nil {
		return nil, a.fail(ctx, errors.Join(err, drop(f)))
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		defer drop(f)
		c.SetHeader("Content-Type", backupType)
		c.SetHeader("Content-Disposition", `attachment; filename="`+called+`.sillat"`)
		c.SetHeader("Content-Length", strconv.FormatInt(size, 10))
		c.SetHeader("Cache-Control", "no-store")
		_, _ = io.Copy(c.BodyWriter(), f) // the client may be gone
	}}, nil
}

// fill writes the backup and returns its size. All data of persons are in it, so that it is noted as a reading of each network.
func (a *api) fill(ctx context.Context, f *os.File, networks []string) (int64, error) {
	out, err := a.app.WriteBackup(ctx, app.BackupRequest{Networks: networks}, f)
	if err != nil {
		return 0, err
	}
	for _, name := range out.Networks {
		if err := a.app.NoteReading(ctx, name); err != nil {
			return 0, err
		}
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	return size, err
}

func drop(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }

func (a *api) restore(ctx context.Context, in *restoreRequest) (*restored, error) {
	files := in.RawBody.File["file"]
	if len(files) != 1 {
		return nil, fault.New(fault.BadInput, "there are %d parts called file; send one, the backup", len(files))
	}
	f, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out, err := a.app.Restore(ctx, app.RestoreRequest{File: path.Base(files[0].Filename), Content: f, As: in.As})
	if err != nil {
		return nil, err
	}
	for _, name := range out.Networks { // so that each owner finds it
		e := entry(ctx, "restore-networks")
		e.Kind, e.Network = audit.Change, name
		a.note(ctx, e)
	}
	return &restored{Networks: out.Networks, Records: out.Records, Made: out.Made.Format(time.RFC3339), SHA256: out.SHA256, Erased: out.Erased}, nil
}
