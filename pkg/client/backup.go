package client

import (
	"context"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"
)

// Backup writes a network with all its revisions and its ledger as one portable file, from which any Sillat restores it. It is whole when its
// end is: a part of it is refused by Restore.
func (c *Client) Backup(ctx context.Context, network string, w io.Writer) error {
	return c.Stream(ctx, at(network, "/backup"), nil, w)
}

// BackupAll writes several networks as one file, all of them when none is named. It is for admins.
func (c *Client) BackupAll(ctx context.Context, networks []string, w io.Writer) error {
	v := values{}
	v.list("network", networks)
	return c.Stream(ctx, "/backup", url.Values(v), w)
}

// RestoreQuery names a backup to upload.
type RestoreQuery struct {
	Files fs.FS  // where it is, such as os.DirFS(".")
	Path  string // the file
	As    string // another name for the only network in it; "": the names in the file
}

// Restored is what a restore stored.
type Restored struct {
	Networks []string  `json:"networks"`
	Records  int64     `json:"records"` // versions of records
	Made     time.Time `json:"made"`    // when the backup was made
	SHA256   string    `json:"sha256"`  // of the content
	Erased   int       `json:"erased"`  // actors that had been erased after the backup was made, and were erased again
}

// Restore stores the networks of a backup, all of them or none. It is for admins. A file that is damaged or cut short is a fault.BadInput, a
// network that is there already a fault.Conflict. It is never sent twice.
func (c *Client) Restore(ctx context.Context, q RestoreQuery) (*Restored, error) {
	v := values{}
	v.text("as", q.As)
	call := Call{Method: http.MethodPost, Path: "/restore", Query: url.Values(v), Once: true}
	out := new(Restored)
	return out, c.upload(ctx, call, func(parts *multipart.Writer) error { return writePart(parts, "file", q.Files, q.Path) }, out)
}
